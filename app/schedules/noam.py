"""Noam: the Transformer's climb in a line and fall with the root of the step."""

import numpy as np

from app.schedules.schedule import Schedule
from surfaces.knob import Knob


def factor(t, steps, ramp):
    return np.minimum(t / ramp, np.sqrt(ramp / t))


SCHEDULE = Schedule(
    name="Noam (Transformer)",
    summary="A ramp for methods whose averages hold little at first, then a slow decay that needs no end; the ramp has to be chosen.",
    formula=(r"\sqrt{r} \cdot \min\left(t^{-1/2}, t \cdot r^{-3/2}\right)",),
    source="Vaswani et al. 2017, Attention Is All You Need, eq. 3, arXiv:1706.03762; scaled so that the peak is 1",
    factor=factor,
    knobs={"ramp": Knob("r", "steps of the climb", 40, 1, 500, min=1, max=200_000, kind="integer")},
    varies="inverse_sqrt",
)
