"""Runs all lanes of a scene, in threads where that pays."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from app.engine.run import Ground, Run, Walker, noise_stream, run
from app.settings import settings


@cache
def _pool() -> ThreadPoolExecutor:
    """Return the threads that run lanes; the kernels let go of the interpreter's lock."""
    return ThreadPoolExecutor(settings.threads, thread_name_prefix="lane")


def run_lanes(
    ground: Ground,
    walkers: Sequence[Walker],
    start: tuple[float, float],
    steps: int,
    seed: int,
    noise: tuple[float, float],
    until: int | None = None,
) -> list[Run]:
    """Return the run of every lane, of its first `until` steps if that is said; all lanes see the same noise."""
    stream = noise_stream(seed, noise, steps)
    if steps * len(walkers) <= settings.inline_steps:
        return [run(ground, walker, start, steps, stream, until) for walker in walkers]
    return list(_pool().map(lambda walker: run(ground, walker, start, steps, stream, until), walkers))
