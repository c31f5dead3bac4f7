"""Compiled loops that find events, each in one pass over a run."""

import math
from typing import Any

from app.engine.jit import compiled, inlined


@inlined
def swing(y: Any, k: int) -> float:
    """Return the swing at row k, half the width of the zigzag: half the mean of the two moves there, 0 if they have the same sign."""
    into, off = y[k] - y[k - 1], y[k + 1] - y[k]
    return abs(off - into) / 4 if into * off < 0 else 0.0


@inlined
def bounds(y: Any, begin: int, end: int, least: float) -> tuple[int, int]:
    """Return the first row in begin ... end with a swing of at least `least`, and the row after the last such row."""
    first = begin
    while swing(y, first) < least:
        first += 1
    last = end
    while swing(y, last) < least:
        last -= 1
    return first, last + 1


@inlined
def peak(y: Any, first: int, last: int) -> tuple[int, float]:
    """Return the row in first ... last farthest from the middle of the zigzag, and its distance."""
    middle = 0.0
    for k in range(first, last + 1):
        middle += (y[k - 1] + 2 * y[k] + y[k + 1]) / 4
    middle /= last + 1 - first
    row = first
    for k in range(first, last + 1):
        if abs(y[k] - middle) > abs(y[row] - middle):
            row = k
    return row, abs(y[row] - middle)


@inlined
def burst(y: Any, begin: int, grown: int, end: int, over: bool, least: float, row: Any, far: Any) -> None:
    """Write one burst to `row`, and the distance of its peak from the zigzag's middle to `far[0]`; see `find_bursts`."""
    first, after = bounds(y, begin, end, least)
    row[0], row[1], row[2], row[3] = begin, grown, first, after if over else end + 1
    row[4], far[0] = peak(y, first, min(after, end))


@compiled
def find_bursts(y: Any, growth: float, memory: float, share: float, rows: Any, peaks: Any) -> int:
    """Find the bursts of a series, its growing zigzags; write them to `rows`, shape (room, 5), and `peaks`, shape (room,).

    The recent swing is the largest one so far, decayed by the factor `memory` per row. A burst is there when an unbroken zigzag is
    `growth` times wider than the smallest recent swing during it. It ends when the recent swing is `growth` times below its widest
    swing, or at the last row. Columns of `rows`: where growth began; where the burst was there; the first row with `share` of the
    widest swing; the row after the last such row; the peak. Returns the number of bursts.
    """
    recent, low, top, begin, grown, count, end = 0.0, math.inf, 0.0, 0, -1, 0, y.shape[0] - 2
    for k in range(1, end + 1):
        now = swing(y, k)
        recent *= memory
        if now > recent:
            recent = now
        if grown >= 0:
            top = max(top, now)
            over = recent * growth < top
            if count < rows.shape[0] and (over or k == end):
                burst(y, begin, grown, k, over, share * top, rows[count], peaks[count:])
                count += 1
                grown, low = -1, math.inf
        elif now == 0:
            low = math.inf
        elif recent < low:
            low, begin = recent, k
        elif now > growth * low:
            grown, top = k, now
    return count


@inlined
def half_way(lr: Any, lr_axis: Any, row: int, factor: float) -> int:
    """Return the first row after `row` in which sigma is at least sqrt(`factor`) times its value in `row`."""
    k = row + 1
    while lr[k] * lr_axis[row] < math.sqrt(factor) * lr[row] * lr_axis[k]:
        k += 1
    return k


@compiled
def find_jumps(lr: Any, lr_axis: Any, begin: int, width: int, factor: float, rows: Any) -> int:
    """Find the jumps of sigma = lr / lr_axis from row `begin` on; write them to `rows`, shape (room, 2); return how many.

    In a jump, sigma is `factor` times its value `width` rows before, and larger than ever before that. Columns of `rows`: the first
    row halfway up (in the logarithm), and the row where sigma is largest. Jumps less than `width` rows apart are merged.
    """
    count, until, record, highest, seen = 0, -1, 0.0, 0.0, 0
    for k in range(max(begin, width), lr.shape[0]):
        if lr[k] * lr_axis[k - width] < factor * lr[k - width] * lr_axis[k]:
            continue
        while seen <= k - width:  # jumps are rare: the record is updated only here
            record = max(record, lr[seen] / lr_axis[seen])
            seen += 1
        now = lr[k] / lr_axis[k]
        if now > record:
            if k > until:
                if count == rows.shape[0]:
                    return count
                rows[count, 0], highest = half_way(lr, lr_axis, k - width, factor), 0.0
                count += 1
            if now > highest:
                highest = now
                rows[count - 1, 1] = k
            until = k + width
    return count


@inlined
def before(loss: Any, gradient_norm: Any, row: int, level: float, within: float, least: float) -> int:
    """Return the first row of the unbroken range up to `row` in which the loss is within `within` of `level` and the gradient norm
    at least `least`."""
    while row > 0 and abs(loss[row - 1] - level) <= within and gradient_norm[row - 1] >= least:
        row -= 1
    return row


@compiled
def find_flats(x: Any, y: Any, loss: Any, gradient_norm: Any, window: int, least: float, flat: float, exact: float, rows: Any) -> int:
    """Find where the loss is flat although the gradient is not small; write the first and last rows to `rows`, shape (room, 2).

    The run is divided into windows of `window` rows. In a flat window, the loss varies by less than `flat` times the sum of gradient
    norm times move, and the gradient norm is at least `least`. A window whose bound is below `exact` times the loss is skipped, because
    there a change is rounding. Adjacent flat windows are merged, and the first is extended back over rows for which the same holds.
    Returns how many were found.
    """
    count = 0
    for a in range(0, x.shape[0] - window, window):
        low, high, weak, promise = loss[a], loss[a], gradient_norm[a], 0.0
        for k in range(a + 1, a + window + 1):
            low, high, weak = min(low, loss[k]), max(high, loss[k]), min(weak, gradient_norm[k])
            promise += gradient_norm[k - 1] * (abs(x[k] - x[k - 1]) + abs(y[k] - y[k - 1]))
        if weak >= least and high - low < flat * promise and flat * promise > exact * max(abs(low), abs(high)):
            if count > 0 and rows[count - 1, 1] == a:
                rows[count - 1, 1] = a + window
            elif count < rows.shape[0]:
                rows[count, 0], rows[count, 1] = before(loss, gradient_norm, a, loss[a + window], flat * promise, least), a + window
                count += 1
    return count


@compiled
def settled(x: Any, y: Any, within: float) -> int:
    """Return the first row from which on the position stays within the distance `within` of the last one."""
    last = k = len(x) - 1
    while k > 0 and (x[k - 1] - x[last]) ** 2 + (y[k - 1] - y[last]) ** 2 <= within * within:
        k -= 1
    return k
