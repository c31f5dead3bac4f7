"""Optimizers without a peer, written a second time from their definitions: every step sums over all past gradients."""

import math
from collections.abc import Callable


def adagrad_mean(past, lr, eps):
    """Return the movement after the gradients `past`, g_1 ... g_t, in one coordinate."""
    mean = math.fsum(g * g for g in past) / len(past)
    return -lr * past[-1] / (math.sqrt(mean) + eps)


def rmsprop_lecture(past, lr, alpha, eps):
    first, *later = past
    t = len(past)
    weighted = (alpha ** (t - i) * (1 - alpha) * g * g for i, g in enumerate(later, 2))
    return -lr * past[-1] / (math.sqrt(alpha ** (t - 1) * first * first + math.fsum(weighted)) + eps)


def adam_uncorrected(past, lr, beta1, beta2, eps):
    t = len(past)
    m = math.fsum((1 - beta1) * beta1 ** (t - i) * g for i, g in enumerate(past, 1))
    v = math.fsum((1 - beta2) * beta2 ** (t - i) * g * g for i, g in enumerate(past, 1))
    return -lr * m / (math.sqrt(v) + eps)


BRUTE_FORCE: dict[str, Callable[..., float]] = {
    "adagrad_mean": adagrad_mean,
    "rmsprop_lecture": rmsprop_lecture,
    "adam_uncorrected": adam_uncorrected,
}
"""Movement by optimizer, from (past gradients, lr, *knobs)."""


def walk(method, gradient, start, lr, knobs, steps):
    """Return the positions, a list of steps + 1 pairs."""
    past: tuple[list[float], list[float]] = ([], [])
    rows = [tuple(start)]
    for _ in range(steps):
        for memory, g in zip(past, gradient(rows[-1]), strict=True):
            memory.append(float(g))
        rows.append(tuple(p + method(memory, lr, *knobs) for p, memory in zip(rows[-1], past, strict=True)))
    return rows
