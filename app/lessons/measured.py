"""Step counts and distances of a run for claims, and variants of a scene: another start, other noise."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.ends import end_of, known, radii
from app.engine.many import other_runs
from app.engine.run import Run
from app.lessons.measure import runs
from app.scene.scene import Scene

HAIR = 1e-9


def both(scene: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the scene, and the scene with its start shifted by a hair: a claim must hold for both."""
    x, y = scene["start"]
    return dict(scene), {**scene, "start": [x + HAIR, y + HAIR]}


def first(mask: NDArray[np.bool_]) -> int | None:
    """Return the first step at which a condition holds, or None."""
    steps = np.flatnonzero(mask)
    return int(steps[0]) if len(steps) else None


def never(steps: int | None) -> float:
    """Return a number of steps for comparisons: infinity for None."""
    return float("inf") if steps is None else float(steps)


def distance(run: Run, x: float = 0.0, y: float = 0.0) -> NDArray[np.float64]:
    """Return the distance from a point, shape (steps + 1,)."""
    away: NDArray[np.float64] = np.hypot(run.x - x, run.y - y)
    return away


def arrival(run: Run, share: float = 1e-6) -> float:
    """Return the step at which this share of the distance to the origin is left, infinity for none."""
    away = distance(run)
    return never(first(away < share * away[0]))


def shown(scene: Mapping[str, Any]) -> Iterator[list[Run]]:
    """Yield, for each lane, the runs that its picture shows: its own, and the others if it is run many times."""
    made = Scene.model_validate(scene)
    for lane, ground, walker, own in zip(made.lanes, made.grounds, made.walkers, made.run(), strict=True):
        many = lane.many.made() if lane.many else None
        yield [own, *(other_runs(ground, walker, own, many, many.count - 1) if many else ())]


def ends(scene: Mapping[str, Any]) -> list[Counter[int]]:
    """Return, for each lane, how many of its runs end in the well of each minimum, as its panel says."""
    found = []
    for ground, lane in zip(Scene.model_validate(scene).grounds, shown(scene), strict=True):
        minima = known(ground)
        radius = radii(minima, ground.surface().domain)
        found.append(Counter(end_of(run, minima, radius) for run in lane))
    return found


def middles(scene: Mapping[str, Any]) -> list[float]:
    """Return, for each lane, the middle loss of its runs at the last step; a run that has diverged counts as above all others."""
    return [float(np.median([np.inf if run.diverged else run.loss[-1] for run in lane])) for lane in shown(scene)]


def seeds(scene: Mapping[str, Any], count: int) -> Iterator[list[Run]]:
    """Yield the runs of a scene with noise of seeds 0, 1, ..."""
    return (runs(scene, seed=seed) for seed in range(count))
