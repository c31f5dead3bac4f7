"""The mean of the weights from a step on."""

import numpy as np

from app.answers.answer import Answer, Answered
from surfaces.knob import Knob


def rule(x, y, held, per_epoch, begin):
    rows = np.arange(len(x))
    count = np.arange(1, len(x) - begin + 1)
    mean_x, mean_y = x.copy(), y.copy()
    mean_x[begin:] = np.cumsum(x[begin:]) / count
    mean_y[begin:] = np.cumsum(y[begin:]) / count
    return Answered(mean_x, mean_y, rows)


ANSWER = Answer(
    name="Mean of the weights",
    summary="The mean of all weights from a step on.",
    formula=(r"\hat{w} = \frac{1}{T - b + 1} \sum_{t=b}^{T} w_t",),
    source="Polyak and Juditsky 1992; Izmailov et al. 2018 (SWA); AveragedModel of torch",
    rule=rule,
    knobs={"begin": Knob("b", "first step of the mean", 1, 1, 1000, "log", min=0, max=10**6, kind="integer")},
)
