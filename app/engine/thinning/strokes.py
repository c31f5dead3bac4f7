"""The compiled loops that thin a path."""

import math
from typing import Any

from app.engine.jit import compiled, inlined
from surfaces.index import index as index_of

index = inlined(index_of)
NEVER = 1 << 62
"""A row that no path has."""
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


@inlined
def cell_of(x: float, y: float, per_pixel: float, across: int, down: int) -> int:
    """Return the number of the cell that holds a point; `per_pixel` cells make a pixel."""
    found: int = index(y * per_pixel, down) * across + index(x * per_pixel, across)
    return found


@inlined
def sides(x: float, y: float, cell: float, per_pixel: float, right: float, bottom: float) -> tuple[float, float, float, float]:
    """Return left, right, top and bottom of the cell that holds a point, as far as it lies inside [0, right] x [0, bottom]."""
    left, top = index(x * per_pixel, WIDEST) * cell, index(y * per_pixel, WIDEST) * cell
    return left, min(left + cell, right), top, min(top + cell, bottom)


@inlined
def visible(ax: float, ay: float, bx: float, by: float, right: float, bottom: float) -> tuple[bool, float, float, float, float]:
    """Return whether a part of the segment a-b lies inside [0, right] x [0, bottom], and the ends of that part."""
    dx, dy = bx - ax, by - ay
    enter, leave = clip(ax, ay, bx, by, right, bottom)
    there = enter <= leave and math.isfinite(dx) and math.isfinite(dy)
    return there, ax + enter * dx, ay + enter * dy, ax + leave * dx, ay + leave * dy


@inlined
def write(out: Any, count: int, lifted: bool, ax: float, ay: float, bx: float, by: float, row: int) -> int:
    """Write the end of the segment a-b at vertex `count`, and its beginning if the pen was lifted; return the new count."""
    if lifted:
        put(out, count, math.nan, math.nan, math.nan)
        put(out, count + 1, ax, ay, float(row))
        count += 2
    put(out, count, bx, by, float(row + 1))
    return count + 1


@inlined
def mark_from(marked: Any, row: int, mark: int) -> int:
    """Return the first row of `marked`, sorted, that is not before `row`; `mark` is what was found for an earlier row."""
    if mark < row:
        mark = NEVER
        for k in range(marked.shape[0] - 1, -1, -1):
            mark = marked[k] if marked[k] >= row else mark
    return mark


@compiled
def trace(
    x: Any, y: Any, scale: Any, margin: float, right: float, bottom: float,
    cell: float, need: int, marked: Any, table: Any, picture: Any, stale: Any, out: Any,
) -> int:  # fmt: skip
    """Write the visible vertices (x, y, row) of a path to `out`, shape (room, 3); return how many, -1 if they do not fit.

    Vertices are in pixels. Segments are shifted by `margin` and clipped to [0, right] x [0, bottom]. The rest of a segment is visible
    if no earlier one joined the same pair of cells. With `need` > 0, it must also touch so many unset pixels of `picture`, which has
    a pixel per cell; it and `table` are cleared first. Both segments at a row of `marked`, sorted, are always written. A row of NaN
    lifts the pen. Once `stale`, shape (1,), is set, the rest is skipped.
    """
    table[:] = -1
    picture[:] = 0
    across, down, per = index(right / cell, WIDEST) + 2, index(bottom / cell, WIDEST) + 2, 1 / cell
    cells, count, pen, mark = across * down, 0, -1, -1
    bx, by, b, inside, own = 0.0, 0.0, 0, True, (1.0, 0.0, 1.0, 0.0)
    for i in range(-1, x.shape[0] - 1):
        ax, ay = bx, by
        bx, by = pixel(x[i + 1], y[i + 1], scale)
        bx, by = bx + margin, by + margin
        if own[0] <= bx < own[1] and own[2] <= by < own[3] and i + 1 < mark:  # in the same cell still, as most rows of most paths
            continue
        if stale[0]:
            break
        a, b, was_inside = b, cell_of(bx, by, per, across, down), inside
        inside = 0 <= bx <= right and 0 <= by <= bottom
        own = sides(bx, by, cell, per, right, bottom) if inside else (1.0, 0.0, 1.0, 0.0)
        mark = mark_from(marked, i, mark)
        there, cx, cy, dx, dy, c, d = i >= 0, ax, ay, bx, by, a, b
        if there and not (inside and was_inside):
            there, cx, cy, dx, dy = visible(ax, ay, bx, by, right, bottom)
            c, d = cell_of(cx, cy, per, across, down), cell_of(dx, dy, per, across, down)
        is_marked = mark <= i + 1
        if not there or not (is_marked or (c != d and is_new(table, min(c, d) * cells + max(c, d)))):
            continue
        if need > 0 and not lights(picture, cx * per, cy * per, dx * per, dy * per, 0 if is_marked else need):
            continue
        if count + 3 > out.shape[0]:
            return -1
        count = write(out, count, c != pen, cx - margin, cy - margin, dx - margin, dy - margin, i)
        pen = d
    return count


@compiled
def pins(x: Any, y: Any, scale: Any, at: Any, out: Any) -> None:
    """Write the pixel positions of the rows `at` of a path to `out`, shape (rows, 2); NaN for a row that does not exist."""
    for k in range(at.shape[0]):
        out[k, 0], out[k, 1] = pixel(x[at[k]], y[at[k]], scale) if at[k] < x.shape[0] else (math.nan, math.nan)
