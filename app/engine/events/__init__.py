"""The events of a run, found by fixed criteria; one file per kind of event."""

from app.engine.events.blow_up import blow_ups
from app.engine.events.brake import brakes
from app.engine.events.clip import clipping
from app.engine.events.converged import convergence
from app.engine.events.diverged import divergence, status
from app.engine.events.escape import escapes
from app.engine.events.event import Event, as_json
from app.engine.events.stall import stalls
from app.engine.events.terrain import Terrain, terrain
from app.engine.run import Run
from app.engine.walker import Walker

__all__ = ["MOST", "Event", "Terrain", "as_json", "events", "marked_rows", "shown", "status", "terrain"]

MOST = 1000
"""Most events that are returned for one lane."""


def events(run: Run, walker: Walker, place: Terrain) -> list[Event]:
    """Return the events of a run, at most `MOST`, in the order in which they begin."""
    bursts = blow_ups(run, place)
    found = [
        *bursts,
        *brakes(run, place, bursts),
        *stalls(run, place),
        *escapes(run, place),
        *clipping(run, walker.clip),
        *convergence(run, walker, place, bursts),
        *divergence(run),
    ]
    return shown(sorted(found, key=lambda event: event.begin), MOST)


def shown(found: list[Event], most: int) -> list[Event]:
    """Return at most `most` events: the first ones, and always the last one, which says how the run ended."""
    return found if len(found) <= most else [*found[: most - 1], found[-1]]


def marked_rows(found: list[Event]) -> list[int]:
    """Return the rows that a thinned path must keep: the mark of every event, then the begin of every event."""
    return [event.mark for event in found] + [event.begin for event in found]
