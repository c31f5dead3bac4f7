"""The page under a prefix: behind a proxy that strips it or does not, or mounted in another application."""

import re

from starlette._utils import get_route_path
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as AsgiScope

from app.settings import settings
from app.web.startup import begin
from app.web.static_files import MOUNTED

PREFIX = re.compile(r"(/[\w~@%:+.-]+)+", re.ASCII)
"""What may stand in front of an address: it comes from a header, and goes into the page."""


def prefix(said: str) -> str:
    """Return a prefix as ASGI has it: with a slash in front and none behind; none at all where it is none."""
    found = "/" + said.strip("/")
    return found if PREFIX.fullmatch(found) else ""


def below(path: str, front: str) -> str | None:
    """Return what follows a prefix in a path; None where it does not stand in front."""
    return path[len(front) :] if front and (path == front or path.startswith(f"{front}/")) else None


def header(scope: AsgiScope, name: bytes) -> str:
    """Return the first value of a header, empty where there is none."""
    return next((value.decode("latin-1").partition(",")[0] for key, value in scope["headers"] if key == name), "")


def placed(scope: AsgiScope) -> AsgiScope:
    """Return a request whose path begins with `root_path`, whatever the proxy has made of the two.

    uvicorn puts its `--root-path` in front of a path from which the proxy took the prefix; if that took nothing, it stands there twice.
    """
    root, route = scope.get("root_path", "").rstrip("/"), get_route_path(scope)
    said = root or prefix(header(scope, b"x-forwarded-prefix")) or prefix(settings.root_path)
    left = below(route, said)
    route = route if left is None else left
    if route.startswith("//"):
        route = "/" + route.lstrip("/")  # a proxy that joins the two with one slash too many
    return {**scope, "root_path": said, "path": said + route}


class Prefixed:
    """Has every request know its prefix."""

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
