"""The application: page, endpoints and stream in one process."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.middleware.gzip import GZipMiddleware
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as AsgiScope

from app import __doc__ as summary
from app import __version__
from app.catalog import catalog
from app.docs import mount_docs
from app.embed import mount_embed
from app.exports.routes import router as exports
from app.faults import Refused, single
from app.policy import ALONE
from app.range_test import RangeTest
from app.routes import as_json, router
from app.shelf import shelf
from app.stream import stream
from app.warm import stop, warm

HEADERS = {
    b"content-security-policy": ALONE.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cache-control": b"no-cache",
}
"""On every answer that has none of its own."""


class Headers:
    """Puts `HEADERS` on every answer that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((name, value) for name, value in HEADERS.items() if name not in own)]
            await send(message)

        await self.app(scope, receive, sent)


class Documented(FastAPI):
    """Adds the schemas of the bodies to the API documentation: the endpoints read them themselves, so that nothing is lax."""

    def openapi(self) -> dict[str, Any]:
        """Return the OpenAPI schema."""
        schema = super().openapi()
        parts = RangeTest.model_json_schema(ref_template="#/components/schemas/{model}")  # it holds a scene
        schema.setdefault("components", {}).setdefault("schemas", {}).update({**parts.pop("$defs", {}), "RangeTest": parts})
        return schema


def prepare() -> None:
    """Have ready what every page asks for first."""
    shelf.pack()
    catalog("en")


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    """Compile in the background: the page is there at once, the health check says when the first lesson can run."""
    for work in (warm, prepare):
        threading.Thread(target=work, name=work.__name__, daemon=True).start()
    yield
    stop()


async def refused(_: Request, error: Exception) -> Response:
    """Answer bad input in the contract's form."""
    assert isinstance(error, Refused)
    response = as_json({"errors": error.faults}, error.status)
    if error.status == 503:
        response.headers["retry-after"] = "1"
    return response


async def not_served(request: Request, error: Exception) -> Response:
    """Answer an unknown address or method in the same form."""
    assert isinstance(error, HTTPException)
    response = await refused(request, single("", str(error.detail), request.url.path, "", error.status_code))
    response.headers.update(error.headers or {})
    return response


def create() -> FastAPI:
    """Return the application."""
    made = Documented(title="Ravine", summary=summary, version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None)
    made.include_router(router)
    made.include_router(exports)
    made.add_api_websocket_route("/api/stream", stream)
    mount_docs(made)
    mount_embed(made)
    made.router.default = shelf  # mounted, it would hide the 405 of the endpoints
    made.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=5)  # three times as fast as 9, which saves a hundredth more
    made.add_middleware(Headers)
    made.add_exception_handler(Refused, refused)
    made.add_exception_handler(HTTPException, not_served)
    return made


app = create()
