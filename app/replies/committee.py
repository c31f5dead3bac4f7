"""A committee: the walkers answer together, with the mean of their answers."""

import math
from collections.abc import Sequence
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from app.engine.landscape import Array, Landscape
from app.engine.run import Run, check
from app.engine.thinning.thin import extremes
from app.replies.examples import answered
from app.replies.view import Chart
from app.scene.faults import single
from app.scene.scene import Scene
from app.scene.texts import FromTexts
from surfaces.data.table import rows_of

KEY = "committee"
DRAFT = 100
"""Points of the curve while a hand moves something."""
AT_ONCE = 100_000
"""Answers that are computed at once, which limits the memory."""


def members(scene: Scene) -> list[int]:
    """Return the numbers of the lanes that answer together: those fitted to bootstrap samples, if there are two or more, else all."""
    sampled = [i for i, ground in enumerate(scene.grounds) if ground.knobs.get("resample")]
    return sampled if len(sampled) > 1 else [*range(len(scene.lanes))]


def judged(landscape: Landscape, x: Array, y: Array) -> Array:
    """Return the validation loss of the mean answer of several weights, x and y of shape (members, rows): shape (rows,)."""
    model, (c, a, b, t) = landscape.data().model, rows_of(landscape.held()).T
    found, step = np.empty(x.shape[1]), max(1, AT_ONCE // (len(x) * len(c)))
    with np.errstate(all="ignore"):
        for begin in range(0, len(found), step):
            here = slice(begin, begin + step)
            mean = model.answer(x[:, here, None], y[:, here, None], a, b).mean(axis=0)
            found[here] = (c * model.judge(mean, t)).sum(axis=1)
            check()
    return found


def of(scene: Scene, answers: Sequence[Array]) -> Array:
    """Return the validation loss of the committee at every row that all members have, for the answers of its members, shape (2, rows)."""
    rows = min(each.shape[1] for each in answers)
    x, y = np.stack([each[:, :rows] for each in answers], axis=1)
    return judged(scene.landscape(), x, y)


class Wanted(FromTexts):
    """Whether the committee is asked for."""

    committee: Annotated[Literal[0, 1], Field(description="1: the validation loss of the walkers' mean answer")] = 0

    def of(self, scene: Scene) -> bool:
        """Return whether it is; raise Refused on a surface that is not made of examples."""
        if self.committee and not scene.landscape().surface().data:
            raise single("no_examples", KEY, self.committee, name=KEY)
        return self.committee == 1


def of_runs(scene: Scene, runs: Sequence[Run]) -> Array:
    """Return the same for the runs of all lanes."""
    own = [answered(scene.grounds[i], scene.lanes[i], scene.walkers[i], runs[i]) for i in members(scene)]
    return of(scene, [np.stack([each.x, each.y]) for each in own])


def curve(scene: Scene, answers: Sequence[Array], chart: Chart, draft: bool = False) -> Array:
    """Return min and max per pixel column of the committee's curve, for the answers of all lanes; a draft's has fewer points."""
    own = members(scene)
    per = chart.per_step(scene.grounds[own[0]], scene.walkers[own[0]])
    thin = thinned(min(answers[i].shape[1] for i in own), per, chart, DRAFT if draft else 2 * chart.width)
    values = of(scene, [answers[i][:, thin] for i in own])
    rows = np.full(int(thin[-1]) + 1, math.nan)
    rows[thin] = values
    return extremes(rows, 0, *chart.steps, chart.width, log=chart.scale == "log", per=per)


def average(scene: Scene, losses: Sequence[Array]) -> Array:
    """Return the mean of the members' curves of the validation loss, of those of all lanes, each of shape (columns, 2).

    It is NaN from where the first member ends. The page computes the same from the curves that it has: static/js/charts/committee.js.
    """
    own = np.array([losses[i] for i in members(scene)])
    return np.asarray(own.mean(axis=0))


def thinned(rows: int, per: int, chart: Chart, count: int) -> NDArray[np.int64]:
    """Return about `count` rows at which a chart's curve is computed, evenly spaced on its axis."""
    begin, end = (min(rows - 1, step / per) for step in chart.steps)
    found = np.geomspace(1 + begin, 1 + end, count) - 1 if chart.scale == "log" else np.linspace(begin, end, count)
    return np.unique(np.append(found.round().astype(np.int64), rows - 1))
