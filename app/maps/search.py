"""Two searches over the numbers of a map: runs on a grid and as many random ones, and the lowest loss that each finds."""

from dataclasses import replace
from typing import Any

import numpy as np

from app.engine.run import Array
from app.maps.axes import value_at
from app.maps.goals import goals
from app.maps.measures import DIVERGED
from app.maps.plan import Plan
from app.maps.tile import part, ran, same_steps
from app.scene.maps import SearchChoice

KINDS = ("grid", "random")


def places(chosen: SearchChoice) -> Array:
    """Return where the runs of both searches lie, as shares of the axes, shape (2 axes, 2 searches, runs).

    The grid lies at a random place in its cells, the same in all of them, so that neither search is luckier.
    """
    random, side = np.random.default_rng(chosen.seed), chosen.side
    x, y = (np.arange(side) + random.random((2, 1))) / side
    grid = np.stack([np.tile(x, side), np.repeat(y, side)])
    return np.stack([grid, random.random(grid.shape)], axis=1)


def described(plan: Plan) -> dict[str, Any]:
    """Return both searches as JSON: `points` [[x, y], ..], `best` a place among them, `loss` there; null if all runs diverged."""
    asked, chosen = plan.asked, plan.asked.chosen.search
    assert chosen
    values = [
        value_at(axis, of.whole, shares.ravel()) for axis, of, shares in zip(asked.chosen.axes, asked.places, places(chosen), strict=True)
    ]
    losses = final(plan, dict(zip(asked.paths, values, strict=True))).reshape(len(KINDS), -1)
    points = np.stack(values, axis=1).reshape(len(KINDS), -1, 2)
    return {kind: found(*each) for kind, *each in zip(KINDS, points, losses, strict=True)}


def final(plan: Plan, varied: dict[str, Array]) -> Array:
    """Return the final loss of runs with these numbers, infinity for one that diverged."""
    asked = plan.asked
    of_loss = Plan(replace(asked, chosen=asked.chosen.model_copy(update={"measure": "loss", "seeds": 1})))
    aims = goals(plan.landscape, varied)
    losses = np.empty(len(varied[asked.paths[0]]))
    for steps, which in same_steps(varied, asked.scene.steps):
        own = {name: np.ascontiguousarray(numbers[which]) for name, numbers in varied.items() if name != "steps"}
        kinds, reached = ran(of_loss, steps, own, part(aims, which), None)
        losses[which] = np.where((kinds == DIVERGED) | np.isnan(reached), np.inf, reached)
    return losses


def found(points: Array, losses: Array) -> dict[str, Any]:
    """Return a search with its best run."""
    best = int(np.argmin(losses))
    some = bool(np.isfinite(losses[best]))
    return {"points": points.tolist(), "best": best if some else None, "loss": float(losses[best]) if some else None}
