"""A scene as binary frames: thinned for a view, or with full rows."""

import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from time import monotonic
from typing import Any

import numpy as np
from latex2mathml.converter import convert
from numpy.typing import NDArray

from app.engine.events import Event, as_json, events, marked_rows, shown, status, terrain
from app.engine.landscape import Landscape
from app.engine.run import Run, Stale
from app.engine.series import SERIES, curvature
from app.engine.thinning.thin import extremes, path, places, stops
from app.engine.walker import Walker
from app.replies.axes import Span, axis
from app.replies.ended import counted
from app.replies.many import BAND, seen, steps_of
from app.replies.profile import profile
from app.replies.recent import Arrays, Lane, lanes_of
from app.replies.rows import columns, kept
from app.replies.view import Chart, Panel, View
from app.replies.wire import dumps, frame, narrowed, parted
from app.scene.limits import limits
from app.scene.scene import Scene

DRAFT = 3000
"""Most vertices of all paths of a draft, 12 bytes each, so that it fits into one frame."""
VERTICES = 11_000
"""Most vertices of one path otherwise: 8 bytes each, in an array that must fit into one frame."""
STOPS = 4000
"""Most marker positions of all lanes of one answer, 8 bytes each."""
EVENTS = 60
"""Most events in one answer, shared equally by the lanes; `EVENTS_OF_A_LANE` are sent for each lane in any case."""
EVENTS_OF_A_LANE = 8
FRAME = 94_000
"""Byte budget of a frame for a view: arrays and the lanes' events, not the rest of the header. The rest goes into another frame."""
PAUSE = 0.03
"""Seconds after the last frame of a long scene, after which the lanes that are ready are sent before the others."""


@lru_cache(maxsize=256)
@np.errstate(all="ignore")  # with an extreme knob, f may overflow at a minimum
def surface_facts(landscape: Landscape) -> dict[str, Any]:
    """Return what the page needs to know about the surface with these knobs: curvature, minima, saddles, its own axes.

    Cached, because finding minima is slow, and only the surface's knobs change them.
    """
    unit, knobs = landscape.surface(), landscape.knobs
    axes = unit.axes(**knobs) if unit.axes else None
    minima = unit.minima(**knobs)
    return {
        "curvature": curvature(landscape),
        "minima": minima,
        "depths": [unit.value(x, y, **knobs) for x, y in minima],
        "saddles": unit.saddles(**knobs) if unit.saddles else [],
        "echo": convert(unit.echo) if unit.echo else None,
        "axes": {"angle": axes[0], "center": axes[1]} if axes else None,
    }


def curves(landscape: Landscape, walker: Walker, run: Run, chart: Chart) -> Arrays:
    """Return min and max per pixel column of every series of the chart that the surface has."""
    log = chart.scale == "log"
    with np.errstate(all="ignore"):  # once, instead of `values` for each series, which takes a fifteenth of a short frame's time
        found = {key: SERIES[key].of(landscape, walker, run) for key in chart.series}
    return {
        key: extremes(values, SERIES[key].first_step, *chart.steps, chart.width, log=log)
        for key, values in found.items()
        if values is not None
    }


def lines(run: Run, panel: Panel, room: int, draft: bool, at: NDArray[np.int64], marked: Iterable[int]) -> Arrays:
    """Return a lane's path and marker positions in pixels of its panel; the path keeps the `marked` rows and the last one."""
    window = panel.window()
    vertices = path(window, run.x, run.y, room, [len(run.x) - 1, *marked], draft)
    return {"path": vertices[:, :2], "path_steps": vertices[:, 2], "balls": places(window, run.x, run.y, at)}


