"""What the server computes: how much at once, how much may wait, and in which order."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Hashable, Iterable
from contextlib import aclosing
from functools import partial
from typing import Any, TypeVar

from anyio import BrokenResourceError, create_memory_object_stream
from anyio.streams.memory import MemoryObjectSendStream

from app.engine.threads import LONG, Threads
from app.scene.faults import single
from app.settings import settings

T = TypeVar("T")
AHEAD = 2
"""Items of one answer that are made before the reader has taken them, at most."""
END: Any = object()
TURN = 0.0005
"""Seconds after which a thread that computes in Python lets the event loop go on, a tenth of Python's own: a short scene takes 1 ms."""


class Load:
    """The threads of the server; where `most_waiting` requests are at work or wait already, the answer is a refusal with status 503."""

    def __init__(self, threads: int, most_waiting: int) -> None:
        sys.setswitchinterval(TURN)
        self._threads = Threads(threads)
        self._most = most_waiting
        self._waiting = 0
        self._tasks: set[asyncio.Task[Any]] = set()
        self._shared: dict[Hashable, asyncio.Task[Any]] = {}

    async def each(self, short: bool, work: Callable[[], Iterable[T]], rank: int = LONG) -> AsyncGenerator[T, None]:
        """Yield what `work` yields: computed at once if it is short, else in a thread.

        No more than `AHEAD` items are made before they are taken. Once the reader leaves, no further item is made.
        """
        if short:
            for item in work():
                yield item
            return
        self._admit()
        try:
            async with aclosing(self.onward(work, rank)) as items:
                async for item in items:
                    yield item
        finally:
            self._leave()

    async def onward(self, work: Callable[[], Iterable[T]], rank: int = LONG) -> AsyncGenerator[T, None]:
        """Yield what `work` yields, in a thread and as `each` does; for an answer that has begun, and so can no longer be refused."""
        sender, receiver = create_memory_object_stream[T](AHEAD - 1)  # one more is made, and waits to be put in
        made = self._begin(self._make(work, rank, sender))
        with receiver:
            async for item in receiver:
                yield item
            await made

    async def carry(self, short: bool, work: Callable[[], T], rank: int = LONG) -> T:
        """Return what `work` returns."""
        if short:
            return work()
        self._admit()
        try:
            return await self._run(work, rank)
        finally:
            self._leave()

    async def share(self, key: Hashable, work: Callable[[], T], rank: int = LONG) -> T:
        """Return what `work` returns, computed once for all who ask for `key` meanwhile. Nobody is refused."""
        if key not in self._shared:
            self._shared[key] = self._begin(self._run(work, rank))
            self._shared[key].add_done_callback(lambda _: self._shared.pop(key))
        made: T = await asyncio.shield(self._shared[key])  # who leaves does not take it from the others
        return made

    def _admit(self) -> None:
        """Count one request more, or refuse it."""
        if self._waiting >= self._most:
            raise single("busy", "", self._waiting, most=self._most)
        self._waiting += 1

    def _leave(self) -> None:
        self._waiting -= 1

    async def _run(self, work: Callable[[], T], rank: int) -> T:
        return await asyncio.wrap_future(self._threads.submit(work, rank))

    async def _make(self, work: Callable[[], Iterable[T]], rank: int, sender: MemoryObjectSendStream[T]) -> None:
        """Make every item in a thread of its own turn: while the reader takes its time, no thread waits for it."""
        items = one_by_one(work)
        with sender:
            try:
                while (item := await self._run(partial(next, items, END), rank)) is not END:
                    await sender.send(item)
            except BrokenResourceError:  # the reader has left
                await self._run(items.close, rank)

    def _begin(self, work: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        task = asyncio.create_task(work)
        self._tasks.add(task)  # the loop itself holds none
        task.add_done_callback(self._forget)
        return task

    def _forget(self, task: "asyncio.Task[Any]") -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # nobody is there to ask for it once the reader has left


def one_by_one(work: Callable[[], Iterable[T]]) -> Generator[T, None, None]:
    """Yield what `work` yields; nothing of it runs before the first item is asked for."""
    yield from work()


load = Load(settings.threads, settings.max_waiting)
