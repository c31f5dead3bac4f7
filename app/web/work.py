"""The server's load limit: how much may be computed at once, and how much may wait."""

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from app.scene.faults import single
from app.settings import settings

T = TypeVar("T")


class Load:
    """Threads for long work; beyond `max_waiting` the answer is a refusal with status 503."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(settings.threads, thread_name_prefix="scene")
        self._waiting = 0
        self._shared: dict[Hashable, asyncio.Future[Any]] = {}

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

    async def share(self, key: Hashable, work: Callable[[], T]) -> T:
        """Return what `work` returns, computed once for all who ask for `key` meanwhile: there are few keys, so nobody is refused."""
        if key not in self._shared:
            self._shared[key] = asyncio.get_running_loop().run_in_executor(self._threads, work)
            self._shared[key].add_done_callback(lambda _: self._shared.pop(key))
        made: T = await asyncio.shield(self._shared[key])  # who leaves does not take it from the others
        return made


load = Load()
