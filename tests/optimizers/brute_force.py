"""Optimizers without a peer, written a second time from their definitions: every step sums over the whole past."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from app.optimizers import OPTIMIZERS

# Each returns the next position in one coordinate from the rows x_0 ... x_(t-1), the gradients g_1 ... g_t and the rates so far.


def momentum_polyak(rows, past, rates, mu):
    t = len(past)
    return rows[-1] - math.fsum(mu ** (t - i) * lr * g for i, (lr, g) in enumerate(zip(rates, past, strict=True), 1))


def momentum_ema(rows, past, rates, beta):
    t = len(past)
    return rows[-1] - rates[-1] * math.fsum((1 - beta) * beta ** (t - i) * g for i, g in enumerate(past, 1))


def sign_sgd(rows, past, rates):
    return rows[-1] - (math.copysign(rates[-1], past[-1]) if past[-1] else 0.0)


def proximal_gradient(rows, past, rates, l1):
    """The lowest point of a parabola with the slope of all but the penalty, and the penalty: below 0, above 0, or between both."""
    x, lr = rows[-1], rates[-1]
    slope = past[-1] - (math.copysign(l1, x) if x else 0.0)
    above, below = x - lr * (slope + l1), x - lr * (slope - l1)
    if above > 0:
        return above
    return min(below, 0.0)


def adagrad_mean(rows, past, rates, eps):
    mean = math.fsum(g * g for g in past) / len(past)
    return rows[-1] - rates[-1] * past[-1] / (math.sqrt(mean) + eps)


def adagrad_window(rows, past, rates, window, eps):
    return adagrad_mean(rows, past[-window:], rates, eps)


def rmsprop_lecture(rows, past, rates, alpha, eps):
    first, *later = past
    t = len(past)
    weighted = (alpha ** (t - i) * (1 - alpha) * g * g for i, g in enumerate(later, 2))
    return rows[-1] - rates[-1] * past[-1] / (math.sqrt(alpha ** (t - 1) * first * first + math.fsum(weighted)) + eps)


def averages(past, beta1, beta2):
    """Return the running averages, from zero, of the gradients and of their squares."""
    t = len(past)
    m = math.fsum((1 - beta1) * beta1 ** (t - i) * g for i, g in enumerate(past, 1))
    return m, math.fsum((1 - beta2) * beta2 ** (t - i) * g * g for i, g in enumerate(past, 1))


def adam_uncorrected(rows, past, rates, beta1, beta2, eps):
    m, v = averages(past, beta1, beta2)
    return rows[-1] - rates[-1] * m / (math.sqrt(v) + eps)


def amsgrad(rows, past, rates, beta1, beta2, eps):
    m, _ = averages(past, beta1, beta2)
    steps = np.arange(len(past))
    every_v = np.convolve(np.square(past), (1 - beta2) * beta2**steps)[: len(past)]  # v_t is the sum of beta2^(t - i) g_i^2 up to t
    return rows[-1] - rates[-1] * m / (math.sqrt(every_v.max()) + eps)


def radam(rows, past, rates, beta1, beta2, eps):
    (m, v), t = averages(past, beta1, beta2), len(past)
    move = rates[-1] * m / (1 - beta1**t)
    longest = 2 / (1 - beta2) - 1
    rho = longest - 2 * t * beta2**t / (1 - beta2**t)
    if rho <= 5:
        return rows[-1] - move
    r = math.sqrt((rho - 4) * (rho - 2) * longest / ((longest - 4) * (longest - 2) * rho))
    return rows[-1] - r * move * math.sqrt(1 - beta2**t) / (math.sqrt(v) + eps)


def ranger(rows, past, rates, beta1, beta2, eps, sync_period, slow_step):
    fast = radam(rows, past, rates, beta1, beta2, eps)
    if len(past) % sync_period:
        return fast
    slow = rows[-sync_period]  # where both last met
    return slow + slow_step * (fast - slow)


def nesterov_lookahead(rows, past, rates, mu):
    return momentum_polyak(rows, past, rates, mu)


def adabound(rows, past, rates, beta1, beta2, eps, final, gamma):
    return rows[-1] - adabound_rate(past, rates, beta1, beta2, eps, final, gamma) * averages(past, beta1, beta2)[0]


def adabound_rate(past, rates, beta1, beta2, eps, final, gamma):
    """Return the effective rate of a step as the authors' code has it: Luo et al. 2019, github.com/Luolc/AdaBound."""
    lr, t, v = rates[-1], len(past), averages(past, beta1, beta2)[1]
    rate = lr * math.sqrt(1 - beta2**t) / (1 - beta1**t) / (math.sqrt(v) + eps)
    lower, upper = final * lr * (1 - 1 / (gamma * t + 1)), final * lr * (1 + 1 / (gamma * t))
    return min(max(rate, lower), upper)


