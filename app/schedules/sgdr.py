"""SGDR: cosines down to a floor with warm restarts, each restart as long as or longer than the one before."""

import numpy as np

from app.schedules.schedule import Schedule
from surfaces.knob import Knob


def factor(t, steps, t0, t_mult, floor, shrink):
    begins = [0]
    while begins[-1] + t0 * t_mult ** (len(begins) - 1) < steps:
        begins.append(begins[-1] + t0 * t_mult ** (len(begins) - 1))
    restart = np.searchsorted(begins, t - 1, side="right") - 1
    done = (t - 1 - np.array(begins)[restart]) / (t0 * float(t_mult) ** restart)
    top = np.maximum(shrink**restart, floor)
    return floor + (top - floor) * (1 + np.cos(np.pi * done)) / 2


SCHEDULE = Schedule(
    name="Warm restarts (SGDR)",
    summary="A restart jumps, a cosine settles: many minima are visited, if the top is high enough to leave one.",
    formula=(
        r"c + \frac{\max(s^i, c) - c}{2} \left(1 + \cos\left(\pi \frac{t - 1 - b_i}{T_i}\right)\right)",
        r"T_i = T_0 T_{mult}^i",
        r"b_{i+1} = b_i + T_i",
    ),
    source="Loshchilov & Hutter 2017, SGDR, eq. 5, arXiv:1608.03983; the top shrinks by s at each restart (s = 1 in the paper)",
    factor=factor,
    knobs={
        "t0": Knob("T_0", "steps of the first cosine", 50, 1, 500, min=1, max=200_000, kind="integer"),
        "t_mult": Knob("T_{mult}", "growth of the length", 1, 1, 4, min=1, max=1000, kind="integer"),
        "floor": Knob("c", "last factor", 0.0, 0.0, 1.0, min=0.0, max=1.0),
        "shrink": Knob("s", "top of a restart over the top before", 1.0, 0.5, 1.0, min=0.0, max=1.0),
    },
    varies="cosine",
    peer="torch.optim.lr_scheduler.CosineAnnealingWarmRestarts",
    call="torch.optim.lr_scheduler.CosineAnnealingWarmRestarts({o}, {t0}, {t_mult}, {floor})",
)
