"""The threads that compute: so many and no more, whoever asks."""

import math
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import Context, ContextVar, copy_context
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

SCENE, STEP, LONG = range(3)
"""Ranks of work: pictures of a scene, other answers that a page waits for, and whatever may take long. The lowest begins first."""

MOMENT = 1.0
"""Seconds for which a client that drags is expected again."""

Helper = Callable[[Callable[[], Any]], "Future[Any] | None"]
helper: ContextVar[Helper] = ContextVar("helper", default=lambda _: None)
"""Begins work in another thread if one is free, else returns None. By default there is no other thread."""


@dataclass(eq=False)
class Client:
    """Someone who has work done. Where several wait, the one with the least time used goes first.

    `used` is in seconds. A client that was idle is put level with the others, so that it can neither save up time nor owe it.
    """

    used: float = 0.0
    running: int = 0
    """Threads that work for it at the moment."""

    def arrive(self, level: float) -> None:
        """Come to a queue whose clients have used `level` seconds."""
        self.used = max(self.used, level)


@dataclass(eq=False)
class Task:
    """Work, its rank, its client, where its result goes, and the context variables of who asked for it."""

    work: Callable[[], Any]
    rank: int
    client: Client
    future: "Future[Any]" = field(default_factory=Future)
    context: Context = field(default_factory=copy_context)

    def order(self) -> tuple[int, int, float]:
        """Return what tasks are sorted by: rank, the client's threads, the client's time."""
        return self.rank, self.client.running, self.client.used


class Threads:
    """A pool of threads. Waiting work starts in the order of its rank; within a rank the client that has had the least starts first.

    Work of rank LONG leaves one of several threads free: otherwise kernels that run for seconds would occupy every thread, and a scene
    that arrives meanwhile would wait in spite of its rank.
    """

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(max(1, threads), thread_name_prefix="compute")
        self._free = threads
        self._reserved = {LONG: 1 if threads > 1 else 0}
        self._waiting: list[Task] = []
        self._level = 0.0
        self._seen: list[tuple[Client, float]] = []
        """The last two clients that had something done, and when."""
        self._lock = Lock()

    def submit(self, work: Callable[[], T], rank: int, client: Client | None = None) -> "Future[T]":
        """Have work done as soon as its rank and its client's turn allow; without a client it is somebody's own."""
        task = Task(work, rank, client or Client())
        with self._lock:
            task.client.arrive(self._level)
            self._note(task.client)
            self._waiting.append(task)
            self._begin()
        return task.future

    def note(self, client: Client) -> None:
        """Know of a client whose work is done elsewhere: as long as it is there, the last thread is kept from those that have others."""
        with self._lock:
            self._note(client)

    def _note(self, client: Client) -> None:
        self._seen = [(client, time.monotonic()), *(each for each in self._seen if each[0] is not client)][:2]

    def lend(self, work: Callable[[], T], rank: int, client: Client | None = None) -> "Future[T] | None":
        """Start work at once, in a thread that nobody waits for; return None if there is none."""
        with self._lock:
            client = client or Client()
            if not self._has_room(rank) or any(task.rank <= rank for task in self._waiting) or self._is_kept(client):
                return None
            task = Task(work, rank, client)
            task.future.set_running_or_notify_cancel()
            self._start(task)
        return task.future

    def _has_room(self, rank: int) -> bool:
        return self._free > self._reserved.get(rank, 0)

    def _is_kept(self, client: Client) -> bool:
        """Return whether the last free thread is kept from a client that has others: somebody else was here a moment ago."""
        other = max((seen for each, seen in self._seen if each is not client), default=-math.inf)
        return self._free == 1 and client.running > 0 and time.monotonic() - other < MOMENT

    def _begin(self) -> None:
        while self._waiting:
            task = min(self._waiting, key=Task.order)  # of equals the first that came
            if not self._has_room(task.rank):
                return
            self._waiting.remove(task)
            if task.future.set_running_or_notify_cancel():
                self._level = max(self._level, task.client.used)
                self._start(task)

    def _start(self, task: Task) -> None:
        self._free -= 1
        task.client.running += 1
        self._pool.submit(task.context.run, self._run, task)

    def _run(self, task: Task) -> None:
        helper.set(partial(self.lend, rank=task.rank, client=task.client))
        begin = time.thread_time()
        try:
            result = task.work()
        except BaseException as error:  # noqa: BLE001  (it is raised where the result is asked for)
            traceback.clear_frames(error.__traceback__)  # else it keeps all arrays of the work, in cycles that are found late
            self._leave(task.client, time.thread_time() - begin)
            task.future.set_exception(error)
        else:
            self._leave(task.client, time.thread_time() - begin)
            task.future.set_result(result)
        finally:
            del task  # the error's traceback refers to this frame: a cycle would keep all arrays of the work

    def _leave(self, client: Client, seconds: float) -> None:
        with self._lock:
            client.used += seconds
            client.running -= 1
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
