"""Regression: the squared error of a line through ten points, an ellipse with a condition number of 313,000."""

from fractions import Fraction
from math import atan2, hypot

from surfaces.surface import Surface

POINTS = ((338, 640), (333, 633), (328, 619), (207, 393), (226, 428), (25, 27), (179, 193), (60, 66), (208, 226), (606, 1591))

# The error is quadratic in b and w. It is expanded about its minimum (B, W), which avoids cancellation and makes the gradient 0 there.
N = len(POINTS)
SX, SY = sum(p for p, _ in POINTS), sum(q for _, q in POINTS)
SXX, SXY, SYY = sum(p * p for p, _ in POINTS), sum(p * q for p, q in POINTS), sum(q * q for _, q in POINTS)
SLOPE = Fraction(N * SXY - SX * SY, N * SXX - SX * SX)
INTERCEPT = (SY - SLOPE * SX) / N
B, W, LEAST = float(INTERCEPT), float(SLOPE), float(SYY - INTERCEPT * SY - SLOPE * SXY)


def value(x, y):
    b, w = x - B, y - W
    return LEAST + N * b * b + 2 * SX * b * w + SXX * w * w


def grad(x, y):
    b, w = x - B, y - W
    return 2 * (N * b + SX * w), 2 * (SX * b + SXX * w)


def hess(x, y):
    one = 1 + 0 * (x + y)
    return 2.0 * N * one, 2.0 * SX * one, 2.0 * SXX * one


SURFACE = Surface(
    name="Regression",
    summary="A real least-squares fit whose two directions differ 313,000-fold: one learning rate cannot serve both.",
    formula=(
        r"f = \sum_{i=1}^{10} \left(y_i - b - w x_i\right)^2",
        r"b = x",
        r"w = y",
        r"x_i = \left(338, 333, 328, 207, 226, 25, 179, 60, 208, 606\right)",
        r"y_i = \left(640, 633, 619, 393, 428, 27, 193, 66, 226, 1591\right)",
    ),
    source="Hung-yi Lee, Machine Learning, lecture on regression (ten points, bias b and weight w)",
    value=value,
    grad=grad,
    hess=hess,
    knobs={},
    domain=((-200.0, -100.0), (-5.0, 8.0)),
    start=(-120.0, -4.0),
    minima=lambda: ((B, W),),
    curvature=lambda: N + SXX + hypot(N - SXX, 2 * SX),
    # u is the eigenvector of [[N, SX], [SX, SXX]] with the small eigenvalue; its angle is half that of (SXX - N, -2 SX).
    axes=lambda: (atan2(-2 * SX, SXX - N) / 2, (B, W)),
)
