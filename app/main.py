"""The application: page, endpoints and stream in one process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Message as AsgiMessage
from starlette.types import Scope as AsgiScope

from app import __doc__ as summary
from app import __version__
from app.classroom.routes import mount_classroom, running
from app.settings import insist, settings
from app.web.api import router
from app.web.bodies import Bodies
from app.web.bundle import PAGE
from app.web.descriptors import hush, raise_limit
from app.web.discreet import be_discreet
from app.web.docs import mount_docs
from app.web.downloads import router as exports
from app.web.embed import mount_embed
from app.web.encoding import Encoding
from app.web.fallback import Fallback
from app.web.first import fill
from app.web.head_requests import Headed
from app.web.map_endpoint import router as maps
from app.web.own import examples as own_examples
from app.web.own import router as own_lessons
from app.web.policy import ALONE, UNUSED
from app.web.prefix import Prefixed
from app.web.processes import processes
from app.web.refusals import add_handlers
from app.web.responses import REFUSED
from app.web.startup import begin
from app.web.static_files import page_files
from app.web.stream import stream
from app.web.stream_over_http import router as frames
from app.web.warm import stop

HEADERS = {
    b"content-security-policy": ALONE.encode(),
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": UNUSED.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"cache-control": b"no-cache",
}
"""Default headers of every answer."""


class Headers:
    """Middleware that adds those `HEADERS` which an answer does not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        async def sent(message: AsgiMessage) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                own = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *((name, value) for name, value in HEADERS.items() if name not in own)]
            await send(message)

        await self.app(scope, receive, sent)


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    """Compile in the background, so that the page is available at once; the health check says when the first lesson can run."""
    raise_limit()
    hush(asyncio.get_running_loop())
    begin()
    async with running():
        yield
    stop()
    processes.stop()


def create() -> FastAPI:
    """Return the application; exit if the settings are bad, whichever server runs it."""
    insist()
    be_discreet()
    made = FastAPI(
        title="Ravine", summary=summary, version=__version__, lifespan=lifespan, openapi_url=None, docs_url=None, redoc_url=None,
        redirect_slashes=False, servers=[{"url": "."}], root_path_in_servers=False, responses=REFUSED,
    )  # fmt: skip
    made.include_router(router)
    made.include_router(exports)
    made.include_router(frames)
    made.include_router(maps)
    made.include_router(own_lessons)
    made.include_router(own_examples)
    made.add_api_websocket_route("/api/stream", stream)
    mount_classroom(made)
    mount_docs(made)
    mount_embed(made)
    page_files.fills[PAGE] = fill
    made.router.default = Fallback(made.router, page_files)  # a mounted application would hide the endpoints' 405
    made.add_middleware(Bodies, most=settings.max_body)
    # Level 5 is three times as fast as 9, and 1 % larger. A thread compresses more than 16 kB, which take a millisecond.
    made.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=5, thread_minimum_size=1 << 14)
    made.add_middleware(Encoding)
    made.add_middleware(Headers)
    made.add_middleware(Headed)
    made.add_middleware(Prefixed)
    add_handlers(made)
    return made


app = create()
