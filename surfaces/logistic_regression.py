"""Logistic regression: how surely a model with two weights tells two classes of examples apart."""

from math import cos, exp, pi, sin

import numpy as np

from surfaces.data.data import surface_of
from surfaces.data.model import Model
from surfaces.data.sigmoid import grid
from surfaces.data.smooth import logistic
from surfaces.knob import Knob, place
from surfaces.sentence import Sentence

LEAST = exp(-100)
"""Smallest probability whose logarithm is taken, as in BCELoss of torch: an answer of exactly 0 or 1 has a loss as well."""


def value(x, y, a, b, t):
    z = x * a + y * b
    size = np.where(z.real > 0, z, -z)
    return (z + size) / 2 + np.log(1 + np.exp(-size)) - t * z


def grad(x, y, a, b, t):
    r = answer(x, y, a, b) - t
    return r * a, r * b


def hess(x, y, a, b, t):
    p = answer(x, y, a, b)
    q = p * (1 - p)
    return q * a * a, q * a * b, q * b * b


def answer(x, y, a, b):
    z = x * a + y * b
    e = np.exp(np.where(z.real > 0, -z, z))  # at most 1: no overflow, whatever z
    return np.where(z.real > 0, 1.0, e) / (1 + e)


def judge(p, t):
    return -t * np.log(np.maximum(p, LEAST)) - (1 - t) * np.log(np.maximum(1 - p, LEAST))


def truth(d, phi):
    return 2 * d * cos(phi), 2 * d * sin(phi)


def draw(z, held, d, phi):
    t = np.arange(len(z)) % 2
    side = 2 * t - 1
    return side * d * cos(phi) + z[:, 0], side * d * sin(phi) + z[:, 1], t.astype(np.float64)


MODEL = Model(
    name="Logistic regression",
    summary="Two classes of examples and a line between them. If the line can separate them, the loss has no minimum.",
    formula=(
        r"f = \frac{1}{n} \sum_{i=1}^{n} \left(\ln\left(1 + e^{z_i}\right) - t_i z_i\right) + \frac{\lambda_2}{2} \left(x^2 + y^2\right)",
        r"z_i = x a_i + y b_i",
    ),
    source="maximum likelihood of Bernoulli targets (binary cross-entropy)",
    value=value,
    grad=grad,
    hess=hess,
    answer=answer,
    judge=judge,
    draw=draw,
    truth=truth,
    minima=logistic(grad, hess),
    wall=Sentence("A line separates the two classes: the loss falls for as long as the weights grow."),
    own={
        "d": Knob("d", "distance of each class from the origin", 1.5, 0.0, 3.0, min=0.0, max=1e3),
        "phi": place(r"\varphi", "direction from one class to the other, in radians", pi / 4, -pi / 4, pi / 2),
    },
    takes=("l2", "keep", "scaled", "lose", "swap", "jitter", "mix", "resample"),
    weights=("weight of input a", "weight of input b"),
    n=10,
    sample=2,
    domain=((-1.0, 7.0), (-1.0, 7.0)),
    cost=1.4,
    start=(0.0, 0.0),
    classes=True,
    grid=grid,
)
SURFACE = surface_of(MODEL)
