"""What the server computes: how much at once, how much may wait, and in which order."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Hashable, Iterable, Iterator
from contextlib import aclosing, contextmanager
from contextvars import copy_context
from functools import partial
from typing import Any, TypeVar

from anyio import BrokenResourceError, create_memory_object_stream
from anyio.streams.memory import MemoryObjectSendStream

from app.engine.run import check, fresh, mark
from app.engine.threads import LONG, Client, Threads
from app.scene.faults import single
from app.settings import settings
from app.web.turns import Turns
from surfaces.stationary.minima import beat

T = TypeVar("T")
AHEAD = 2
"""Items of one answer that are made before the reader has taken them, at most."""
END: Any = object()
TURN = 0.0005
"""Seconds after which a thread that computes in Python lets the event loop go on, a tenth of Python's own: a short scene takes 1 ms."""


class Shared:
    """Work that several clients wait for. Who leaves does not take it from the others; it is abandoned when the last one leaves."""

    def __init__(self, begin: "Callable[[], asyncio.Task[Any]]") -> None:
        self.stale = fresh()
        self.wanted = 0
        context = copy_context()
        context.run(mark.set, self.stale)
        context.run(beat.set, check)
        self.task = context.run(begin)

    async def wait(self) -> Any:
        """Return the result."""
        self.wanted += 1
        try:
            return await asyncio.shield(self.task)
        finally:
            self.wanted -= 1
            if not self.wanted:
                self.stale[0] = 1


class Load:
    """The threads of the server; where `most_waiting` requests are at work or wait already, the answer is a refusal with status 503."""

    def __init__(self, threads: int, most_waiting: int) -> None:
        sys.setswitchinterval(TURN)
        self._threads = Threads(threads)
        self.turns = Turns(self._threads.note)
        self._most = most_waiting
        self._waiting = 0
        self._tasks: set[asyncio.Task[Any]] = set()
        self._shared: dict[Hashable, Shared] = {}

    async def each(self, short: bool, work: Callable[[], Iterable[T]], rank: int = LONG) -> AsyncGenerator[T, None]:
        """Yield what `work` yields: computed at once if it is short, else in a thread.

        No more than `AHEAD` items are made before they are taken. Once the reader leaves, no further item is made.
        """
        if short:
            async with self.turns.of(Client()):
                made = list(work())
            for item in made:
                yield item
            return
        with self.admitted():
            async with aclosing(self.onward(work, rank)) as items:
                async for item in items:
                    yield item

    async def onward(self, work: Callable[[], Iterable[T]], rank: int = LONG, client: Client | None = None) -> AsyncGenerator[T, None]:
        """Yield what `work` yields, in a thread and as `each` does, but never refuse.

        For an answer that has begun, and for a client that asks one thing at a time: its turn bounds it.
        """
        sender, receiver = create_memory_object_stream[T](AHEAD - 1)  # one more is made, and waits to be put in
        made = self._begin(self._make(work, rank, sender, client or Client()))
        with receiver:
            async for item in receiver:
                yield item
            await made

    async def carry(self, short: bool, work: Callable[[], T], rank: int = LONG) -> T:
        """Return what `work` returns."""
        if short:
            async with self.turns.of(Client()):
                return work()
        with self.admitted():
            return await self._run(work, rank)

    async def share(self, key: Hashable, work: Callable[[], T], rank: int = LONG, client: Client | None = None) -> T:
        """Return what `work` returns, computed once for all who ask for `key` meanwhile. Nobody is refused."""
        if key not in self._shared:
            self._shared[key] = Shared(partial(self._begin, self._run(work, rank, client)))
        shared = self._shared[key]
        try:
            made: T = await shared.wait()
        finally:
            if not shared.wanted and self._shared.get(key) is shared:
                del self._shared[key]
        return made

    @contextmanager
    def admitted(self) -> Iterator[None]:
        """Count one request more until it is answered, or refuse it."""
        if self._waiting >= self._most:
            raise single("busy", "", self._waiting, most=self._most)
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1

    async def _run(self, work: Callable[[], T], rank: int, client: Client | None = None) -> T:
        return await asyncio.wrap_future(self._threads.submit(work, rank, client))

    async def _make(self, work: Callable[[], Iterable[T]], rank: int, sender: MemoryObjectSendStream[T], client: Client) -> None:
        """Make every item in a thread of its own turn: while the reader takes its time, no thread waits for it."""
        items = one_by_one(work)

        def item() -> Any:
            return next(items, END) if sender.statistics().open_receive_streams else END  # the reader may leave before its turn comes

        with sender:
            try:
                while (made := await self._run(item, rank, client)) is not END:
                    await sender.send(made)
            except BrokenResourceError:
                pass
            if not sender.statistics().open_receive_streams:  # the reader has left
                await self._run(items.close, rank, client)

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
