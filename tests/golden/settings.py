"""What the peers are asked: two settings of every optimizer, three surfaces, two starts, rates at which all of it is stable."""

from collections.abc import Mapping
from math import sqrt
from typing import Any

from app.optimizers import OPTIMIZERS
from app.scene.default_rates import default_lr
from surfaces.knob import Knob

ADAM = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
ADAM_2 = {"beta1": 0.8, "beta2": 0.95, "eps": 1e-4}

# The peer's own defaults first: knobs and the rate on ellipse, rosenbrock, saddle.
SETTINGS: dict[str, Any] = {
    "gradient_descent": [({}, (0.05, 3e-4, 0.1)), ({}, (0.02, 1e-4, 0.03))],
    "momentum": [({"mu": 0.9}, (0.02, 1e-4, 0.02)), ({"mu": 0.5}, (0.05, 2e-4, 0.1))],
    "nesterov": [({"mu": 0.9}, (0.02, 1e-4, 0.02)), ({"mu": 0.5}, (0.05, 2e-4, 0.1))],
    "adagrad": [({"eps": 1e-10}, (0.5, 0.1, 0.1)), ({"eps": 1e-3}, (1.0, 0.05, 0.2))],
    "adadelta": [({"rho": 0.9, "eps": 1e-6}, (1.0, 1.0, 1.0)), ({"rho": 0.95, "eps": 1e-4}, (3.0, 0.5, 2.0))],
    "rmsprop": [({"alpha": 0.99, "eps": 1e-8}, (0.01, 0.001, 0.005)), ({"alpha": 0.9, "eps": 1e-4}, (0.02, 0.002, 0.005))],
    "rprop": [
        ({"eta_minus": 0.5, "eta_plus": 1.2, "step_min": 1e-6, "step_max": 50.0}, (0.01, 0.001, 0.01)),
        ({"eta_minus": 0.7, "eta_plus": 1.1, "step_min": 1e-4, "step_max": 0.1}, (0.05, 0.01, 0.2)),
    ],
    "adam": [(ADAM, (0.05, 0.01, 0.01)), (ADAM_2, (0.05, 0.005, 0.01))],
    "adamw": [({**ADAM, "weight_decay": 0.01}, (0.05, 0.01, 0.01)), ({**ADAM_2, "weight_decay": 0.2}, (0.05, 0.005, 0.01))],
    "amsgrad_torch": [(ADAM, (0.05, 0.01, 0.01)), (ADAM_2, (0.05, 0.005, 0.01))],
    "adamax": [(ADAM, (0.05, 0.01, 0.01)), (ADAM_2, (0.05, 0.005, 0.01))],
    "nadam": [({**ADAM, "momentum_decay": 0.004}, (0.05, 0.01, 0.01)), ({**ADAM_2, "momentum_decay": 0.05}, (0.05, 0.005, 0.01))],
    "radam": [(ADAM, (0.02, 2e-4, 0.02)), ({"beta1": 0.8, "beta2": 0.95, "eps": 1e-4}, (0.02, 1e-4, 0.05))],
    "adabelief": [({**ADAM, "eps": 1e-16, "eps_root": 1e-16}, (0.05, 0.01, 0.01)), ({**ADAM_2, "eps_root": 1e-3}, (0.05, 0.005, 0.01))],
    "yogi": [({**ADAM, "eps": 1e-3}, (0.05, 0.01, 0.01)), (ADAM_2, (0.05, 0.005, 0.01))],
    "lion": [
        ({"beta1": 0.9, "beta2": 0.99, "weight_decay": 0.0}, (0.02, 0.002, 0.005)),
        ({"beta1": 0.5, "beta2": 0.9, "weight_decay": 0.1}, (0.01, 0.003, 0.004)),
    ],
    "adan": [
        ({"beta1": 0.98, "beta2": 0.92, "beta3": 0.99, "eps": 1e-8, "eps_root": 0.0}, (0.05, 0.005, 0.01)),
        ({"beta1": 0.9, "beta2": 0.7, "beta3": 0.95, "eps": 1e-4, "eps_root": 0.0}, (0.05, 0.005, 0.01)),
    ],
    "prodigy": [
        ({"beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "estim_lr0": 1e-6, "estim_lr_coef": 1.0}, (1.0, 0.5, 1.0)),
        ({"beta1": 0.8, "beta2": 0.99, "eps": 1e-4, "estim_lr0": 1e-3, "estim_lr_coef": 0.5}, (0.3, 0.05, 0.3)),
    ],
    "lookahead": [({"sync_period": 5, "slow_step": 0.5}, (0.02, 1e-4, 0.02)), ({"sync_period": 3, "slow_step": 0.8}, (0.05, 2e-4, 0.1))],
    "sam": [({"rho": 0.05}, (0.05, 3e-4, 0.1)), ({"rho": 0.2}, (0.02, 1e-4, 0.03))],
    "schedule_free_sgd": [({"beta": 0.9}, (0.05, 3e-4, 0.1)), ({"beta": 0.6}, (0.02, 1e-4, 0.03))],
    "schedule_free_adamw": [
        ({"beta": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.0}, (0.05, 0.01, 0.01)),
        ({"beta": 0.6, "beta2": 0.95, "eps": 1e-4, "weight_decay": 0.1}, (0.05, 0.005, 0.01)),
    ],
}
INSIDE = {"lookahead": ("momentum", ({"mu": 0.9}, {"mu": 0.5}))}
"""The method inside a wrapper, and its knobs in both settings."""

STARTS = {"ellipse": [(-8.0, 2.0), (3.0, -1.5)], "rosenbrock": [(-1.2, 1.0), (0.5, 1.5)], "saddle": [(1.5, 1e-6), (-1.0, 0.3)]}
DURING: list[tuple[str, dict[str, Any]]] = [
    ("exponential", {"gamma": 0.99}),
    ("step", {"size": 50, "gamma": 0.5}),
    ("linear", {"end": 0.1, "span": 150}),
    ("cosine", {"floor": 0.05, "span": 200}),
]


Settings = list[tuple[dict[str, Any], tuple[float, ...]]]


def moved(knob: Knob) -> Any:
    """Return a value half way from a knob's default to the low end of its slider, or to the high end if the default is the low one."""
    if isinstance(knob.default, tuple):
        return knob.default[:-1]
    assert knob.default is not None
    end = knob.high if knob.default == knob.low else knob.low
    between = sqrt(knob.default * end) if knob.scale == "log" and knob.default else (knob.default + end) / 2
    return round(between) if knob.kind == "integer" else between


def settings_of(key: str, written: dict[str, Settings] = SETTINGS) -> Settings:
    """Return two settings of an optimizer: its entry in `written`, else its defaults and moved knobs, at a fifth of its usual rate."""
    if key in written:
        return written[key]
    own = {name: knob for name, knob in OPTIMIZERS[key].knobs.items() if name != "lr"}
    rates = tuple(default_lr(surface, key) / 5 for surface in STARTS)
    return [(knobs, rates) for knobs in two_settings(own)]


def two_settings(knobs: Mapping[str, Knob]) -> list[dict[str, Any]]:
    """Return the defaults of knobs, and other values."""
    return [{name: knob.default for name, knob in knobs.items()}, {name: moved(knob) for name, knob in knobs.items()}]


def optimizer_cases(coupled):
    """Yield every optimizer on every surface: the first setting at a constant rate, the second from elsewhere with a schedule.

    `coupled` are those whose peer adds a weight decay to the gradient; the second setting has one.
    """
    turn = 0
    for key in [*SETTINGS, *(key for key, unit in OPTIMIZERS.items() if unit.peer and key not in SETTINGS)]:
        settings = settings_of(key)
        for n, surface in enumerate(STARTS):
            for second, (knobs, rates) in enumerate(settings):
                schedule, schedule_knobs = DURING[turn % 4] if second else ("constant", {})
                turn += second
                inner = {"inner": INSIDE[key][0], "inner_knobs": INSIDE[key][1][second]} if key in INSIDE else {}
                yield {
                    "optimizer": key, "surface": surface, "start": STARTS[surface][second], "lr": rates[n], "knobs": knobs, **inner,
                    "schedule": schedule, "schedule_knobs": schedule_knobs, "weight_decay": 0.01 * (second and key in coupled),
                }  # fmt: skip
