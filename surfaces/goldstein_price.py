"""Goldstein and Price's function: four minima, and values over six orders of magnitude.

The published polynomial is a product of two polynomials, one in s = x + y + 1 and one in t = 2 x - 3 y. So everything about it has a
closed form: its nine stationary points are those with s in {0, 2, 3} and t in {0, 1, 3}.
"""

from surfaces.stationary.curvature import largest_curvature
from surfaces.surface import Surface

START = (-1.5, 0.5)


def value(x, y):
    s, t = x + y + 1, 2 * x - 3 * y
    return (1 + s * s * (36 + s * (3 * s - 20))) * (30 + t * t * (18 + t * (3 * t - 16)))


def grad(x, y):
    s, t = x + y + 1, 2 * x - 3 * y
    a, b = 1 + s * s * (36 + s * (3 * s - 20)), 30 + t * t * (18 + t * (3 * t - 16))
    by_s, by_t = 12 * s * (s - 2) * (s - 3) * b, 12 * t * (t - 1) * (t - 3) * a
    return by_s + 2 * by_t, by_s - 3 * by_t


def hess(x, y):
    s, t = x + y + 1, 2 * x - 3 * y
    a, b = 1 + s * s * (36 + s * (3 * s - 20)), 30 + t * t * (18 + t * (3 * t - 16))
    by_ss, by_tt = 12 * (6 + s * (3 * s - 10)) * b, 12 * (3 + t * (3 * t - 8)) * a
    by_st = 144 * s * (s - 2) * (s - 3) * t * (t - 1) * (t - 3)
    return by_ss + 4 * by_st + 4 * by_tt, by_ss - by_st - 6 * by_tt, by_ss - 6 * by_st + 9 * by_tt


MINIMA = (0.0, -1.0), (-0.6, -0.4), (1.8, 0.2), (1.2, 0.8)
SADDLES = (-0.4, -0.6), (1.2, -0.2), (1.4, 0.6), (0.6, 0.4)

SURFACE = Surface(
    name="Goldstein-Price",
    summary="Depths from 3 to 840 under heights of a million: a rate that is safe on the slopes creeps at the bottom.",
    formula=(
        r"f = a b",
        r"a = 1 + s^2 \cdot \left(36 - 20 s + 3 s^2\right)",
        r"b = 30 + t^2 \cdot \left(18 - 16 t + 3 t^2\right)",
        r"s = x + y + 1",
        r"t = 2 x - 3 y",
    ),
    source="Goldstein & Price 1971, On descent from local minima, Math. Comp. 25(115), regrouped",
    value=value,
    grad=grad,
    hess=hess,
    knobs={},
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=START,
    minima=lambda: MINIMA,
    saddles=lambda: SADDLES,
    curvature=lambda: largest_curvature(hess, (START, *MINIMA)),
    top=20_000.0,
)
