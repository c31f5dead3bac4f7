"""Turns on the event loop, so that clients share it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import perf_counter

from app.engine.threads import Client


class Turns:
    """Short work on the event loop, one client at a time; the one that has used least time goes first.

    Between two turns the loop handles events.
    """

    def __init__(self, note: Callable[[Client], None] = lambda _: None) -> None:
        """Prepare; `note` is told whose turn is asked for."""
        self._note = note
        self._waiting: list[tuple[Client, asyncio.Future[None]]] = []
        self._taken = False
        self._level = 0.0

    @asynccontextmanager
    async def of(self, client: Client) -> AsyncIterator[None]:
        """Wait for a client's turn; count the time until it ends."""
        self._note(client)
        client.arrive(self._level)
        if self._taken:
            await self._called(client)
        self._taken, self._level = True, max(self._level, client.used)
        begin = perf_counter()
        try:
            yield
        finally:
            client.used += perf_counter() - begin
            asyncio.get_running_loop().call_soon(self._next)

    async def _called(self, client: Client) -> None:
        called = asyncio.get_running_loop().create_future()
        self._waiting.append((client, called))
        try:
            await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():  # it had its turn already, and passes it on
                self._next()
            raise

    def _next(self) -> None:
        self._taken = False
        while self._waiting and not self._taken:
            first = min(self._waiting, key=lambda each: each[0].used)
            self._waiting.remove(first)
            if not first[1].done():
                first[1].set_result(None)
                self._taken = True
