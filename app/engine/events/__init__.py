"""What happened in a run, found by stated criteria, named and with its numbers: one file per kind of event."""

from app.engine.events.blow_up import blow_ups
from app.engine.events.brake import brakes
from app.engine.events.clip import clipping
from app.engine.events.converged import convergence
from app.engine.events.diverged import divergence, status
from app.engine.events.escape import escapes
from app.engine.events.event import Event, as_json
from app.engine.events.stall import stalls
from app.engine.events.terrain import Terrain, terrain
from app.engine.run import Run, Walker

__all__ = ["MOST", "Event", "Terrain", "as_json", "events", "marked_rows", "shown", "status", "terrain"]

MOST = 1000
"""Events of one lane that are told, at most."""


def events(run: Run, walker: Walker, place: Terrain) -> list[Event]:
    """Return the events of a run in the order in which they begin, at most `MOST`."""
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
    """Return the first of the events, `most` at most, but always the last one: it says how the run ended."""
    return found if len(found) <= most else [*found[: most - 1], found[-1]]


def marked_rows(found: list[Event]) -> list[int]:
    """Return the rows that a thinned path must keep: of every event the one where most happens, then those where they begin."""
    return [event.mark for event in found] + [event.begin for event in found]
