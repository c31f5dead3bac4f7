"""The largest curvature of a surface at given points."""

from collections.abc import Callable, Iterable
from math import hypot
from typing import Any

from surfaces.surface import Point


def largest_curvature(hess: Callable[..., Any], points: Iterable[Point], *knobs: float) -> float:
    """Return L = max |eigenvalue of the Hessian| over the points; gradient descent is stable there below 2 / L."""
    return max(_norm(*hess(x, y, *knobs)) for x, y in points)


def _norm(hxx: float, hxy: float, hyy: float) -> float:
    # The eigenvalues of a symmetric 2 x 2 matrix are the mean of its diagonal -+ the radius of Mohr's circle.
    return float(abs(hxx + hyy) / 2 + hypot((hxx - hyy) / 2, hxy))
