"""What a path is like, step by step: lengths, angles to the slope, and the sharpness where it stands."""

import math
from functools import lru_cache

import numpy as np

from app.engine.landscape import Landscape
from app.engine.run import Array, Run
from app.engine.sharpness import rate_times_sharpness


def stride(run: Run) -> Array:
    """Return the length of every step, shape (step,); NaN where the position after it is not finite."""
    found = np.full(run.step, np.nan)
    found[: len(run.x) - 1] = np.hypot(np.diff(run.x), np.diff(run.y))
    return found


def angle_to_move(landscape: Landscape, run: Run) -> Array:
    """Return the angle in degrees between the surface's gradient before each step and the move of that step, shape (step,).

    NaN where one of the two is zero or not finite, or where the position after the step is not finite.
    """
    g, move = np.empty((2, run.step)), np.full((2, run.step), np.nan)
    g[0], g[1] = landscape.surface().grad(run.x[: run.step], run.y[: run.step], *landscape.arguments())
    for own, positions in zip(move, (run.x, run.y), strict=True):
        own[: len(positions) - 1] = np.diff(positions)
    (a, b), (c, d) = g / np.abs(g).max(axis=0), move / np.abs(move).max(axis=0)  # scaled against overflow
    found: Array = np.degrees(np.arctan2(np.abs(a * d - b * c), a * c + b * d))
    return found


def sharpness(landscape: Landscape, run: Run) -> Array:
    """Return the rate times the sharpness before each step, shape (step,)."""
    hessian = landscape.surface().hess(run.x[: run.step], run.y[: run.step], *landscape.arguments())
    return rate_times_sharpness(hessian, run.lr_x, run.lr_y)


def largest_curvature(landscape: Landscape, run: Run) -> Array:
    """Return the largest eigenvalue of the Hessian at every position, shape (step + 1,)."""
    hessian = landscape.surface().hess(run.x, run.y, *landscape.arguments())
    return rate_times_sharpness(hessian, np.ones_like(run.x), np.ones_like(run.x))


def along(landscape: Landscape, run: Run, *, quarter: bool = False) -> Array | None:
    """Return the positions along the surface's own axis u, or with `quarter` along v, a quarter turn further; None without axes."""
    axes = landscape.surface().axes
    if axes is None:
        return None
    angle, (x, y) = axes(**landscape.knobs)
    c, s = math.cos(angle), math.sin(angle)
    c, s = (-s, c) if quarter else (c, s)
    return c * (run.x - x) + s * (run.y - y)


@lru_cache(maxsize=256)
@np.errstate(all="ignore")
def least_loss(landscape: Landscape) -> float:
    """Return the loss at the lowest known minimum, NaN if the surface names none; cached, because finding minima is slow."""
    at = landscape.lowest()
    return math.nan if at is None else float(landscape.surface().value(*at, *landscape.arguments()))


def beside(landscape: Landscape, run: Run) -> Array | None:
    """Return |v|, the distance from the surface's own axis u; None without axes."""
    v = along(landscape, run, quarter=True)
    return None if v is None else np.abs(v)


def weights(landscape: Landscape, run: Run) -> Array | None:
    """Return the size |w| of the weights at every row; None if the surface is not made of examples."""
    return np.hypot(run.x, run.y) if landscape.surface().data else None
