"""Thinning: the reduction of a run to what a panel or a chart can show.

A path keeps a segment only if no earlier segment joined the same two half-pixel cells. At the edge of stability every step moves:
a distance threshold would keep all 100,000 points, although the panel shows only a few hundred different lines. In a chaotic run
all lines differ. A line is then kept only if it covers new pixels.
A series keeps the exact minimum and maximum of every pixel column, so that no spike is lost.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from app.engine.run import check, mark
from app.engine.thinning.columns import columns
from app.engine.thinning.strokes import pins, trace

Array = NDArray[np.float64]
MARGIN = 8.0
"""Pixels around the panel in which lines are still kept, so that thick lines do not end at its edge."""
CELL = 0.5
"""Side of a cell in pixels, at least."""
CELLS = 10_000_000
"""Cells of a picture, at most. While a larger one is given back to the system, no thread of Python goes on for 10 ms."""


@dataclass(frozen=True)
class Window:
    """A panel of `width` x `height` pixels that shows x in [x0, x1] and y in [y0, y1], y upward."""

    width: float
    height: float
    x0: float
    x1: float
    y0: float
    y1: float

    def scale(self) -> tuple[float, float, float, float]:
        """Return x and y at the panel's top left corner, and the pixels per unit of each."""
        return float(self.x0), float(self.y1), self.width / (self.x1 - self.x0), self.height / (self.y1 - self.y0)

    def pixels(self, x: Array, y: Array) -> tuple[Array, Array]:
        """Return positions in pixels from the panel's top left corner."""
        left, top, per_x, per_y = self.scale()
        return (x - left) * per_x, (top - y) * per_y


def contiguous(x: Array, y: Array) -> tuple[Array, Array]:
    """Return positions as contiguous arrays, which the compiled loops need."""
    return np.ascontiguousarray(x), np.ascontiguousarray(y)


def path(window: Window, x: Array, y: Array, room: int, marked: Iterable[int] = (), draft: bool = False) -> Array:
    """Return the vertices of a path that a panel can show, shape (vertices, 3): pixels x, y and the row; NaN lifts the pen.

    If there are more than `room` vertices, a draft uses larger cells. Otherwise, segments that cover no new cell are left out, then
    those that cover few, until the path fits; on a panel with more than `CELLS` these cells are larger, too. The first rows in
    `marked`, which use a fifth of the room at most, are always vertices. Raises Abandoned if `mark` is set meanwhile.
    """
    (x, y), scale = contiguous(x, y), window.scale()
    rows = np.array(sorted(set(islice(marked, room // 32))), dtype=np.int64)
    right, bottom, out = window.width + 2 * MARGIN, window.height + 2 * MARGIN, np.empty((room, 3))
    cell, need, count = CELL, 0, -1
    while count < 0:
        table = np.empty(1 << (4 * (len(x) if need else room)).bit_length(), dtype=np.int64)
        picture = np.empty((int(bottom / cell) + 1, int(right / cell) + 1) if need else (0, 0), dtype=np.uint8)
        count = trace(x, y, scale, MARGIN, right, bottom, cell, need, rows, table, picture, mark.get(), out)
        check()
        if draft:
            cell *= 1.5
        else:
            need, cell = 2 * need or 1, max(CELL, math.sqrt(right * bottom / CELLS))
    return out[:count]


def places(window: Window, x: Array, y: Array, at: NDArray[np.int64]) -> Array:
    """Return the pixel positions of the rows `at` of a path, shape (rows, 2); NaN for a row that does not exist."""
    out = np.empty((len(at), 2))
    pins(*contiguous(x, y), window.scale(), at, out)
    return out


def extremes(values: Array, first: int, start: float, stop: float, width: int, *, log: bool = False, per: int = 1) -> Array:
    """Return min and max per pixel column, shape (width, 2), of a series whose first value is at step `first`.

    Columns are evenly spaced in `per` times the step or, with `log`, in log (1 + that). Raises Abandoned if `mark` is set meanwhile.
    """
    out = np.empty((width, 2))
    columns(np.ascontiguousarray(values), first, float(start), float(stop), float(per), log, mark.get(), out)
    check()
    return out


@lru_cache(maxsize=256)
def stops(steps: int, room: int) -> NDArray[np.int64]:
    """Return the steps at which a marker can stand: all of 0 ... steps if they fit into `room`.

    Otherwise about half as many as `room`: a geometric and an even sequence.
    """
    if steps < room:
        return np.arange(steps + 1)
    early = np.geomspace(1, steps, room // 4).round()
    even = np.linspace(0, steps, room // 4).round()
    return np.unique(np.concatenate([early, even]).astype(np.int64))
