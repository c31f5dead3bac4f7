"""One kind of message of one client: the newest waits, an older one that is being answered is stale."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from app.engine.run import Stale, fresh


class Channel:
    """The messages of one kind, answered one at a time by a task of their own: what another kind does is nothing to them."""

    def __init__(self, rank: int, answer: Callable[[Any, Stale], Awaitable[None]]) -> None:
        self.rank = rank
        self.answer = answer
        self.newest: Any = None
        self.filled = asyncio.Event()
        self.stale = fresh()
        self.task = asyncio.create_task(self.work())

    def put(self, said: Any) -> None:
        """Take a message in place of the one that waits."""
        self.newest = said
        self.stale[0] = 1
        self.filled.set()

    async def work(self) -> None:
        """Answer the newest message, for as long as the client is there."""
        while await self.filled.wait():
            if self.rank:
                await asyncio.sleep(0)  # of messages that come in one breath, a scene begins first
            self.filled.clear()
            said, self.newest, self.stale = self.newest, None, fresh()
            await self.answer(said, self.stale)
            await asyncio.sleep(0)  # short work never waits for anything: let newer messages in

    def end(self) -> asyncio.Task[None]:
        """Abandon what is being answered; return the task that ends."""
        self.stale[0] = 1
        self.task.cancel()
        return self.task
