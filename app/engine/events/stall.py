"""Stall: the loss is flat, the gradient is not."""

import numpy as np

from app.engine.events.event import Event
from app.engine.events.scans import find_flats
from app.engine.events.terrain import Terrain
from app.engine.run import Run

WINDOW = 100
"""Steps for which it must last."""
LARGE = 0.5
"""Share of the first gradient norm that the gradient keeps."""
FLAT = 1e-4
"""Share of what the gradient promises (the sum of gradient norm times move) within which the loss stays."""
HIGH = 0.1
"""Share of its first height above the lowest declared minimum that the loss keeps: what bounces at the bottom has arrived."""
EXACT = 1e-14
"""Share of the loss below which a change is rounding."""
ROOM = 1000
SAYS = "stall at step {from:d}: up to step {to:d} the loss stays at {loss:.3g} while the gradient is {gradient_norm:.3g} long"


def stalls(run: Run, place: Terrain) -> list[Event]:
    """Return where a run bounces on: over `WINDOW` steps the loss keeps within `FLAT` of what gradient and moves promise, while the
    gradient norm stays above `LARGE` of the first one and the loss above `HIGH`."""
    rows = np.empty((ROOM, 2), dtype=np.int64)
    first = float(run.gradient_norm[0])
    if not place.rounding(float(run.x[0]), float(run.y[0])) < first < np.inf:
        return []
    count = find_flats(run.x, run.y, run.loss, run.gradient_norm, WINDOW, LARGE * first, FLAT, EXACT, rows)
    least = place.lowest + HIGH * (run.loss[0] - place.lowest) if np.isfinite(place.lowest) else -np.inf
    return [told(run, begin, end) for begin, end in rows[:count].tolist() if run.loss[end] >= least]


def told(run: Run, begin: int, end: int) -> Event:
    """Return the event."""
    return Event("stall", begin, end, begin, SAYS, {"loss": float(run.loss[end]), "gradient_norm": float(run.gradient_norm[end])})
