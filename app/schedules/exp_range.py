"""Exp-range: triangles whose height shrinks a little with every step."""

import numpy as np

from app.schedules.schedule import BASE, HALF_CYCLE, Schedule
from surfaces.knob import Knob


def factor(t, steps, half_cycle, base, gamma):
    phase = (t - 1) / (2 * half_cycle) % 1
    height = 1 - np.abs(2 * phase - 1)
    return base + (1 - base) * height * gamma ** (t - 1)


SCHEDULE = Schedule(
    name="Exp-range",
    summary="Like triangular2 with a smooth decay of the peaks, at the cost of one more constant. The rate is the maximum.",
    formula=(
        r"c + (1 - c) \cdot \gamma^{t - 1} \cdot \left(1 - \left|2 (z - \lfloor z \rfloor) - 1\right|\right)",
        r"z = \frac{t - 1}{2 n}",
    ),
    source="Smith 2017, Cyclical Learning Rates for Training Neural Networks, section 3.1, arXiv:1506.01186",
    factor=factor,
    knobs={
        "half_cycle": HALF_CYCLE,
        "base": BASE,
        "gamma": Knob(r"\gamma", "share of the height kept per step", 0.998, 0.98, 1.0, min=0.0, max=1.0),
    },
    varies="triangular",
    peer="torch.optim.lr_scheduler.CyclicLR",
    call='torch.optim.lr_scheduler.CyclicLR({o}, {base}, 1.0, {half_cycle}, mode="exp_range", gamma={gamma}, cycle_momentum=False)',
)
