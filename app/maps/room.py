"""Where the patches of maps are drawn."""

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any, Protocol

from app.engine.run import Stale, fresh
from app.maps.jobs import Job
from app.maps.plan import Plan
from app.maps.tile import Tile, tile


class Room(Protocol):
    """A place with room for `ahead` patches at a time: those at work and those that wait for their turn."""

    @property
    def ahead(self) -> int:
        """How many patches may be under way."""

    def start(self, plan: Plan, job: Job, stale: Stale) -> "Future[Tile]":
        """Begin a patch; it ends soon, without a result, once `stale` is set."""


class Threads:
    """Threads of this process: of maps alone, so that nothing else waits for one. The patches of all maps take turns."""

    def __init__(self, size: int) -> None:
        self.size, self.ahead = size, 2 * size
        self.pool = ThreadPoolExecutor(size, thread_name_prefix="map")

    def start(self, plan: Plan, job: Job, stale: Stale) -> "Future[Tile]":
        """Begin a patch."""
        return self.pool.submit(tile, plan, job, stale)

    def close(self) -> None:
        """Let the threads end once their work is done."""
        self.pool.shutdown(wait=False, cancel_futures=True)


class Drawing:
    """A map that is being drawn: no more patches are under way than its room takes, so that giving it up is cheap."""

    def __init__(
        self, room: Room, plan: Plan, stale: Stale | None = None, hand_over: Callable[["Future[Tile]"], Any] = lambda future: future
    ):
        self.room, self.plan, self.stale = room, plan, fresh() if stale is None else stale
        self.left = plan.jobs()
        self.under_way: dict[Any, Job] = {}
        self.held: list[Tile] = []
        """Patches that came before a coarser one."""
        self.hand_over = hand_over
        """What makes of a future one that the caller can wait for."""

    def fill(self) -> bool:
        """Begin what there is room for; return whether anything is under way."""
        while len(self.under_way) < self.room.ahead and (job := next(self.left, None)):
            self.under_way[self.hand_over(self.room.start(self.plan, job, self.stale))] = job
        return bool(self.under_way)

    def done(self, which: Any) -> list[Tile]:
        """Return the patches of these futures and those that were held for them, coarse first: none comes before a coarser one.

        Raise what went wrong with one.
        """
        found = [*self.held, *(each.result() for each in which)]
        for each in which:
            del self.under_way[each]
        coarsest = max((job[0] for job in self.under_way.values()), default=0)
        self.held = [tile for tile in found if tile.job[0] < coarsest]
        return sorted((tile for tile in found if tile.job[0] >= coarsest), key=lambda tile: -tile.job[0])

    def close(self) -> None:
        """Give up what is under way."""
        self.stale[0] = 1
        for each in self.under_way:
            each.cancel()
        self.under_way.clear()


def drawn(room: Room, plan: Plan, stale: Stale | None = None) -> Iterator[Tile]:
    """Yield the patches of a map as soon as they are done; raise Abandoned once `stale` is set."""
    drawing = Drawing(room, plan, stale)
    try:
        while drawing.fill():
            yield from drawing.done(wait(drawing.under_way, return_when=FIRST_COMPLETED).done)
    finally:
        drawing.close()
