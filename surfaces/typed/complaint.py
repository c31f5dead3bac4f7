"""Says in words why a formula has no value or no slope at a point."""

import math

import numpy as np

from surfaces.sentence import Sentence
from surfaces.typed import operations, tape
from surfaces.typed.recorder import reason


def complaint(k: np.ndarray, x: float, y: float) -> Sentence | None:
    """Return why the formula on the tape `k` has no value or no slope at (x, y), or None if it has both."""
    with np.errstate(all="ignore"):
        if np.isfinite(tape.point(np.float64(x), np.float64(y), k)).all():
            return None
        found = first_failure(k, np.float64(x), np.float64(y))
    return Sentence("{reason}, at ({x}, {y})", reason=found, x=f"{x:.6g}", y=f"{y:.6g}")


def first_failure(k: np.ndarray, x: np.float64, y: np.float64) -> Sentence:
    """Return why the first operation with finite operands and no finite result fails."""
    values = [x, y]
    for op, a, b in k[1:].reshape(-1, 3):
        if op == operations.LOAD:
            values.append(a)
            continue
        left, right = values[int(a)], values[int(b)]
        found = operations.partials(op, left, right)
        if math.isfinite(left) and math.isfinite(right) and not np.isfinite(found[:3]).all():
            return reason(operations.CODES[int(op)], float(left), float(right))
        values.append(found[0])
    return Sentence("a slope too large")
