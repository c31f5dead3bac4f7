"""What a browser may load for a page of ours, and who may frame it: the Content-Security-Policy."""

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


def policy(ancestors: str) -> str:
    """Return the header's text; `ancestors` says which sites may frame the page: `'none'`, or `*` for all."""
    return "; ".join(f"{name} {value}" for name, value in {**DIRECTIVES, "frame-ancestors": ancestors}.items())


ALONE = policy("'none'")
FRAMED = policy("*")
