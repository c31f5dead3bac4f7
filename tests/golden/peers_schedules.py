"""The schedules as torch has them: settings, and the factors that it gives."""

from typing import Any

import numpy as np
import torch
from torch import optim
from torch.optim import lr_scheduler

from app.exports.scripts.lane import filled
from app.schedules import SCHEDULES as UNITS
from tests.golden.settings import two_settings

STEPS = 500


SCHEDULES: dict[str, str] = {"constant": "torch.optim.lr_scheduler.LambdaLR({o}, lambda t: 1.0)"} | {
    key: unit.call for key, unit in UNITS.items() if unit.call
}
"""The expression that constructs a schedule, as its unit has it."""

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
CASES += [
    (key, {name: value for name, value in knobs.items() if f"{{{name}}}" in text})
    for key, text in SCHEDULES.items()
    if key != "constant" and key not in dict(CASES)
    for knobs in two_settings(UNITS[key].knobs)
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
    o, knobs = optimizer(), {**knobs, "span": knobs.get("span") or steps}
    scheduler = eval(filled(SCHEDULES[schedule].replace("{o}", "o"), knobs), {"torch": torch, "o": o})
    end = {"one_cycle": 0, "cosine": 1}.get(schedule, steps) + knobs["span"]
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
