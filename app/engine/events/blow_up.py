"""Blow-up: the rate becomes too large for the curvature; the position zigzags wider and wider, then calms down."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from app.engine.events.event import VISIBLE, Event, widest
from app.engine.events.scans import find_bursts
from app.engine.events.terrain import Terrain
from app.engine.run import Array, Run
from app.engine.sharpness import rate_times_sharpness

LIMIT = 2.0
"""Sharpness above which a step ends farther from the minimum than it began."""
GROWTH = 3.0
"""A burst is a zigzag this many times wider than the recent swing; it is over when it has become as many times narrower."""
GAP = 20
"""Rows of calm after which a burst is over; a shorter pause does not end it."""
MEMORY = GROWTH ** (-1 / GAP)
"""Decay factor of the recent swing per row."""
FRESH = 20
"""A zigzag that goes on at the end of the run counts only if it began within the last so many rows."""
SHARE = 1 / GROWTH
"""Share of the widest swing at which a burst begins and ends."""
ROOM = 4096
GOES_ON = "blow-up at step {from:d}: η h/σ = {ratio:.3g}; {axis} swings by {peak:.3g} at step {peak_step:d}; not over at the end"
OVER = "blow-up at step {from:d}: η h/σ = {ratio:.3g}; {axis} swings by {peak:.3g} at step {peak_step:d}; over at {to:d}"


def blow_ups(run: Run, place: Terrain) -> list[Event]:
    """Return the blow-ups of a run; if those of both axes overlap, only the wider one.

    In a blow-up, an unbroken zigzag along an axis grows to `GROWTH` times the recent swing while `sharpness` is above `LIMIT`. It
    begins at the first swing of `SHARE` of the widest one, and is over after the last such swing. Its peak must be `VISIBLE`.
    Not a blow-up: growth from the first step on; growth into divergence; a zigzag that has gone on for more than `FRESH` steps when
    the run ends, because that is bouncing.
    """
    return widest((event for axis in (0, 1) for event in along(run, place, axis)), "peak")


def along(run: Run, place: Terrain, axis: int) -> Iterator[Event]:
    """Yield the blow-ups along one axis."""
    values, rates = ((run.x, run.lr_x), (run.y, run.lr_y))[axis]
    if not len(rates) or np.isnan(rates[0]):
        return
    rows, peaks = np.empty((ROOM, 5), dtype=np.int64), np.empty(ROOM)
    count = find_bursts(values, GROWTH, MEMORY, SHARE, rows, peaks)
    rows, peaks, last = rows[:count], peaks[:count], len(values) - 1
    kept = (peaks >= VISIBLE * place.sides[axis]) & (rows[:, 0] > 1)
    kept &= (rows[:, 3] < last) | (not run.diverged and rows[:, 2] >= last - FRESH)
    if not kept.any():
        return
    rows, peaks = rows[kept], peaks[kept]
    ratio = sharpness(run, place, (rows[:, :2].sum(axis=1) // 2, rows[:, 1], rows[:, 2]))
    kept = ratio > LIMIT
    for (_, _, begin, end, mark), peak, by in zip(rows[kept].tolist(), peaks[kept].tolist(), ratio[kept].tolist(), strict=True):
        numbers = {"axis": "xy"[axis], "ratio": by, "peak": peak, "peak_step": mark}
        yield Event("blow-up", begin, end, mark, OVER if end < last else GOES_ON, numbers)


def sharpness(run: Run, place: Terrain, rows: tuple[Any, ...]) -> Array:
    """Return the sharpness, shape (bursts,): for each burst the largest eta h / sigma over its rows, one in each array of `rows`.

    For a valley along an axis, it is eta h / sigma across the valley. For an oblique valley, it is slightly larger.
    """
    found = np.full(len(rows[0]), -np.inf)
    with np.errstate(all="ignore"):
        for at in rows:
            at = np.minimum(at, run.step - 1)
            hessian = place.surface.hess(run.x[at], run.y[at], *place.arguments)
            found = np.fmax(found, rate_times_sharpness(hessian, run.lr_x[at], run.lr_y[at]))
    return found
