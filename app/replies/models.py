"""Where the examples of a surface lie, and what the models of its lanes make of them, as the page draws it (static/js/data)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.run import Run
from app.replies import committee
from app.replies.examples import answered, picks
from app.replies.ticks import Range
from app.scene.scene import Scene
from surfaces.data.model import Model
from surfaces.data.table import rows_of

Array = NDArray[np.float64]
POINTS = 96
"""Pieces of a curve."""
SPARE, BELOW, ABOVE = 0.08, 0.14, 0.22
"""Shares of the range of the examples that stay free at the sides, below and above."""
APART = 5
"""Pixels between two nodes of the mesh on which the mean answer between two classes is computed."""
TINY = 1e-9
"""Weights that are shorter have no line between two classes."""


def training(scene: Scene) -> Array:
    """Return the training examples a, b, t that are drawn, shape (n, 3): one's own as they are, else those that the knobs make."""
    ground = scene.landscape()
    own = ground.data().examples
    return np.array(own, dtype=np.float64) if own else rows_of(ground.plain())[:, 1:]


def checks(scene: Scene) -> Array:
    """Return the validation examples a, b, t, shape (m, 3)."""
    return rows_of(scene.landscape().held())[:, 1:]


def places(model: Model, rows: Array) -> Array:
    """Return where examples are drawn, shape (n, 2): targets over input a, classes in the plane of both inputs."""
    return rows[:, [0, 1 if model.classes else 2]]


def view(found: Array) -> tuple[Range, Range]:
    """Return the ranges of both axes that show places, shape (n, 2), with room around them."""
    return ranged(found[:, 0], SPARE, SPARE), ranged(found[:, 1], BELOW, ABOVE)


def ranged(values: Array, below: float, above: float) -> Range:
    """Return the range of values with shares of it more at both ends."""
    low, high = float(values.min()), float(values.max())
    span = high - low or abs(high) or 1.0
    return low - below * span, high + above * span


def squared(both: tuple[Range, Range], width: float, height: float) -> tuple[Range, Range]:
    """Return ranges with equal units in a box, so that a line at right angles to the weights looks so."""
    unit = max((high - low) / size for (low, high), size in zip(both, (width, height), strict=True))

    def widened(low: float, high: float, size: float) -> Range:
        spare = (unit * size - (high - low)) / 2
        return low - spare, high + spare

    return widened(*both[0], width), widened(*both[1], height)


def companion(rows: Array) -> tuple[float, float]:
    """Return the input b that goes with an input a, as b = first + second a: the constant if all have one, else the share of a."""
    a, b = rows[:, 0], rows[:, 1]
    if (b == b[0]).all():
        return float(b[0]), 0.0
    return 0.0, float((a * b).sum() / ((a * a).sum() or 1.0))


def curve(model: Model, weights: tuple[float, float], across: Range, beside: tuple[float, float]) -> Array:
    """Return a model's answers over the first input, shape (points, 2)."""
    a = np.linspace(*across, POINTS + 1)
    return np.column_stack([a, model.answer(*weights, a, beside[0] + beside[1] * a)])


def border(weights: tuple[float, float], value: float, both: tuple[Range, Range]) -> Array:
    """Return the ends, far outside of the view, of the line on which x a + y b has a value, shape (2, 2); none if all weights are zero."""
    (x, y), size = weights, math.hypot(*weights)
    if not size > TINY:
        return np.empty((0, 2))
    a, b = value * (x / size) / size, value * (y / size) / size
    reach = 2 * math.hypot(*both[0], *both[1]) + math.hypot(a, b)
    return np.array([[a - far * y / size, b + far * x / size] for far in (-reach, reach)])


def weights(scene: Scene, lane: int, run: Run, step: int) -> tuple[float, float] | None:
    """Return the weights of a lane at a step, at the end those that its run answers with; None if they are no numbers."""
    k = min(step, len(run.x) - 1)
    found = float(run.x[k]), float(run.y[k])
    if k >= scene.steps:
        own = answered(scene.grounds[lane], scene.lanes[lane], scene.walkers[lane], run)
        found = float(own.x[-1]), float(own.y[-1])
    return found if all(map(math.isfinite, found)) else None


def together(scene: Scene, known: Mapping[int, tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the weights of the lanes that answer together, of those known by lane; none if one is not known, or only one answers."""
    found = [known.get(lane) for lane in committee.members(scene)]
    own = [at for at in found if at is not None]
    return own if len(own) == len(found) > 1 else []


def mean(model: Model, members: Sequence[tuple[float, float]], a: Array, b: Array) -> Array:
    """Return the mean answer of several weights for inputs of one shape."""
    x, y = np.array(members).T.reshape(2, -1, *[1] * a.ndim)
    return np.asarray(model.answer(x, y, a, b).mean(axis=0))


def mesh(model: Model, members: Sequence[tuple[float, float]], both: tuple[Range, Range], size: tuple[float, float]) -> Array:
    """Return the mean answers over a plot of two classes, shape (rows, columns), the lowest row first."""
    nx, ny = (max(2, math.floor(length / APART + 0.5) + 1) for length in size)
    return mean(model, members, *np.meshgrid(np.linspace(*both[0], nx), np.linspace(*both[1], ny)))


@dataclass(frozen=True)
class Seen:
    """The numbers of the examples that a lane's step sees, among those drawn."""

    lane: int
    examples: list[int]


def lit(scene: Scene, lane: int, step: int, shown: Array) -> Seen | None:
    """Return what the step from a row sees, at the end the last one, among examples shown, shape (n, 3); None without mini-batches."""
    if not scene.lanes[lane].batch:
        return None
    ground = scene.grounds[lane]
    row = np.array([min(step + 1, scene.steps)])
    found = [int(i) for i in picks(ground, scene.walkers[lane], scene.steps, row)[0] if i >= 0]
    rows = rows_of(ground.plain())[:, 1:]
    if not np.array_equal(rows, shown):  # examples of its own: found among those drawn
        same = (np.flatnonzero((shown == rows[i]).all(axis=1)) for i in found)
        found = [int(each[0]) for each in same if len(each)]
    return Seen(lane, found)
