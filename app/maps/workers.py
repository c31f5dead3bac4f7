"""The workers of a Dask scheduler, on this machine or on others; threads in their place while it is away.

A patch travels as the JSON of its map and four integers. Workers of another version of Ravine get nothing to do.
"""

import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from importlib import import_module
from typing import Any, Literal, TypeVar

from app import __version__
from app.engine.run import Stale
from app.maps.jobs import Job
from app.maps.plan import Plan
from app.maps.room import Room
from app.maps.tile import Tile, tile_of
from app.maps.tried import Tried

AHEAD = 8
"""Patches under way for each thread of a worker: the way there and back takes milliseconds."""
WATCH, ANSWER = 1.0, 2.0
"""Seconds between two looks at the workers; seconds in which a scheduler answers."""
ALONE = 5.0
"""Seconds without any worker after which patches are drawn here: a worker that was killed is there again sooner."""

State = Literal["there", "away", "idle"]
"""There are workers of this version; the scheduler does not answer; it has no such worker."""
SAID: dict[State, str] = {
    "there": "maps are drawn by the workers of %s (%s)",
    "away": "the Dask scheduler at %s does not answer, so maps are drawn here (%s)",
    "idle": "the Dask scheduler at %s has no worker of this version, so maps are drawn here (%s)",
}
T = TypeVar("T")
log = logging.getLogger("ravine")


def version() -> str:
    """Return the version of Ravine where this runs."""
    return __version__


def at_version(release: str, work: Callable[..., T], *given: Any) -> T:
    """Return what `work` returns, for a program of the version `release`; raise ValueError where another one runs."""
    if release != __version__:
        raise ValueError(f"this is Ravine {__version__}, not {release}")
    return work(*given)


def connected(address: str) -> tuple[Any, Executor]:
    """Return a client of a scheduler, and what runs functions on its workers; raise OSError or ImportError if it does not answer."""
    client = import_module("distributed").Client(address, timeout=ANSWER, set_as_default=False)  # of the extra `dask`
    return client, client.get_executor(pure=False, retries=3)


def executor_of(address: str) -> Executor:
    """Return what runs functions on the workers of a scheduler; raise OSError or ImportError if it does not answer or has none."""
    client, executor = connected(address)
    if not client.nthreads():
        client.close(timeout=ANSWER)
        raise OSError("it has no workers")
    return executor


class Workers:
    """Draws patches on the workers of the scheduler at `address`, or in `here` while there are none."""

    def __init__(self, address: str, here: Room) -> None:
        self.address, self.here = address, here
        self.state: State | None = None
        self.threads = 0
        """Of the workers of this version."""
        self.client: Any = None
        self.executor: Any = None
        self.known: dict[str, bool] = {}
        """The workers by address, and whether they have this version."""
        self.sent: set[Future[Tile]] = set()
        self.alone = 0.0
        self.closed = threading.Event()
        self.watcher = threading.Thread(target=self.watch, name="dask", daemon=True)
        self.watcher.start()

    @property
    def ahead(self) -> int:
        """How many patches may be under way."""
        return AHEAD * self.threads or self.here.ahead

    def start(self, plan: Plan, job: Job, stale: Stale) -> "Future[Tile]":
        """Begin a patch."""
        if self.state != "there":
            return self.here.start(plan, job, stale)
        try:
            away = self.executor.submit(at_version, __version__, tile_of, plan.text, plan.coarse, plan.packed, job)
        except Exception:  # noqa: BLE001  (whatever a lost connection raises; `watch` sees it, too)
            return self.here.start(plan, job, stale)
        self.sent.add(away)
        away.add_done_callback(self.sent.discard)
        return Tried(away, lambda: self.here.start(plan, job, stale))

    def watch(self) -> None:
        """Connect, and look now and then which workers there are."""
        while not self.closed.is_set():
            try:
                self.look()
            except Exception as error:  # noqa: BLE001  (whatever a lost connection raises)
                self.lose(error)
            self.closed.wait(WATCH)
        self.leave()

    def look(self) -> None:
        """Count the workers of this version, and greet new ones; raise an exception if the scheduler does not answer."""
        if self.client is None:
            self.client, self.executor = connected(self.address)
        if self.client.status != "running":
            raise ConnectionError("the connection was lost")
        threads = self.client.nthreads()
        new = [each for each in threads if each not in self.known]
        self.known = {each: right for each, right in self.known.items() if each in threads} | (self.greet(new) if new else {})
        self.threads = sum(count for each, count in threads.items() if self.known[each])
        self.be("there" if self.threads else "idle", f"{self.threads} threads")
        self.alone = 0.0 if self.threads else self.alone + WATCH
        if self.alone >= ALONE:
            self.take_back()

    def greet(self, new: list[str]) -> dict[str, bool]:
        """Ask workers for their version; return which have ours."""
        found = self.client.run(version, workers=new, on_error="return")
        for each in new:
            if found.get(each) != __version__:
                log.warning("the Dask worker %s has not Ravine %s but %s: it draws no maps", each, __version__, found.get(each))
        return {each: found.get(each) == __version__ for each in new}

    def be(self, state: State, why: object) -> None:
        """Say it where the state has changed."""
        if state != self.state:
            log.log(logging.INFO if state == "there" else logging.WARNING, SAID[state], self.address, why)
        self.state = state

    def lose(self, error: Exception) -> None:
        """Give a scheduler up that does not answer; `look` tries again."""
        self.be("away", error)
        self.leave()

    def leave(self) -> None:
        """Leave the scheduler; patches that were sent are drawn here."""
        self.threads, self.known, self.executor = 0, {}, None
        self.take_back()
        client, self.client = self.client, None
        if client is not None:
            with contextlib.suppress(Exception):
                client.close(timeout=ANSWER)

    def take_back(self) -> None:
        """Have patches that nobody will draw drawn here: a cancelled one is."""
        for each in list(self.sent):
            each.cancel()

    def close(self) -> None:
        """Leave the scheduler, and wait until that is done."""
        self.closed.set()
        self.watcher.join(4 * ANSWER)
