"""Constant: the learning rate as it is set."""

from app.schedules.schedule import Schedule


def factor(t, steps):
    return 1.0 + 0.0 * t


SCHEDULE = Schedule(
    name="Constant",
    summary="Nothing to tune, and nothing that helps a method settle.",
    formula=("1",),
    source="Robbins & Monro 1951, A Stochastic Approximation Method: why it is not enough under noise",
    factor=factor,
    knobs={},
)
