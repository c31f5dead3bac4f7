"""A run as one lane of a frame: its path, markers, charts and facts, thinned for a view, or its full rows."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.answers import ANSWERS
from app.answers.answer import Answered
from app.engine.events import Event, as_json, events, marked_rows, shown, status, terrain
from app.engine.landscape import Landscape
from app.engine.run import Run
from app.engine.score import Kind, sparsely
from app.engine.series import SERIES
from app.engine.thinning.thin import extremes, path, places, stops
from app.engine.walker import Walker
from app.replies.axes import Span
from app.replies.ended import counted
from app.replies.examples import answered, moves_apart, own_tables, picks_at, told
from app.replies.facts import surface_facts
from app.replies.many import seen, steps_of
from app.replies.profile import profile
from app.replies.recent import Arrays, Lane
from app.replies.rows import columns, kept
from app.replies.view import Chart, Panel, View
from app.replies.wire import narrowed
from app.scene.limits import limits
from app.scene.scene import Scene

Json = dict[str, Any]
Draw = Callable[[int, Run], Lane]
DRAFT = 3000
"""Most vertices of all paths of a draft, 12 bytes each, so that it fits into one frame."""
VERTICES = 11_000
"""Most vertices of one path otherwise: 8 bytes each, in an array that must fit into one frame."""
STOPS = 4000
"""Most marker positions of all lanes of one answer, 8 bytes each."""
SCORED: dict[str, Kind] = {"held": "held", "train": "plain"}
"""The series that are losses on other examples than a step's, by their keys."""
DRAFT_SCORES = 80_000
"""Most rows times examples of these in all lanes of a draft: 7 ms of a logistic model's."""
EVENTS = 60
"""Most events in one answer, shared equally by the lanes; `EVENTS_OF_A_LANE` are sent for each lane in any case."""
EVENTS_OF_A_LANE = 8


def curves(landscape: Landscape, walker: Walker, run: Run, chart: Chart) -> Arrays:
    """Return min and max per pixel column of every series of the chart that the surface has."""
    log, per = chart.scale == "log", chart.per_step(landscape, walker)
    with np.errstate(all="ignore"):  # once, instead of `values` for each series, which takes a fifteenth of a short frame's time
        found = {key: SERIES[key].of(landscape, walker, run) for key in chart.series}
    return {
        key: extremes(values, SERIES[key].first_step, *chart.steps, chart.width, log=log, per=per)
        for key, values in found.items()
        if values is not None
    }


def vertices(run_x: NDArray[np.float64], run_y: NDArray[np.float64], panel: Panel, room: int, marked: Iterable[int], draft: bool) -> Any:
    """Return the vertices of a path in pixels of a panel, with their rows, shape (vertices, 3); the `marked` rows and the last one stay."""
    return path(panel.window(), run_x, run_y, room, [len(run_x) - 1, *marked], draft)


def lines(run: Run, panel: Panel, room: int, draft: bool, at: NDArray[np.int64], marked: Iterable[int]) -> Arrays:
    """Return a lane's path and marker positions in pixels of its panel."""
    found = vertices(run.x, run.y, panel, room, marked, draft)
    return {"path": found[:, :2], "path_steps": found[:, 2], "balls": places(panel.window(), run.x, run.y, at)}


