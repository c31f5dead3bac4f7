"""Requests that no endpoint matches: the page's files, and redirects of addresses with an extra or a missing slash."""

from starlette._utils import get_route_path
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match, Router
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as AsgiScope

UNPROCESSED = 307
"""The redirect status that keeps method and body."""


def query(scope: AsgiScope) -> str:
    """Return the query of a request with its question mark; empty if there is none."""
    text = scope.get("query_string", b"").decode("latin-1")
    return f"?{text}" if text else ""


class Fallback:
    """Redirects or serves files; redirects use relative addresses, which are valid behind any proxy."""

    def __init__(self, router: Router, files: ASGIApp) -> None:
        self.router, self.files = router, files

    def elsewhere(self, scope: AsgiScope) -> str | None:
        """Return the address to redirect a request to, or None."""
        path, route = scope["path"], get_route_path(scope)
        if not route:
            return f"{path.rpartition('/')[2]}/{query(scope)}"  # /ravine: relative addresses would lose the prefix
        stripped = route.rstrip("/")
        if not stripped or stripped == route:
            return None
        whole = {**scope, "path": path[: len(path) - len(route) + len(stripped)]}
        if all(each.matches(whole)[0] is Match.NONE for each in self.router.routes):
            return None
        return "../" * (len(route) - len(stripped)) + stripped.rpartition("/")[2] + query(scope)

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        there = self.elsewhere(scope) if scope["type"] == "http" else None
        answer: ASGIApp = self.files if there is None else redirect(there)
        await answer(scope, receive, send)


def redirect(there: str) -> Response:
    """Return a redirect to a relative address."""
    return RedirectResponse(there, UNPROCESSED)
