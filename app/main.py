"""The application: page, endpoints and stream in one process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.middleware.gzip import GZipMiddleware
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Message as AsgiMessage
from starlette.types import Scope as AsgiScope

from app import __doc__ as summary
from app import __version__
from app.answers.lr_range import RangeTest
from app.scene.faults import Refused, single
from app.settings import insist
from app.web.api import as_json, router
from app.web.docs import mount_docs
from app.web.downloads import router as exports
from app.web.embed import mount_embed
from app.web.fallback import Fallback
from app.web.head_requests import Headed
from app.web.policy import ALONE
from app.web.prefix import Prefixed
from app.web.startup import begin
from app.web.static_files import shelf
from app.web.stream import Message, stream
from app.web.stream_over_http import GONE
from app.web.stream_over_http import router as frames
from app.web.warm import stop

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
        async def sent(message: AsgiMessage) -> None:
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
        known = schema.setdefault("components", {}).setdefault("schemas", {})
        for model in (RangeTest, Message):  # they hold a scene
            parts = model.model_json_schema(ref_template="#/components/schemas/{model}")
            known.update({**parts.pop("$defs", {}), model.__name__: parts})
        return schema


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    """Compile in the background: the page is there at once, the health check says when the first lesson can run."""
    begin()
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


async def gone(_: Request, __: Exception) -> Response:
    """Answer who left in mid-body: nobody reads it, and it is no fault of ours that a log should hold."""
    return Response(status_code=GONE)


def create() -> FastAPI:
    """Return the application; end the program where its settings are bad, whoever serves it."""
    insist()
    made = Documented(
        title="Ravine", summary=summary, version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None, redirect_slashes=False,
        servers=[{"url": "."}], root_path_in_servers=False,
    )  # fmt: skip
    made.include_router(router)
    made.include_router(exports)
    made.include_router(frames)
    made.add_api_websocket_route("/api/stream", stream)
    mount_docs(made)
    mount_embed(made)
    made.router.default = Fallback(made.router, shelf)  # mounted, it would hide the 405 of the endpoints
    made.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=5)  # three times as fast as 9, which saves a hundredth more
    made.add_middleware(Headers)
    made.add_middleware(Headed)
    made.add_middleware(Prefixed)
    made.add_exception_handler(Refused, refused)
    made.add_exception_handler(HTTPException, not_served)
    made.add_exception_handler(ClientDisconnect, gone)
    return made


app = create()
