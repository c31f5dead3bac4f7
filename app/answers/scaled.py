"""The last weights, scaled: what dropout without division needs before its answers are right on average."""

import numpy as np

from app.answers.answer import Answer, Answered
from surfaces.knob import Knob


def rule(x, y, held, per_epoch, keep):
    return Answered(keep * x, keep * y, np.arange(len(x)))


ANSWER = Answer(
    name="Scaled",
    summary="The last weights times the share of the inputs that dropout kept.",
    formula=(r"\hat{w} = p\, w_T",),
    source="Srivastava et al. 2014, section 4; needed where the inputs were not divided by p",
    rule=rule,
    knobs={"keep": Knob("p", "share of the inputs that dropout kept", 0.5, 0.3, 1.0, min=0.0, max=1.0)},
)
