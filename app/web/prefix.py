"""The path prefix, for a page behind a proxy, which may strip the prefix or not, or mounted in another application."""

import re

from starlette._utils import get_route_path
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as AsgiScope

from app.settings import settings
from app.web.startup import begin
from app.web.static_files import MOUNTED

PREFIX = re.compile(r"(/[\w~@%:+.-]+)+", re.ASCII)
"""The accepted prefixes, restricted because a prefix may come from a header and is inserted into the page."""


def prefix(text: str) -> str:
    """Return a prefix in ASGI's form, with a leading slash and no trailing one; empty if it is not a prefix."""
    found = "/" + text.strip("/")
    return found if PREFIX.fullmatch(found) else ""


def below(path: str, front: str) -> str | None:
    """Return the rest of a path after a prefix; None if the path does not begin with it."""
    return path[len(front) :] if front and (path == front or path.startswith(f"{front}/")) else None


def header(scope: AsgiScope, name: bytes) -> str:
    """Return the first value of a header, empty if it is missing."""
    return next((value.decode("latin-1").partition(",")[0] for key, value in scope["headers"] if key == name), "")


def placed(scope: AsgiScope) -> AsgiScope:
    """Return a request whose path begins with `root_path`, whatever the proxy did to both.

    uvicorn prepends its `--root-path` because the proxy strips it; if the proxy does not, the path has it twice.
    """
    root, route = scope.get("root_path", "").rstrip("/"), get_route_path(scope)
    front = root or prefix(header(scope, b"x-forwarded-prefix")) or prefix(settings.root_path)
    left = below(route, front)
    route = route if left is None else left
    if route.startswith("//"):
        route = "/" + route.lstrip("/")  # a proxy joined prefix and path with one slash too many
    return {**scope, "root_path": front, "path": front + route}


class Prefixed:
    """Middleware that sets the prefix of every request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if MOUNTED in scope:
            begin()
        await self.app(placed(scope), receive, send)
