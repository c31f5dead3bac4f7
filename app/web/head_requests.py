"""HEAD for every GET endpoint: the same status and headers, without a body."""

from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as AsgiScope


class Headed:
    """Middleware that answers HEAD like GET without the body, and adds HEAD to `Allow` headers that list GET."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [(name, allowed(value) if name == b"allow" else value) for name, value in message["headers"]]
            if head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"} if head else scope, receive, sent)


def allowed(methods: bytes) -> bytes:
    """Return a list of methods, with HEAD added if GET is in it."""
    known = [method.strip() for method in methods.split(b",")]
    return b", ".join(known if b"GET" not in known or b"HEAD" in known else [*known, b"HEAD"])
