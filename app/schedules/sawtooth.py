"""Saw-tooth: the rate falls in a line, jumps back up, and falls again."""

import numpy as np

from app.schedules.schedule import Schedule
from surfaces.knob import Knob


def factor(t, steps, period, floor):
    return 1 + (floor - 1) * np.mod(t - 1, period) / (period - 1)


SCHEDULE = Schedule(
    name="Saw-tooth",
    summary="Restarts without the smooth landing of a cosine: it jumps as far and settles less.",
    formula=(r"1 + (c - 1) \cdot \frac{(t - 1) \bmod P}{P - 1}",),
    source="the linear variant of warm restarts, Loshchilov & Hutter 2017, section 2.2, arXiv:1608.03983",
    factor=factor,
    knobs={
        "period": Knob("P", "steps of a tooth", 40, 2, 500, min=2, max=200_000, kind="integer"),
        "floor": Knob("c", "last factor of a tooth", 0.1, 0.0, 1.0, min=0.0, max=1.0),
    },
    varies="sgdr",
)
