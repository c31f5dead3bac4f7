"""The compiled loops of thinning."""

import math
from typing import Any

from app.engine.compile import compiled, inlined


@inlined
def clip(ax: float, ay: float, bx: float, by: float, right: float, bottom: float) -> tuple[float, float]:
    """Return the shares (enter, leave) of the segment a-b inside [0, right] x [0, bottom]; enter > leave: outside (Liang & Barsky 1984)."""
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
    """Put a key into an open hash table, shape (a power of two,), empty places -1; return whether it was not there."""
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


@compiled
def trace(px: Any, py: Any, right: float, bottom: float, cell: float, table: Any, out: Any) -> int:
    """Write the vertices (x, y, row) of a path's different segments to `out`, shape (room, 3); return how many, -1 if they do not fit."""
    across = int(right / cell) + 2
    cells = across * (int(bottom / cell) + 2)
    count, pen = 0, -1
    for i in range(px.shape[0] - 1):
        ax, ay, dx, dy = px[i], py[i], px[i + 1] - px[i], py[i + 1] - py[i]
        enter, leave = clip(ax, ay, px[i + 1], py[i + 1], right, bottom)
        if enter > leave:
            continue
        cx, cy, ex, ey = ax + enter * dx, ay + enter * dy, ax + leave * dx, ay + leave * dy
        a = int(cy / cell) * across + int(cx / cell)
        b = int(ey / cell) * across + int(ex / cell)
        if a == b or not is_new(table, min(a, b) * cells + max(a, b)):
            continue
        if count + 3 > out.shape[0]:
            return -1
        if a != pen:
            put(out, count, math.nan, math.nan, math.nan)
            put(out, count + 1, cx, cy, float(i))
            count += 2
        put(out, count, ex, ey, float(i + 1))
        count += 1
        pen = b
    return count


@compiled
def columns(values: Any, first: int, start: float, stop: float, log: bool, out: Any) -> None:
    """Write min and max per pixel column to `out`, shape (width, 2), NaN where there is no row; `values[k]` stands at step k + first.

    The columns are even in the steps, or, `log`, in log (1 + step).
    """
    width = out.shape[0]
    left = math.log1p(start) if log else start
    scale = width / ((math.log1p(stop) if log else stop) - left)
    out[:] = math.nan
    for k in range(max(0, math.ceil(start - first)), min(values.shape[0], math.floor(stop - first) + 1)):
        v = values[k]
        if math.isfinite(v):
            at = math.log1p(k + first) if log else float(k + first)
            c = min(int((at - left) * scale), width - 1)
            out[c, 0] = v if not out[c, 0] <= v else out[c, 0]
            out[c, 1] = v if not out[c, 1] >= v else out[c, 1]
