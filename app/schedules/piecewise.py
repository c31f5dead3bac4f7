"""Piecewise constant: so many steps at one rate, then so many at the next."""

import numpy as np

from app.schedules.schedule import Schedule, rising
from surfaces.knob import Knob
from surfaces.sentence import Sentence


def factor(t, steps, boundaries, values):
    return np.asarray(values)[np.searchsorted(boundaries, t, side="left")]


def check(boundaries, values):
    if len(values) != len(boundaries) + 1:
        return Sentence("values must have one entry more than boundaries: {n} for {m}", n=len(values), m=len(boundaries))
    return rising(boundaries)


SCHEDULE = Schedule(
    name="Piecewise constant",
    summary="Each rate and its time are set by hand; nothing adapts, so each boundary is a guess.",
    formula=(r"v_i \quad \text{for } b_{i - 1} < t \leq b_i",),
    source="Goodfellow, Bengio & Courville 2016, Deep Learning, section 8.3.1; a boundary b acts from step b + 1",
    factor=factor,
    knobs={
        "boundaries": Knob("b", "last steps of the pieces", (10, 20), 1, 2000, min=1, max=200_000, kind="list"),
        "values": Knob("v", "factors of the pieces", (1.0, 0.5, 0.1), 0.0, 1.0, min=0.0, max=1e300, kind="list"),
    },
    check=check,
)
