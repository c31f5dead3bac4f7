"""Linear: a straight line from 1 down to a last factor."""

import numpy as np

from app.schedules.schedule import SPAN, Schedule
from surfaces.knob import Knob


def factor(t, steps, end, span):
    length = span or steps
    return 1 + (end - 1) * np.minimum(t - 1, length) / length


SCHEDULE = Schedule(
    name="Linear",
    summary="Ends exactly where it is told to, with no other choice to make; too long a span does not prevent bursts.",
    formula=(r"1 + \left(c - 1\right) \cdot \frac{t - 1}{S}",),
    source="torch.optim.lr_scheduler.LinearLR with start_factor 1",
    factor=factor,
    knobs={"end": Knob("c", "last factor", 0.0, 0.0, 1.0, min=0.0, max=1.0), "span": SPAN},
    peer="torch.optim.lr_scheduler.LinearLR",
    call="torch.optim.lr_scheduler.LinearLR({o}, 1.0, {end}, {span})",
)
