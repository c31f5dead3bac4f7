"""Stall: the loss stays flat although the gradient is large."""

import numpy as np

from app.engine.events.event import Event
from app.engine.events.scans import find_flats
from app.engine.events.terrain import Terrain
from app.engine.run import Run

WINDOW = 100
"""Steps that it must last."""
LARGE = 0.5
"""Least gradient norm, as a share of the first one."""
FLAT = 1e-4
"""Most change of the loss, as a share of the possible decrease: the sum of gradient norm times move."""
HIGH = 0.1
"""Least height above the lowest declared minimum, as a share of the first one: a run that bounces lower down has arrived."""
EXACT = 1e-14
"""Share of the loss below which a change is only rounding."""
ROOM = 1000
SAYS = "stall at step {from:d}: up to step {to:d} the loss stays at {loss:.3g} while the gradient is {gradient_norm:.3g} long"


def stalls(run: Run, place: Terrain) -> list[Event]:
    """Return where a run bounces without progress.

    Over `WINDOW` steps, the loss changes by less than `FLAT` times the sum of gradient norm times move. Meanwhile the gradient norm
    stays above `LARGE` times the first one, and the loss is above `HIGH` at the end.
    """
    rows = np.empty((ROOM, 2), dtype=np.int64)
    first = float(run.gradient_norm[0])
    if not place.rounding(float(run.x[0]), float(run.y[0])) < first < np.inf:
        return []
    count = find_flats(run.x, run.y, run.loss, run.gradient_norm, WINDOW, LARGE * first, FLAT, EXACT, rows)
    least = place.lowest + HIGH * (run.loss[0] - place.lowest) if np.isfinite(place.lowest) else -np.inf
    return [stall_event(run, begin, end) for begin, end in rows[:count].tolist() if run.loss[end] >= least]


def stall_event(run: Run, begin: int, end: int) -> Event:
    """Return the stall from row `begin` to row `end`."""
    return Event("stall", begin, end, begin, SAYS, {"loss": float(run.loss[end]), "gradient_norm": float(run.gradient_norm[end])})
