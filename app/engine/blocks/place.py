"""What becomes of the runs of a block, as parts of `walk`: which minimum is near, who went too far, bursts, rest.

What happens rarely is counted in a vector loop, and done run by run only if the count is not 0. Bound: `index`.
"""

# ruff: noqa: F821  (`sources` binds the name above)
# mypy: ignore-errors
import math

import numpy as np

from app.engine.blocks.layout import (
    BEFORE,
    BEST,
    BURSTS,
    END,
    FIRST,
    GX,
    HIT,
    INTO,
    LOW,
    LR,
    OUT_X,
    PX,
    RATE,
    RECENT,
    SINCE,
    STATE_AT,
    TOP,
    WHERE,
    WORST,
    X0,
    B,
    F,
    X,
    Y,
)
from app.engine.kernel import FAR


def hits(a, goals, alike, tol2):
    """Note the minimum within reach of every run, return for how many it is another one than before.

    `goals` has shape (minima, 2, 1), or (minima, 2, B) if each run has its own.
    """
    moved = 0
    for m in range(goals.shape[0]):
        u, v, moved = goals[m, 0, 0], goals[m, 1, 0], 0
        for b in range(B if alike else 0):
            dx, dy = a[X * B + b] - u, a[Y * B + b] - v
            hit = m if dx * dx + dy * dy <= tol2 else (-1.0 if m == 0 else a[HIT * B + b])
            a[HIT * B + b] = hit
            moved += hit != a[WHERE * B + b]
        for b in range(0 if alike else B):
            dx, dy = a[X * B + b] - goals[m, 0, b], a[Y * B + b] - goals[m, 1, b]
            hit = m if dx * dx + dy * dy <= tol2 else (-1.0 if m == 0 else a[HIT * B + b])
            a[HIT * B + b] = hit
            moved += hit != a[WHERE * B + b]
    return moved


def safe(goals):
    """Return the square of a distance from the only minimum within which nobody has gone too far, -1 if there is none."""
    most = 0.999 * FAR - abs(goals[0, 0, 0]) - abs(goals[0, 1, 0])
    return most * most if most > 0 else -1.0


def stirs(a, goals, tol2, most2):
    """Return how many runs may have gone too far, or came within reach of the only minimum, or left it.

    In most steps that is none, and this the only pass: one sum of squares tells all three, `most2` is from `safe`.
    """
    u, v, count = goals[0, 0, 0], goals[0, 1, 0], 0
    for b in range(B):
        dx, dy = a[X * B + b] - u, a[Y * B + b] - v
        d2 = dx * dx + dy * dy
        count += 0 if (d2 <= most2) & ((d2 <= tol2) == (a[WHERE * B + b] >= 0)) else 1
    return count


def hits_of_many(a, goals, tol2, cells, box):
    """As `hits` for many minima: `cells`, shape (n * n,), says which one alone can be near; `box` is x0, y0, cells per length, n."""
    n, moved = len(cells), 0
    for b in range(B):
        row, column = np.floor((a[X * B + b] - box[0]) * box[2]), np.floor((a[Y * B + b] - box[1]) * box[2])
        m = cells[index(min(max(row, 0.0), box[3] - 1) * box[3] + min(max(column, 0.0), box[3] - 1), n)]
        dx, dy = a[X * B + b] - goals[m, 0, 0], a[Y * B + b] - goals[m, 1, 0]
        hit = m if dx * dx + dy * dy <= tol2 else -1.0
        a[HIT * B + b] = hit
        moved += hit != a[WHERE * B + b]
    return moved


def place(a, goals, alike, tol2, i, cells, box):
    """Note which minimum every run is within reach of after step i, since when, and when it first was near one."""
    moved = hits_of_many(a, goals, tol2, cells, box) if cells.shape[0] else hits(a, goals, alike, tol2)
    for b in range(B if moved else 0):
        if a[HIT * B + b] != a[WHERE * B + b]:
            a[WHERE * B + b] = a[HIT * B + b]
            if a[END * B + b] < 0:
                a[SINCE * B + b] = i
                a[FIRST * B + b] = i if a[FIRST * B + b] < 0 else a[FIRST * B + b]


