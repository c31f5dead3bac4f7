"""Cosine annealing: half a cosine wave from 1 down to a floor."""

import numpy as np

from app.schedules.schedule import SPAN, Schedule
from surfaces.knob import Knob


def factor(t, steps, floor, span):
    length = span or steps
    done = np.minimum(t - 1, length) / length
    return floor + (1 - floor) * (1 + np.cos(np.pi * done)) / 2


SCHEDULE = Schedule(
    name="Cosine",
    summary="Stays high, falls fast in the middle, lands softly; too long a span does not prevent bursts.",
    formula=(r"c + \frac{1 - c}{2} \left(1 + \cos\left(\pi \frac{t - 1}{S}\right)\right)",),
    source="Loshchilov & Hutter 2017, SGDR, eq. 5 without restarts, arXiv:1608.03983",
    factor=factor,
    knobs={"floor": Knob("c", "last factor", 0.0, 0.0, 1.0, min=0.0, max=1.0), "span": SPAN},
    peer="torch.optim.lr_scheduler.CosineAnnealingLR",
    call="torch.optim.lr_scheduler.CosineAnnealingLR({o}, {span}, {floor})",
)
