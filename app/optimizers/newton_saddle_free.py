"""Saddle-free Newton: as Newton, with the absolute values of the curvatures, so that saddles repel."""

import math

from app.optimizers.optimizer import LR, Coupled, always
from surfaces.knob import Knob


def step(x, y, gx, gy, hxx, hxy, hyy, t, lr, damping):
    mean, half = (hxx + hyy) / 2, (hxx - hyy) / 2
    r = math.sqrt(half * half + hxy * hxy)
    c, s = half / (r + (r == 0)), hxy / (r + (r == 0))  # H = mean I + r [[c, s], [s, -c]]
    high, low = abs(mean + r) + damping, abs(mean - r) + damping
    high, low = high + (high == 0), low + (low == 0)
    both, apart = (1 / high + 1 / low) / 2, (1 / high - 1 / low) / 2
    return x - lr * ((both + apart * c) * gx + apart * s * gy), y - lr * (apart * s * gx + (both - apart * c) * gy)


OPTIMIZER = Coupled(
    name="Newton, saddle-free",
    summary="Newton's speed near minima, and it runs away from saddles instead of into them; where the surface is flat it leaps.",
    formula=(
        r"x_{t+1} = x_t - \eta_t (A_t + \lambda I)^{-1} g_t",
        r"A_t = \sqrt{H_t^2}",
    ),
    source="Dauphin et al. 2014, Identifying and attacking the saddle point problem, algorithm 1, arXiv:1406.2572",
    step=step,
    state=(),
    knobs={"lr": LR, "damping": Knob(r"\lambda", "damping", 1e-3, 1e-6, 10.0, "log", min=0.0, max=1e9)},
    default_lr=always(1.0),
    strays=("ackley", "canyon", "two_wells", "valley"),  # where a wall is straight, a full step leaps over everything
    varies="newton",
)
