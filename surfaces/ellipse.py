"""Ill-conditioned ellipse: a quadratic bowl, on which statements about learning rates can be checked by hand."""

import numpy as np

from surfaces.knob import angle, positive
from surfaces.surface import Surface


def value(x, y, h, kappa, angle):
    u = np.cos(angle) * x + np.sin(angle) * y
    v = np.cos(angle) * y - np.sin(angle) * x
    return h * (u * u + kappa * v * v) / 2


def grad(x, y, h, kappa, angle):
    c, s = np.cos(angle), np.sin(angle)
    along_u = h * (c * x + s * y)
    along_v = h * kappa * (c * y - s * x)
    return c * along_u - s * along_v, s * along_u + c * along_v


def hess(x, y, h, kappa, angle):
    c, s = np.cos(angle), np.sin(angle)
    one = 1 + 0 * (x + y)
    return h * (c * c + kappa * s * s) * one, h * (1 - kappa) * c * s * one, h * (s * s + kappa * c * c) * one


SURFACE = Surface(
    name="Ellipse",
    summary="A quadratic bowl, κ times steeper across than along: a small κ is easy, a large κ is hard for one rate.",
    formula=(
        r"f = \frac{h}{2} \cdot \left(u^2 + \kappa v^2\right)",
        r"u = x \cos\theta + y \sin\theta",
        r"v = y \cos\theta - x \sin\theta",
    ),
    source="Nocedal & Wright 2006, Numerical Optimization, section 3.3",
    value=value,
    grad=grad,
    hess=hess,
    knobs={
        "h": positive("h", "curvature along the valley", 1.0, 0.01, 10.0),
        "kappa": positive(r"\kappa", "condition number", 10.0, 1.0, 1000.0),
        "angle": angle(),
    },
    domain=((-9.0, 5.0), (-4.0, 4.0)),
    start=(-8.0, 2.0),
    minima=lambda h, kappa, angle: ((0.0, 0.0),),
    curvature=lambda h, kappa, angle: h * max(1.0, kappa),
    axes=lambda h, kappa, angle: (angle, (0.0, 0.0)),
)
