"""Early stopping: the weights of the epoch with the lowest validation loss."""

import numpy as np

from app.answers.answer import Answer, Answered
from surfaces.knob import Knob


def rule(x, y, held, per_epoch, patience, min_delta):
    taken, stop = np.arange(len(x)), None
    best, at, wait = np.inf, None, 0
    for row, loss in zip(range(per_epoch, len(x), per_epoch), held[per_epoch::per_epoch].tolist(), strict=True):
        wait += 1
        if loss < best - min_delta:
            best, at, wait = loss, row, 0
        last = row if at is None else at
        taken[row : row + per_epoch] = last
        if wait >= patience:
            stop = row
            taken[row:] = last
            break
    return Answered(x[taken], y[taken], taken, stop)


ANSWER = Answer(
    name="Early stopping",
    summary="The weights with the lowest validation loss. The run stops at T, when this loss has not fallen for P epochs.",
    formula=(r"\hat{w} = w_s", r"f_v(w_s) < f_v(w_t) - \delta \quad (t < s)", r"T = s + P"),
    source="Keras EarlyStopping, with restore_best_weights",
    rule=rule,
    monitors=True,
    knobs={
        "patience": Knob("P", "patience: epochs without a lower validation loss", 20, 1, 100, "log", min=1, max=10**6, kind="integer"),
        "min_delta": Knob(r"\delta", "least improvement", 0.0, 0.0, 0.1, min=0.0, max=1e9),
    },
)
