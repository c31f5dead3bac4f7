"""What a browser may load for a page of ours, and who may frame it: the Content-Security-Policy."""

from collections.abc import Mapping

EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
"""The hash of no text at all: Plotly puts an empty style element into the page and fills it by script, which no policy stops."""

DIRECTIVES = {
    "default-src": "'self'",  # scripts, fonts and the stream too: nothing inline, nothing from elsewhere
    "style-src-elem": f"'self' {EMPTY}",
    "style-src-attr": "'unsafe-inline'",  # Plotly and Swagger UI set style attributes, and so do our own templates
    "img-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


def policy(directives: Mapping[str, str]) -> str:
    """Return the header's text."""
    return "; ".join(f"{name} {value}" for name, value in directives.items())


ALONE = policy({**DIRECTIVES, "frame-ancestors": "'none'"})
FRAMED = policy(DIRECTIVES)
"""Any page may frame it. `frame-ancestors *` would not say so: the star stands for http and https alone, and slides are file:, app: or
vscode-webview: pages, too."""
