"""Escape: the run leaves a saddle beside which it was slow."""

import numpy as np

from app.engine.events.event import STILL, Event
from app.engine.events.scans import find_exits, longest_move, settled
from app.engine.events.terrain import Terrain
from app.engine.run import Run

NEAR = 0.01
"""Share of the neighbourhood's reach beside the ridge within which the pull away from the ridge is small."""
ALONG = 3.5
"""How many times farther the neighbourhood reaches along the ridge."""
STAY = 5
"""Steps that it must take."""
ROOM = 64


def escapes(run: Run, place: Terrain) -> list[Event]:
    """Return where a run leaves the neighbourhood of a declared saddle.

    The neighbourhood reaches half the way to the nearest minimum along the direction in which f falls most, and `ALONG` times as
    far along the ridge. The run began there or came in along the ridge, was within `NEAR` of that reach of the ridge, and took
    `STAY` steps; the event is the first one outside.
    """
    last = settled(run.x, run.y, STILL * min(place.sides))
    longest = longest_move(run.x, run.y, last) if len(place.saddles) else 0.0
    rows = np.empty((ROOM, 2), dtype=np.int64)
    found = []
    for saddle in place.saddles:
        count = find_exits(run.x, run.y, last, longest, saddle, NEAR, ALONG, rows)
        found += [told(saddle, begin, end) for begin, end in rows[:count].tolist() if end - begin >= STAY]
    return found


def told(saddle: np.ndarray, begin: int, end: int) -> Event:
    """Return the event."""
    x, y = float(saddle[0]), float(saddle[1])
    says = f"escape at step {end}: leaves the saddle at ({x:.3g}, {y:.3g}) after {end - begin} steps beside its ridge"
    return Event("escape", end, end, end, says, {"x": x, "y": y, "steps": end - begin})
