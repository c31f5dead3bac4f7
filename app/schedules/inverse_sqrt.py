"""Inverse square root: the rate falls like one over the root of the number of steps."""

import numpy as np

from app.schedules.schedule import Schedule


def factor(t, steps):
    return 1 / np.sqrt(t)


SCHEDULE = Schedule(
    name="Inverse square root",
    summary="Turns AdaGrad with a mean into AdaGrad with a sum; by itself it falls too fast at first and too slowly later.",
    formula=(r"\frac{1}{\sqrt{t}}",),
    source="Zinkevich 2003, Online Convex Programming and Generalized Infinitesimal Gradient Ascent, theorem 1",
    factor=factor,
    knobs={},
)
