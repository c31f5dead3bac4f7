"""Inverse time: the rate falls like one over the number of steps."""

from app.schedules.schedule import Schedule
from surfaces.knob import Knob


def factor(t, steps, k):
    return 1 / (1 + k * (t - 1))


SCHEDULE = Schedule(
    name="Inverse time",
    summary="Falls at once and slower and slower, without a last step to be chosen; a large k stops the run before it arrives.",
    formula=(r"\frac{1}{1 + k \cdot \left(t - 1\right)}",),
    source="Robbins & Monro 1951, A Stochastic Approximation Method, rates of type 1/n, delayed by 1/k",
    factor=factor,
    knobs={"k": Knob("k", "decay per step", 0.01, 1e-4, 1.0, "log", min=0.0)},
)
