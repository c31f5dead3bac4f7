"""Escape: the run leaves a saddle after lingering beside it."""

import numpy as np

from app.engine.events.event import STILL, Event
from app.engine.events.exits import find_exits
from app.engine.events.scans import settled
from app.engine.events.terrain import Terrain
from app.engine.run import Array, Run

NEAR = 0.01
"""Distance from the ridge, as a share of the neighbourhood's reach, within which the force away from the ridge is small."""
SLOW = 10
"""Least number of consecutive steps within that distance, for a run that did not begin there."""
IDLE_NEAR, IDLE = 0.1, 1000
"""The same distance for a run that idles, and the least number of its steps in the neighbourhood, wherever it began."""
ALONG = 3.5
"""How many times farther the neighbourhood reaches along the ridge than across it."""
STAY = 5
"""Least number of steps in the neighbourhood, for a run that does not idle."""
ROOM = 64
SAYS = "escape at step {from:d}: leaves the saddle at ({x:.3g}, {y:.3g}) after {steps:d} steps beside its ridge"


def escapes(run: Run, place: Terrain) -> list[Event]:
    """Return where a run leaves the neighbourhood of a declared saddle; the event is the first step outside.

    The neighbourhood reaches half the way to the nearest minimum along the direction of steepest descent, and `ALONG` times as far
    along the ridge. There are two ways to count. Either the run began within `NEAR` times the reach of the ridge, or spent `SLOW`
    consecutive steps there, and took `STAY` steps in the neighbourhood. Or it spent `SLOW` consecutive steps within `IDLE_NEAR`
    times the reach, and took `IDLE` steps.
    """
    last = settled(run.x, run.y, STILL * min(place.sides))
    rows = np.empty((ROOM, 2), dtype=np.int64)
    found: dict[tuple[float, ...], Event] = {}
    for saddle in place.saddles:
        for near, stay in ((NEAR, STAY), (IDLE_NEAR, IDLE)):
            count = find_exits(run.x, run.y, last, saddle, near, ALONG, SLOW, near == NEAR, rows)
            kept = [(begin, end) for begin, end in rows[:count].tolist() if end - begin >= stay]
            found |= {(*saddle[:2], end): escape_event(saddle, begin, end) for begin, end in kept}
    return list(found.values())


def escape_event(saddle: Array, begin: int, end: int) -> Event:
    """Return the event of leaving a saddle after entering in row `begin` and leaving in row `end`."""
    return Event("escape", end, end, end, SAYS, {"x": float(saddle[0]), "y": float(saddle[1]), "steps": end - begin})
