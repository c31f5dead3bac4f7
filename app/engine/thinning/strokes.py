"""The compiled loops of thinning."""

import math
from typing import Any

import numpy as np

from app.engine.jit import compiled, inlined
from surfaces.index import index as index_of

index = inlined(index_of)
WIDEST = 1 << 15
"""Most cells horizontally or vertically: with more, a pair of cells would not fit into a 64-bit key."""


@inlined
def clip(ax: float, ay: float, bx: float, by: float, right: float, bottom: float) -> tuple[float, float]:
    """Clip the segment a-b to [0, right] x [0, bottom]; return where it enters and leaves, as shares of the segment.

    If enter > leave, it lies outside. Source: Liang & Barsky 1984.
    """
    enter, leave = 0.0, 1.0
    for start, end, far in ((ax, bx, right), (ay, by, bottom)):
        d = end - start
        if d == 0:
            if start < 0 or start > far:
                return 1.0, 0.0
        else:
            at_zero, at_far = -start / d, (far - start) / d
            enter = max(enter, min(at_zero, at_far))
            leave = min(leave, max(at_zero, at_far))
    return enter, leave


@inlined
def is_new(table: Any, key: int) -> bool:
    """Insert a key into an open-addressing hash table, shape (a power of two,), whose free slots are -1; return whether it was new."""
    mask = table.shape[0] - 1
    place = ((key * 0x9E3779B1) >> 15) & mask
    while table[place] != -1:
        if table[place] == key:
            return False
        place = (place + 1) & mask
    table[place] = key
    return True


@inlined
def put(out: Any, at: int, x: float, y: float, row: float) -> None:
    """Write one vertex."""
    out[at, 0] = x
    out[at, 1] = y
    out[at, 2] = row


@inlined
def rows_in(ax: float, ay: float, bx: float, by: float, column: int, rows: int) -> tuple[int, int]:
    """Return the first and last pixel row, out of `rows`, that the segment a-b, ax <= bx, touches in a pixel column."""
    slope = (by - ay) / (bx - ax)
    if not math.isfinite(slope):  # a vertical segment
        return index(min(ay, by), rows), index(max(ay, by), rows)
    enter, leave = ay + slope * (max(ax, column) - ax), ay + slope * (min(bx, column + 1.0) - ax)
    return index(min(enter, leave), rows), index(max(enter, leave), rows)


@inlined
def touched(picture: Any, ax: float, ay: float, bx: float, by: float, write: bool) -> int:
    """Return how many unset pixels of `picture`, shape (rows, columns), the segment a-b touches; with `write`, set them."""
    if bx < ax:
        ax, ay, bx, by = bx, by, ax, ay
    dark = 0
    rows, columns = picture.shape
    for column in range(index(ax, columns), index(bx, columns) + 1):
        first, last = rows_in(ax, ay, bx, by, column, rows)
        for row in range(first, last + 1):
            if picture[row, column] == 0:
                dark += 1
                if write:
                    picture[row, column] = 1
    return dark


@inlined
def lights(picture: Any, ax: float, ay: float, bx: float, by: float, need: int) -> bool:
    """Return whether a segment touches at least `need` unset pixels; if so, set them."""
    if touched(picture, ax, ay, bx, by, False) < need:
        return False
    touched(picture, ax, ay, bx, by, True)
    return True


@inlined
def pixel(x: float, y: float, scale: Any) -> tuple[float, float]:
    """Return a point in pixels; `scale` holds x and y at pixel (0, 0), then the pixels per unit of x and of y."""
    left, top, per_x, per_y = scale
    return (x - left) * per_x, (top - y) * per_y


