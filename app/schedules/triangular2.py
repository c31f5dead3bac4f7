"""Triangular2: triangles whose height halves with every cycle."""

import numpy as np

from app.schedules.schedule import BASE, HALF_CYCLE, Schedule


def factor(t, steps, half_cycle, base):
    cycles = (t - 1) / (2 * half_cycle)
    height = 1 - np.abs(2 * (cycles % 1) - 1)
    return base + (1 - base) * height * 0.5 ** np.floor(cycles)


SCHEDULE = Schedule(
    name="Triangular2",
    summary="Jumps while the peaks are high and settles as they halve; far wells are only reached early. The rate is the first maximum.",
    formula=(
        r"c + (1 - c) \cdot \frac{1 - \left|2 (z - \lfloor z \rfloor) - 1\right|}{2^{\lfloor z \rfloor}}",
        r"z = \frac{t - 1}{2 n}",
    ),
    source="Smith 2017, Cyclical Learning Rates for Training Neural Networks, section 3.1, arXiv:1506.01186",
    factor=factor,
    knobs={"half_cycle": HALF_CYCLE, "base": BASE},
    varies="triangular",
    peer="torch.optim.lr_scheduler.CyclicLR",
    call='torch.optim.lr_scheduler.CyclicLR({o}, {base}, 1.0, {half_cycle}, mode="triangular2", cycle_momentum=False)',
)
