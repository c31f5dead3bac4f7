"""Runs all lanes of a scene, on several threads if some are free."""

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from queue import SimpleQueue
from typing import Generic, TypeVar

from app.engine.landscape import Landscape
from app.engine.run import Draw, Run, Stale, noise_stream, run
from app.engine.threads import helper
from app.engine.walker import Walker

T = TypeVar("T")


def run_lanes(
    landscapes: Sequence[Landscape],
    walkers: Sequence[Walker],
    starts: Sequence[tuple[float, float]],
    steps: int,
    seed: int,
    noise: tuple[float, float],
    then: Callable[[int, Run], T],
    stale: Stale | None = None,
    until: int | None = None,
    alone: bool = False,
    which: Sequence[int] | None = None,
) -> Iterator[tuple[int, T]]:
    """Yield each lane's number and `then(number, run)` as soon as it is done; all lanes get the same noise.

    This thread runs lanes. Unless `alone` is true, threads from `app.engine.threads.helper` help if some are free. With `until`, only
    so many steps are taken. With `which`, only the lanes with these numbers are run. Raises Abandoned if `stale` is set meanwhile.
    """
    numbers = range(len(walkers)) if which is None else which
    stream, draw = noise_stream(seed, noise, steps if numbers else 0), Draw(seed, noise, steps, len(walkers))

    def work(lane: int) -> T:
        return then(lane, replace(run(landscapes[lane], walkers[lane], starts[lane], steps, stream, until, stale), draw=draw))

    if alone:
        yield from ((lane, work(lane)) for lane in numbers)
    else:
        yield from Together(work, numbers).each()


class Together(Generic[T]):
    """Calls `work` for each of some numbers, on this thread and on free helper threads.

    A helper takes one number at a time, so that its thread then becomes free for other callers. This thread never waits for a
    helper that has not begun: if no thread is free, it does all the work itself.
    """

    def __init__(self, work: Callable[[int], T], numbers: Sequence[int]) -> None:
        self.work = work
        self.left = deque(numbers)
        self.done: SimpleQueue[Future[tuple[int, T] | None]] = SimpleQueue()
        self.begin = helper.get()

    def take(self) -> tuple[int, T] | None:
        """Return the next number and the result of `work`; None if other threads have taken all numbers."""
        try:
            number = self.left.popleft()
        except IndexError:
            return None
        return number, self.work(number)

    def recruit(self) -> None:
        """Have another thread, if one is free, take a number."""
        future = self.begin(self.take) if self.left else None
        if future:
            future.add_done_callback(self.returned)

    def returned(self, future: Future[tuple[int, T] | None]) -> None:
        """Store the result of a helper, and start the next one."""
        self.done.put(future)
        self.recruit()

    def each(self) -> Generator[tuple[int, T], None, None]:
        """Yield every number with its result as soon as it is done."""
        missing = len(self.left)
        for _ in range(missing - 1):
            self.recruit()
        try:
            while missing:
                found = self.take() if self.left and self.done.empty() else self.done.get().result()
                if found:
                    missing -= 1
                    yield found
                self.recruit()  # a thread may have become free
        finally:
            self.left.clear()  # so that helpers stop if the caller has stopped early
