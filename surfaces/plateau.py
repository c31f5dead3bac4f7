"""Plateau: a funnel in a nearly flat plain, where the gradient has the right direction but is almost zero."""

import numpy as np

from surfaces.knob import positive
from surfaces.surface import Surface


def value(x, y, kappa, width):
    return -np.expm1(-(x * x + kappa * y * y) / (2 * width * width))


def grad(x, y, kappa, width):
    w2 = width * width
    pull = np.exp(-(x * x + kappa * y * y) / (2 * w2)) / w2
    return pull * x, pull * kappa * y


def hess(x, y, kappa, width):
    w2 = width * width
    pull = np.exp(-(x * x + kappa * y * y) / (2 * w2)) / w2
    return pull * (1 - x * x / w2), -pull * kappa * x * y / w2, pull * kappa * (1 - kappa * y * y / w2)


SURFACE = Surface(
    name="Plateau",
    summary="Far out the gradient is almost zero: a step in proportion to it takes for ever, a step of fixed length walks in.",
    formula=(r"f = 1 - \exp\left(-\frac{x^2 + \kappa y^2}{2 w^2}\right)",),
    source="Own construction: one Gaussian well; Goodfellow, Bengio & Courville 2016, Deep Learning, section 8.2.3, on plateaus",
    value=value,
    grad=grad,
    hess=hess,
    knobs={
        "kappa": positive(r"\kappa", "condition number", 4.0, 1.0, 100.0),
        "width": positive("w", "width of the funnel", 1.5, 0.5, 5.0),
    },
    domain=((-6.0, 6.0), (-6.0, 6.0)),
    start=(-4.0, 1.0),
    minima=lambda kappa, width: ((0.0, 0.0),),
    curvature=lambda kappa, width: max(1.0, kappa) / (width * width),
    axes=lambda kappa, width: (0.0, (0.0, 0.0)),
    spacing="linear",
)
