"""Valley: a pseudo-Huber function of each coordinate; too long a step bounces between the steep walls at a constant loss."""

import numpy as np

from surfaces.knob import positive
from surfaces.surface import Surface


def value(x, y, sx, wx, sy, wy):
    p, q = (x / wx) * (x / wx), (y / wy) * (y / wy)
    return sx * wx * p / (1 + np.sqrt(1 + p)) + sy * wy * q / (1 + np.sqrt(1 + q))  # sqrt(1 + p) - 1 without cancellation


def grad(x, y, sx, wx, sy, wy):
    p, q = x / wx, y / wy
    return sx * p / np.sqrt(1 + p * p), sy * q / np.sqrt(1 + q * q)


def hess(x, y, sx, wx, sy, wy):
    p, q = 1 + (x / wx) * (x / wx), 1 + (y / wy) * (y / wy)
    none = 0 * (x + y)
    return sx / wx / (p * np.sqrt(p)) + none, none, sy / wy / (q * np.sqrt(q)) + none


SURFACE = Surface(
    name="Valley",
    summary="Walls as straight as a roof: a step that is too long flips sides for ever, the loss stands still and the gradient is large.",
    formula=(
        r"f = s_x w_x \cdot \left(p - 1\right) + s_y w_y \cdot \left(q - 1\right)",
        r"p = \sqrt{1 + \left(\frac{x}{w_x}\right)^2}",
        r"q = \sqrt{1 + \left(\frac{y}{w_y}\right)^2}",
    ),
    source="Hartley & Zisserman 2004, Multiple View Geometry, appendix 6.8 (the pseudo-Huber cost), one for each coordinate",
    value=value,
    grad=grad,
    hess=hess,
    knobs={
        "sx": positive("s_x", "slope along the valley", 100.0, 1.0, 1000.0),
        "wx": positive("w_x", "width of the floor along", 20.0, 0.5, 50.0),
        "sy": positive("s_y", "slope of the walls", 600.0, 1.0, 2000.0),
        "wy": positive("w_y", "width of the floor across", 0.5, 0.1, 5.0),
    },
    domain=((-23.0, 6.0), (-3.0, 3.0)),
    start=(-20.0, 1.3),
    minima=lambda sx, wx, sy, wy: ((0.0, 0.0),),
    curvature=lambda sx, wx, sy, wy: max(sx / wx, sy / wy),
    spacing="linear",
    varies="canyon",
)
