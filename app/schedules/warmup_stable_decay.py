"""Warm-up, stable, decay: a line up, a plateau, a line down."""

import numpy as np

from app.schedules.schedule import Schedule
from surfaces.knob import Knob


def factor(t, steps, warm, decay):
    up = t / np.maximum(warm * steps, 1e-9)
    down = (steps - t + 1) / np.maximum(decay * steps, 1e-9)
    return np.minimum(1, np.minimum(up, down))


SCHEDULE = Schedule(
    name="Warm-up, stable, decay",
    summary="Stays at the full rate until the landing, so a run can be prolonged at any time; the landing is short and steep.",
    formula=(r"\min\left(1, \frac{t}{w N}, \frac{N - t + 1}{d N}\right)",),
    source="Hu et al. 2024, MiniCPM, section 4.2, arXiv:2404.06395, with a line for the decay",
    factor=factor,
    knobs={
        "warm": Knob("w", "share of the run that climbs", 0.1, 0.0, 1.0, min=0.0, max=1.0),
        "decay": Knob("d", "share of the run that falls", 0.2, 0.0, 1.0, min=0.0, max=1.0),
    },
)
