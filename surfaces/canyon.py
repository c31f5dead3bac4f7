"""Canyon: an ill-conditioned ellipse whose walls become straight farther out, so that too long a step bounces for ever."""

import numpy as np

from surfaces.knob import angle, positive
from surfaces.surface import Surface

# m = max(r, 1) expresses both cases without a branch: r/m is r inside the bowl and 1 on the straight walls.


def value(x, y, steepness, kappa, angle):
    c, s = np.cos(angle), np.sin(angle)
    u, v = c * x + s * y, c * y - s * x
    flat = u / kappa
    r = np.sqrt(flat * u + v * v)
    inner = np.minimum(r, 1.0)
    return steepness * inner * (r - inner / 2)


def grad(x, y, steepness, kappa, angle):
    c, s = np.cos(angle), np.sin(angle)
    u, v = c * x + s * y, c * y - s * x
    flat = u / kappa
    pull = steepness / np.maximum(np.sqrt(flat * u + v * v), 1.0)
    along_u, along_v = pull * flat, pull * v
    return c * along_u - s * along_v, s * along_u + c * along_v


def hess(x, y, steepness, kappa, angle):
    c, s = np.cos(angle), np.sin(angle)
    u, v = c * x + s * y, c * y - s * x
    r = np.sqrt(u * u / kappa + v * v)
    m = np.maximum(r, 1.0)
    wall = (r > 1) / (m * m)
    h_uu = steepness / m * (1 - wall * u * u / kappa) / kappa
    h_uv = steepness / m * (0 - wall * u * v) / kappa
    h_vv = steepness / m * (1 - wall * v * v)
    mixed = 2 * c * s * h_uv
    return c * c * h_uu - mixed + s * s * h_vv, c * s * (h_uu - h_vv) + (c * c - s * s) * h_uv, s * s * h_uu + mixed + c * c * h_vv


SURFACE = Surface(
    name="Canyon",
    summary="A narrow bowl with straight walls: the slope of a wall is the same everywhere, so too long a step bounces and never settles.",
    formula=(
        r"f = \frac{C}{2} r^2 \quad r < 1",
        r"f = C \cdot \left(r - \frac{1}{2}\right) \quad r \ge 1",
        r"r = \sqrt{\frac{u^2}{\kappa} + v^2}",
        r"u = x \cos\theta + y \sin\theta",
        r"v = y \cos\theta - x \sin\theta",
    ),
    source="Huber 1964, Robust Estimation of a Location Parameter, Ann. Math. Stat. 35(1), example (iii), taken of an elliptic norm",
    value=value,
    grad=grad,
    hess=hess,
    knobs={
        "steepness": positive("C", "steepness of the walls", 600.0, 10.0, 5000.0),
        "kappa": positive(r"\kappa", "condition number", 200.0, 1.0, 2000.0),
        "angle": angle(0.01),
    },
    domain=((-23.0, 6.0), (-4.0, 4.0)),
    start=(-20.0, 1.5),
    minima=lambda steepness, kappa, angle: ((0.0, 0.0),),
    curvature=lambda steepness, kappa, angle: steepness * max(1.0, 1 / kappa),
    axes=lambda steepness, kappa, angle: (angle, (0.0, 0.0)),
)
