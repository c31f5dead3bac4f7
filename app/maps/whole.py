"""A whole map as arrays: for files, pictures, lessons, and answers in JSON."""

from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import numpy as np

from app.engine.run import Array
from app.maps.asked import Asked
from app.maps.jobs import pixels
from app.maps.measures import Bytes
from app.maps.plan import Plan
from app.maps.room import Threads, drawn
from app.maps.tile import Tile


@dataclass
class Whole:
    """A map: class and value of each pixel, shape (rows, columns), row 0 at the lowest y."""

    plan: Plan
    classes: Bytes
    values: Array
    seconds: float = 0.0

    @classmethod
    def empty(cls, plan: Plan) -> "Whole":
        """Return a map without any pixel yet."""
        columns, rows = plan.size
        return cls(plan, np.zeros((rows, columns), dtype=np.uint8), np.full((rows, columns), np.nan))

    def put(self, tile: Tile) -> None:
        """Put a patch where it belongs."""
        i, j = pixels(tile.job, *self.plan.size, self.plan.coarse)
        self.classes[j, i], self.values[j, i] = tile.classes, tile.values

    def shares(self) -> dict[str, float]:
        """Return the share of each class among the pixels."""
        return shares_of(np.bincount(self.classes.ravel(), minlength=256))


def shares_of(counts: Any) -> dict[str, float]:
    """Return the share of each class that there is, by its number."""
    total = max(1, int(counts.sum()))
    return {str(kind): int(counts[kind]) / total for kind in np.flatnonzero(counts)}


def whole(asked: Asked, *, threads: int = 1, packed: bool = False, progress: Callable[[int], Any] = lambda pixels: None) -> Whole:
    """Draw a map that was checked; `progress` is told of each patch how many pixels it has. `packed`: values as frames have them."""
    room = Threads(threads)
    begun = perf_counter()
    made = Whole.empty(Plan(asked, packed=packed))
    try:
        for each in drawn(room, made.plan):
            made.put(each)
            progress(len(each.classes))
    finally:
        room.close()
    made.seconds = perf_counter() - begun
    return made
