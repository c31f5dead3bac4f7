"""A tiny network: one hidden unit, tanh, with a weight before it and one behind it."""

from math import erf, sqrt, tanh

import numpy as np

from surfaces.data.data import surface_of
from surfaces.data.model import Model
from surfaces.data.unit import minima, saddles
from surfaces.knob import Knob, place
from surfaces.sentence import Sentence

WIDEST = 2.0
"""The validation examples reach from -2 to 2."""


def value(x, y, a, b, t):
    r = y * np.tanh(x * a) - t
    return r * r / 2


def grad(x, y, a, b, t):
    h = np.tanh(x * a)
    r = y * h - t
    return r * y * (1 - h * h) * a, r * h


def hess(x, y, a, b, t):
    h = np.tanh(x * a)
    d = (1 - h * h) * a
    r = y * h - t
    return y * y * d * d - 2 * r * y * h * d * a, y * h * d + r * d, h * h


def answer(x, y, a, b):
    return y * np.tanh(x * a)


def judge(p, t):
    return (p - t) * (p - t) / 2


def truth(sigma, r, w_x, w_y):
    return w_x, w_y


def draw(z, held, sigma, r, w_x, w_y):
    reach = WIDEST if held else r
    a = reach * np.array([erf(each / sqrt(2)) for each in z[:, 0]])
    return a, np.zeros(len(z)), w_y * np.array([tanh(w_x * each) for each in a]) + sigma * z[:, 1]


MODEL = Model(
    name="Tiny network",
    summary="One hidden unit: the first weight makes a feature of the input, the second one uses it. Two mirror images fit alike.",
    formula=(
        r"f = \frac{1}{2n} \sum_{i=1}^{n} \left(y \tanh\left(x a_i\right) - t_i\right)^2 + \frac{\lambda_2}{2} \left(x^2 + y^2\right)",
    ),
    source="a network with one hidden unit; feature and head as in Kumar et al. 2022",
    value=value,
    grad=grad,
    hess=hess,
    answer=answer,
    judge=judge,
    draw=draw,
    truth=truth,
    minima=minima,
    saddles=saddles,
    wall=Sentence("No minimum was found among weights from -4 to 4."),
    own={
        "sigma": Knob(r"\sigma", "noise of the targets", 0.1, 0.0, 1.0, min=0.0, max=1e6),
        "r": Knob("r", "largest input of the training examples", 0.5, 0.1, 2.0, min=1e-3, max=1e3),
        "w_x": place("w_x", "true weight before the unit", 3.0, -4.0, 4.0),
        "w_y": place("w_y", "true weight behind the unit", 1.0, -3.0, 3.0),
    },
    takes=("l2", "jitter", "mix", "resample"),
    weights=("weight in the feature tanh(x a)", "head, the feature's factor"),
    n=8,
    sample=0,
    searched=True,
    domain=((0.0, 4.0), (-3.0, 2.5)),
    cost=0.9,
    start=(0.5, 0.5),
    intercept=0.0,
)
SURFACE = surface_of(MODEL)
