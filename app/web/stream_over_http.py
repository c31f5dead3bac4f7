"""The stream's answers over HTTP, for networks that block WebSockets: the request is a message, the answer its frames."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from app.engine.run import Abandoned, Stale, fresh
from app.web.bodies import JsonRoute
from app.web.messages import AnyMessage
from app.web.refusals import GONE
from app.web.responses import BINARY, BUSY, of_kind
from app.web.work import load

router = APIRouter(route_class=JsonRoute)


@asynccontextmanager
async def watched(request: Request) -> AsyncIterator[Stale]:
    """Yield a cancellation flag that is set when the client leaves, because nobody needs the answer then."""
    stale = fresh()

    async def watch() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        stale[0] = 1

    watcher = asyncio.create_task(watch())
    try:
        yield stale
    finally:
        watcher.cancel()


@router.post(
    "/api/frames", response_class=Response, responses=BUSY | of_kind(BINARY, "application/json"), summary="What the stream answers, by HTTP"
)
async def frames(request: Request, message: Annotated[AnyMessage, Body()]) -> Response:
    """Return the frames with which `WS /api/stream` answers this message, concatenated; if it answers with a text, return that as JSON.

    A frame ends with the last of its arrays. `last` in its header marks the last frame.
    """
    async with watched(request) as stale:
        try:
            answers = [answer async for answer in load.each(message.is_short(), partial(message.answers, stale), message.rank)]
        except Abandoned:
            return Response(status_code=GONE)
    if any(isinstance(answer, str) for answer in answers):
        return Response("".join(map(str, answers)), media_type="application/json")
    return Response(b"".join(each for each in answers if isinstance(each, bytes)), media_type=BINARY)
