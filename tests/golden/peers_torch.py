"""The optimizers as torch has them, by the name and the knobs that they have here."""

from typing import Any

import numpy as np
import torch
from torch import optim

torch.set_default_dtype(torch.float64)  # NAdam keeps its product of momenta in the default type

OPTIMIZERS: dict[str, Any] = {
    "gradient_descent": optim.SGD,
    "momentum": lambda p, lr, mu, **decay: optim.SGD(p, lr, momentum=mu, **decay),
    "nesterov": lambda p, lr, mu, **decay: optim.SGD(p, lr, momentum=mu, nesterov=True, **decay),
    "adagrad": lambda p, lr, eps, **decay: optim.Adagrad(p, lr, eps=eps, **decay),
    "adadelta": optim.Adadelta,
    "rmsprop": optim.RMSprop,
    "rprop": lambda p, lr, eta_minus, eta_plus, step_min, step_max: optim.Rprop(p, lr, (eta_minus, eta_plus), (step_min, step_max)),
    "adam": lambda p, lr, beta1, beta2, eps, **decay: optim.Adam(p, lr, (beta1, beta2), eps, **decay),
    "adamw": lambda p, lr, beta1, beta2, eps, weight_decay: optim.AdamW(p, lr, (beta1, beta2), eps, weight_decay),
    "amsgrad_torch": lambda p, lr, beta1, beta2, eps, **decay: optim.Adam(p, lr, (beta1, beta2), eps, amsgrad=True, **decay),
    "adamax": lambda p, lr, beta1, beta2, eps, **decay: optim.Adamax(p, lr, (beta1, beta2), eps, **decay),
    "nadam": lambda p, lr, beta1, beta2, eps, momentum_decay, **decay: optim.NAdam(
        p, lr, (beta1, beta2), eps, momentum_decay=momentum_decay, **decay
    ),
    "radam": lambda p, lr, beta1, beta2, eps, **decay: optim.RAdam(p, lr, (beta1, beta2), eps, **decay),
}
COUPLED = set(OPTIMIZERS) - {"rprop", "adamw"}
"""Those whose `weight_decay` is added to the gradient, as `weight_decay` of a lane is."""


def trajectory(case, rates, gradient):
    """Return the positions of a case, shape (steps + 1, 2); `rates`, shape (steps,), is what a scheduler would set."""
    p = torch.nn.Parameter(torch.tensor(case["start"], dtype=torch.float64))
    decay = {"weight_decay": case["weight_decay"]} if case["weight_decay"] else {}
    optimizer = OPTIMIZERS[case["optimizer"]]([p], float(rates[0]), **case["knobs"], **decay)
    rows = [p.detach().numpy().copy()]
    for rate in rates:
        optimizer.param_groups[0]["lr"] = float(rate)
        p.grad = torch.tensor(gradient(rows[-1]), dtype=torch.float64)
        optimizer.step()
        rows.append(p.detach().numpy().copy())
    return np.array(rows)