@compiled
def trace(
    x: Any, y: Any, scale: Any, margin: float, right: float, bottom: float,
    cell: float, need: int, marked: Any, table: Any, picture: Any, stale: Any, out: Any,
) -> int:  # fmt: skip
    """Write the visible vertices (x, y, row) of a path to `out`, shape (room, 3); return how many, -1 if they do not fit.

    Vertices are in pixels. Segments are shifted by `margin` and clipped to [0, right] x [0, bottom]. The rest of a segment is visible
    if no earlier one joined the same pair of cells. With `need` > 0, it must also touch so many unset pixels of `picture`, which has
    a pixel per cell. Both segments at a row of `marked`, sorted, are always written. A row of NaN lifts the pen. Once `stale`,
    shape (1,), is set, the rest is skipped.
    """
    across, down = index(right / cell, WIDEST) + 2, index(bottom / cell, WIDEST) + 2
    cells = across * down
    count, pen, next_mark = 0, -1, 0
    bx, by = pixel(x[0], y[0], scale)
    bx, by = bx + margin, by + margin
    for i in range(x.shape[0] - 1):
        while next_mark < marked.shape[0] and marked[next_mark] < i:
            next_mark += 1
        is_marked = next_mark < marked.shape[0] and marked[next_mark] <= i + 1
        ax, ay = bx, by
        bx, by = pixel(x[i + 1], y[i + 1], scale)
        bx, by = bx + margin, by + margin
        dx, dy = bx - ax, by - ay
        enter, leave = clip(ax, ay, bx, by, right, bottom)
        if stale[0] or not (enter <= leave and math.isfinite(dx) and math.isfinite(dy)):
            continue
        cx, cy, ex, ey = ax + enter * dx, ay + enter * dy, ax + leave * dx, ay + leave * dy
        a = index(cy / cell, down) * across + index(cx / cell, across)
        b = index(ey / cell, down) * across + index(ex / cell, across)
        if not is_marked and (a == b or not is_new(table, min(a, b) * cells + max(a, b))):
            continue
        if need > 0 and not lights(picture, cx / cell, cy / cell, ex / cell, ey / cell, 0 if is_marked else need):
            continue
        if count + 3 > out.shape[0]:
            return -1
        if a != pen:
            put(out, count, math.nan, math.nan, math.nan)
            put(out, count + 1, cx - margin, cy - margin, float(i))
            count += 2
        put(out, count, ex - margin, ey - margin, float(i + 1))
        count += 1
        pen = b
    return count


@compiled
def pins(x: Any, y: Any, scale: Any, at: Any, out: Any) -> None:
    """Write the pixel positions of the rows `at` of a path to `out`, shape (rows, 2); NaN for a row that does not exist."""
    for k in range(at.shape[0]):
        out[k, 0], out[k, 1] = pixel(x[at[k]], y[at[k]], scale) if at[k] < x.shape[0] else (math.nan, math.nan)


@compiled
def columns(values: Any, first: int, start: float, stop: float, log: bool, out: Any) -> None:
    """Write min and max of each pixel column to `out`, shape (width, 2); NaN for a column without values.

    `values[k]` belongs to step k + first. Columns are evenly spaced in steps or, with `log`, in log (1 + step).
    """
    width = out.shape[0]
    left = math.log1p(start) if log else start
    scale = width / ((math.log1p(stop) if log else stop) - left)
    out[:] = math.nan
    after = values.shape[0] + 1  # a range may begin and end after the last value
    for k in range(index(np.ceil(start - first), after), index(np.floor(stop - first) + 1.0, after)):
        v = values[k]
        if math.isfinite(v):
            at = math.log1p(k + first) if log else float(k + first)
            c = index((at - left) * scale, width)
            out[c, 0] = v if not out[c, 0] <= v else out[c, 0]
            out[c, 1] = v if not out[c, 1] >= v else out[c, 1]


@compiled
def reached(pairs: Any, largest: float) -> tuple[float, float, float]:
    """Return the lowest, highest and first value of min-max pairs, shape (width, 2), ignoring |v| > `largest`; NaN if none is left."""
    low, high, first = math.inf, -math.inf, math.nan
    for k in range(pairs.shape[0]):
        for v in pairs[k]:
            if abs(v) <= largest:  # false for NaN
                low, high = min(low, v), max(high, v)
                first = first if math.isfinite(first) else v
    return (low, high, first) if low <= high else (math.nan, math.nan, math.nan)
