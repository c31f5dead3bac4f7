"""Saddle: falls away on both sides of a ridge that no gradient crosses, with two minima where the quartic holds it."""

from math import cos, sin, sqrt

import numpy as np

from surfaces.curvature import largest_curvature
from surfaces.knob import LARGEST, Knob, angle, positive
from surfaces.surface import Surface

START = (1.5, 1e-6)


def value(x, y, hx, hy, c, angle):
    u = np.cos(angle) * x + np.sin(angle) * y
    v = np.cos(angle) * y - np.sin(angle) * x
    return (hx * u * u - hy * v * v) / 2 + c * v * v * v * v / 4


def grad(x, y, hx, hy, c, angle):
    cosine, sine = np.cos(angle), np.sin(angle)
    v = cosine * y - sine * x
    along_u = hx * (cosine * x + sine * y)
    along_v = (c * v * v - hy) * v
    return cosine * along_u - sine * along_v, sine * along_u + cosine * along_v


def hess(x, y, hx, hy, c, angle):
    cosine, sine = np.cos(angle), np.sin(angle)
    v = cosine * y - sine * x
    h_vv = 3 * c * v * v - hy
    return hx * cosine**2 + h_vv * sine**2, (hx - h_vv) * cosine * sine, hx * sine**2 + h_vv * cosine**2


def minima(hx, hy, c, angle):
    if c == 0:
        return ()
    v = sqrt(hy) / sqrt(c)
    return (-v * sin(angle), v * cos(angle)), (v * sin(angle), -v * cos(angle))


SURFACE = Surface(
    name="Saddle",
    summary="Flat at the origin without a minimum there: a start almost on the ridge waits long, one exactly on it for ever.",
    formula=(
        r"f = \frac{h_x}{2} u^2 - \frac{h_y}{2} v^2 + \frac{c}{4} v^4",
        r"u = x \cos\theta + y \sin\theta",
        r"v = y \cos\theta - x \sin\theta",
    ),
    source="Dauphin et al. 2014, Identifying and attacking the saddle point problem, section 3, arXiv:1406.2572 (the quadratic part)",
    value=value,
    grad=grad,
    hess=hess,
    knobs={
        "hx": positive("h_x", "curvature of the ridge", 1.0, 0.1, 10.0),
        "hy": positive("h_y", "curvature of the fall", 1.0, 0.1, 10.0),
        "c": Knob("c", "quartic that ends the fall", 1.0, 0.0, 4.0, min=0.0, max=LARGEST),
        "angle": angle(),
    },
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=START,
    minima=minima,
    saddles=lambda hx, hy, c, angle: ((0.0, 0.0),),
    curvature=lambda hx, hy, c, angle: largest_curvature(hess, (START, *minima(hx, hy, c, angle)), hx, hy, c, angle),
    axes=lambda hx, hy, c, angle: (angle, (0.0, 0.0)),
    spacing="quantile",
)
