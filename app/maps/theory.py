"""What theory says about a map whose one axis is the learning rate: lines and points over it.

Below `stable` steps shrink: 2 / L for gradient descent, where L is the largest curvature (`Optimizer.stable` for the others); `level` is
its multiple of 1 / L where that is the same everywhere. The rest holds on quadratics alone. `rate`: each step multiplies the distance
by `level` in the long run. `critical`: on one side of it the slowest direction creeps, on the other it swings. `optimum`: the best
rate, or the best rate and momentum. Goh 2017, Why Momentum Really Works, doi:10.23915/distill.00006; Polyak 1964.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from contourpy import LineType, contour_generator

from app.engine.explain.inspector import limit
from app.engine.landscape import Landscape
from app.engine.run import Array
from app.engine.walker import Walker
from app.maps.plan import Plan

HEAVY = ("momentum", "momentum_polyak")
"""The methods whose second knob is a momentum in Polyak's sense."""
LEVELS = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98)
"""The factors of a step for which there are lines."""
NODES = 256
"""Nodes on each axis for these lines, at most: they have corners, which fewer would round off in steps."""
Line = dict[str, Any]


def theory(plan: Plan) -> list[Line]:
    """Return the lines that hold for a map; each has a `name` and `points`, [x, y] in the units of the axes."""
    walker, paths = plan.walker, plan.asked.paths
    partial = walker.batch or any(walker.freeze) or any(path.partition(".")[0] in ("batch", "freeze") for path in paths)
    if "knobs.lr" not in paths or walker.schedule != "constant" or walker.clip is not None or partial:
        return []  # a batch bends more than all examples together
    along = paths.index("knobs.lr")
    with np.errstate(all="ignore"):
        found = [*stable(plan, along), *best_rate(plan, along), *heavy(plan, along)]
    return [
        {**line, "points": line["points"] if not along else [point[::-1] for point in line["points"]]} for line in found if line["points"]
    ]


def varied(plan: Plan, path: str, value: float) -> tuple[Landscape, Walker]:
    """Return surface and lane with a number changed, if that is one of the surface's or the lane's."""
    head, _, name = path.partition(".")
    landscape, walker = plan.landscape, plan.walker
    if head == "surface":
        return replace(landscape, knobs={**landscape.knobs, name: value}), walker
    if head == "knobs":
        return landscape, replace(walker, knobs={**walker.knobs, name: value})
    if path == "weight_decay":
        return landscape, replace(walker, weight_decay=value)
    if head == "lr_scale":
        x, y = walker.lr_scale
        return landscape, replace(walker, lr_scale=(value, y) if name == "0" else (x, value))
    return landscape, walker


def hessian(landscape: Landscape) -> Array | None:
    """Return the Hessian of a quadratic, None of another surface; of one with kinks, the slopes do not change as it says."""
    unit, arguments = landscape.surface(), landscape.arguments()
    (x0, x1), (y0, y1) = unit.domain
    places = [(x0 + a * (x1 - x0), y0 + b * (y1 - y0)) for a, b in ((0.13, 0.71), (0.58, 0.22), (0.87, 0.93))]
    found = np.array([unit.hess(x, y, *arguments) for x, y in places], dtype=np.float64)
    if not np.isfinite(found).all() or not np.allclose(found, found[0], rtol=1e-9, atol=1e-12 * np.abs(found).max()):
        return None
    xx, xy, yy = found[0]
    bends = np.array([[xx, xy], [xy, yy]])
    corners = np.array([(x0, y0), (x1, y1)])
    falls, rises = (np.array(unit.grad(*corner, *arguments), dtype=np.float64) for corner in corners)
    grows = bends @ (corners[1] - corners[0])
    return bends if np.allclose(rises - falls, grows, rtol=1e-6, atol=1e-9 * np.abs(grows).max()) else None


def stable(plan: Plan, along: int) -> Iterator[Line]:
    """Yield the largest stable rate for each value of the other axis."""
    path, points, factors = plan.asked.paths[1 - along], [], set()
    for value in plan.asked.values[1 - along].tolist():
        landscape, walker = varied(plan, path, value)
        bends = hessian(landscape)
        if bends is None:
            curvature = float(landscape.surface().curvature(*landscape.arguments()))
            if walker.lr_scale[0] != walker.lr_scale[1] or not np.isfinite(curvature):
                return  # the curvature alone says nothing about two rates
            bends = curvature * np.eye(2)
        if (found := limit(walker, bends)) is None:
            return
        points.append([found["rate"], value])
        factors.add(round(found["factor"], 9))
    yield {"name": "stable", "points": points, **({"level": factors.pop()} if len(factors) == 1 else {})}


def curvatures(landscape: Landscape, walker: Walker) -> tuple[float, float] | None:
    """Return the smallest and the largest curvature of a quadratic bowl with equal rates, None of anything else."""
    bends = hessian(landscape) if walker.lr_scale == (1.0, 1.0) else None
    if bends is None:
        return None
    low, high = np.linalg.eigvalsh(bends + walker.weight_decay * np.eye(2)).tolist()
    return (low, high) if low > 0 else None


def best_rate(plan: Plan, along: int) -> Iterator[Line]:
    """Yield the best rate of gradient descent for each value of the other axis: 2 / (l + L)."""
    if plan.walker.optimizer != "gradient_descent":
        return
    points = []
    for value in plan.asked.values[1 - along].tolist():
        if (found := curvatures(*varied(plan, plan.asked.paths[1 - along], value))) is None:
            return
        points.append([2 / sum(found), value])
    yield {"name": "optimum", "points": points}


def factor(rate: Array, mu: Array, curvature: float) -> Array:
    """Return by what a step of momentum multiplies the distance in the long run, along a direction of this curvature."""
    half = (1 + mu - rate * curvature) / 2
    root = np.sqrt(np.maximum(half**2 - mu, 0))
    return np.where(half**2 < mu, np.sqrt(mu), np.abs(half) + root)


def heavy(plan: Plan, along: int) -> Iterator[Line]:
    """Yield what is known of momentum on a quadratic, where rate and momentum are the axes."""
    found = (
        curvatures(plan.landscape, plan.walker) if plan.walker.optimizer in HEAVY and plan.asked.paths[1 - along] == "knobs.mu" else None
    )
    if found is None:
        return
    low, high = found
    rates, shares = plan.asked.values[along], plan.asked.values[1 - along]
    x, y = np.meshgrid(rates[:: -(-len(rates) // NODES)], shares[:: -(-len(shares) // NODES)])
    lines: Any = contour_generator(x, y, np.maximum(factor(x, y, low), factor(x, y, high)), line_type=LineType.Separate)
    yield from ({"name": "rate", "level": level, "points": line.tolist()} for level in LEVELS for line in lines.lines(level))
    roots = np.sqrt(np.maximum(shares, 0))
    yield {"name": "critical", "points": np.stack([(1 - roots) ** 2 / low, shares], axis=1).tolist()}
    yield {"name": "critical", "points": np.stack([(1 + roots) ** 2 / high, shares], axis=1).tolist()}
    apart, together = np.sqrt(high) - np.sqrt(low), np.sqrt(high) + np.sqrt(low)
    yield {"name": "optimum", "points": [[4 / together**2, float((apart / together) ** 2)]]}
