"""Step: the rate falls to a share of itself every so many steps."""

import numpy as np

from app.schedules.schedule import Schedule
from surfaces.knob import Knob


def factor(t, steps, size, gamma):
    return gamma ** np.floor((t - 1) / size)


SCHEDULE = Schedule(
    name="Step",
    summary="Stays high for a while, then drops sharply: easy to read in the loss, and someone has to choose when.",
    formula=(r"\gamma^{\lfloor \frac{t - 1}{n} \rfloor}",),
    source="torch.optim.lr_scheduler.StepLR; so used (a tenth every 30 epochs) by Hu et al. 2018, SENet, arXiv:1709.01507",
    factor=factor,
    knobs={
        "size": Knob("n", "steps between drops", 30, 1, 500, min=1, max=200_000, kind="integer"),
        "gamma": Knob(r"\gamma", "share kept per drop", 0.1, 0.0, 1.0, min=0.0, max=1.0),
    },
    peer="torch.optim.lr_scheduler.StepLR",
    call="torch.optim.lr_scheduler.StepLR({o}, {size}, {gamma})",
)
