"""A grid over many minima: each cell names the one minimum that can be within reach of a point in it."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
MANY = 8
"""So many minima are compared one by one; for more, this grid is faster."""
SIDES = (16, 32, 64, 128, 256, 512)
NONE = np.empty(0, dtype=np.int64), np.zeros(4)


def near(goals: Array, tol: float) -> tuple[Array, NDArray[np.int64], Array]:
    """Return the minima, shape (minima, 2, 1 or n), the cells, shape (side * side,), and the grid: x0, y0, cells per length, side.

    The cells are empty where there are few minima, or where every run has its own. A last minimum that nobody reaches is added for
    cells with none.
    """
    if len(goals) <= MANY or goals.shape[2] > 1 or not np.isfinite(goals).all():
        return goals, *NONE
    cells, box = _grid(goals.tobytes(), tol)
    far = np.full((1, 2, 1), np.inf)
    return np.concatenate([goals, far]), cells, box


@lru_cache(maxsize=16)
def _grid(data: bytes, tol: float) -> tuple[NDArray[np.int64], Array]:
    """Return cells and grid, the coarsest one with at most one minimum within reach of each cell; empty if none is fine enough."""
    x, y = np.frombuffer(data).reshape(-1, 2).T
    reach = 2 * tol
    x0, y0 = x.min() - reach, y.min() - reach
    length = max(np.ptp(x), np.ptp(y)) + 2 * reach
    for side in SIDES:
        middle, half = (np.arange(side) + 0.5) * length / side, length / side / 2
        off_x, off_y = (np.maximum(np.abs(low + middle[:, None] - at) - half, 0.0) ** 2 for low, at in ((x0, x), (y0, y)))
        count, which = np.zeros((side, side), dtype=np.int64), np.full((side, side), len(x), dtype=np.int64)
        for m in range(len(x)):
            within = off_x[:, m, None] + off_y[None, :, m] <= (1.001 * tol) ** 2
            count += within
            which[within] = m
        if count.max() <= 1:
            return which.ravel(), np.array([x0, y0, side / length, float(side)])
    return NONE