def lane_facts(run: Run, found: list[Event], lanes: int) -> dict[str, Any]:
    """Return how one of `lanes` lanes ended, its first events and the number of all its events."""
    sent = shown(found, max(EVENTS_OF_A_LANE, EVENTS // lanes))
    return {"status": status(run), "events": [as_json(event) for event in sent], "events_total": len(found)}


def reached(run: Run, surface: Mapping[str, Any], within: float | None) -> dict[str, Any]:
    """Return the first row whose loss is within `within` of the surface's lowest minimum, under the name that the header has for it."""
    if within is None:
        return {}
    lowest = min(filter(math.isfinite, surface["depths"]), default=0.0)
    rows = np.flatnonzero(run.loss <= lowest + within)
    return {"reached": int(rows[0]) if len(rows) else None}


def finder(scene: Scene, surface: Mapping[str, Any]) -> Callable[[int, Run], list[Event]]:
    """Return a function that finds the events of a lane's run."""
    place = terrain(scene.landscape(), surface["minima"], surface["saddles"])
    return lambda i, run: events(run, scene.walkers[i], place)


def drawn(scene: Scene, view: View, surface: Mapping[str, Any]) -> tuple[Arrays, Callable[[int, Run], Lane]]:
    """Return the shared arrays, and a function that turns a run into a lane, thinned for a view."""
    count = len(scene.lanes)
    at, room = stops(view.until or scene.steps, STOPS // count), DRAFT // count if view.draft else VERTICES
    find, landscape = None if view.draft else finder(scene, surface), scene.landscape()  # nobody reads events while dragging

    def lane(i: int, run: Run) -> Lane:
        found = find(i, run) if find else []
        drawing = lines(run, view.panels[i], room, view.draft, at, marked_rows(found))
        own, curve = profile(landscape, run, view.panels[i], view.profile, at) if view.profile else (None, {})
        many = seen(scene, i, run, view)
        more = {**({"profile": own} if own else {}), **reached(run, surface, view.within), **({"many": many.facts} if many else {})}
        lines_of_charts = curves(landscape, scene.walkers[i], run, view.chart)
        spans = {key: Span.of(lines_of_charts[key], run.diverged) for key in view.chart.axes if key in lines_of_charts}
        others, spans = (many.arrays, spans | many.spans) if many else ({}, spans)
        return Lane({**lane_facts(run, found, count), **more}, narrowed({**drawing, **lines_of_charts, **curve, **others}), spans)

    return {"stops": at, **({"band_steps": steps_of(view.chart, view.until)} if any(each.many for each in scene.lanes) else {})}, lane


def full(scene: Scene, surface: Mapping[str, Any]) -> tuple[Arrays, Callable[[int, Run], Lane]]:
    """Return the shared arrays, and a function that turns a run into a lane with full columns.

    Only every k-th row is sent, so that there are at most `max_rows`; `steps` holds their steps.
    """
    every = -(-(scene.steps + 1) // limits().max_rows)
    find, landscape = finder(scene, surface), scene.landscape()

    def lane(i: int, run: Run) -> Lane:
        arrays = {name: array[kept(len(array), every)] for name, array in columns(landscape, scene.walkers[i], run).items()}
        return Lane(lane_facts(run, find(i, run), len(scene.lanes)) | counted(scene, i, run), arrays)

    return {"steps": kept(scene.steps + 1, every)}, lane


def batches(made: Iterable[tuple[int, Lane]], count: int, pause: float) -> Iterator[dict[int, Lane]]:
    """Yield `count` lanes in groups; a group ends with the first lane that is ready `pause` seconds after the last group."""
    ready: dict[int, Lane] = {}
    since = monotonic()
    for i, lane in made:
        ready[i] = lane
        count -= 1
        if not count or monotonic() - since >= pause:
            yield ready
            ready, since = {}, monotonic()


def axes(view: View, lanes: Sequence[Lane]) -> dict[str, Any]:
    """Return the vertical axes that the view asks for, each for all lanes of an answer."""
    chart, found = view.chart, {}
    for key, scale in chart.axes.items():
        spans = [lane.spans[each] for lane in lanes for each in (key, BAND + key) if each in lane.spans]
        near = (getattr(chart, where) or getattr(view.panels[0], where)) if (where := SERIES[key].axis) else None
        found[key] = axis(SERIES[key], spans, ticks=chart.ticks, scale=scale, near=near, limited=view.until is None)
    return {"axes": found} if found else {}


def headed(number: int, part: int, last: bool, scene: Scene, surface: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Return the header of part `part` of the answer to message `number`."""
    return {"id": number, "kind": "scene", "part": part, "last": last, "steps": scene.steps, "surface": surface, **more}


def pictures(number: int, scene: Scene, view: View | None, stale: Stale | None = None) -> Iterator[bytes]:
    """Yield the frames that answer message `number`: several if runs are slow or the answer is larger than a frame, else one.

    Raises Abandoned if `stale` is set meanwhile.
    """
    surface, left = surface_facts(scene.landscape()), len(scene.lanes)
    shared, lane = drawn(scene, view, surface) if view else full(scene, surface)
    room = FRAME - 4 * sum(array.size for array in shared.values()) if view else sys.maxsize
    part, pause = 0, math.inf if scene.is_quick() else PAUSE
    done: list[Lane] = []
    for ready in batches(lanes_of(scene, view, lane, stale), left, pause):
        left -= len(ready)
        done += ready.values()
        words = sum(len(dumps(made.facts)) for made in ready.values())
        parts = parted({i: (made.facts, made.arrays) for i, made in ready.items()}, len(scene.lanes), room - words)
        for lanes in parts:
            last = not left and lanes is parts[-1]
            more = axes(view, done) if view and last else {}
            yield frame(headed(number, part, last, scene, surface, more), shared, lanes)
            part, shared = part + 1, {}


def picture(number: int, scene: Scene, view: View | None) -> bytes:
    """Return the answer to message `number` as one frame of any size, for a file."""
    surface = surface_facts(scene.landscape())
    shared, lane = drawn(scene, view, surface) if view else full(scene, surface)
    lanes = [made for _, made in sorted(scene.run_each(lane), key=itemgetter(0))]
    more = axes(view, lanes) if view else {}
    return frame(headed(number, 0, True, scene, surface, more), shared, [(made.facts, made.arrays) for made in lanes])
