"""Multi-step: the rate falls to a share of itself after each of some chosen steps."""

import numpy as np

from app.schedules.schedule import Schedule, rising
from surfaces.knob import Knob


def factor(t, steps, boundaries, gamma):
    return gamma ** np.searchsorted(boundaries, t - 1, side="right")


def check(boundaries, gamma):
    return rising(boundaries)


SCHEDULE = Schedule(
    name="Multi-step",
    summary="Drops where the loss went flat in an earlier run; without one, the steps are guesses.",
    formula=(r"\gamma^{\left|\{i : b_i < t\}\right|}",),
    source="torch.optim.lr_scheduler.MultiStepLR; He et al. 2016, Deep Residual Learning, section 4.2",
    factor=factor,
    knobs={
        "boundaries": Knob("b", "last steps before the drops", (100, 200), 1, 2000, min=1, max=200_000, kind="list"),
        "gamma": Knob(r"\gamma", "share kept per drop", 0.1, 0.0, 1.0, min=0.0, max=1.0),
    },
    check=check,
    varies="step",
    peer="torch.optim.lr_scheduler.MultiStepLR",
    call="torch.optim.lr_scheduler.MultiStepLR({o}, {boundaries}, {gamma})",
)
