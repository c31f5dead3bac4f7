"""The optimizers as the people who found them have them, by the name and the knobs that they have here: a second witness."""

import importlib.metadata
from typing import Any

import numpy as np
import schedulefree
import torch
from adabelief_pytorch import AdaBelief
from lion_pytorch import Lion
from prodigyopt import Prodigy

# Lion's and Adan's authors have nothing on a registry: a widely used package stands for the one, a transcription for the other.
ADAN = "sail-sg/Adan"
COMMIT = "062d4cd5de08c79fc89bec6ad814e1087ec34092"


class Adan(torch.optim.Optimizer):  # type: ignore[misc]
    """What adan.py of sail-sg/Adan computes at COMMIT without weight decay and clipping, transcribed: its code is its authors'."""

    def __init__(self, params, lr, betas, eps):
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps})
        self.past: list[Any] = []

    @torch.no_grad()
    def step(self, closure=None):
        (group,) = self.param_groups
        (p,), (beta1, beta2, beta3) = group["params"], group["betas"]
        k, m, v, n, before = self.past or (0, 0 * p, 0 * p, 0 * p, p.grad)
        k, g, change = k + 1, p.grad, p.grad - before
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * change
        n = beta3 * n + (1 - beta3) * (g + beta2 * change) ** 2
        below = torch.sqrt(n) / (1 - beta3**k) ** 0.5 + group["eps"]
        p -= group["lr"] / (1 - beta1**k) * m / below + group["lr"] * beta2 / (1 - beta2**k) * v / below
        self.past = [k, m, v, n, g]


def prodigy(p, lr, beta1, beta2, eps, estim_lr0, estim_lr_coef):
    return Prodigy(p, lr, (beta1, beta2), eps=eps, d0=estim_lr0, d_coef=estim_lr_coef, use_bias_correction=True)


def adabelief(p, lr, beta1, beta2, eps, eps_root):
    return AdaBelief(
        p, lr, (beta1, beta2), eps, weight_decouple=False, rectify=False, degenerated_to_sgd=False, print_change_log=False
    )  # fmt: skip


OPTIMIZERS: dict[str, tuple[str, Any]] = {
    "adabelief": ("adabelief-pytorch", adabelief),
    "adan": (ADAN, lambda p, lr, beta1, beta2, beta3, eps, eps_root: Adan(p, lr, (beta1, beta2, beta3), eps)),
    "lion": ("lion-pytorch", lambda p, lr, beta1, beta2, weight_decay: Lion(p, lr, (beta1, beta2), weight_decay)),
    "prodigy": ("prodigyopt", prodigy),
    "schedule_free_sgd": ("schedulefree", lambda p, lr, beta: schedulefree.SGDScheduleFree(p, lr, momentum=beta)),
    "schedule_free_adamw": (
        "schedulefree",
        lambda p, lr, beta, beta2, eps, weight_decay: schedulefree.AdamWScheduleFree(p, lr, (beta, beta2), eps, weight_decay),
    ),
}
ONE_EPS = {"adabelief": "eps", "adan": None}
"""Where the authors have no `eps_root` of its own: they take eps there as well, or nothing."""


def versions():
    """Return the version of every package asked, and the commit of what has none."""
    return {name: COMMIT if name == ADAN else importlib.metadata.version(name) for name, _ in OPTIMIZERS.values()}


def theirs(case):
    """Return a case that its authors can walk, {"by": package} added; None where nobody asks them."""
    if case["optimizer"] not in OPTIMIZERS:
        return None
    knobs = dict(case["knobs"])
    if "eps_root" in knobs:
        knobs["eps_root"] = knobs.get(ONE_EPS[case["optimizer"]], 0.0)
    return {**case, "knobs": knobs, "by": OPTIMIZERS[case["optimizer"]][0]}


def trajectory(case, rates, gradient):
    """Return the positions of a case, shape (steps + 1, 2); `rates` has shape (steps,)."""
    p = torch.nn.Parameter(torch.tensor(case["start"], dtype=torch.float64))
    optimizer = OPTIMIZERS[case["optimizer"]][1]([p], float(rates[0]), **case["knobs"])
    rows = [np.array(case["start"], dtype=np.float64)]
    averaging = hasattr(optimizer, "train")
    for rate in rates:
        if averaging:
            optimizer.train()  # to where the gradient is taken
        optimizer.param_groups[0]["lr"] = float(rate)
        p.grad = torch.tensor(gradient(p.detach().numpy()), dtype=torch.float64)
        optimizer.step()
        if averaging:
            optimizer.eval()  # to the average
        rows.append(p.detach().numpy().copy())
    return np.array(rows)