def extremes(a, best, worst):
    """Note the lowest loss so far, and the highest, of every run that has not diverged."""
    for b in range(B if best else 0):
        a[BEST * B + b] = a[F * B + b] if a[F * B + b] < a[BEST * B + b] and a[END * B + b] < 0 else a[BEST * B + b]
    for b in range(B if worst else 0):
        a[WORST * B + b] = a[F * B + b] if a[F * B + b] > a[WORST * B + b] and a[END * B + b] < 0 else a[WORST * B + b]


def depart(a, b, i, states, worst):
    """Keep what a run that went too far came to; as in `run`, a position that is not finite is no row."""
    if a[END * B + b] < 0:
        finite = math.isfinite(a[X * B + b]) and math.isfinite(a[Y * B + b])
        at = X if finite else PX
        a[END * B + b], a[OUT_X * B + b], a[(OUT_X + 1) * B + b] = i, a[at * B + b], a[(at + 1) * B + b]
        f = a[F * B + b]
        a[BEST * B + b] = f if finite and f < a[BEST * B + b] else a[BEST * B + b]
        a[WORST * B + b] = f if finite and worst and f > a[WORST * B + b] else a[WORST * B + b]
    park(a, b, states)


def park(a, b, states):
    """Put a run back to its start with rate 0, where it disturbs nobody."""
    for axis in range(2):
        a[(X + axis) * B + b], a[(GX + axis) * B + b] = a[(X0 + axis) * B + b], 0.0
    a[LR * B + b], a[RATE * B + b] = 0.0, 0.0
    for j in range(states):
        a[(STATE_AT + j) * B + b] = a[(STATE_AT + states + j) * B + b]


def leave(a, i, states, worst):
    """See to the runs that went too far in step i, or whose position is no number."""
    gone = 0
    for b in range(B):
        gone += 0 if a[X * B + b] * a[X * B + b] + a[Y * B + b] * a[Y * B + b] <= FAR * FAR else 1
    for b in range(B if gone else 0):
        if not a[X * B + b] * a[X * B + b] + a[Y * B + b] * a[Y * B + b] <= FAR * FAR:
            depart(a, b, i, states, worst)


def left(a):
    """Return how many runs have not diverged."""
    count = 0
    for b in range(B):
        count += a[END * B + b] < 0
    return count


def zigzag(a, burst):
    """Count growing zigzags along both axes, as `find_bursts` does in a series, one row late.

    `burst` holds the least width that counts on x and on y, then `growth` and `memory`.
    """
    for j in range(2):
        for b in range(B):
            x, was, into = a[(X + j) * B + b], a[(BEFORE + j) * B + b], a[(INTO + j) * B + b]
            off = x - was
            now = abs(off - into) / 4 if into * off < 0 else 0.0
            recent, low, top = max(a[(RECENT + j) * B + b] * burst[3], now), a[(LOW + j) * B + b], a[(TOP + j) * B + b]
            grown = top > 0  # a burst is there
            top = max(top, now)
            over = grown and recent * burst[2] < top
            begins = not grown and now > burst[2] * low
            a[(BURSTS + j) * B + b] += 1.0 if over and top >= burst[j] and a[END * B + b] < 0 else 0.0
            a[(LOW + j) * B + b] = math.inf if over or now == 0 or grown else min(low, recent)
            a[(TOP + j) * B + b] = 0.0 if over else (top if grown else (now if begins else 0.0))
            a[(RECENT + j) * B + b], a[(BEFORE + j) * B + b], a[(INTO + j) * B + b] = recent, x, off


def keep(a, was, states):
    """Copy position and state of every run to `was`, shape (2 + states, B)."""
    for b in range(B):
        was[0, b], was[1, b] = a[X * B + b], a[Y * B + b]
    for j in range(states):
        for b in range(B):
            was[2 + j, b] = a[(STATE_AT + j) * B + b]


def recurs(a, was, states):
    """Return whether every run that is left is, bit for bit, where and as it was when `was` was kept."""
    for b in range(B):
        if a[END * B + b] < 0 and not (a[X * B + b] == was[0, b] and a[Y * B + b] == was[1, b]):
            return False
    for j in range(states):
        for b in range(B):
            if a[END * B + b] < 0 and a[(STATE_AT + j) * B + b] != was[2 + j, b]:
                return False
    return True
