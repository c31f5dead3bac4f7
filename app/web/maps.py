"""Draws maps for clients, in threads of their own: what is done within a moment is sent together; who leaves gives the map up."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import cache
from time import perf_counter
from typing import Any

from app.engine.run import Stale
from app.engine.walker import Walker
from app.maps.asked import Asked
from app.maps.plan import Plan
from app.maps.room import Drawing, Room, Threads
from app.maps.tile import Tile
from app.maps.whole import Whole
from app.maps.workers import Workers
from app.replies.map_frames import Frames
from app.settings import settings

TOGETHER = 0.02
"""Seconds between two frames, so that patches that take less are sent together."""
HAND = 0.05
"""Seconds that a map may take under a dragging hand."""
SIZES = (128, 96, 64, 48, 32)
"""Pixels of each axis of such a map: the most that are done in time."""
GUESS = 10e-9
"""Seconds of a step, until there was a map of the lane."""
REMEMBERED = 256

threads = Threads(settings.threads)
"""Where maps are drawn; those under a dragging hand always."""


@cache
def room() -> Room:
    """Return where maps at rest are drawn: by the workers of a Dask scheduler, if the settings name one."""
    return Workers(settings.dask, threads) if settings.dask else threads


def elsewhere() -> dict[str, Any]:
    """Return what a map's header says of the workers; nothing if no scheduler is named."""
    found = room()
    return {"workers": {"state": found.state or "away", "threads": found.threads}} if isinstance(found, Workers) else {}


@dataclass
class Pace:
    """The seconds of a processor that a step has taken in the last map of each kind of lane."""

    known: dict[tuple[str | None, ...], float] = field(default_factory=dict)

    @staticmethod
    def key(asked: Asked) -> tuple[str | None, ...]:
        """Return what the time of a step depends on most."""
        walker: Walker = asked.scene.walkers[asked.chosen.lane]
        return asked.scene.surface.key, walker.optimizer, walker.inner, walker.schedule, asked.chosen.measure

    def note(self, asked: Asked, tile: Tile) -> None:
        """Learn from a patch that is large enough."""
        if steps := len(tile.classes) * asked.steps() * asked.seeds():
            self.known.pop(self.key(asked), None)
            self.known[self.key(asked)] = tile.seconds / steps
            if len(self.known) > REMEMBERED:
                del self.known[next(iter(self.known))]

    def size(self, asked: Asked) -> int:
        """Return how many pixels an axis may have under a dragging hand."""
        second = self.known.get(self.key(asked), GUESS) * asked.steps() * asked.seeds()
        return next((n for n in SIZES if n * n * second <= HAND * threads.size), SIZES[-1])


pace = Pace()


async def patches(plan: Plan, stale: Stale) -> AsyncGenerator[list[Tile], None]:
    """Yield what is done, as soon as it is, but no more often than every `TOGETHER` seconds; raise Abandoned once `stale` is set."""
    drawing = Drawing(threads if plan.coarse == 1 else room(), plan, stale, asyncio.wrap_future)
    made: list[Tile] = []
    sent = 0.0
    try:
        while drawing.fill():
            wait = sent + TOGETHER - perf_counter() if made else None
            which, _ = await asyncio.wait(drawing.under_way, timeout=wait and max(0.0, wait), return_when=asyncio.FIRST_COMPLETED)
            made += drawing.done(which)
            if made and perf_counter() >= sent + TOGETHER:
                drawing.fill()
                yield made
                made, sent = [], perf_counter()
        if made:
            yield made
    finally:
        drawing.close()


def plan_of(asked: Asked, draft: bool) -> Plan:
    """Return the plan of a map; under a dragging hand one of fewer pixels, in one pass."""
    return Plan(asked.smaller(pace.size(asked)), coarse=1, packed=True) if draft else Plan(asked, packed=True)


async def parts(
    asked: Asked, number: int | None, stale: Stale, *, draft: bool = False, as_text: bool = True
) -> AsyncGenerator[bytes | str, None]:
    """Yield the header of a map and its frames; the last one says so."""
    plan = plan_of(asked, draft)
    loop = asyncio.get_running_loop()
    frames = Frames(plan, number, elsewhere())
    yield await loop.run_in_executor(threads.pool, frames.text if as_text else frames.head, plan)  # it may look for minima
    left = plan.pixels()
    async with aclosing(patches(plan, stale)) as found:
        async for made in found:
            left -= sum(len(each.classes) for each in made)
            for each in made[-1:]:
                pace.note(plan.asked, each)
            yield frames.frame(made, last=not left)


async def whole(asked: Asked, stale: Stale) -> Whole:
    """Return a whole map."""
    begun = perf_counter()
    made = Whole.empty(Plan(asked))
    async with aclosing(patches(made.plan, stale)) as found:
        async for tiles in found:
            for each in tiles:
                made.put(each)
    made.seconds = perf_counter() - begun
    return made
