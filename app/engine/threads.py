"""The threads that compute: so many and no more, whoever asks."""

import heapq
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from itertools import count
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

SCENE, STEP, LONG = range(3)
"""Ranks of work: pictures of a scene, other answers that a page waits for, and whatever may take long. The lowest begins first."""

Helper = Callable[[Callable[[], Any]], "Future[Any] | None"]
helper: ContextVar[Helper] = ContextVar("helper", default=lambda _: None)
"""Begins work in another thread if one is free, else returns None. By default there is no other thread."""


class Threads:
    """A pool of threads. Work that waits begins in the order of its rank; work of rank LONG leaves one of several threads to the others.

    Without that, kernels that run for seconds would hold every thread, and no rank would help a scene that comes meanwhile.
    """

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(max(1, threads), thread_name_prefix="compute")
        self._free = threads
        self._reserved = {LONG: 1 if threads > 1 else 0}
        self._waiting: list[tuple[int, int, Callable[[], Any], Future[Any]]] = []
        self._number = count()
        self._lock = Lock()

    def submit(self, work: Callable[[], T], rank: int) -> "Future[T]":
        """Have work done as soon as its rank allows."""
        future: Future[T] = Future()
        with self._lock:
            heapq.heappush(self._waiting, (rank, next(self._number), work, future))
            self._begin()
        return future

    def lend(self, work: Callable[[], T], rank: int) -> "Future[T] | None":
        """Begin work at once, in a thread that nobody waits for; return None where there is none."""
        with self._lock:
            if not self._has_room(rank) or (self._waiting and self._waiting[0][0] <= rank):
                return None
            future: Future[T] = Future()
            future.set_running_or_notify_cancel()
            self._start(work, rank, future)
        return future

    def _has_room(self, rank: int) -> bool:
        return self._free > self._reserved.get(rank, 0)

    def _begin(self) -> None:
        while self._waiting and self._has_room(self._waiting[0][0]):
            rank, _, work, future = heapq.heappop(self._waiting)
            if future.set_running_or_notify_cancel():
                self._start(work, rank, future)

    def _start(self, work: Callable[[], T], rank: int, future: "Future[T]") -> None:
        self._free -= 1
        self._pool.submit(self._run, work, rank, future)

    def _run(self, work: Callable[[], T], rank: int, future: "Future[T]") -> None:
        helper.set(partial(self.lend, rank=rank))
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001  (it is raised where the result is asked for)
            self._leave()
            future.set_exception(error)
        else:
            self._leave()
            future.set_result(result)
        finally:
            del work, future  # the error's traceback leads to this frame: a circle would keep all arrays of the work

    def _leave(self) -> None:
        with self._lock:
            self._free += 1
            self._begin()

    def close(self) -> None:
        """Let the threads end once their work is done."""
        self._pool.shutdown(wait=False)


@contextmanager
def helped(threads: int) -> Iterator[None]:
    """Let so many threads beside this one run lanes meanwhile: for programs that are no server."""
    helpers = Threads(threads)
    token = helper.set(partial(helpers.lend, rank=SCENE))
    try:
        yield
    finally:
        helper.reset(token)
        helpers.close()
