"""Saddle: f falls on both sides of a ridge, and a quartic term adds two minima; a path that starts on the ridge stays on it."""

from math import cos, sin, sqrt

import numpy as np

from surfaces.knob import LARGEST, Knob, angle, place, positive
from surfaces.stationary.curvature import largest_curvature
from surfaces.surface import Surface

START = (1.5, 1e-6)


def value(x, y, hx, hy, c, angle, pivot):
    u = pivot + np.cos(angle) * (x - pivot) + np.sin(angle) * y
    v = np.cos(angle) * y - np.sin(angle) * (x - pivot)
    return (hx * u * u - hy * v * v) / 2 + c * v * v * v * v / 4


def grad(x, y, hx, hy, c, angle, pivot):
    cosine, sine = np.cos(angle), np.sin(angle)
    v = cosine * y - sine * (x - pivot)
    along_u = hx * (pivot + cosine * (x - pivot) + sine * y)
    along_v = (c * v * v - hy) * v
    return cosine * along_u - sine * along_v, sine * along_u + cosine * along_v


def hess(x, y, hx, hy, c, angle, pivot):
    cosine, sine = np.cos(angle), np.sin(angle)
    v = cosine * y - sine * (x - pivot)
    h_vv = 3 * c * v * v - hy
    return hx * cosine**2 + h_vv * sine**2, (hx - h_vv) * cosine * sine, hx * sine**2 + h_vv * cosine**2


def center(angle, pivot):
    """Return the position of the saddle: the origin, rotated about the pivot."""
    return pivot - pivot * cos(angle), -pivot * sin(angle)


def minima(hx, hy, c, angle, pivot):
    if c == 0:
        return ()
    v, (x, y) = sqrt(hy) / sqrt(c), center(angle, pivot)
    return (x - v * sin(angle), y + v * cos(angle)), (x + v * sin(angle), y - v * cos(angle))


SURFACE = Surface(
    name="Saddle",
    summary="Flat at the origin without a minimum there: a start almost on the ridge waits long, one exactly on it for ever.",
    formula=(
        r"f = \frac{h_x}{2} u^2 - \frac{h_y}{2} v^2 + \frac{c}{4} v^4",
        r"u = p + \left(x - p\right) \cdot \cos\theta + y \sin\theta",
        r"v = y \cos\theta - \left(x - p\right) \cdot \sin\theta",
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
        "pivot": place("p", "place on the x axis about which it turns", 0.0, -2.0, 2.0),
    },
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    start=START,
    minima=minima,
    saddles=lambda hx, hy, c, angle, pivot: (center(angle, pivot),),
    curvature=lambda hx, hy, c, angle, pivot: largest_curvature(hess, (START, *minima(hx, hy, c, angle, pivot)), hx, hy, c, angle, pivot),
    axes=lambda hx, hy, c, angle, pivot: (angle, center(angle, pivot)),
    spacing="quantile",
)
