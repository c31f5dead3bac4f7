"""Escape: the run leaves a saddle beside which it was slow."""

import numpy as np

from app.engine.events.event import STILL, Event
from app.engine.events.exits import find_exits
from app.engine.events.scans import settled
from app.engine.events.terrain import Terrain
from app.engine.run import Array, Run

NEAR = 0.01
"""Share of the neighbourhood's reach beside the ridge within which the pull away from the ridge is small."""
SLOW = 10
"""Steps so near to the ridge, of a run that did not begin there."""
IDLE_NEAR, IDLE = 0.1, 1000
"""A walker that idles: it comes ten times less near to the ridge, but takes so many steps in all, wherever it began."""
ALONG = 3.5
"""How many times farther the neighbourhood reaches along the ridge."""
STAY = 5
"""Steps that it must take in the neighbourhood."""
ROOM = 64
SAYS = "escape at step {from:d}: leaves the saddle at ({x:.3g}, {y:.3g}) after {steps:d} steps beside its ridge"


def escapes(run: Run, place: Terrain) -> list[Event]:
    """Return where a run leaves the neighbourhood of a declared saddle.

    The neighbourhood reaches half the way to the nearest minimum along the direction in which f falls most, and `ALONG` times as
    far along the ridge. The run began within `NEAR` of that reach of the ridge or spent `SLOW` steps without a break so near, and
    took `STAY` steps in all; or it did so within `IDLE_NEAR` and took `IDLE`. The event is the first step outside.
    """
    last = settled(run.x, run.y, STILL * min(place.sides))
    rows = np.empty((ROOM, 2), dtype=np.int64)
    found: dict[tuple[float, ...], Event] = {}
    for saddle in place.saddles:
        for near, stay in ((NEAR, STAY), (IDLE_NEAR, IDLE)):
            count = find_exits(run.x, run.y, last, saddle, near, ALONG, SLOW, near == NEAR, rows)
            kept = [(begin, end) for begin, end in rows[:count].tolist() if end - begin >= stay]
            found |= {(*saddle[:2], end): told(saddle, begin, end) for begin, end in kept}
    return list(found.values())


def told(saddle: Array, begin: int, end: int) -> Event:
    """Return the event."""
    return Event("escape", end, end, end, SAYS, {"x": float(saddle[0]), "y": float(saddle[1]), "steps": end - begin})
