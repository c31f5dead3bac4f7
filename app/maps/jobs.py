"""The order in which a map is drawn: patches of pixels, coarse first."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

COARSE = 8
"""The distance of the pixels that are drawn first; it is then halved until it is 1."""
FIRST, SIDE, SHORT, UNEVEN = 16, 64, 32, 256
"""Pixels of a patch's side at the first distance, and at the others; from `LONG` steps on patches are smaller."""
LONG = 5_000

Job = tuple[int, int, int, int]
"""A patch of a map: the distance of its pixels, its left and lowest pixel, and how many pixels its side has at that distance."""
Numbers = NDArray[np.int64]


def pixels(job: Job, columns: int, rows: int, coarse: int = COARSE) -> tuple[Numbers, Numbers]:
    """Return column and row of each pixel of a patch that no coarser patch has, each of shape (n,)."""
    cell, left, low, side = job
    across, up = np.arange(left, min(columns, left + side * cell), cell), np.arange(low, min(rows, low + side * cell), cell)
    i, j = np.meshgrid(across, up)
    new: Any = (i % (2 * cell) != 0) | (j % (2 * cell) != 0) if cell < coarse else np.ones(i.shape, dtype=bool)
    return i[new], j[new]


def side_of(steps: float, even: bool = True) -> int:
    """Return the pixels of a patch's side for runs of so many steps; `even` is false if they take different numbers of steps.

    Those that take the same number are run together, so of such a map there must be many in a patch.
    """
    return (SIDE if steps < LONG else SHORT) if even else UNEVEN


def order(columns: int, rows: int, side: int, coarse: int = COARSE) -> Iterator[Job]:
    """Yield the patches of a map in the order in which they are drawn; with `coarse` 1 every pixel is in the first pass."""
    cell = coarse
    while cell >= 1:
        wide = FIRST if cell == coarse and coarse > 1 else side
        patches = ((cell, left, low, wide) for low in range(0, rows, wide * cell) for left in range(0, columns, wide * cell))
        yield from (job for job in patches if len(pixels(job, columns, rows, coarse)[0]))  # a small one may have nothing new
        cell //= 2
