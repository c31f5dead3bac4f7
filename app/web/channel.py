"""One kind of message of one client: the newest waits; an older one that is being answered is stale."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from app.engine.run import Stale, fresh

PATIENCE = 0.1
"""Seconds for which a client is not read, at most, while its last message waits: it could leave unseen."""

Take = Callable[[], tuple[Any, Stale]]
"""Takes the newest message, and gives the mark that says when it is stale."""


class Channel:
    """Messages of one kind, answered one at a time by their own task; other kinds do not affect them."""

    def __init__(self, rank: int, answer: Callable[[Take], Awaitable[None]]) -> None:
        self.rank = rank
        self.answer = answer
        self.newest: Any = None
        self.filled = asyncio.Event()
        self.taken = asyncio.Event()
        self.stale = fresh()
        self.task = asyncio.create_task(self.work())

    def put(self, data: Any) -> bool:
        """Replace the waiting message; return whether there was one."""
        replaced, self.newest = self.newest is not None, data
        self.stale[0] = 1
        self.filled.set()
        self.taken.clear()
        return replaced

    def take(self) -> tuple[Any, Stale]:
        """Return the newest message, and the mark that is set once it is stale."""
        data, self.newest, self.stale = self.newest, None, fresh()
        self.filled.clear()
        self.taken.set()
        return data, self.stale

    async def emptied(self) -> None:
        """Wait until the message is taken, for a client that sends faster than it is answered: it is read no faster either."""
        if not self.taken.is_set() and not self.task.done():
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self.taken.wait()

    async def work(self) -> None:
        """Answer the newest message until the client leaves."""
        while await self.filled.wait():
            if self.rank:
                await asyncio.sleep(0)  # if several messages arrive together, a scene begins first
            await self.answer(self.take)
            await asyncio.sleep(0)  # short work never waits for anything: let newer messages in

    def end(self) -> asyncio.Task[None]:
        """Abandon the work; return its task, which ends soon."""
        self.stale[0] = 1
        self.task.cancel()
        return self.task
