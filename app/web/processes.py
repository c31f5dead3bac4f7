"""Work that holds the interpreter for long, in processes of its own: bounded in number and time, and ended when nobody waits for it."""

import asyncio
import atexit
import pickle
import signal
import subprocess
import sys
from collections.abc import AsyncGenerator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, suppress
from time import monotonic
from typing import Any

from app.exports.worker import ITEM, REFUSED
from app.scene.faults import Refused, single
from app.settings import settings
from app.web.deadline import Deadline
from app.web.shares import Shares

BEGIN = "import sys; sys.path[:] = {path!r}; from app.exports.worker import main; main({needed!r}, {seconds!r})"
"""The program of a process: not our main module, which may be anybody's if we are mounted in another application."""

IDLE = 300
"""Seconds without an order after which a process is ended. By us: one that ended by itself might be given an order meanwhile."""
START = 300
"""Seconds that a process may take until it is ready: two at rest, a minute on a machine with ten times as much to do as it can."""
CLOCK = 10
"""Times its processor time that an order may take by the clock: as it steps back behind others, a busy machine gives it little."""


class Worker:
    """A process that answers one order after another. It inherits no file or socket but the two pipes and standard error."""

    def __init__(self, needed: str, seconds: float) -> None:
        self.ready = False
        program = BEGIN.format(path=sys.path, needed=needed, seconds=seconds)
        self._process = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, order: bytes) -> None:
        """Send an order; raise OSError if the process has ended."""
        assert self._process.stdin
        pickle.dump(order, self._process.stdin)
        self._process.stdin.flush()

    def answer(self) -> tuple[int, Any]:
        """Wait for a message, and return its kind and value; raise EOFError if the process has ended."""
        assert self._process.stdout
        try:
            kind, value = pickle.load(self._process.stdout)
        except (pickle.UnpicklingError, OSError, ValueError):  # it ended in the middle of one
            raise EOFError from None
        return kind, value

    def is_there(self) -> bool:
        """Return whether the process runs."""
        return self._process.poll() is None

    def has_used_its_time(self) -> bool:
        """End a process that has closed its pipe, and return whether it had ended because its processor time was over."""
        self.end()
        return self._process.wait() == -getattr(signal, "SIGPROF", 0) < 0

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()

    def bury(self) -> None:
        """Wait for the end, and close the pipes."""
        with suppress(OSError), self._process:
            pass


class Processes:
    """At most `most` processes, which import the module `needed` before their first order.

    An order that computes for more than `seconds` of processor time is refused, and its process ended; so is one that takes
    `CLOCK` times as long by the clock, which then hangs, or has no such timer (Windows).
    """

    def __init__(self, most: int, most_waiting: int, seconds: float, needed: str = "app.exports.jobs") -> None:
        self._needed = needed
        self.shares = Shares(most, most_waiting)
        self._seconds = seconds
        self._pipes = ThreadPoolExecutor(most + 1, thread_name_prefix="pipe")
        self._idle: dict[Worker, asyncio.TimerHandle] = {}
        self._all: set[Worker] = set()

    async def each(self, client: str | None, function: Callable[..., Iterable[Any]], *given: Any) -> AsyncGenerator[Any, None]:
        """Yield what `function(*given)` yields in another process, both picklable.

        Raise Refused as the function does, and if too many wait, if it takes too long or if its process ends. A reader that
        leaves ends the process; so does one that takes nothing for as long as an order may compute. Without a `client` nobody
        is refused for waiting.
        """
        order = pickle.dumps((function, given), pickle.HIGHEST_PROTOCOL)
        async with self.shares.turn(client):
            worker = self._take()
            whole = False
            try:
                async with aclosing(self._answers(worker, order)) as answers:
                    async for kind, value in answers:
                        whole = kind != ITEM
                        if kind == REFUSED:
                            raise Refused(*value)
                        if kind == ITEM:
                            late = Deadline(self._seconds, worker.end)
                            yield value
                            late.cancel()
            finally:
                self._give_back(worker, whole)

    async def _answers(self, worker: Worker, order: bytes) -> AsyncGenerator[tuple[int, Any], None]:
        """Yield the messages of a worker; raise Refused when its time is over or its process ends."""
        left = most = self._seconds * CLOCK
        try:
            if not worker.ready:
                async with asyncio.timeout(START):
                    await self._wait(worker.answer)
                worker.ready = True
            await self._wait(worker.ask, order)
            kind = ITEM
            while kind == ITEM:
                begun = monotonic()
                async with asyncio.timeout(left):
                    kind, value = await self._wait(worker.answer)
                left -= monotonic() - begun
                yield kind, value
        except TimeoutError:
            raise single("takes_too_long", "", most, most=most) from None
        except (EOFError, OSError):
            if await self._wait(worker.has_used_its_time):
                raise single("takes_too_long", "", self._seconds, most=self._seconds) from None
            raise single("ended") from None

    async def _wait(self, call: Callable[..., Any], *given: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._pipes, call, *given)

    def _take(self) -> Worker:
        """Return a process that has nothing to do."""
        while self._idle:
            worker, late = self._idle.popitem()
            late.cancel()
            if worker.is_there():
                return worker
            self._give_back(worker, False)
        worker = Worker(self._needed, self._seconds)
        self._all.add(worker)
        return worker

    def _give_back(self, worker: Worker, whole: bool) -> None:
        """Keep a process that has answered for the next order; end another."""
        if whole:
            self._idle[worker] = asyncio.get_running_loop().call_later(IDLE, self._retire, worker)
            return
        worker.end()
        self._all.discard(worker)
        self._pipes.submit(worker.bury)

    def _retire(self, worker: Worker) -> None:
        """End a process that has had nothing to do for long."""
        del self._idle[worker]
        self._give_back(worker, False)

    def stop(self) -> None:
        """End all processes; who reads an answer is refused the rest."""
        for worker in list(self._all):
            worker.end()
        while self._idle:
            worker, late = self._idle.popitem()
            late.cancel()
            self._all.discard(worker)
            worker.bury()


processes = Processes(settings.exports, settings.max_waiting, settings.export_seconds)
atexit.register(processes.stop)
