"""Polynomial: a power of what is left of the run."""

import numpy as np

from app.schedules.schedule import SPAN, Schedule
from surfaces.knob import Knob


def factor(t, steps, power, span):
    length = span or steps
    return (1 - np.minimum(t - 1, length) / length) ** power


SCHEDULE = Schedule(
    name="Polynomial",
    summary="A line raised to a power: above 1 it falls early and ends flat, below 1 it stays high and ends steeply.",
    formula=(r"\left(1 - \frac{t - 1}{S}\right)^p",),
    source="torch.optim.lr_scheduler.PolynomialLR; Chen et al. 2017, DeepLab, section 4.1, arXiv:1606.00915",
    factor=factor,
    knobs={"power": Knob("p", "power", 2.0, 0.1, 5.0, min=0.0, max=1000.0), "span": SPAN},
    varies="linear",
    peer="torch.optim.lr_scheduler.PolynomialLR",
    call="torch.optim.lr_scheduler.PolynomialLR({o}, {span}, {power})",
)
