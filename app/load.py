"""The server's load limit: how much may be computed at once, and how much may wait."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from app.faults import single
from app.settings import settings

T = TypeVar("T")


class Load:
    """Threads for long work; beyond `max_waiting` the answer is a refusal with status 503."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(settings.threads, thread_name_prefix="scene")
        self._waiting = 0

    async def each(self, short: bool, work: Callable[[], Iterable[T]]) -> AsyncIterator[T]:
        """Yield what `work` yields: computed at once if it is short, else in a thread."""
        if short:
            for item in work():
                yield item
            return
        if self._waiting >= settings.max_waiting:
            raise single("", "the server is busy, try again in a second", self._waiting, f"< {settings.max_waiting} waiting", 503)
        loop = asyncio.get_running_loop()
        found: asyncio.Queue[tuple[T] | None] = asyncio.Queue()

        def produce() -> None:
            try:
                for item in work():
                    loop.call_soon_threadsafe(found.put_nowait, (item,))
            finally:
                loop.call_soon_threadsafe(found.put_nowait, None)

        self._waiting += 1
        try:
            produced = loop.run_in_executor(self._threads, produce)
            while there := await found.get():
                yield there[0]
            await produced
        finally:
            self._waiting -= 1

    async def carry(self, short: bool, work: Callable[[], T]) -> T:
        """Return what `work` returns."""
        [found] = [item async for item in self.each(short, lambda: [work()])]
        return found


load = Load()
