"""A scene as binary frames: thinned for a view, or with full rows."""

import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from time import monotonic
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.run import Run, Stale
from app.engine.series import SERIES
from app.replies import committee
from app.replies.axes import Span, axis
from app.replies.drawn import drawn, full
from app.replies.examples import tables
from app.replies.facts import surface_facts
from app.replies.many import BAND
from app.replies.recent import Arrays, Lane, lanes_of
from app.replies.view import View
from app.replies.wire import dumps, frame, narrowed, parted
from app.scene.scene import Scene

More = Callable[[int, Run, NDArray[np.int64]], Arrays]
FRAME = 94_000
"""Byte budget of a frame for a view: arrays and the lanes' events, not the rest of the header. The rest goes into another frame."""
PAUSE = 0.03
"""Seconds after the last frame of a long scene, after which the lanes that are ready are sent before the others."""


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


def axes(view: View, lanes: Sequence[Lane], shared: Mapping[str, Span | None]) -> dict[str, Any]:
    """Return the vertical axes that the view asks for, each for all lanes of an answer and for the curves that they share."""
    chart, found = view.chart, {}
    for key, scale in chart.axes.items():
        spans = [lane.spans[each] for lane in lanes for each in (key, BAND + key) if each in lane.spans]
        spans += [shared[key]] if key in shared else []
        near = (getattr(chart, where) or getattr(view.panels[0], where)) if (where := SERIES[key].axis) else None
        found[key] = axis(SERIES[key], spans, ticks=chart.ticks, scale=scale, near=near, limited=view.until is None)
    return {"axes": found} if found else {}


def together(scene: Scene, view: View, lanes: Sequence[Lane]) -> tuple[dict[str, Any], Arrays]:
    """Return the end of the header and the arrays that need every lane: the axes, and the curve of the committee."""
    answers = [lane.answers for lane in lanes if lane.answers is not None]
    if len(answers) < len(lanes):
        return axes(view, lanes, {}), {}
    curve = committee.curve(scene, answers, view.chart, view.draft)
    more = {**axes(view, lanes, {committee.KEY: Span.of(curve, False)}), "members": committee.members(scene)}
    return more, {**narrowed({committee.KEY: curve})}


def headed(number: int, part: int, last: bool, scene: Scene, more: Mapping[str, Any]) -> dict[str, Any]:
    """Return the header of part `part` of the answer to message `number`."""
    surface = surface_facts(scene.landscape())
    return {"id": number, "kind": "scene", "part": part, "last": last, "steps": scene.steps, "surface": surface, **more}


def examples(scene: Scene, view: View | None) -> dict[str, Any]:
    """Return the examples of a surface made of some, if the view asks for them, under the name that the header has for them."""
    return {"data": tables(scene.landscape())} if view and view.data and scene.landscape().surface().data else {}


def pictures(number: int, scene: Scene, view: View | None, stale: Stale | None = None) -> Iterator[bytes]:
    """Yield the frames that answer message `number`: several if runs are slow or the answer is larger than a frame, else one.

    Raises Abandoned if `stale` is set meanwhile.
    """
    left = len(scene.lanes)
    shared, lane = drawn(scene, view) if view else full(scene)
    room = FRAME - 4 * sum(array.size for array in shared.values()) if view else sys.maxsize
    part, pause = 0, math.inf if scene.is_quick() else PAUSE
    done: dict[int, Lane] = {}
    for ready in batches(lanes_of(scene, view, lane, stale), left, pause):
        left -= len(ready)
        done |= ready
        words = sum(len(dumps(made.facts)) for made in ready.values())
        parts = parted({i: (made.facts, made.arrays) for i, made in ready.items()}, len(scene.lanes), room - words)
        for lanes in parts:
            last = not left and lanes is parts[-1]
            more, curves = together(scene, view, [done[i] for i in sorted(done)]) if view and last else ({}, {})
            first = {} if part else examples(scene, view)
            yield frame(headed(number, part, last, scene, {**first, **more}), {**shared, **curves}, lanes)
            part, shared = part + 1, {}


def picture(number: int, scene: Scene, view: View | None, more: More = lambda lane, run, at: {}) -> bytes:
    """Return the answer to message `number` as one frame of any size, for a file.

    `more(lane, run, stops)` returns further arrays of a lane, or others in place of some; they are asked for before its others, and
    come last.
    """
    shared, lane = drawn(scene, view) if view else full(scene)
    at = shared.get("stops", np.empty(0, dtype=np.int64))

    def whole(i: int, run: Run) -> Lane:
        added = more(i, run, at)
        made = lane(i, run)
        kept = {name: each for name, each in made.arrays.items() if name not in added}
        return made._replace(arrays={**kept, **narrowed(added)}) if added else made

    lanes = [made for _, made in sorted(scene.run_each(whole), key=itemgetter(0))]
    together_too, curves = together(scene, view, lanes) if view else ({}, {})
    header = headed(number, 0, True, scene, {**examples(scene, view), **together_too})
    return frame(header, {**shared, **curves}, [(made.facts, made.arrays) for made in lanes])
