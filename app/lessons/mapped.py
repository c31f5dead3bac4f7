"""The map of a lesson's scene for claims: thousands of runs, and what became of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.blocks.outcome import Outcome
from app.engine.blocks.outcomes import outcomes
from app.maps.asked import Asked
from app.maps.checks import check
from app.maps.goals import goals
from app.maps.plan import Plan
from app.scene.scene import Scene
from surfaces.surface import Point

Array = NDArray[np.float64]
Kinds = NDArray[np.int64]
Mask = NDArray[np.bool_]

COUNT = 128
"""Pixels of a side, by default: enough for every claim, and a fraction of a second."""
NOWHERE, DIVERGED = -1, -2


@dataclass(frozen=True)
class Drawn:
    """A map: values of the axes, shape (columns,) and (rows,), and of each pixel, shape (rows, columns), the lowest row first.

    `kind` is the number of the minimum within reach at the end, `NOWHERE` or `DIVERGED`; `loss` is infinite where a run diverged.
    """

    xs: Array
    ys: Array
    kind: Kinds
    loss: Array
    outcome: Outcome
    reach: float

    @property
    def gone(self) -> Mask:
        """Which pixels diverged."""
        gone: Mask = self.kind == DIVERGED
        return gone

    @property
    def best(self) -> tuple[float, float]:
        """The values of both axes at the lowest loss."""
        row, column = np.unravel_index(np.argmin(self.loss), self.loss.shape)
        return float(self.xs[column]), float(self.ys[row])

    def near(self, *points: Point) -> Kinds:
        """Return the number of the point within reach at the end; `NOWHERE` for none of them."""
        away = np.array([np.hypot(self.outcome.x - x, self.outcome.y - y) for x, y in points])
        found: Kinds = np.where(away.min(axis=0) <= self.reach, away.argmin(axis=0), NOWHERE)
        return found


def drawn(
    scene: Mapping[str, Any], count: int = COUNT, *, best: bool = False, bursts: bool = False, moved: tuple[float, float] = (0.0, 0.0)
) -> Drawn:
    """Return the map of a scene, with at most so many pixels a side; an axis must not be `steps`. `moved` is added to the axes' values."""
    made = Scene.model_validate(scene)
    assert made.map
    start = made.starts[made.map.lane]
    asked = Asked(made, made.map).smaller(count)
    check(asked)
    xs, ys = (values + far for values, far in zip(asked.values, moved, strict=True))
    varied = {path: each.ravel() for path, each in zip(asked.paths, np.meshgrid(xs, ys), strict=True)}
    plan = Plan(asked)
    reach, minima = plan.tolerance, goals(plan.landscape, varied).minima
    with np.errstate(all="ignore"):  # runs overflow before they count as diverged
        flat = outcomes(
            plan.landscape, plan.walker, start, made.steps, plan.noise(0), made.noise, varied, minima, reach, best=best, bursts=bursts
        )
    found = Outcome(**{name: values.reshape(len(ys), len(xs)) for name, values in vars(flat).items()})
    kind = np.where(found.diverged, DIVERGED, found.where)
    return Drawn(xs, ys, kind, np.where(found.diverged, np.inf, found.loss), found, reach)
