"""Refines tabulated stationary points to the last bits, by Newton's method with the surface's own derivatives."""

from collections.abc import Callable, Iterable
from math import hypot
from typing import Any

from surfaces.surface import Point

REACH = 1e-2
"""Longest step: larger than the error of any table, and too short to reach another stationary point."""


def polish(grad: Callable[..., Any], hess: Callable[..., Any], points: Iterable[Point]) -> tuple[Point, ...]:
    """Return for each point the one with the smallest gradient on its Newton path, which ends when the gradient stops falling.

    Each path has at most 30 steps.
    """
    return tuple(_polished(grad, hess, float(x), float(y)) for x, y in points)


def _polished(grad: Callable[..., Any], hess: Callable[..., Any], x: float, y: float) -> Point:
    best, left = (x, y), hypot(*grad(x, y))
    for _ in range(30):
        g_x, g_y = grad(x, y)
        h_xx, h_xy, h_yy = hess(x, y)
        determinant = h_xx * h_yy - h_xy * h_xy
        d_x, d_y = (h_yy * g_x - h_xy * g_y) / determinant, (h_xx * g_y - h_xy * g_x) / determinant
        short = min(1.0, REACH / (hypot(d_x, d_y) or 1.0))
        x, y = float(x - short * d_x), float(y - short * d_y)
        if hypot(*grad(x, y)) >= left:
            break
        best, left = (x, y), hypot(*grad(x, y))
    return best
