"""Triangular: the rate climbs in a line from a base to its maximum and back, again and again."""

import numpy as np

from app.schedules.schedule import BASE, HALF_CYCLE, Schedule


def factor(t, steps, half_cycle, base):
    phase = (t - 1) / (2 * half_cycle) % 1
    height = 1 - np.abs(2 * phase - 1)
    return base + (1 - base) * height


SCHEDULE = Schedule(
    name="Triangular",
    summary="The high rate jumps out of wells, the low one settles; every climb may throw it off again. The learning rate is the maximum.",
    formula=(r"c + (1 - c) \cdot \left(1 - \left|2 \left(\frac{t - 1}{2 n} \bmod 1\right) - 1\right|\right)",),
    source="Smith 2017, Cyclical Learning Rates for Training Neural Networks, section 3.1, arXiv:1506.01186",
    factor=factor,
    knobs={"half_cycle": HALF_CYCLE, "base": BASE},
    peer="torch.optim.lr_scheduler.CyclicLR",
    call='torch.optim.lr_scheduler.CyclicLR({o}, {base}, 1.0, {half_cycle}, mode="triangular", cycle_momentum=False)',
)
