"""The optimizers as torch has them, by the name and the knobs that they have here: each unit says how torch is called."""

import ast
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from app.exports.scripts.lane import filled
from app.optimizers import OPTIMIZERS as UNITS

torch.set_default_dtype(torch.float64)  # NAdam keeps its product of momenta in the default type

CALLS = {key: unit.calls["torch"].text for key, unit in UNITS.items() if "torch" in unit.calls}


def adds_decay(text: str) -> bool:
    """Return whether torch's method takes a `weight_decay` that it adds to the gradient, as a lane does."""
    call = ast.parse(text.format_map(Zeros()), mode="eval").body
    assert isinstance(call, ast.Call)
    return "weight_decay" not in text and "weight_decay" in inspect.signature(eval(ast.unparse(call.func))).parameters


class Zeros(dict[str, str]):
    """Every knob is zero."""

    def __missing__(self, name: str) -> str:
        return "0"


def made(text: str) -> Callable[..., Any]:
    """Return what constructs the optimizer from its parameters, the rate, the knobs, and a `weight_decay` where a case has one."""

    def make(p: Any, lr: float, **knobs: float) -> Any:
        decay = ", weight_decay={weight_decay})" if "weight_decay" in knobs and "{weight_decay}" not in text else ")"
        return eval(filled(text.replace("{p}", "p")[:-1] + decay, {"lr": lr, **knobs}), {"torch": torch, "p": p})

    return make


OPTIMIZERS = {key: made(text) for key, text in CALLS.items()}
COUPLED = {key for key, text in CALLS.items() if adds_decay(text)}
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
