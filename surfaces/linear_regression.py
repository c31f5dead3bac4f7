"""Linear regression: half the mean squared error of a line through the origin, on examples with two inputs."""

from math import cos, pi, sin, sqrt

import numpy as np

from surfaces.data.data import surface_of
from surfaces.data.model import Model
from surfaces.data.smooth import least_squares
from surfaces.knob import Knob, place
from surfaces.sentence import Sentence


def value(x, y, a, b, t):
    r = x * a + y * b - t
    return r * r / 2


def grad(x, y, a, b, t):
    r = x * a + y * b - t
    return r * a, r * b


def hess(x, y, a, b, t):
    return a * a, a * b, b * b


def answer(x, y, a, b):
    return x * a + y * b


def judge(p, t):
    return (p - t) * (p - t) / 2


def truth(sigma, rho, phi):
    return sqrt(2) * cos(phi), sqrt(2) * sin(phi)


def draw(z, held, sigma, rho, phi):
    w_x, w_y = truth(sigma, rho, phi)
    a, b = z[:, 0], rho * z[:, 0] + np.sqrt(1 - rho * rho) * z[:, 1]
    return a, b, w_x * a + w_y * b + sigma * z[:, 2]


MODEL = Model(
    name="Linear regression",
    summary="How well a model with two weights fits examples: few and alike, they leave one direction almost undecided.",
    formula=(
        r"f = \frac{1}{2n} \sum_{i=1}^{n} \left(x a_i + y b_i - t_i\right)^2 + p",
        r"p = \lambda_1 \cdot \left(|x| + |y|\right) + \frac{\lambda_2}{2} \left(x^2 + y^2\right)",
    ),
    source="least squares; with lambda_1 and lambda_2 the elastic net of scikit-learn",
    value=value,
    grad=grad,
    hess=hess,
    answer=answer,
    judge=judge,
    draw=draw,
    truth=truth,
    minima=least_squares,
    wall=Sentence("Other weights fit the examples equally well: the lowest points are a whole line."),
    own={
        "sigma": Knob(r"\sigma", "noise of the targets", 1.0, 0.0, 2.0, min=0.0, max=1e6),
        "rho": Knob(r"\rho", "correlation of the inputs", 0.9, -0.99, 0.99, min=-1.0, max=1.0),
        "phi": place(r"\varphi", "direction of the true weights, in radians", pi / 4, -pi / 4, pi / 2),
    },
    takes=("l1", "l2", "keep", "scaled", "lose", "swap", "jitter", "mix", "resample"),
    weights=("weight of input a", "weight of input b"),
    n=6,
    sample=154,
    domain=((-1.0, 3.0), (-1.0, 3.0)),
    cost=0.2,
    start=(0.0, 0.0),
)
SURFACE = surface_of(MODEL)
