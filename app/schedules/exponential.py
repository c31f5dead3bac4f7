"""Exponential: the rate loses the same share at every step."""

import numpy as np

from app.schedules.schedule import Schedule
from surfaces.knob import Knob


def factor(t, steps, gamma):
    with np.errstate(over="ignore"):  # a gamma above 1 grows without end; kept finite, so that 0 times it is 0
        return np.minimum(gamma ** (t - 1), 1e300)


SCHEDULE = Schedule(
    name="Exponential",
    summary="Smooth and simple, but the distance left to go is bounded: too small a γ strands the run before the minimum.",
    formula=(r"\gamma^{t - 1}",),
    source="torch.optim.lr_scheduler.ExponentialLR",
    factor=factor,
    knobs={"gamma": Knob(r"\gamma", "share kept per step", 0.99, 0.9, 1.0, min=0.0, max=2.0)},
    peer="torch.optim.lr_scheduler.ExponentialLR",
    call="torch.optim.lr_scheduler.ExponentialLR({o}, {gamma})",
)
