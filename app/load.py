"""The server's load limit: how much may be computed at once, and how much may wait."""

import asyncio
from collections.abc import Callable
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

    async def carry(self, steps: int, work: Callable[[], T]) -> T:
        """Return what `work` returns: computed at once if it is short (`steps` over all lanes), else in a thread."""
        if steps <= settings.inline_steps:
            return work()
        if self._waiting >= settings.max_waiting:
            raise single("", "the server is busy, try again in a second", self._waiting, f"< {settings.max_waiting} waiting", 503)
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1


load = Load()
