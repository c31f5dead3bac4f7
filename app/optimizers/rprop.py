"""Rprop: a step size per coordinate that grows while the slope keeps its sign and shrinks when it turns."""

import numpy as np

from app.optimizers.optimizer import LR, Call, Optimizer, share_of_the_domain
from surfaces.knob import Knob


def step(x, g, t, lr, before, size, eta_minus, eta_plus, step_min, step_max):
    turn = g * before
    size = size + lr * (t == 1)  # the rate counts once: later ones are not looked at
    size = size * np.where(turn > 0, eta_plus, np.where(turn < 0, eta_minus, 1))
    size = np.minimum(np.maximum(size, step_min), step_max)
    move = np.where(turn < 0, 0, size * np.sign(g))  # after a turn: stay once, with the smaller size
    return x - move, np.where(turn < 0, 0, g), size


OPTIMIZER = Optimizer(
    name="Rprop",
    summary="Very quick where the gradient is exact, lost in noise; the rate is only its first step, and schedules are ignored.",
    formula=(
        r"\Delta_0 = \eta_1",
        r"q_t = \eta^+ \quad \text{if } g_{t-1} g_t > 0",
        r"q_t = \eta^- \quad \text{and } g_t \leftarrow 0 \quad \text{if } g_{t-1} g_t < 0",
        r"q_t = 1 \quad \text{else}",
        r"\Delta_t = \min\left(\max\left(q_t \Delta_{t-1}, \Delta_{\min}\right), \Delta_{\max}\right)",
        r"x_{t+1} = x_t - \Delta_t \operatorname{sign}(g_t)",
    ),
    source="Riedmiller & Braun 1993, A direct adaptive method for faster backpropagation, eq. 4-6; no step back, as in torch",
    step=step,
    state=("before", "size"),
    knobs={
        "lr": LR,
        "eta_minus": Knob(r"\eta^-", "shrink", 0.5, 0.05, 0.95, min=0.0, max=1.0, open=("min", "max")),
        "eta_plus": Knob(r"\eta^+", "growth", 1.2, 1.01, 2.0, min=1.0, open=("min",)),
        "step_min": Knob(r"\Delta_{\min}", "smallest step", 1e-6, 1e-12, 1e-2, "log", min=0.0),
        "step_max": Knob(r"\Delta_{\max}", "largest step", 50.0, 1e-2, 100.0, "log", min=0.0),
    },
    default_lr=share_of_the_domain(0.01),
    varies="sign_sgd",
    peer="torch.optim.Rprop",
    calls={
        "torch": Call("torch.optim.Rprop({p}, lr={lr}, etas=({eta_minus}, {eta_plus}), step_sizes=({step_min}, {step_max}))"),
    },
)
