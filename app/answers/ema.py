"""The exponential moving average of the weights."""

from itertools import accumulate

import numpy as np

from app.answers.answer import Answer, Answered
from surfaces.knob import Knob


def rule(x, y, held, per_epoch, decay):
    def averaged(own):
        """Row 0 is what the run began with; the average begins with row 1."""
        after = accumulate(own[1:].tolist(), lambda mean, new: decay * mean + (1 - decay) * new)
        return np.array([own[0], *after])

    return Answered(averaged(x), averaged(y), np.arange(len(x)))


ANSWER = Answer(
    name="Moving average of the weights",
    summary="An average of the weights in which each one counts less the longer ago it was.",
    formula=(r"\hat{w}_t = d \hat{w}_{t-1} + (1 - d) w_t,\quad \hat{w}_1 = w_1",),
    source="get_ema_multi_avg_fn of torch",
    rule=rule,
    knobs={"decay": Knob("d", "share of the average that is kept at each step", 0.98, 0.0, 0.999, min=0.0, max=1.0, open=("max",))},
)
