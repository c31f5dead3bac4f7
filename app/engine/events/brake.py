"""Brake: the divisor jumps, and the effective step collapses."""

from collections.abc import Iterator

import numpy as np

from app.engine.events.event import VISIBLE, Event, widest
from app.engine.events.scans import find_jumps
from app.engine.events.terrain import Terrain
from app.engine.run import Run

FACTOR = 4.0
"""How much sigma grows."""
WIDTH = 5
"""Rows within which it grows."""
BEGIN = 20
"""Rows skipped at the beginning, while sigma still fills up."""
ROOM = 256
SAYS = "brake at step {from:d}: σ jumps, and η/σ along {axis} falls from {before:.3g} to {after:.3g} by step {to:d}"


def brakes(run: Run, place: Terrain, bursts: list[Event]) -> list[Event]:
    """Return where a run brakes.

    Sigma along an axis grows `FACTOR`-fold within `WIDTH` rows, to more than ever before, while the move is `VISIBLE`. If both axes
    brake at once, only the one with the longer move counts. Braking during a blow-up is part of the blow-up.
    """
    found = widest((event for axis in (0, 1) for event in along(run, place, axis)), "move")
    return [event for event in found if not any(burst.begin - WIDTH <= event.end and event.begin <= burst.end for burst in bursts)]


def along(run: Run, place: Terrain, axis: int) -> Iterator[Event]:
    """Yield the brakes along one axis."""
    values, rates = ((run.x, run.lr_x), (run.y, run.lr_y))[axis]
    if not len(rates) or np.isnan(rates[0]):
        return
    rows = np.empty((ROOM, 2), dtype=np.int64)
    count = find_jumps(run.lr, rates, BEGIN, WIDTH, FACTOR, rows)
    for begin, end in rows[:count].tolist():
        move = float(np.abs(np.diff(values[begin - 1 : end + 2])).max(initial=0))
        if move >= VISIBLE * place.sides[axis]:
            before = float(rates[begin - WIDTH : begin].max())
            numbers = {"axis": "xy"[axis], "before": before, "after": float(rates[end]), "move": move}
            yield Event("brake", begin + 1, end + 1, end, SAYS, numbers)
