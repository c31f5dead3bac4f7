"""Answers that are computed in a worker process."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import Any

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Send
from starlette.types import Scope as AsgiScope

from app.exports.jobs import Head, Pieces
from app.web.processes import processes

WHOLE = 8 << 20
"""Bytes up to which an answer is collected, so that its process is free at once; a longer one is sent as fast as it is read."""


class Streamed(StreamingResponse):
    """A streamed answer. When it ends, its generator is closed."""

    def __init__(self, items: AsyncGenerator[bytes, None], head: Head) -> None:
        super().__init__(items, media_type=head.media, headers=head.headers)
        self._items = items

    async def __call__(self, scope: AsgiScope, receive: Receive, send: Send) -> None:
        """Send the answer."""
        async with aclosing(self._items):
            await super().__call__(scope, receive, send)


def client_of(request: Request) -> str:
    """Return the client's address, which is all that we know of it."""
    return request.client.host if request.client else ""


async def made(request: Request, job: Callable[..., Pieces], *given: Any) -> Response:
    """Return the answer that a job makes in a worker process."""
    items = processes.each(client_of(request), job, *given)
    try:
        head = await anext(items)
        begun = bytearray()
        async for piece in items:
            begun += piece
            if len(begun) > WHOLE:
                return Streamed(following(bytes(begun), items), head)
    except BaseException:
        await items.aclose()
        raise
    return Response(bytes(begun), media_type=head.media, headers=head.headers)


async def following(begun: bytes, items: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """Yield the part that is there, then the rest."""
    async with aclosing(items):
        yield begun
        async for piece in items:
            yield piece


_made: dict[Any, bytes] = {}
_begun: dict[Any, asyncio.Task[bytes]] = {}


async def whole(job: Callable[..., Pieces], *given: Any) -> bytes:
    """Return what a job makes, made once for all who ask for it, and kept. Nobody is refused."""
    key = (job, *given)
    if key not in _made:
        if key not in _begun:
            _begun[key] = asyncio.create_task(collected(job, *given))
            _begun[key].add_done_callback(lambda _: _begun.pop(key))
        _made[key] = await asyncio.shield(_begun[key])  # who leaves does not take it from the others
    return _made[key]


async def collected(job: Callable[..., Pieces], *given: Any) -> bytes:
    """Return the bytes that a job makes, without the head. It is never refused for waiting."""
    async with aclosing(processes.each(None, job, *given)) as items:
        return b"".join([item async for item in items if isinstance(item, bytes)])
