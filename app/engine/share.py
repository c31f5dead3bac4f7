"""The share of many runs of a lane, with other noise or another order of its examples, that are still where they began."""

from collections.abc import Iterator, Sequence
from threading import Lock

import numpy as np
from cachetools import LRUCache, cached

from app import settings as environment
from app.engine.ends import known, radii
from app.engine.landscape import Landscape
from app.engine.many import is_drawn, other_seeds
from app.engine.run import Array, Draw, Run, noise_stream, run
from app.engine.walker import Walker
from surfaces.surface import Interval, Point

RUNS = 200
OTHERS = RUNS - 1
"""Runs beside the lane's own."""
KEPT = 64
"""Lanes whose shares are kept: while one lane's knob is dragged, the others need not run again."""


def share(landscape: Landscape, walker: Walker, own: Run) -> Array:
    """Return, for each row of a lane's own run, the share of `RUNS` runs that are in the start's well (`well`).

    It is NaN if all runs are the same one, without noise and mini-batches; with fewer than two known minima; for a trajectory, which
    cannot be run again; and if so many runs of all lanes are more work than one scene may be.
    """
    draw, minima = own.draw, known(landscape)
    if draw is None or not is_drawn(draw.noise, walker, landscape) or walker.recorded or len(minima) < 2 or is_too_much(draw, walker):
        return np.full(len(own.x), np.nan)
    start = float(own.x[0]), float(own.y[0])
    return _share(landscape, walker, draw, start, len(own.x), well(minima, start, landscape.surface().domain))


def is_too_much(draw: Draw, walker: Walker) -> bool:
    """Return whether `RUNS` runs of all lanes have more steps than the lanes of one scene may have, or see more examples."""
    seen = max(each.batch.size if each.batch else 1 for each in walker.line())
    return RUNS * draw.lanes * draw.steps * seen > environment.settings.max_lane_steps


def others(seed: int) -> Iterator[int]:
    """Return the seeds of the other runs."""
    return other_seeds(seed, OTHERS)


def well(minima: Sequence[Point], start: Point, domain: tuple[Interval, Interval]) -> tuple[float, float, float]:
    """Return x and y of the minimum nearest to `start`, and the radius of its well."""
    at = np.array(minima, dtype=np.float64)
    own = int(np.hypot(*(at - start).T).argmin())
    return float(at[own, 0]), float(at[own, 1]), float(radii(minima, domain)[own])


@cached(LRUCache(KEPT), key=lambda *task: repr(task), lock=Lock())  # text tells -0.0 from 0.0, and knobs have no hash
def _share(landscape: Landscape, walker: Walker, draw: Draw, start: Point, rows: int, at: tuple[float, float, float]) -> Array:
    """Return the shares, shape (rows,). One run is kept at a time; a run that ended before a row is no longer there."""
    (x, y, radius), until = at, max(1, rows - 1)
    total = np.zeros(rows)
    for seed in (draw.seed, *others(draw.seed)):
        found = run(landscape, walker.drawn(seed), start, draw.steps, noise_stream(seed, draw.noise, until), until)
        there = (np.hypot(found.x - x, found.y - y) < radius)[:rows]
        total[: len(there)] += there
    shares = total / RUNS
    shares.flags.writeable = False  # the cache hands out the same array again
    return shares
