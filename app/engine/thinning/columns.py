"""The compiled loops that thin a series."""

import math
from typing import Any

import numpy as np

from app.engine.jit import compiled, inlined
from surfaces.index import index as index_of

index = inlined(index_of)


@inlined
def column_of(step: int, per: float, left: float, scale: float, width: int, log: bool) -> int:
    """Return the column of a step; `left` and `scale` are in units of `per` times the step or, with `log`, of log (1 + that)."""
    found: int = index(((math.log1p(step * per) if log else step * per) - left) * scale, width)
    return found


@compiled
def columns(values: Any, first: int, start: float, stop: float, per: float, log: bool, stale: Any, out: Any) -> None:
    """Write min and max of each pixel column to `out`, shape (width, 2); NaN for a column without values.

    `values[k]` belongs to step k + first. Columns are evenly spaced in `per` times the step or, with `log`, in log (1 + that).
    It ends early once `stale`, shape (1,), is not 0.
    """
    width = out.shape[0]
    left = math.log1p(start) if log else start
    scale = width / ((math.log1p(stop) if log else stop) - left)
    out[:] = math.nan
    after = values.shape[0] + 1  # a range may begin and end after the last value
    k, end = index(np.ceil(start / per - first), after), index(np.floor(stop / per - first) + 1.0, after)
    c, stride = column_of(k + first, per, left, scale, width, log), 0
    while k < end and not stale[0]:
        begin, own, low, high = k, c, math.inf, -math.inf
        while stride > 0 and k + stride < end and column_of(k + stride + first, per, left, scale, width, log) == own:
            k += stride
        while k < end and c == own:
            k += 1
            c = column_of(k + first, per, left, scale, width, log)
        for v in values[begin:k]:
            if math.isfinite(v):
                low, high = min(low, v), max(high, v)
        if low <= high:
            out[own, 0], out[own, 1] = low, high
        stride = (k - begin) // 16  # the next column has about as many rows


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
