"""The many runs of a lane as a picture shows them: traces, ends, bands of the charts, and how many end where."""

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.ends import DIVERGED, end_of, known, radii
from app.engine.landscape import Landscape
from app.engine.many import other_runs
from app.engine.run import Array, Run
from app.engine.series import SERIES
from app.engine.thinning.thin import Window, path
from app.engine.walker import Walker
from app.replies.axes import Scale, Span
from app.replies.ended import final, quantiles, told
from app.replies.recent import Arrays
from app.replies.view import Chart, View
from app.scene.scene import Scene
from app.schedules import SCHEDULES

VERTICES, DRAFT = 16_000, 1_500
"""Most vertices of the traces of all lanes of an answer and of a draft, 12 bytes each."""
ROOM, LEAST = 160, 40
"""Most vertices of one trace; with less room left than the second number, no further run is traced."""
DRAFT_RUNS, DRAFT_STEPS = 40, 40_000
"""Most runs of all lanes of a draft beside their own, and most steps of these: what a frame under a hand has time for."""
PLACES = 160
"""Most steps at which a band is measured."""
BAND = "band_"
"""How the name of a band begins; the series' key follows."""


def places(begin: float, end: float, count: int = PLACES, scale: Scale = "linear") -> NDArray[np.int64]:
    """Return about `count` steps at which bands are measured, evenly spaced in steps or in log (1 + step), rising."""
    found = np.geomspace(1 + begin, 1 + end, count) - 1 if scale == "log" else np.linspace(begin, end, count)
    return np.unique(found.round().astype(np.int64))


def steps_of(chart: Chart, until: int | None, per: int = 1) -> NDArray[np.int64]:
    """Return the steps at which the bands of a chart are measured whose axis goes on by `per` with every step."""
    begin, end = chart.steps[0] / per, min(chart.steps[1] / per, until or math.inf)
    return places(min(begin, end), end, min(PLACES, chart.width), chart.scale)


def rises(key: str) -> bool:
    """Return whether a series grows beyond every bound in a run that diverges: f and its slope do, rates and positions do not."""
    return SERIES[key].log and not SERIES[key].first_step


def sample(landscape: Landscape, walker: Walker, run: Run, key: str, at: NDArray[np.int64]) -> Array | None:
    """Return a series of a run at some steps, rising, NaN where it has no value; None if the surface has no such series."""
    series = SERIES[key]
    values, rows = series.of(landscape, walker, run), at - series.first_step
    if values is None:
        return None
    if rows[0] >= 0 and rows[-1] < len(values):  # as of most runs
        return values[rows]
    found, there = np.full(len(at), np.nan), (rows >= 0) & (rows < len(values))
    found[there] = values[rows[there]]
    return found


class Spread(NamedTuple):
    """A lane's part of the header, its arrays, and the span of every band."""

    facts: dict[str, Any]
    arrays: Arrays
    spans: dict[str, Span | None]


class Gathered:
    """What is kept of the runs of a lane while they are made one by one."""

    def __init__(self, landscape: Landscape, walker: Walker, window: Window, keys: list[str], at: NDArray[np.int64], vertices: int) -> None:
        self.landscape, self.walker, self.window, self.at, self.left = landscape, walker, window, at, vertices
        self.minima = known(landscape)
        self.radius = radii(self.minima, landscape.surface().domain)
        self.bands: dict[str, list[Array]] = {key: [] for key in keys}
        self.ends: list[int] = []
        self.losses: list[float] = []
        self.last: list[tuple[float, float]] = []
        self.traces: list[Array] = []

    def count(self, run: Run) -> None:
        """Add a run to ends and bands."""
        self.ends.append(end_of(run, self.minima, self.radius))
        self.losses.append(final(run))
        for key, rows in self.bands.items():
            values = sample(self.landscape, self.walker, run, key, self.at)
            if values is not None:
                rows.append(values)

    def trace(self, run: Run) -> None:
        """Add the path of a run while there is room, and its last position."""
        self.last.append((math.nan, math.nan) if run.diverged else (run.x[-1], run.y[-1]))
        room = min(ROOM, self.left)
        if room >= LEAST:
            self.traces.append(path(self.window, run.x, run.y, room, draft=True))
            self.left -= len(self.traces[-1])

    def answer(self, facts: dict[str, Any]) -> Spread:
        """Return all of it."""
        traces = np.concatenate(self.traces) if self.traces else np.empty((0, 3))
        x, y = np.array(self.last, dtype=np.float64).reshape(-1, 2).T
        arrays = {"others": traces[:, :2], "others_steps": traces[:, 2], "ends": np.column_stack(self.window.pixels(x, y))}
        stacks = {key: np.array(rows) for key, rows in self.bands.items() if rows}
        bands = {BAND + key: quantiles(np.where(np.isfinite(all_), all_, np.nan), rises(key)) for key, all_ in stacks.items()}
        bands = {key: edges for key, edges in bands.items() if not np.array_equal(edges[0], edges[2], equal_nan=True)}
        has_left = DIVERGED in self.ends
        spans = {key: Span.of(np.ascontiguousarray(edges[[0, 2]].T), has_left) for key, edges in bands.items()}
        return Spread({**facts, "traced": len(self.traces), **told(self.ends, self.losses)}, {**arrays, **bands}, spans)


def number_of(scene: Scene, lane: int, draft: bool) -> int:
    """Return how many runs of a lane are made beside its own one: fewer in a draft."""
    many = scene.lanes[lane].many
    if many is None:
        return 0
    wanted = many.made().different(scene.noise, scene.walkers[lane], scene.grounds[lane]) - 1
    lanes = sum(each.many is not None for each in scene.lanes)
    return min(wanted, DRAFT_RUNS // lanes, max(1, DRAFT_STEPS // (scene.steps * lanes))) if draft else wanted


def seen(scene: Scene, lane: int, own: Run, view: View) -> Spread | None:
    """Return the many runs of a lane as a view shows them; None if it is run once."""
    if scene.lanes[lane].many is None:
        return None
    per = view.chart.per_step(scene.grounds[lane], scene.walkers[lane])
    window, at = view.panels[lane].window(), np.minimum(steps_of(view.chart, view.until, per), scene.steps)
    found = spread(scene, lane, own, window, [*view.chart.axes], at, draft=view.draft, until=view.until)
    if found and view.chart.by == "examples":
        return found._replace(arrays={**found.arrays, "band_steps": at})
    return found


@np.errstate(all="ignore")  # once: for each run it takes a tenth of its time
def spread(
    scene: Scene, lane: int, own: Run, window: Window, charts: Sequence[str], at: NDArray[np.int64], *,
    draft: bool = False, until: int | None = None,
) -> Spread | None:  # fmt: skip
    """Return the many runs of a lane, made one at a time, on a panel and on charts; None if it is run once.

    `at`: the steps at which bands are measured. Raises Abandoned if `mark` is set meanwhile.
    """
    many = scene.lanes[lane].many
    if many is None:
        return None
    number, lanes = number_of(scene, lane, draft), sum(each.many is not None for each in scene.lanes)
    heard = any(SCHEDULES[each.schedule].react for each in scene.walkers[lane].line())
    keys = [key for key in dict.fromkeys(charts) if not SERIES[key].runs and (key != "lr" or heard)]  # else all runs have one rate
    found = Gathered(scene.grounds[lane], scene.walkers[lane], window, keys, at, (DRAFT if draft else VERTICES) // lanes)
    found.count(own)
    for run in other_runs(found.landscape, found.walker, own, many.made(), number, until):
        found.count(run)
        found.trace(run)
    return found.answer({"runs": number + 1, "of": many.count, "over": many.over})