BRUTE_FORCE: dict[str, Callable[..., float]] = {
    name: function for name, function in globals().items() if name in OPTIMIZERS and not OPTIMIZERS[name].peer
}
"""The functions of this file that are named after a unit: the unit's step."""

LOOK: dict[str, Callable[..., float]] = {"nesterov_lookahead": lambda rows, mu: rows[-1] + mu * (rows[-1] - rows[max(len(rows) - 2, 0)])}
"""Where the gradient is taken, if not at the last row; the last move stands for the velocity."""

# Rates at which all of it is stable on ellipse, rosenbrock, saddle, and a second setting of the knobs.
ADAM, ADAM_2 = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}, {"beta1": 0.5, "beta2": 0.99, "eps": 1e-3}
SETTINGS: dict[str, Any] = {
    "momentum_polyak": [({"mu": 0.9}, (0.02, 1e-4, 0.02)), ({"mu": 0.5}, (0.05, 2e-4, 0.1))],
    "momentum_ema": [({"beta": 0.9}, (0.2, 1e-3, 0.2)), ({"beta": 0.5}, (0.1, 4e-4, 0.2))],
    "nesterov_lookahead": [({"mu": 0.9}, (0.02, 1e-4, 0.02)), ({"mu": 0.5}, (0.05, 2e-4, 0.1))],
    "sign_sgd": [({}, (0.02, 0.001, 0.005)), ({}, (0.1, 0.003, 0.01))],
    "proximal_gradient": [({"l1": 0.2}, (0.02, 1e-4, 0.02)), ({"l1": 1.5}, (0.05, 2e-4, 0.1))],
    "adagrad_mean": [({"eps": 1e-8}, (0.02, 0.001, 0.005)), ({"eps": 1e-3}, (0.03, 0.002, 0.01))],
    "adagrad_window": [({"window": 10, "eps": 1e-8}, (0.02, 0.001, 0.005)), ({"window": 37, "eps": 1e-3}, (0.03, 0.002, 0.01))],
    "rmsprop_lecture": [({"alpha": 0.9, "eps": 1e-8}, (0.02, 0.001, 0.005)), ({"alpha": 0.5, "eps": 1e-3}, (0.02, 0.001, 0.005))],
    "adam_uncorrected": [(ADAM, (0.02, 0.001, 0.005)), (ADAM_2, (0.02, 0.001, 0.005))],
    "amsgrad": [(ADAM, (0.02, 0.001, 0.005)), (ADAM_2, (0.02, 0.001, 0.005))],
    "ranger": [
        ({**ADAM, "sync_period": 6, "slow_step": 0.5}, (0.02, 2e-4, 0.02)),
        ({**ADAM_2, "sync_period": 7, "slow_step": 0.8}, (0.02, 1e-4, 0.05)),
    ],
}


def walk(key, gradient, start, rates, knobs):
    """Return the positions, shape (steps + 1, 2), as a list of pairs."""
    rows: list[list[float]] = [[float(x)] for x in start]
    past: list[list[float]] = [[], []]
    for t in range(1, len(rates) + 1):
        seen = gradient([LOOK[key](way, *knobs) if key in LOOK else way[-1] for way in rows])
        for way, memory, g in zip(rows, past, seen, strict=True):
            memory.append(float(g))
            way.append(BRUTE_FORCE[key](way, memory, rates[:t], *knobs))
    return list(zip(*rows, strict=True))
