"""Minima and saddle points of a network with one hidden unit, f = sum c (y tanh(x a) - t)^2 / 2 + l2 (x^2 + y^2) / 2.

f is a parabola in y, so its stationary points are those of f(x, y(x)), where y(x) is the best second weight for a first one: the
minima are its minima, the saddle points its maxima. The origin is stationary as well; f(-x, -y) = f(x, y).
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from surfaces.data.recipes import Array
from surfaces.data.table import rows_of
from surfaces.surface import Point

FAR = 4.0
"""Points are looked for within [-FAR, FAR] x [-FAR, FAR]."""
NODES = np.unique(np.concatenate([np.geomspace(1e-6, FAR, 200), np.linspace(0.0, FAR, 401)[1:]]))
"""First weights at which the slope is looked at: between two of them it falls through zero once at most."""
HALVINGS = 60
NOISE = 1e-12
"""A slope below this share of what it is a sum of has no sign: it is rounding."""


class Stationary(NamedTuple):
    """The points where the gradient is zero: the minima and the saddle points."""

    minima: tuple[Point, ...]
    saddles: tuple[Point, ...]


def along(k: Array, x: Array) -> tuple[Array, Array, Array]:
    """Return y(x), the slope of f(x, y(x)), and the size of the numbers that the slope is a sum of; all have the shape of x."""
    c, a, _, t = rows_of(k).T
    h = np.tanh(x[:, None] * a)
    y = (c * h * t).sum(axis=1) / ((c * h * h).sum(axis=1) + k[1])
    parts = c * (y[:, None] * h - t) * y[:, None] * (1 - h * h) * a
    size = np.abs(parts).sum(axis=1) + np.abs(k[1] * x)
    return y, parts.sum(axis=1) + k[1] * x, size


def roots(k: Array) -> list[tuple[float, float, bool]]:
    """Return x > 0 and y of every stationary point, and whether the slope rises there."""
    with np.errstate(all="ignore"):  # inputs may all be zero
        _, slope, size = along(k, NODES)
        clear = np.abs(slope) > NOISE * size
        at = np.flatnonzero(clear[:-1] & clear[1:] & (slope[:-1] * slope[1:] < 0))
        low, high, rises = NODES[at], NODES[at + 1], slope[at + 1] > 0
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            above = (along(k, middle)[1] > 0) == rises
            low, high = np.where(above, low, middle), np.where(above, middle, high)
        x = (low + high) / 2
        y = along(k, x)[0]
    return [(float(u), float(v), bool(up)) for u, v, up in zip(x, y, rises, strict=True) if abs(v) <= FAR]


def stationary(k: Array) -> Stationary:
    """Return the minima and saddle points of a table's payload."""
    found = roots(k)
    c, a, _, t = rows_of(k).T
    slant, l2 = abs(float((c * a * t).sum())), float(k[1])  # the mixed derivative at the origin, where both others are l2
    inner: tuple[Point, ...] = ((0.0, 0.0),)
    minima = tuple(sign for x, y, rises in found if rises for sign in ((x, y), (-x, -y)))
    saddles = tuple(sign for x, y, rises in found if not rises for sign in ((x, y), (-x, -y)))
    return Stationary(minima + inner * (slant < l2), inner * (slant > l2) + saddles)


@lru_cache(maxsize=256)
def known(k: bytes) -> Stationary:
    """Return the stationary points of a payload's bytes; cached, because minima and saddle points are asked for one after the other."""
    return stationary(np.frombuffer(k))


def minima(k: Array) -> tuple[Point, ...]:
    """Return the minima of a table's payload."""
    return known(k.tobytes()).minima


def saddles(k: Array) -> tuple[Point, ...]:
    """Return the saddle points of a table's payload."""
    return known(k.tobytes()).saddles
