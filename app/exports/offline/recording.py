"""A recording: the frames of a scene at every value of one knob, packed for the offline page."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.answers import ANSWERS, USUAL_ANSWER
from app.engine.landscape import Landscape
from app.engine.run import Run
from app.engine.score import held
from app.engine.series import SERIES, USUAL
from app.engine.thinning.thin import Window
from app.exports.drawing import looks
from app.exports.drawing.contours import bands_and_lines
from app.exports.drawing.grid import columns_of
from app.exports.drawing.labels import scene_words
from app.exports.drawing.panel import axes
from app.exports.drawing.svg import element
from app.exports.offline.sweep import FEWEST, Sweep
from app.exports.options import PictureOptions
from app.replies.examples import picks_at
from app.replies.frames import More, picture
from app.replies.names import particulars, title, titles
from app.replies.recent import Arrays
from app.replies.step_axis import StepAxis
from app.replies.view import View
from app.replies.wire import dumps
from app.scene.scene import Scene

SIZES = {1: (1200, 460), 2: (640, 420), 3: (420, 360), 4: (320, 290)}
"""Width and height of a panel in pixels, by the number of panels side by side; paths are thinned for this size."""

TICKS = 8.0
"""Number of ticks that fit beside a chart, whose height is set in offline.html."""

MOST_BYTES = 3_600_000
"""Largest packed recording; in base64 it is a third more, and the file stays below 5 MB. If larger, every second value is dropped."""

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Moment:
    """The scene at one value of the knob: its texts, its frame, the axis below its charts, the ground of every lane, and where the
    lanes start."""

    words: dict[str, Any]
    frame: bytes
    across: StepAxis
    grounds: list[Landscape]
    starts: list[tuple[float, float]]


def charts_of(scene: Scene, options: PictureOptions) -> list[str]:
    """Return the charts that this surface supports."""
    return [key for key in options.charts if not SERIES[key].own or scene.landscape().surface().axes]


def has_examples(scene: Scene, options: PictureOptions) -> bool:
    """Return whether the page has a panel of the examples."""
    return options.examples == "on" and scene.landscape().surface().data is not None


def columns_for(scene: Scene, options: PictureOptions) -> int:
    """Return the number of panels side by side."""
    return columns_of(len(scene.lanes) + has_examples(scene, options))


def view_of(scene: Scene, options: PictureOptions) -> tuple[View, StepAxis]:
    """Return the view of a frame: the panels, and narrower charts if there are many lanes; and the axis below the charts."""
    window, charts, across = window_of(scene, options), charts_of(scene, options), options.across(scene)
    panel = {"width": window.width, "height": window.height, "x": [window.x0, window.x1], "y": [window.y0, window.y1]}
    checked = ["held"] if options.validation == "on" and scene.landscape().surface().data else []
    series = list(dict.fromkeys([*USUAL, *checked, *charts]))
    axes = {"axes": {key: "linear" if key in options.linear else "log" for key in charts}, "ticks": TICKS}
    chart = across.chart(560 if len(scene.lanes) <= 3 else 280, series, **axes)
    more = {"chart": chart.model_dump(), "draft": True, "data": has_examples(scene, options)}
    return View.model_validate({"panels": [panel] * len(scene.lanes), **more}), across


@np.errstate(over="ignore", invalid="ignore")  # a start may be as large as a float64 can be
def moments(scene: Scene, sweep: Sweep, options: PictureOptions, tell: Tell) -> list[Moment]:
    """Return the scene at every value of the sweep."""
    found: list[Moment] = []
    for k, value in enumerate(sweep.values):
        own = sweep.scene(scene, value)
        details = ["" if lane.label else ", ".join(particulars(lane, own.lanes)) for lane in own.lanes]
        words = {"value": sweep.words(value), "said": scene_words(own), "names": titles(own.lanes), "details": details}
        view, across = view_of(own, options)
        found.append(Moment(words, picture(k, own, view, numbers_of(own, view)), across, own.grounds, own.starts))
        tell(k + 1, len(sweep.values))
    return found


def numbers_of(scene: Scene, view: View) -> More:
    """Return a function that tells a lane's numbers at the stops, where a column of the charts holds several steps or none.

    With examples it tells what each step sees of them, sorted: no order is seen, and a sorted one takes a fraction of the room.
    That comes last: long arrays between two that are alike would keep these from being packed together.
    """
    chart = view.chart

    def seen(lane: int, at: NDArray[np.int64]) -> Arrays:
        found = picks_at(scene.grounds[lane], scene.walkers[lane], scene.steps, at, None) if view.data else {}
        return {name: np.sort(rows, axis=1) for name, rows in found.items()}

    def numbers(lane: int, run: Run, at: NDArray[np.int64]) -> Arrays:
        checked = held(scene.grounds[lane], run) if "held" in chart.series else None  # at every row, also for the curve
        if chart.scale == "linear" and chart.steps == (0, scene.steps) and scene.steps < chart.width:
            return seen(lane, at)
        known = {"loss": run.loss, "gradient_norm": run.gradient_norm, **({} if checked is None else {"held": checked})}
        rows = np.minimum(at, len(run.x) - 1)
        return {**{f"{name}_at": np.where(at < len(run.x), values[rows], np.nan) for name, values in known.items()}, **seen(lane, at)}

    return numbers


def window_of(scene: Scene, options: PictureOptions) -> Window:
    """Return the panel's size in pixels and its part of the plane."""
    x, y = options.ranges(scene)
    return Window(*SIZES[columns_for(scene, options)], *x, *y)


