"""One-cycle: a cosine up to the maximum, and a longer one down to almost nothing."""

import numpy as np

from app.schedules.schedule import SPAN, Schedule
from surfaces.knob import Knob
from surfaces.sentence import Sentence


def factor(t, steps, pct_start, div, final_div, span):
    last = (span or steps) - 1
    peak = pct_start * (last + 1) - 1
    begin, end = 1 / div, 1 / div / final_div
    i = np.minimum(t - 1, last)
    up = begin + (1 - begin) * (1 - np.cos(np.pi * i / max(peak, 1e-9))) / 2
    down = end + (1 - end) * (1 + np.cos(np.pi * (i - peak) / max(last - peak, 1e-9))) / 2
    return np.where(i <= peak, up, down)


def check(pct_start, div, final_div, span):
    return Sentence("span must be 0 (the whole run) or at least 3, not {span}", span=span) if 0 < span < 3 else None


SCHEDULE = Schedule(
    name="One cycle",
    summary="Warms up, races, lands: fast where the maximum (the learning rate) is well chosen, and it must know its end in advance.",
    formula=(
        r"\frac{1}{d} + \left(1 - \frac{1}{d}\right) \cdot \frac{1 - \cos\left(\pi \frac{t - 1}{p S - 1}\right)}{2} \quad t \leq p S",
        r"\frac{1}{d f} + \left(1 - \frac{1}{d f}\right) \cdot \frac{1 + \cos\left(\pi \frac{t - p S}{S - p S}\right)}{2} \quad t > p S",
    ),
    source="Smith & Topin 2018, Super-Convergence, arXiv:1708.07120; cosine form of torch.optim.lr_scheduler.OneCycleLR",
    factor=factor,
    knobs={
        "pct_start": Knob("p", "share of the run that climbs", 0.3, 0.0, 1.0, min=0.0, max=1.0),
        "div": Knob("d", "maximum over first rate", 25.0, 1.0, 100.0, "log", min=1.0, max=1e9),
        "final_div": Knob("f", "first over last rate", 1e4, 1.0, 1e6, "log", min=1.0, max=1e9),
        "span": SPAN,
    },
    check=check,
    peer="torch.optim.lr_scheduler.OneCycleLR",
    call=(
        "torch.optim.lr_scheduler.OneCycleLR({o}, 1.0, {span}, pct_start={pct_start}, div_factor={div}, final_div_factor={final_div}, "
        "cycle_momentum=False)"
    ),
)
