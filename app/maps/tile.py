"""Draws one patch of a map: the one function that threads and other machines run."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.engine.blocks.outcomes import outcomes
from app.engine.run import Array, Stale
from app.maps.goals import Goals, goals
from app.maps.jobs import Job, pixels
from app.maps.measures import Bytes, classes, packed, together, value
from app.maps.plan import Plan, plan_of


@dataclass(frozen=True)
class Tile:
    """A patch with the class and the value of each of its pixels, in the order of `pixels`, and the seconds of a processor it took."""

    job: Job
    classes: Bytes
    values: Any
    seconds: float


def same_steps(varied: dict[str, Array], steps: int) -> Iterator[tuple[int, Any]]:
    """Yield a number of steps and the pixels that take so many."""
    own = varied.get("steps")
    if own is None:
        yield steps, slice(None)
    else:
        for taken in np.unique(own).tolist():
            yield int(taken), np.flatnonzero(own == taken)


def tile(plan: Plan, job: Job, stale: Stale | None = None) -> Tile:
    """Draw a patch; raise Abandoned once `stale` is set."""
    begun = time.thread_time()
    i, j = pixels(job, *plan.size, plan.coarse)
    (x, y), (of_x, of_y) = plan.asked.values, plan.asked.paths
    varied = {of_x: x[i], of_y: y[j]}
    aims = goals(plan.landscape, varied, stale)
    kinds, found = np.empty(len(i), dtype=np.uint8), np.empty(len(i))
    for steps, which in same_steps(varied, plan.asked.scene.steps):
        own = {name: np.ascontiguousarray(numbers[which]) for name, numbers in varied.items() if name != "steps"}
        kinds[which], found[which] = ran(plan, steps, own, part(aims, which), stale)
    values = packed(found, plan.value, aims.lowest) if plan.packed else found
    return Tile(job, kinds, values, time.thread_time() - begun)


def part(aims: Goals, which: Any) -> Goals:
    """Return the goals of some of the pixels."""
    return aims if aims.lowest.size == 1 else Goals(*(np.ascontiguousarray(each[..., which]) for each in aims))


def ran(plan: Plan, steps: int, varied: dict[str, Array], aims: Goals, stale: Stale | None) -> tuple[Bytes, Array]:
    """Return class and value of pixels that take so many steps."""
    scene, measure = plan.asked.scene, plan.asked.chosen.measure
    until = None if plan.asked.until is None else min(plan.asked.until, steps)
    start = scene.starts[plan.asked.chosen.lane]
    kinds, found = [], []
    for seed in range(plan.asked.seeds()):
        out = outcomes(
            plan.landscape, plan.walker.drawn(scene.seed + seed), start, steps, plan.noise(seed)[:steps], scene.noise, varied,
            aims.minima, plan.tolerance, best=measure == "best", bursts=measure == "bursts", until=until, stale=stale,
        )  # fmt: skip
        kinds.append(classes(out, aims, plan.tolerance))
        found.append(value(out, measure))
    return together(kinds, found, measure)


def tile_of(text: str, coarse: int, is_packed: bool, job: Job) -> Tile:
    """Draw a patch of a map that another process describes."""
    return tile(plan_of(text, coarse, is_packed), job)
