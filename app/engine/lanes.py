"""Runs all lanes of a scene, in threads if there are many steps."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cache
from typing import TypeVar

from app.engine.run import Ground, Run, Stale, Walker, noise_stream, run
from app.settings import settings

T = TypeVar("T")


@cache
def _pool() -> ThreadPoolExecutor:
    """Return the threads that run lanes; kernels release the GIL."""
    return ThreadPoolExecutor(settings.threads, thread_name_prefix="lane")


def run_lanes(
    ground: Ground,
    walkers: Sequence[Walker],
    start: tuple[float, float],
    steps: int,
    seed: int,
    noise: tuple[float, float],
    then: Callable[[int, Run], T],
    stale: Stale | None = None,
    until: int | None = None,
) -> Iterator[tuple[int, T]]:
    """Yield each lane's number and `then(number, run)` as soon as it is done; all lanes see the same noise.

    With `until` only so many steps are taken. Raises Abandoned if `stale` was set meanwhile.
    """
    stream = noise_stream(seed, noise, steps)

    def work(lane: int) -> T:
        return then(lane, run(ground, walkers[lane], start, steps, stream, until, stale))

    if steps * len(walkers) <= settings.inline_steps:
        yield from ((lane, work(lane)) for lane in range(len(walkers)))
        return
    lanes = {_pool().submit(work, lane): lane for lane in range(len(walkers))}
    for done in as_completed(lanes):
        yield lanes[done], done.result()