def lane_facts(run: Run, found: list[Event], lanes: int) -> Json:
    """Return how one of `lanes` lanes ended, its first events and the number of all its events."""
    sent = shown(found, max(EVENTS_OF_A_LANE, EVENTS // lanes))
    return {"status": status(run), "events": [as_json(event) for event in sent], "events_total": len(found)}


def own_facts(scene: Scene, lane: int) -> Json:
    """Return what a lane has in the place of the scene's: the facts of its ground, and its start."""
    said = scene.lanes[lane]
    ground = {"surface": surface_facts(scene.grounds[lane])} if said.knobs else {}
    return {**ground, **({"start": said.start} if said.start else {})}


def reached(run: Run, surface: Mapping[str, Any], within: float | None) -> Json:
    """Return the first row whose loss is within `within` of the surface's lowest minimum, under the name that the header has for it."""
    if within is None:
        return {}
    lowest = min(filter(math.isfinite, surface["depths"]), default=0.0)
    rows = np.flatnonzero(run.loss <= lowest + within)
    return {"reached": int(rows[0]) if len(rows) else None}


def finder(scene: Scene) -> Callable[[int, Run], list[Event]]:
    """Return a function that finds the events of a lane's run."""
    facts = {ground: surface_facts(ground) for ground in scene.grounds}
    found = {ground: terrain(ground, each["minima"], each["saddles"]) for ground, each in facts.items()}
    return lambda i, run: events(run, scene.walkers[i], found[scene.grounds[i]])


def of_examples(scene: Scene, i: int, run: Run, view: View, found: Answered, at: NDArray[np.int64], room: int) -> tuple[Json, Arrays]:
    """Return the facts and arrays that only a lane on a surface made of examples has."""
    ground, walker = scene.grounds[i], scene.walkers[i]
    facts, arrays = {**told(ground, found), "batch": ground.at_once(walker.batch)}, {}
    if moves_apart(found, run):
        line = vertices(found.x, found.y, view.panels[i], room, (), view.draft)
        arrays = {"answer": line[:, :2], "answer_steps": line[:, 2]}
    if view.data:
        facts |= own_tables(scene, i) if scene.lanes[i].knobs else {}
        arrays |= picks_at(ground, walker, scene.steps, at, view.until)
    return facts, arrays


def thin_scores(scene: Scene, i: int, run: Run, view: View) -> None:
    """Compute the losses on other examples that the charts show at few rows alone, unless the lane's rule reads all of them."""
    answer = scene.lanes[i].answer
    kinds: list[Kind] = [kind for key, kind in SCORED.items() if key in view.chart.series]
    if not (answer and ANSWERS[answer.key].monitors):
        sparsely(scene.grounds[i], run, kinds, DRAFT_SCORES // len(scene.lanes))


def drawn(scene: Scene, view: View) -> tuple[Arrays, Draw]:
    """Return the shared arrays, and a function that turns a run into a lane, thinned for a view."""
    count = len(scene.lanes)
    at, room = stops(view.until or scene.steps, STOPS // count), DRAFT // count if view.draft else VERTICES
    find = None if view.draft else finder(scene)  # nobody reads events while dragging
    made, shares = scene.landscape().surface().data is not None, "committee" in view.chart.series

    def lane(i: int, run: Run) -> Lane:
        ground, panel, found = scene.grounds[i], view.panels[i], find(i, run) if find else []
        drawing = lines(run, panel, room, view.draft, at, marked_rows(found))
        own, curve = profile(ground, run, panel, view.profile, at) if view.profile else (None, {})
        many = seen(scene, i, run, view)
        more = {**({"profile": own} if own else {}), **({"many": many.facts} if many else {}), **own_facts(scene, i)}
        facts = lane_facts(run, found, count) | more | reached(run, surface_facts(ground), view.within)
        if made and view.draft:
            thin_scores(scene, i, run, view)
        of_charts = curves(ground, scene.walkers[i], run, view.chart)
        spans = {key: Span.of(of_charts[key], run.diverged) for key in view.chart.axes if key in of_charts}
        arrays = {**drawing, **of_charts, **curve, **(many.arrays if many else {})}
        answer = None
        if made:
            said = answered(ground, scene.lanes[i], scene.walkers[i], run)
            told_too, arrays_too = of_examples(scene, i, run, view, said, at, room)
            facts, arrays = facts | told_too, arrays | arrays_too
            answer = np.stack([said.x, said.y]) if shares else None
        return Lane(facts, narrowed(arrays), {**spans, **(many.spans if many else {})}, answer)

    bands = any(each.many for each in scene.lanes) and view.chart.by == "steps"
    return {"stops": at, **({"band_steps": steps_of(view.chart, view.until)} if bands else {})}, lane


def full(scene: Scene) -> tuple[Arrays, Draw]:
    """Return the shared arrays, and a function that turns a run into a lane with full columns.

    Only every k-th row is sent, so that there are at most `max_rows`; `steps` holds their steps.
    """
    every, find = -(-(scene.steps + 1) // limits().max_rows), finder(scene)

    def lane(i: int, run: Run) -> Lane:
        ground, walker = scene.grounds[i], scene.walkers[i]
        arrays = {name: array[kept(len(array), every)] for name, array in columns(ground, walker, run).items()}
        facts = lane_facts(run, find(i, run), len(scene.lanes)) | own_facts(scene, i) | counted(scene, i, run)
        if ground.surface().data:
            facts |= told(ground, answered(ground, scene.lanes[i], walker, run))
        return Lane(facts, arrays)

    return {"steps": kept(scene.steps + 1, every)}, lane
