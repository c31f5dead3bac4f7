"""The stream's answers over HTTP, for networks that block WebSockets: the request is a message, the answer its frames."""

from contextlib import aclosing
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Body, Response

from app.engine.run import Stale, fresh, mark
from app.web.bodies import JsonRoute
from app.web.map_message import MapMessage
from app.web.message import Message
from app.web.messages import AnyMessage, Parts
from app.web.responses import BINARY, BUSY, of_kind
from app.web.work import load

router = APIRouter(route_class=JsonRoute)


def begun(message: Message, stale: Stale) -> Parts:
    """Return what makes the answers; of a map the header is a frame, too."""
    if isinstance(message, MapMessage):
        return admitted(message.parts(stale, as_text=False))
    return load.each(message.is_short(), partial(message.answers, stale), message.rank)


async def admitted(parts: Parts) -> Parts:
    """Yield the parts of a map, unless too many requests are at work."""
    with load.admitted():
        async with aclosing(parts):
            async for part in parts:
                yield part


@router.post(
    "/api/frames", response_class=Response, responses=BUSY | of_kind(BINARY, "application/json"), summary="What the stream answers, by HTTP"
)
async def frames(message: Annotated[AnyMessage, Body()]) -> Response:
    """Return the frames with which `WS /api/stream` answers this message, concatenated; if it answers with a text, return that as JSON.

    A frame ends with the last of its arrays. `last` in its header marks the last frame.
    """
    stale = fresh()
    mark.set(stale)  # for all that computes here
    try:
        async with aclosing(begun(message, stale)) as items:
            answers = [answer async for answer in items]
    finally:
        stale[0] = 1  # of a client that has left
    if any(isinstance(answer, str) for answer in answers):
        return Response("".join(map(str, answers)), media_type="application/json")
    return Response(b"".join(each for each in answers if isinstance(each, bytes)), media_type=BINARY)
