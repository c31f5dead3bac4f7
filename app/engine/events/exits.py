"""Compiled loops that find where runs leave a saddle."""

from typing import Any

from app.engine.jit import compiled, inlined


@inlined
def beside(x: float, y: float, saddle: Any) -> tuple[float, float]:
    """Return the distances of a point from a saddle: along the direction of descent, and along the ridge."""
    dx, dy = x - saddle[0], y - saddle[1]
    return abs(dx * saddle[2] + dy * saddle[3]), abs(dx * saddle[3] - dy * saddle[2])


@inlined
def is_in(x: float, y: float, saddle: Any, near: float, along: float) -> bool:
    """Return whether a point is in the strip along a saddle's ridge."""
    w, r = beside(x, y, saddle)
    return bool(w <= near and r <= along)


@inlined
def lingers(x: Any, y: Any, last: int, saddle: Any, near: float, along: float, slow: int, at_once: bool) -> bool:
    """Return whether a run stays in the strip for `slow` rows or, with `at_once`, begins there; only every `slow`-th row is probed."""
    for at in range(0, last + 1, slow):
        if not is_in(x[at], y[at], saddle, near, along):
            continue
        first, after = at, at + 1
        while first > 0 and is_in(x[first - 1], y[first - 1], saddle, near, along):
            first -= 1
        while after <= last and is_in(x[after], y[after], saddle, near, along):
            after += 1
        if (first == 0 and at_once) or after - first >= slow:
            return True
    return False


@inlined
def stayed(stay: int, slow: int, begins: bool, is_near: bool) -> int:
    """Return the updated count of consecutive rows beside the ridge.

    Once it has reached `slow` it stays there. It is `slow` at once if the run begins there.
    """
    if stay >= slow or not is_near:
        return stay if stay >= slow else 0
    return slow if begins else stay + 1


@compiled
def find_exits(x: Any, y: Any, last: int, saddle: Any, near: float, along: float, slow: int, at_once: bool, rows: Any) -> int:
    """Find where a run leaves the neighbourhood of a `saddle`, a row of `Terrain.saddles`; return how often.

    The neighbourhood reaches `reach` to both sides of the saddle's ridge and `along` times as far along it. A run leaves it by
    crossing a side after `slow` consecutive rows within `near` times `reach` of the ridge; with `at_once`, beginning there is
    enough. Writes to `rows`, shape (room, 2), the first row inside and the first outside. Rows after `last` are ignored.
    """
    reach = saddle[4]
    if not lingers(x, y, last, saddle, near * reach, along * reach, slow, at_once):
        return 0
    count, entered, stay = 0, -1, 0
    for k in range(last + 1):
        w, r = beside(x[k], y[k], saddle)
        if w <= reach and r <= along * reach:
            if entered < 0:
                entered, stay = k, 0
            stay = stayed(stay, slow, at_once and k == 0, w <= near * reach)
        elif entered >= 0:
            if stay >= slow and w > reach and count < rows.shape[0]:
                rows[count, 0], rows[count, 1] = entered, k
                count += 1
            entered = -1
    return count
