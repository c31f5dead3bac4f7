"""Finds the minima of a surface that declares none, by Newton's method from the lowest nodes of a grid."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

import numpy as np

from surfaces.surface import Interval, Point

NODES, MOST, ROUNDS = 81, 24, 40
"""Nodes per side of the grid, most starting points, and most steps of Newton's method."""

beat: ContextVar[Callable[[], object]] = ContextVar("beat", default=lambda: None)
"""Called in every round. It may raise, so that a search ends that nobody wants any more."""

Function = Callable[..., Any]
Domain = tuple[Interval, Interval]


def find_minima(value: Function, grad: Function, hess: Function, domain: Domain) -> list[Point]:
    """Return the minima in the domain, the lowest first: points where the gradient is zero and f is higher all around.

    A point on the level floor of a valley is none, even if the valley is bent.
    """
    x, y = hollows(value, domain)
    with np.errstate(all="ignore"):
        for _ in range(ROUNDS):
            beat.get()()
            before = x, y
            x, y = newton(grad(x, y), hess(x, y), x, y, domain)
            if np.allclose(before, (x, y), rtol=1e-15, atol=0):
                break
        good = settled(value, grad, x, y, domain) & ~in_a_row(value, grad, hess, x, y, domain)
        found = sorted(zip(value(x, y)[good], x[good] + 0.0, y[good] + 0.0, strict=True))
    return distinct([(float(x), float(y)) for _, x, y in found], domain)


def hollows(value: Function, domain: Domain) -> tuple[Any, Any]:
    """Return the `MOST` lowest nodes of a grid that are no higher than any neighbour."""
    x, y = np.meshgrid(*(np.linspace(low, high, NODES) for low, high in domain), indexing="ij")
    f = value(x, y)
    f = np.where(np.isfinite(f), f, np.inf)
    padded = np.pad(f, 1, constant_values=np.inf)
    around = [padded[1 + i : NODES + 1 + i, 1 + j : NODES + 1 + j] for i in (-1, 0, 1) for j in (-1, 0, 1)]
    low = np.flatnonzero(np.isfinite(f) & (f <= np.min(around, axis=0)))
    low = low[np.argsort(f.ravel()[low], kind="stable")][:MOST]
    return x.ravel()[low], y.ravel()[low]


def newton(g: Any, h: Any, x: Any, y: Any, domain: Domain) -> tuple[Any, Any]:
    """Take one step of Newton's method, at most two nodes of the grid long; it goes downhill even if the Hessian is not positive."""
    (g_x, g_y), (xx, xy, yy) = g, h
    radius = np.hypot((xx - yy) / 2, xy)
    lift = np.maximum(0, 1.1 * radius - (xx + yy) / 2)  # makes both eigenvalues positive
    lift = np.where((xx + yy) / 2 > radius, 0, lift)
    xx, yy = xx + lift, yy + lift
    area = xx * yy - xy * xy
    move_x, move_y = (xy * g_y - yy * g_x) / area, (xy * g_x - xx * g_y) / area
    (a, b), (c, d) = domain
    short = np.minimum(1, 2 / NODES / np.hypot(move_x / (b - a), move_y / (d - c)))
    keep = np.isfinite(move_x) & np.isfinite(move_y) & ((move_x != 0) | (move_y != 0))
    return np.clip(np.where(keep, x + short * move_x, x), a, b), np.clip(np.where(keep, y + short * move_y, y), c, d)


def settled(value: Function, grad: Function, x: Any, y: Any, domain: Domain) -> Any:
    """Return a mask of the points where f is higher all around, and the gradient is small compared with that rise."""
    (a, b), (c, d) = domain
    around = np.arange(16)[:, None] * np.pi / 8
    radius = np.hypot((b - a) * np.cos(around), (d - c) * np.sin(around)) / NODES
    rise = value(x + (b - a) / NODES * np.cos(around), y + (d - c) / NODES * np.sin(around)) - value(x, y)
    higher = rise.min(axis=0) > 1e-12 * rise.max(axis=0)  # along a level valley, f rises only by rounding
    return higher & (np.hypot(*grad(x, y)) <= 1e-9 * (rise / radius).max(axis=0))


def in_a_row(value: Function, grad: Function, hess: Function, x: Any, y: Any, domain: Domain) -> Any:
    """Return a mask of the points beside which, along the softest direction, Newton's method finds a second one."""
    xx, xy, yy = hess(x, y)
    angle = np.arctan2(2 * xy, xx - yy) / 2 + np.pi / 2  # of the eigenvector with the smaller eigenvalue
    (a, b), (c, d) = domain
    far = 0.2 * min(b - a, d - c) / NODES
    u, v = x + far * np.cos(angle), y + far * np.sin(angle)
    for _ in range(ROUNDS):
        beat.get()()
        u, v = newton(grad(u, v), hess(u, v), u, v, domain)
    return (np.hypot(u - x, v - y) > far / 2) & (np.hypot(u - x, v - y) < 2 * far) & settled(value, grad, u, v, domain)


def distinct(points: list[Point], domain: Domain) -> list[Point]:
    """Return the points without duplicates."""
    kept: list[Point] = []
    reach = [1e-6 * (high - low) for low, high in domain]
    for point in points:
        if all(any(abs(p - q) > r for p, q, r in zip(point, other, reach, strict=True)) for other in kept):
            kept.append(point)
    return kept
