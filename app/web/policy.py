"""The Content-Security-Policy and the headers beside it: what a browser may load and do for our pages, and who may frame them."""

from collections.abc import Mapping

EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
"""The hash of the empty text: Plotly adds an empty style element and fills it by script, which the policy does not restrict."""

DIRECTIVES = {
    "default-src": "'self'",  # also scripts, fonts and the stream: nothing inline, nothing from other sites
    "style-src-elem": f"'self' {EMPTY}",
    "style-src-attr": "'unsafe-inline'",  # Plotly and Swagger UI set style attributes, and so do our own templates
    "img-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


def policy(directives: Mapping[str, str]) -> str:
    """Return the text of the header."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())


ALONE = policy({**DIRECTIVES, "frame-ancestors": "'none'"})
FRAMED = policy(DIRECTIVES)
"""Any page may frame it. `frame-ancestors *` would allow only http and https, but slides may be file:, app: or vscode-webview: pages."""

UNUSED = ", ".join(f"{name}=()" for name in ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb"))
"""The Permissions-Policy: what our pages never ask for, and so no script in them can."""

SHARED = {
    "content-security-policy": FRAMED,
    "cross-origin-opener-policy": "unsafe-none",
    "cross-origin-resource-policy": "cross-origin",
}
"""The headers of a page that any other may frame, one that is isolated from other sites included."""
