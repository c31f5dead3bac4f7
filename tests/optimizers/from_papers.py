"""Walks the optimizers that have a peer as their papers have them, those as well that take their gradient elsewhere."""

import math
from typing import Any

from app.optimizers import OPTIMIZERS
from tests.optimizers import brute_force, papers
from tests.optimizers.brute_force import averages


def sam(rows, past, rates, rho):
    return papers.gradient_descent(rows, past, rates)


def fast_sgd(rows, past, rates, beta):
    """Return z_1 ... z_(t+1), where the steps are taken."""
    points = [rows[0]]
    for lr, g in zip(rates, past, strict=True):
        points.append(points[-1] - lr * g)
    return points


def fast_adamw(rows, past, rates, beta, beta2, eps, weight_decay):
    points, v = [rows[0]], 0.0
    for t, (lr, g, x) in enumerate(zip(rates, past, rows, strict=True), 1):
        v = beta2 * v + (1 - beta2) * g * g
        y = (1 - beta) * points[-1] + beta * x
        points.append(points[-1] - lr * (g / (math.sqrt(v / (1 - beta2**t)) + eps) + weight_decay * y))
    return points


def averaged(points, rates):
    """Return the mean of z_2 ... z_(t+1), each weighed by the square of the largest rate until then."""
    weights = [max(rates[:i]) ** 2 for i in range(1, len(rates) + 1)]
    return math.fsum(w * z for w, z in zip(weights, points[1:], strict=True)) / math.fsum(weights)


def schedule_free_sgd(rows, past, rates, **knobs):
    return averaged(fast_sgd(rows, past, rates, **knobs), rates)


def schedule_free_adamw(rows, past, rates, **knobs):
    return averaged(fast_adamw(rows, past, rates, **knobs), rates)


def between(fast):
    """Return where a schedule-free method takes its gradient: between z and the average."""

    def look(ways, memories, rates, gradient, beta, **knobs):
        z = [fast(way[:-1], past, rates, beta=beta, **knobs)[-1] if past else way[0] for way, past in zip(ways, memories, strict=True)]
        return [(1 - beta) * each + beta * way[-1] for each, way in zip(z, ways, strict=True)]

    return look


def climb(ways, memories, rates, gradient, rho):
    here = [way[-1] for way in ways]
    g = gradient(here)
    return [x + rho * slope / math.hypot(*g) for x, slope in zip(here, g, strict=True)]


LOOK = {"sam": climb, "schedule_free_sgd": between(fast_sgd), "schedule_free_adamw": between(fast_adamw)}
"""Where the gradient is taken, if not at the last row."""


FROM_PAPERS: dict[str, Any] = {
    name: function
    for name, function in {**vars(brute_force), **vars(papers), **globals()}.items()
    if name in OPTIMIZERS and OPTIMIZERS[name].peer
}
"""A function of a unit's name is that unit's."""


def walk(case, gradient, rates):
    """Return the positions of a golden case, shape (steps + 1, 2), as a list of pairs."""
    key, knobs = case["optimizer"], {**case["knobs"], **case.get("inner_knobs", {})}
    if key == "prodigy":
        return walk_prodigy(case["start"], gradient, rates, **knobs)
    ways: list[list[float]] = [[float(x)] for x in case["start"]]
    memories: list[list[float]] = [[], []]
    for t in range(1, len(rates) + 1):
        at = LOOK[key](ways, memories, rates[: t - 1], gradient, **knobs) if key in LOOK else [way[-1] for way in ways]
        for way, past, g in zip(ways, memories, gradient(at), strict=True):
            past.append(float(g) + case["weight_decay"] * way[-1])
            way.append(FROM_PAPERS[key](way, past, rates[:t], **knobs))
    return list(zip(*ways, strict=True))


def walk_prodigy(start, gradient, rates, beta1, beta2, eps, estim_lr0, estim_lr_coef):
    """Return the positions of Prodigy: its distance d binds the coordinates, and all its sums go over the whole past."""
    rows, past, d = [[float(x) for x in start]], [], [estim_lr0]
    share, fade = [], math.sqrt(beta2)
    for t, lr in enumerate(rates, 1):
        past.append([float(g) for g in gradient(rows[-1])])
        share.append(lr * d[-1] * math.sqrt(1 - beta2**t) / (1 - beta1**t))
        weights = [fade ** (t - 1 - i) * d[i] * share[i] / estim_lr0 for i in range(t)]
        ahead = [math.fsum((x0 - x) * g for x0, x, g in zip(start, *each, strict=True)) for each in zip(rows, past, strict=True)]
        r = math.fsum(w * inner for w, inner in zip(weights, ahead, strict=True))
        ways = list(zip(*past, strict=True))
        length = math.fsum(abs(math.fsum(w * g for w, g in zip(weights, way, strict=True))) for way in ways)
        d.append(max(d[-1], estim_lr_coef * r / length))
        to = []
        for x, way in zip(rows[-1], ways, strict=True):
            m, v = averages([a * g for a, g in zip(d, way, strict=False)], beta1, beta2)
            to.append(x - share[-1] * m / (math.sqrt(v) + d[-1] * eps))
        rows.append(to)
    return rows
