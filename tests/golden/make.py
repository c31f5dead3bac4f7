"""Makes the golden files with torch, so that the tests need none.

    python -m venv /tmp/peer && /tmp/peer/bin/pip install torch==2.13.0 numpy
    PYTHONPATH=. /tmp/peer/bin/python tests/golden/make.py

The gradient is the surface's own, put into `p.grad`: what is compared is the optimizer and nothing else.
"""

import json
import math
import platform
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import optim
from torch.optim import lr_scheduler

from surfaces import SURFACES

HERE = Path(__file__).parent
STEPS, FACTORS = 200, 500

OPTIMIZERS: dict[str, Any] = {
    "gradient_descent": lambda p, lr, decay: optim.SGD([p], lr, weight_decay=decay),
    "momentum": lambda p, lr, decay, mu: optim.SGD([p], lr, momentum=mu, weight_decay=decay),
    "nesterov": lambda p, lr, decay, mu: optim.SGD([p], lr, momentum=mu, nesterov=True, weight_decay=decay),
    "adagrad": lambda p, lr, decay, eps: optim.Adagrad([p], lr, eps=eps, weight_decay=decay),
    "rmsprop": lambda p, lr, decay, alpha, eps: optim.RMSprop([p], lr, alpha=alpha, eps=eps, weight_decay=decay),
    "adam": lambda p, lr, decay, beta1, beta2, eps: optim.Adam([p], lr, betas=(beta1, beta2), eps=eps, weight_decay=decay),
}
SCHEDULES: dict[str, Any] = {
    "constant": lambda o: lr_scheduler.LambdaLR(o, lambda t: 1.0),
    "step": lambda o, size, gamma: lr_scheduler.StepLR(o, step_size=size, gamma=gamma),
    "exponential": lr_scheduler.ExponentialLR,
    "linear": lambda o, end, span: lr_scheduler.LinearLR(o, 1.0, end, span),
    "cosine": lambda o, floor, span: lr_scheduler.CosineAnnealingLR(o, span, floor * o.param_groups[0]["lr"]),
}

SCHEDULE_CASES: list[tuple[str, dict[str, Any]]] = [
    ("step", {"size": 30, "gamma": 0.1}),
    ("step", {"size": 7, "gamma": 0.9}),
    ("step", {"size": 1, "gamma": 0.99}),
    ("exponential", {"gamma": 0.99}),
    ("exponential", {"gamma": 0.9}),
    ("exponential", {"gamma": 1.005}),
    ("linear", {"end": 0.0, "span": 500}),
    ("linear", {"end": 0.25, "span": 120}),
    ("cosine", {"floor": 0.0, "span": 500}),
    ("cosine", {"floor": 0.1, "span": 77}),
]

# Two settings of every optimizer, the peer's own defaults first: knobs and the rate on ellipse, rosenbrock, saddle.
SETTINGS: dict[str, Any] = {
    "gradient_descent": [({}, (0.05, 3e-4, 0.1)), ({}, (0.02, 1e-4, 0.03))],
    "momentum": [({"mu": 0.9}, (0.02, 1e-4, 0.02)), ({"mu": 0.5}, (0.05, 2e-4, 0.1))],
    "nesterov": [({"mu": 0.9}, (0.02, 1e-4, 0.02)), ({"mu": 0.5}, (0.05, 2e-4, 0.1))],
    "adagrad": [({"eps": 1e-10}, (0.5, 0.1, 0.1)), ({"eps": 1e-3}, (1.0, 0.05, 0.2))],
    "rmsprop": [({"alpha": 0.99, "eps": 1e-8}, (0.01, 0.001, 0.005)), ({"alpha": 0.9, "eps": 1e-4}, (0.02, 0.002, 0.005))],
    "adam": [
        ({"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}, (0.05, 0.01, 0.01)),
        ({"beta1": 0.8, "beta2": 0.95, "eps": 1e-4}, (0.05, 0.005, 0.01)),
    ],
}
STARTS = {"ellipse": [(-8.0, 2.0), (3.0, -1.5)], "rosenbrock": [(-1.2, 1.0), (0.5, 1.5)], "saddle": [(1.5, 1e-6), (-1.0, 0.3)]}
DURING: list[tuple[str, dict[str, Any]]] = [
    ("constant", {}),
    ("exponential", {"gamma": 0.99}),
    ("step", {"size": 50, "gamma": 0.5}),
    ("linear", {"end": 0.1, "span": 150}),
    ("cosine", {"floor": 0.05, "span": 200}),
]


def optimizer_cases():
    """Yield every optimizer on every surface: constant from the first start, and a schedule in turn from both."""
    turn = 0
    for key, settings in SETTINGS.items():
        for n, surface in enumerate(STARTS):
            for start, (knobs, rates) in zip(STARTS[surface], settings, strict=True):
                yield case(key, surface, start, knobs, rates[n], *DURING[0], 0.0)
                turn += 1
                yield case(key, surface, start, knobs, rates[n], *DURING[1 + turn % 4], 0.01 * (turn % 2))


def case(optimizer, surface, start, knobs, lr, schedule, schedule_knobs, weight_decay):
    """Return one case as it is written down."""
    return {
        "optimizer": optimizer, "surface": surface, "start": start, "lr": lr, "knobs": knobs,
        "schedule": schedule, "schedule_knobs": schedule_knobs, "weight_decay": weight_decay,
    }  # fmt: skip


def trajectory(case):
    """Return the positions of one case, shape (STEPS + 1, 2)."""
    unit = SURFACES[case["surface"]]
    surface_knobs = [knob.default for knob in unit.knobs.values()]
    p = torch.nn.Parameter(torch.tensor(case["start"], dtype=torch.float64))
    optimizer = OPTIMIZERS[case["optimizer"]](p, case["lr"], case["weight_decay"], **case["knobs"])
    scheduler = SCHEDULES[case["schedule"]](optimizer, **case["schedule_knobs"])
    rows = [p.detach().numpy().copy()]
    for _ in range(STEPS):
        p.grad = torch.tensor(unit.grad(*rows[-1], *surface_knobs), dtype=torch.float64)
        optimizer.step()
        scheduler.step()
        rows.append(p.detach().numpy().copy())
    return np.array(rows)


def factors(schedule, knobs):
    """Return the first FACTORS learning rates of a schedule that starts at 1."""
    optimizer = optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
    scheduler = SCHEDULES[schedule](optimizer, **knobs)
    rates = []
    for _ in range(FACTORS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return np.array(rates)


def main():
    optimizers = list(optimizer_cases())
    positions = np.array([trajectory(case) for case in optimizers])
    assert np.isfinite(positions).all()
    assert math.isclose(np.abs(positions).max(), 8.0), "a setting is not stable: it leaves its start's surroundings"
    rates = np.array([factors(*case) for case in SCHEDULE_CASES])
    np.savez_compressed(HERE / "trajectories.npz", positions=positions, factors=rates)
    versions = {"torch": torch.__version__, "numpy": np.__version__, "python": platform.python_version()}
    schedules = [{"schedule": key, "knobs": knobs} for key, knobs in SCHEDULE_CASES]
    text = [f'"versions": {json.dumps(versions)}', f'"schedules": {lines(schedules)}', f'"optimizers": {lines(optimizers)}']
    (HERE / "cases.json").write_text("{\n" + ",\n".join(text) + "\n}\n")


def lines(rows):
    """Return a JSON list with a row per line."""
    return "[\n" + ",\n".join("  " + json.dumps(row) for row in rows) + "\n]"


if __name__ == "__main__":
    main()
