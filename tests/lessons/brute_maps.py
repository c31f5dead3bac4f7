"""Maps by an independent implementation: plain NumPy over all pixels at once, from the papers; nothing of the engine."""

from typing import Any

import numpy as np
from scipy import ndimage

FAR = 1e9


def plane(x: tuple[Any, ...], y: tuple[Any, ...], count: int = 128) -> tuple[Any, Any]:
    """Return the middles of all pixels of two axes, each of shape (count, count); an axis is (low, high) or (low, high, "log")."""
    at = (np.arange(count) + 0.5) / count
    found_x, found_y = np.meshgrid(*(low * (high / low) ** at if scale else low + (high - low) * at for low, high, *scale in (x, y)))
    return found_x, found_y


def descend(grad, x, y, rates, mu=0.0, scale=(1.0, 1.0)):
    """Return x and y after gradient descent with these rates and the heavy ball's momentum (Polyak 1964), and who left for good."""
    shape = np.broadcast_shapes(*(np.shape(each) for each in (x, y, mu, *scale, next(iter(rates)))))
    x, y, gone = np.full(shape, x, dtype=float), np.full(shape, y, dtype=float), np.zeros(shape, dtype=bool)
    v_x, v_y = np.zeros(shape), np.zeros(shape)
    for rate in rates:
        g_x, g_y = grad(x, y)
        v_x, v_y = mu * v_x + g_x, mu * v_y + g_y
        x, y = x - rate * scale[0] * v_x, y - rate * scale[1] * v_y
        gone |= ~(np.hypot(x, y) <= FAR)
        x, y, v_x, v_y = (np.where(gone, 0.0, each) for each in (x, y, v_x, v_y))
    return x, y, gone


def newton(x, y, steps, rate=1.0, absolute=False):
    """Return x and y on Himmelblau's function after shares of Newton's step; `absolute`: with the absolute values of the curvatures."""
    for _ in range(steps):
        g_x, g_y = himmelblau(x, y)
        a, b, c = 12 * x * x + 4 * y - 42, 4 * (x + y), 12 * y * y + 4 * x - 26
        turn = np.arctan2(2 * b, a - c) / 2
        cos, sin, half, root = np.cos(turn), np.sin(turn), (a + c) / 2, np.hypot((a - c) / 2, b)
        first, second = half + root, half - root
        if absolute:
            first, second = abs(first), abs(second)
        u, v = (cos * g_x + sin * g_y) / first, (cos * g_y - sin * g_x) / second
        x, y = x - rate * (cos * u - sin * v), y - rate * (sin * u + cos * v)
    return x, y


def himmelblau(x, y):
    """Return f_x and f_y of Himmelblau's function."""
    p, q = x * x + y - 11, x + y * y - 7
    return 4 * x * p + 2 * q, 2 * p + 4 * y * q


def rosenbrock(x, y):
    """Return f_x and f_y of Rosenbrock's function with b = 100."""
    q = y - x * x
    return -2 * (1 - x) - 400 * x * q, 200 * q


def wells(bowl):
    """Return the gradient function of the wells with this bowl; the bottoms and their walls stay where they were."""
    return lambda x, y: (bowl * x + 1.2 * np.sin(2 * x), bowl * y + 1.2 * np.sin(2 * y))


def nearest(place, points):
    """Return the number of the point within 0.1, -1 for none."""
    away = np.array([np.hypot(place[0] - x, place[1] - y) for x, y in points])
    return np.where(away.min(axis=0) < 0.1, away.argmin(axis=0), -1)


def edge(kinds):
    """Return which pixels differ from their right or upper neighbour."""
    line = np.zeros(kinds.shape, dtype=bool)
    line[:, :-1] |= kinds[:, :-1] != kinds[:, 1:]
    line[:-1] |= kinds[:-1] != kinds[1:]
    return line


def regions(kinds):
    """Return the number of connected regions."""
    return sum(ndimage.label(kinds == kind)[1] for kind in np.unique(kinds))


def dimension(kinds):
    """Return the box-counting dimension of the edge, from boxes of 1 to 16 pixels."""
    line, sizes = edge(kinds), (1, 2, 4, 8, 16)
    counts = [line.reshape(len(line) // size, size, -1, size).any(axis=(1, 3)).sum() for size in sizes]
    return -np.polyfit(np.log(sizes), np.log(counts), 1)[0]
