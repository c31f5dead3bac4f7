"""The schedules as torch has them: settings, and the factors that it gives."""

from typing import Any

import numpy as np
import torch
from torch import optim
from torch.optim import lr_scheduler

STEPS = 500


def cyclic(mode):
    """Return CyclicLR between `base` and 1, the learning rate of the optimizer being its maximum."""

    def make(o, half_cycle, base, gamma=1.0):
        return lr_scheduler.CyclicLR(o, base, 1.0, half_cycle, mode=mode, gamma=gamma, cycle_momentum=False)

    return make


def one_cycle(o, pct_start, div, final_div, span):
    return lr_scheduler.OneCycleLR(
        o, 1.0, total_steps=span, pct_start=pct_start, div_factor=div, final_div_factor=final_div, cycle_momentum=False
    )


SCHEDULES: dict[str, Any] = {
    "constant": lambda o: lr_scheduler.LambdaLR(o, lambda t: 1.0),
    "step": lambda o, size, gamma: lr_scheduler.StepLR(o, step_size=size, gamma=gamma),
    "multistep": lambda o, boundaries, gamma: lr_scheduler.MultiStepLR(o, milestones=boundaries, gamma=gamma),
    "exponential": lr_scheduler.ExponentialLR,
    "linear": lambda o, end, span: lr_scheduler.LinearLR(o, 1.0, end, span),
    "polynomial": lambda o, power, span: lr_scheduler.PolynomialLR(o, span, power),
    "cosine": lambda o, floor, span: lr_scheduler.CosineAnnealingLR(o, span, floor),
    "triangular": cyclic("triangular"),
    "triangular2": cyclic("triangular2"),
    "exp_range": cyclic("exp_range"),
    "sgdr": lambda o, t0, t_mult, floor: lr_scheduler.CosineAnnealingWarmRestarts(o, T_0=t0, T_mult=t_mult, eta_min=floor),
    "one_cycle": one_cycle,
}

CASES: list[tuple[str, dict[str, Any]]] = [
    ("step", {"size": 30, "gamma": 0.1}),
    ("step", {"size": 7, "gamma": 0.9}),
    ("step", {"size": 1, "gamma": 0.99}),
    ("multistep", {"boundaries": [10, 20], "gamma": 0.1}),
    ("multistep", {"boundaries": [1, 2, 7, 100, 499], "gamma": 0.7}),
    ("multistep", {"boundaries": [50, 50, 300], "gamma": 0.5}),
    ("exponential", {"gamma": 0.99}),
    ("exponential", {"gamma": 0.9}),
    ("exponential", {"gamma": 1.005}),
    ("linear", {"end": 0.0, "span": 500}),
    ("linear", {"end": 0.25, "span": 120}),
    ("polynomial", {"power": 2.0, "span": 500}),
    ("polynomial", {"power": 0.5, "span": 123}),
    ("cosine", {"floor": 0.0, "span": 500}),
    ("cosine", {"floor": 0.1, "span": 77}),
    ("triangular", {"half_cycle": 20, "base": 0.1}),
    ("triangular", {"half_cycle": 7, "base": 0.0}),
    ("triangular", {"half_cycle": 1, "base": 0.5}),
    ("triangular2", {"half_cycle": 20, "base": 0.1}),
    ("triangular2", {"half_cycle": 33, "base": 0.3}),
    ("exp_range", {"half_cycle": 20, "base": 0.1, "gamma": 0.998}),
    ("exp_range", {"half_cycle": 9, "base": 0.25, "gamma": 0.95}),
    ("sgdr", {"t0": 50, "t_mult": 1, "floor": 0.0}),
    ("sgdr", {"t0": 10, "t_mult": 2, "floor": 0.05}),
    ("sgdr", {"t0": 1, "t_mult": 3, "floor": 0.0}),
    ("one_cycle", {"pct_start": 0.3, "div": 25.0, "final_div": 1e4, "span": 500}),
    ("one_cycle", {"pct_start": 0.25, "div": 10.0, "final_div": 100.0, "span": 137}),
    ("one_cycle", {"pct_start": 0.5, "div": 4.0, "final_div": 2.0, "span": 10}),
]
LISTENERS: list[tuple[dict[str, Any], str]] = [
    ({"factor": 0.5, "patience": 10, "threshold": 1e-4, "cooldown": 0, "floor": 0.0}, "noisy"),
    ({"factor": 0.1, "patience": 0, "threshold": 1e-2, "cooldown": 5, "floor": 1e-3}, "noisy"),
    ({"factor": 0.7, "patience": 20, "threshold": 0.0, "cooldown": 7, "floor": 0.02}, "terraces"),
    ({"factor": 0.5, "patience": 3, "threshold": 1e-3, "cooldown": 2, "floor": 0.1}, "crawling"),
    ({"factor": 0.9, "patience": 5, "threshold": 1e-4, "cooldown": 0, "floor": 0.0}, "below_zero"),
]
"""Settings of `plateau`, and which losses it listens to."""


def losses():
    """Return the losses to listen to by name, each of shape (STEPS,)."""
    t, rng = np.arange(STEPS), np.random.default_rng(0)
    return {
        "noisy": 5.0 * np.exp(-t / 60) + 0.3 + 0.1 * rng.random(STEPS),
        "terraces": 1000.0 * 0.5 ** (t // 45),
        "crawling": (1 - 2e-4) ** t * (1 + 0.5 * (t % 17 == 0)),
        "below_zero": -4.0 * (1 - np.exp(-t / 80)) + 0.05 * rng.random(STEPS),
    }


def optimizer():
    return optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)


def factors(schedule, knobs, steps=STEPS):
    """Return the first learning rates of a schedule whose optimizer asks for 1, shape (steps,).

    After its span torch refuses to go on with one_cycle and lets cosine rise again: here both hold their last value.
    """
    o = optimizer()
    scheduler = SCHEDULES[schedule](o, **knobs)
    end = {"one_cycle": 0, "cosine": 1}.get(schedule, steps) + knobs.get("span", 0)
    rates = []
    for t in range(1, steps + 1):
        rates.append(o.param_groups[0]["lr"])
        o.step()
        if t < end:
            scheduler.step()
    return np.array(rates)


def reactions(heard, factor, patience, threshold, cooldown, floor):
    """Return the learning rate of step t after ReduceLROnPlateau has been told the loss before step t, shape (STEPS,)."""
    o = optimizer()
    scheduler = lr_scheduler.ReduceLROnPlateau(
        o, "min", factor, patience, threshold=threshold, threshold_mode="rel", cooldown=cooldown, min_lr=floor, eps=0.0
    )
    rates = []
    for loss in heard:
        scheduler.step(float(loss))
        rates.append(o.param_groups[0]["lr"])
    return np.array(rates)
