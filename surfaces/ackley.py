"""Ackley's function: a nearly flat plain with small wells, and in its middle a sharp funnel whose tip is a kink."""

from functools import cache

import numpy as np

from surfaces.stationary.curvature import largest_curvature
from surfaces.stationary.polish import polish
from surfaces.surface import Surface

START, EDGE = (3.6, 2.7), 5
TIP = (0.0, 0.0)

# r + (r == 0) avoids a division by zero at the tip. The numerators are 0 there: by convention the cone has neither slope nor
# curvature at its tip.


def value(x, y):
    r = np.sqrt((x * x + y * y) / 2)
    waves = np.exp((np.cos(2 * np.pi * x) + np.cos(2 * np.pi * y)) / 2)
    return -20 * np.expm1(-r / 5) + np.e - waves


def grad(x, y):
    r = np.sqrt((x * x + y * y) / 2)
    cone = 2 * np.exp(-r / 5) / (r + (r == 0))
    waves = np.pi * np.exp((np.cos(2 * np.pi * x) + np.cos(2 * np.pi * y)) / 2)
    return cone * x + waves * np.sin(2 * np.pi * x), cone * y + waves * np.sin(2 * np.pi * y)


def hess(x, y):
    r = np.sqrt((x * x + y * y) / 2)
    tip = r == 0
    r = r + tip
    c_x, c_y = x / (2 * r), y / (2 * r)  # the gradient of r
    cone = 4 * np.exp(-r / 5) * (1 - tip)
    tau = 2 * np.pi
    waves = tau * tau / 2 * np.exp((np.cos(tau * x) + np.cos(tau * y)) / 2)
    s_x, s_y = np.sin(tau * x), np.sin(tau * y)
    h_xx = cone * ((0.5 - c_x * c_x) / r - c_x * c_x / 5) + waves * (np.cos(tau * x) - s_x * s_x / 2)
    h_xy = -cone * c_x * c_y * (1 / r + 0.2) - waves * s_x * s_y / 2
    h_yy = cone * ((0.5 - c_y * c_y) / r - c_y * c_y / 5) + waves * (np.cos(tau * y) - s_y * s_y / 2)
    return h_xx, h_xy, h_yy


def _mirrored(seeds):
    """Return the stationary points near the seeds and their mirror images in axes and diagonals, the nearest to the tip first."""
    points = polish(grad, hess, seeds)
    images = {(s * a, t * b) for p in points for a, b in (p, p[::-1]) for s in (1, -1) for t in (1, -1)}
    apart = {(round(x, 9) + 0.0, round(y, 9) + 0.0): (x, y) for x, y in images}
    return tuple(sorted(apart.values(), key=lambda p: (p[0] ** 2 + p[1] ** 2, p)))


@cache
def minima():
    """Return all 121 minima of the domain, one near every pair of integers."""
    return TIP, *_mirrored([(i, j) for i in range(1, EDGE + 1) for j in range(i + 1)])


@cache
def saddles():
    """Return the 40 saddles, of 220, between the 5 by 5 wells around the tip: more marks would hide the surface."""
    beside = [(i - 0.42, j) for i in (1, 2) for j in range(i)]
    above = [(i - 0.08, j - 0.46) for i in (1, 2) for j in range(1, i + 1)]
    return _mirrored([*beside, *above])


@cache
def curvature():
    return largest_curvature(hess, (START, *minima()))


SURFACE = Surface(
    name="Ackley",
    summary="Small wells on a plain around a sharp funnel: short steps stay in a well, and at the tip no constant rate comes to rest.",
    formula=(
        r"f = 20 \cdot \left(1 - \exp\left(-\frac{r}{5}\right)\right) + \exp\left(1\right) - \exp\left(w\right)",
        r"r = \sqrt{\frac{x^2 + y^2}{2}}",
        r"w = \frac{1}{2} \cdot \left(\cos\left(2 \pi \cdot x\right) + \cos\left(2 \pi \cdot y\right)\right)",
    ),
    source="Ackley 1987, A Connectionist Machine for Genetic Hillclimbing, Kluwer",
    value=value,
    grad=grad,
    hess=hess,
    knobs={},
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    start=START,
    minima=minima,
    saddles=saddles,
    curvature=curvature,
    spacing="linear",
    kinks=(TIP,),
)
