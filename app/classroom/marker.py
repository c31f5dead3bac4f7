"""The marker of a class, which the host moves faster than anybody looks."""

import asyncio
from collections.abc import Awaitable, Callable

from app.classroom.stores.store import Away

PAUSE = 0.03
"""Seconds between two moves, at least: of the twenty a second that the host's page sends none waits."""

AGAIN = 1.0
"""Seconds until a store that was away is asked again."""


class Marker:
    """Moves at once, and then with a pause each time; the newest place is never left out."""

    def __init__(self, move: Callable[[int], Awaitable[None]]) -> None:
        self.move, self.k = move, -1
        self.moving = asyncio.Lock()
        self.task: asyncio.Task[None] | None = None

    def to(self, k: int) -> None:
        """Move, now or soon."""
        self.k = k
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self.run())

    async def settle(self) -> None:
        """Be where it shall be: what comes next must not be overtaken."""
        async with self.moving:
            k, self.k = self.k, -1
            try:
                if k >= 0:
                    await self.move(k)
            except Away:
                self.k = k if self.k < 0 else self.k  # where it shall be, unless it shall be elsewhere by now
                raise

    async def run(self) -> None:
        """Move until it is where it shall be."""
        while self.k >= 0:
            try:
                await self.settle()
                await asyncio.sleep(PAUSE)
            except Away:
                await asyncio.sleep(AGAIN)

    def stop(self) -> None:
        """Move no more."""
        if self.task is not None:
            self.task.cancel()
