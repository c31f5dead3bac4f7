"""Minima of tables of examples: in closed form for least squares, by Newton's method for the logistic loss."""

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np

from surfaces.data.recipes import Array
from surfaces.data.table import grad_of, hess_of, rows_of
from surfaces.surface import Point

ROUNDS = 100
"""Most steps of Newton's method."""
FLAT = 1e-12
"""A matrix whose smaller eigenvalue is below this share of the larger one has no inverse in float64."""


def least_squares(k: Array) -> tuple[Point, ...]:
    """Return the minimum of half the weighted mean squared error of x a + y b with its penalties; none if a valley has no lowest point.

    With a penalty on |w| it is the best of nine candidates: each weight below zero, at zero, or above.
    """
    c, a, b, t = rows_of(k).T
    inputs = np.stack([a, b])
    h, right = (c * inputs) @ inputs.T + k[1] * np.eye(2), (c * inputs) @ t
    small, large = np.linalg.eigvalsh(h)
    if not small > FLAT * large:
        return ()
    if k[0] == 0:
        x, y = np.linalg.solve(h, right)
        return ((float(x), float(y)),)
    found: list[tuple[float, float, float]] = []
    for signs in product((-1, 0, 1), repeat=2):
        free = [i for i in (0, 1) if signs[i]]
        w = np.zeros(2)
        if free:
            w[free] = np.linalg.solve(h[np.ix_(free, free)], right[free] - k[0] * np.array(signs)[free])
        if all(w[i] * signs[i] > 0 for i in free):
            found.append((float(w @ h @ w / 2 - w @ right + k[0] * np.abs(w).sum()), float(w[0]), float(w[1])))
    return (min(found)[1:],)


def is_separable(k: Array) -> bool:
    """Return whether a line through the origin has every example of one class on its one side and every other one on the other."""
    c, a, b, t = rows_of(k).T
    up, down = (c > 0) & (t > 0), (c > 0) & (t < 1)
    x, y = np.concatenate([a[up], -a[down]]), np.concatenate([b[up], -b[down]])
    there = (x != 0) | (y != 0)
    angles = np.sort(np.arctan2(y[there], x[there]))
    if len(angles) < 2:
        return True
    gaps = np.diff(np.concatenate([angles, [angles[0] + 2 * np.pi]]))
    return bool(gaps.max() >= np.pi)


def logistic(grad: Callable[..., Any], hess: Callable[..., Any]) -> Callable[[Array], tuple[Point, ...]]:
    """Return the function that finds the minimum of a logistic loss, which is convex; it has none if a line separates the classes."""

    def minima(k: Array) -> tuple[Point, ...]:
        def along(x: float, y: float, move_x: float, move_y: float) -> float:
            """Return how steeply the loss rises; its slope tells a step that is too long even where the loss itself only rounds."""
            f_x, f_y = grad_of(grad, k, x, y)
            return float(f_x * move_x + f_y * move_y)

        if k[1] == 0 and is_separable(k):
            return ()
        x, y = 0.0, 0.0
        for _ in range(ROUNDS):
            (f_x, f_y), (f_xx, f_xy, f_yy) = grad_of(grad, k, x, y), hess_of(hess, k, x, y)
            area = f_xx * f_yy - f_xy * f_xy
            if not area > 0:
                return ()
            move_x, move_y = (f_xy * f_y - f_yy * f_x) / area, (f_xy * f_x - f_xx * f_y) / area
            share, down = 1.0, f_x * move_x + f_y * move_y
            while share > 1e-9 and along(x + share * move_x, y + share * move_y, move_x, move_y) > -down / 2:
                share /= 2
            before = x, y
            x, y = float(x + share * move_x), float(y + share * move_y)
            if before == (x, y) or np.hypot(move_x, move_y) <= 1e-15 * np.hypot(x, y) or share <= 1e-9:
                return ((x, y),)
        return ((x, y),)

    return minima