def framed(ground: Landscape, window: Window, theme: looks.Theme, *, validation: bool) -> str:
    """Return the drawing of a ground as an SVG of its own that fills the panel."""
    drawn, box = (
        bands_and_lines(ground, window, theme, validation=validation) + axes(window, theme),
        f"0 0 {window.width:g} {window.height:g}",
    )
    return element("svg", drawn, xmlns="http://www.w3.org/2000/svg", viewBox=box, preserveAspectRatio="none")


def packed(scene: Scene, sweep: Sweep, options: PictureOptions, tell: Tell) -> tuple[bytes, int, int]:
    """Return a recording, the number of values in it, and the index of the scene's own value.

    It is deflated: a u32 with the header's length, the JSON header, then the frames.
    """
    found, at = moments(scene, sweep, options, tell), sweep.at
    while len(data := pack(scene, options, found, at)) > MOST_BYTES and len(found) > FEWEST:
        found, at = [moment for k, moment in enumerate(found) if (k - at) % 2 == 0], at // 2
    return data, len(found), at


def rules(scene: Scene) -> list[str | None]:
    """Return the name of each lane's rule that says which weights its run gives; None for the last ones."""
    return [ANSWERS[own.key].name if (own := lane.answer) and own.key != USUAL_ANSWER else None for lane in scene.lanes]


def pack(scene: Scene, options: PictureOptions, found: list[Moment], at: int) -> bytes:
    """Return moments packed with everything that the page needs to draw them."""
    width, height = SIZES[columns_for(scene, options)]
    theme = {
        **vars(looks.theme_of(options.theme, scene.pens)),
        "size": "desk",
        "em": looks.EM,
        "font": "sans-serif",
        "path": looks.PATH,
        "text": looks.TEXT,
    }
    x, y = options.ranges(scene)
    grounds = {ground: i for i, ground in enumerate(dict.fromkeys(each for moment in found for each in moment.grounds))}
    checked, look = options.validation == "on", looks.theme_of(options.theme, scene.pens)
    drawn = [framed(ground, window_of(scene, options), look, validation=checked) for ground in grounds]
    places = [
        {"grounds": [grounds[each] for each in moment.grounds], "starts": moment.starts, "axis": moment.across.as_json()}
        for moment in found
    ]
    states = [{**moment.words, **place} for moment, place in zip(found, places, strict=True)]
    header = {
        "theme": theme, "view": {"x": x, "y": y}, "panel": {"width": width, "height": height},
        "charts": [SERIES[key].as_json() for key in charts_of(scene, options)],
        "grounds": drawn, "lengths": [len(moment.frame) for moment in found], "states": states, "at": at, "step": options.step,
        "titles": [title(lane) for lane in scene.lanes], "pens": scene.pens, "answers": rules(scene), "validation": checked,
        **({"examples": scene.surface.key} if has_examples(scene, options) else {}),
    }  # fmt: skip
    head = dumps(header)
    return zlib.compress(b"".join([len(head).to_bytes(4, "little"), head, *(moment.frame for moment in found)]), 6)
