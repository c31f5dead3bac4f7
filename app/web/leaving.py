"""Cancels the computation of an answer when its client leaves."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from fastapi import Request, Response
from starlette.requests import ClientDisconnect


async def left(request: Request) -> None:
    """Return when the client has left."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def unless_left(request: Request, answer: Coroutine[Any, Any, Response]) -> Response:
    """Return the answer; cancel what computes it, and raise ClientDisconnect, when the client leaves before."""
    answering, leaving = asyncio.create_task(answer), asyncio.create_task(left(request))
    try:
        await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
        if answering.done():
            return answering.result()
        raise ClientDisconnect
    finally:
        leaving.cancel()
        answering.cancel()
        await asyncio.wait((answering,))
