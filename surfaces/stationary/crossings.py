"""Zeros of a function of one variable: the stationary points on a surface's line of symmetry."""

from collections.abc import Callable, Sequence

Function = Callable[[float], float]


def crossings(function: Function, grid: Sequence[float]) -> tuple[list[float], list[float]]:
    """Return the zeros where `function` rises, and those where it falls; one per interval of the ascending grid.

    Each zero is exact to the last bit or two: bisection continues until no float lies between the ends.
    """
    values = [function(x) for x in grid]
    brackets = list(zip(grid, grid[1:], values, values[1:], strict=False))
    rising = [_bisect(function, a, b) for a, b, fa, fb in brackets if fa <= 0 < fb]
    falling = [_bisect(lambda x: -function(x), a, b) for a, b, fa, fb in brackets if fa >= 0 > fb]
    return rising, falling


def _bisect(function: Function, low: float, high: float) -> float:
    # Invariant: function(low) <= 0 < function(high).
    middle = (low + high) / 2
    while low < middle < high:
        low, high = (low, middle) if function(middle) > 0 else (middle, high)
        middle = (low + high) / 2
    return low
