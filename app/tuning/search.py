"""Golden shrink: a quasi-random sequence in the whole box, then twice in a smaller box around the best point so far.

The sequence is that of `app.engine.even`.
Against random search, grids, Sobol's sequence and successive halving: `python -m tests.bench tuning`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.even import additive

Array = NDArray[np.float64]
Judge = Callable[[Array], Array]
SHARES = (0.5, 0.25, 0.25)
"""Shares of the budget: in the whole box, then in smaller ones."""
FACTOR = 4
"""By which the sides of the box shrink from round to round."""
LEAST = 4
"""Settings that three rounds need at least."""


def golden(dimensions: int, count: int, *seed: int) -> Array:
    """Return points of the unit cube, shape (count, dimensions); the seed shifts them."""
    return additive(dimensions, count, np.random.default_rng(seed).random(dimensions))


@dataclass(frozen=True)
class Tried:
    """All points of a search, shape (budget, dimensions), their scores and their rounds, shape (budget,)."""

    points: Array
    scores: Array
    rounds: NDArray[np.int64]

    def best(self) -> int:
        """Return the index of the lowest score, of equal ones the first."""
        return int(np.argmin(self.scores))


def rounds(budget: int, shares: Sequence[float] = SHARES) -> list[int]:
    """Return how many points each round has; what does not divide belongs to the first one."""
    later = [int(budget * share) for share in shares[1:]]
    return [budget - sum(later), *later]


def shrink(judge: Judge, dimensions: int, budget: int, seed: int, shares: Sequence[float] = SHARES) -> Tried:
    """Return the search for the lowest value of `judge`, which takes points, shape (n, dimensions), and returns scores, shape (n,)."""
    counts = rounds(budget, shares)
    low, high, side = np.zeros(dimensions), np.ones(dimensions), 1.0
    points, scores, numbers = np.empty((0, dimensions)), np.empty(0), np.repeat(np.arange(len(counts)), counts)
    for number, count in enumerate(counts):
        drawn = low + (high - low) * golden(dimensions, count, seed, number)
        points, scores = np.concatenate([points, drawn]), np.concatenate([scores, judge(drawn)])
        side /= FACTOR
        best = points[np.argmin(scores)]
        low, high = np.clip(best - side / 2, 0, 1), np.clip(best + side / 2, 0, 1)
    return Tried(points, scores, numbers)
