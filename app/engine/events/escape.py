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
ALONG = 3.5
"""How many times farther the neighbourhood reaches along the ridge."""
STAY = 5
"""Steps that it must take."""
ROOM = 64
SAYS = "escape at step {begin}: leaves the saddle at ({x:.3g}, {y:.3g}) after {steps} steps beside its ridge"


def escapes(run: Run, place: Terrain) -> list[Event]:
    """Return where a run leaves the neighbourhood of a declared saddle.

    The neighbourhood reaches half the way to the nearest minimum along the direction in which f falls most, and `ALONG` times as
    far along the ridge. The run began there or came in along the ridge, began within `NEAR` of that reach of the ridge or spent
    `SLOW` steps so near, and took `STAY` steps in all; the event is the first step outside.
    """
    last = settled(run.x, run.y, STILL * min(place.sides))
    rows = np.empty((ROOM, 2), dtype=np.int64)
    found = []
    for saddle in place.saddles:
        count = find_exits(run.x, run.y, last, saddle, NEAR, ALONG, SLOW, rows)
        found += [told(saddle, begin, end) for begin, end in rows[:count].tolist() if end - begin >= STAY]
    return found


def told(saddle: Array, begin: int, end: int) -> Event:
    """Return the event."""
    return Event("escape", end, end, end, SAYS, {"x": float(saddle[0]), "y": float(saddle[1]), "steps": end - begin})
