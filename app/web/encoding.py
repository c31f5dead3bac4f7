"""Whether a client accepts compressed answers: `Accept-Encoding`, read as RFC 9110 says."""

from starlette.types import ASGIApp, Receive, Scope, Send

NAME = b"accept-encoding"


def weight(value: str) -> float:
    """Return the q of a coding, 1 where it has none, 0 where it is no number."""
    _, _, value = value.replace(" ", "").partition(";q=")
    try:
        return float(value or 1)
    except ValueError:
        return 0.0


def accepts_gzip(value: str) -> bool:
    """Return whether the value of the header allows gzip: by its name, else by `*`."""
    weights = {each.partition(";")[0].strip(): weight(each) for each in value.lower().split(",")}
    return weights.get("gzip", weights.get("*", 0.0)) > 0


class Encoding:
    """Reduces the header to `gzip` or nothing, because Starlette reads `gzip;q=0` as accepted."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http":
            value = b",".join(value for name, value in scope["headers"] if name == NAME).decode("latin-1")
            rest = [each for each in scope["headers"] if each[0] != NAME]
            scope = {**scope, "headers": [*rest, (NAME, b"gzip")] if accepts_gzip(value) else rest}
        await self.app(scope, receive, send)
