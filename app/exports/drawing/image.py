"""A picture of a scene as SVG or PNG: panels side by side, charts below, and a text with every parameter."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import resvg_py

from app.engine.run import Array, Run
from app.engine.score import held
from app.engine.series import SERIES, USUAL
from app.engine.thinning.thin import Window
from app.exports.drawing import chart, examples, panel
from app.exports.drawing.captions import LINE, head, readout
from app.exports.drawing.contours import Grounds
from app.exports.drawing.curve_ends import beside
from app.exports.drawing.curves import AVERAGE, MEAN, Source
from app.exports.drawing.frozen import Frozen
from app.exports.drawing.grid import GAP, LEFT, WRAPPED, columns_of, window_of
from app.exports.drawing.labels import scene_words
from app.exports.drawing.looks import EM, MARGIN, TEXT, WIDTH, Theme, theme_of
from app.exports.drawing.many import Others
from app.exports.drawing.marks import AnswerMark, marked
from app.exports.drawing.stamps import stamps
from app.exports.drawing.svg import FONT, element, group, safe, text
from app.exports.drawing.typeface import beyond, face, fitted
from app.exports.drawing.typeface import width as wide
from app.replies.facts import surface_facts
from app.replies.names import titles
from app.replies.step_axis import StepAxis
from app.replies.ticks import Range
from app.replies.wire import dumps
from app.scene.scene import Scene

HEAD, FOOT = 2.3 * EM, 3.6 * TEXT
CHART_HEIGHT = 150.0
NAMES = 0.36
"""Largest share of a chart that names at the ends of its curves take, as on the page."""
TITLE = 1.4 * EM
"""Size of the title."""


@dataclass(frozen=True)
class Picture:
    """The contents of a picture: a scene with its runs, the step of the markers, the part of the plane, the charts, the colours.

    `title` stands above, `note` at its right; either may be empty. `frozen`: what is drawn pale to compare with. `across`: the
    horizontal axis of the charts; those in `linear` have a linear vertical one. `validation`: are contours and marks of the
    validation loss drawn, where there are examples? `examples`: is the panel of the examples drawn, where there are any?
    """

    scene: Scene
    runs: Sequence[Run]
    step: int
    view: Mapping[str, Range]
    charts: Sequence[str]
    theme: Theme
    across: StepAxis
    title: str = ""
    note: str = ""
    frozen: Frozen | None = None
    many: Others | None = None
    linear: Collection[str] = ()
    validation: bool = True
    examples: bool = True

    @classmethod
    def of(
        cls, scene: Scene, *, runs: Sequence[Run] | None = None, step: int | None = None, view: Mapping[str, Range] | None = None,
        charts: Sequence[str] = USUAL, theme: str = "light", title: str = "", across: StepAxis | None = None,
        linear: Collection[str] = (), validation: bool = True, examples: bool = True,
    ) -> "Picture":  # fmt: skip
        """Return the picture of a scene, by default at its last step, over the surface's domain, with charts over all steps."""
        x, y = scene.landscape().surface().domain
        last = scene.steps if step is None else min(step, scene.steps)
        ran, shown, axis = scene.run() if runs is None else runs, view or {"x": x, "y": y}, across or StepAxis.of(scene)
        examples = examples and scene.landscape().surface().data is not None
        return cls(
            scene, ran, last, shown, charts, theme_of(theme, scene.pens), axis, title, frozen=Frozen.of(scene),
            many=Others.of(scene, ran, window_of(len(scene.lanes) + examples, shown), charts, axis), linear=linear,
            validation=validation, examples=examples,
        )  # fmt: skip

    def source(self) -> Source:
        """Return what the charts are drawn from."""
        return Source(self.scene, self.runs, self.across, self.view, self.charts, self.linear, self.frozen, self.many)

    def checked(self, lane: int) -> Array | None:
        """Return the validation loss of a lane's rows; None where there are no examples, or if it is not wanted."""
        return held(self.scene.grounds[lane], self.runs[lane]) if self.validation else None

    def facts(self, lane: int) -> Mapping[str, Any]:
        """Return what is marked on a lane's panel."""
        return marked(surface_facts(self.scene.grounds[lane]), self.validation)


@np.errstate(over="ignore", invalid="ignore")  # a start may be as large as a float64 can be
def svg(picture: Picture, width: int = 1200) -> str:
    """Return a picture as SVG, `width` pixels wide, with the scene as JSON in its metadata."""
    theme, (parts, y) = picture.theme, heading(picture)
    parts.append(text(fitted(scene_words(picture.scene), WIDTH - 2 * MARGIN, EM), MARGIN, y, font_size=EM, fill=theme.ink))
    drawn, y = panels(picture, y + 0.8 * EM)
    parts += drawn
    drawn, y = charts(picture, y + 0.4 * EM)
    parts += drawn
    drawn, height = stamps(picture.scene, picture.theme, y + 0.4 * EM)
    parts += drawn
    meta = element("metadata", safe(dumps(picture.scene.model_dump()).decode()))
    body = [meta, element("rect", width=WIDTH, height=height, fill=theme.ground), *parts]
    size = {
        "width": width,
        "height": round(width * height / WIDTH),
        "viewBox": f"0 0 {WIDTH:g} {height:.1f}",
        "preserveAspectRatio": "none",
    }
    return element("svg", *body, xmlns="http://www.w3.org/2000/svg", **size, font_family=FONT) + "\n"


def heading(picture: Picture) -> tuple[list[str], float]:
    """Return the title and the note, if there are any, and the y of the line below them."""
    if not (picture.title or picture.note):
        return [], MARGIN + EM
    y, room = MARGIN + TITLE, wide(picture.note, EM) + 2 * EM
    parts = [
        text(fitted(picture.title, WIDTH - 2 * MARGIN - room, TITLE), MARGIN, y, font_size=TITLE, font_weight=600, fill=picture.theme.ink)
    ]
    parts.append(text(picture.note, WIDTH - MARGIN, y, font_size=EM, fill=picture.theme.muted, text_anchor="end"))
    return parts, y + 1.6 * EM


def png(drawn: str, width: int) -> bytes:
    """Return one of our SVGs as PNG; it uses only our font, so that it is the same on every machine.

    A character that the font lacks is an empty box.
    """
    with TemporaryDirectory() as folder:
        font = Path(folder) / "ravine-sans.ttf"
        font.write_bytes(face(beyond(drawn)) if "<text" in drawn else b"")
        return bytes(resvg_py.svg_to_bytes(svg_string=drawn, width=width, font_files=[str(font)], skip_system_fonts=True))


def panels(picture: Picture, top: float) -> tuple[list[str], float]:
    """Return the panels, in a regular grid, that of the examples last, and the y at which they end."""
    lanes = len(picture.runs)
    window, columns = window_of(lanes + picture.examples, picture.view), columns_of(lanes + picture.examples)
    room = HEAD + window.height + FOOT + (LINE if columns >= WRAPPED and picture.scene.landscape().surface().data else 0)
    drawn = lane_panels(picture, window)
    if picture.examples:
        size, judged = (window.width, window.height), picture.source().judged
        drawn.append(examples.draw(examples.Examples.of(picture.scene, picture.runs, picture.step, size, picture.theme, judged)))
    out = []
    for cell, inside in enumerate(drawn):
        x, y = MARGIN + (cell % columns) * (window.width + LEFT + GAP) + LEFT, top + (cell // columns) * room + HEAD
        out.append(group(inside, transform=f"translate({x:.1f} {y:.1f})"))
    return out, top + -(-len(drawn) // columns) * room


def lane_panels(picture: Picture, window: Window) -> list[list[str]]:
    """Return the parts of each lane's panel."""
    scene, lanes, grounds = picture.scene, len(picture.runs), Grounds(window, picture.theme, validation=picture.validation)
    out, forks = [], [own.fork.step if own.fork else 0 for own in scene.lanes]

    def pale(lane: int) -> list[str]:
        others = picture.many.paths(lane, picture.step, picture.theme) if picture.many else []
        return [*others, *(picture.frozen.paths(scene.pens[lane], window, picture.theme) if picture.frozen else [])]

    for lane, run in enumerate(picture.runs):
        answer = AnswerMark.of(scene, lane, run)
        shared = panel.Panel(window, picture.facts(lane), scene.starts[lane], picture.step, picture.theme, lanes, answer)
        inside = [
            head(scene, lane, window.width, picture.theme),
            panel.draw(shared, run, lane, grounds.drawn(scene.grounds[lane]), pale(lane), forks[lane]),
            readout(run, picture.step, (window.width, window.height), picture.theme, picture.checked(lane)),
            *(picture.many.tally(lane, picture.step, window.height, picture.theme) if picture.many else []),
        ]
        out.append(inside)
    return out


def charts(picture: Picture, top: float) -> tuple[list[str], float]:
    """Return the charts, in one row, and the y at which they end."""
    if not picture.charts:
        return [], top
    count, names = len(picture.charts), titles(picture.scene.lanes)
    across = (WIDTH - 2 * MARGIN - (count - 1) * 2 * GAP) / count
    left, source, out = 3.4 * TEXT, picture.source(), []
    names = names if max(wide(name, TEXT) for name in names) <= NAMES * across else []
    shared = [*names, MEAN, AVERAGE] if names and source.judged else []
    fits = bool(shared) and beside(shared) <= NAMES * across
    right = beside(shared if fits else names)
    for i, key in enumerate(picture.charts):
        x, y = MARGIN + i * (across + 2 * GAP), top + 1.6 * EM
        shown = chart.Chart(across - left - right, CHART_HEIGHT, key, names, picture.step, source, picture.theme, fits)
        words = text(SERIES[key].name, x, top + 0.9 * EM, font_size=0.9 * EM, fill=picture.theme.ink)
        out.append(words + group([chart.draw(shown)], transform=f"translate({x + left:.1f} {y:.1f})"))
    return out, top + 1.6 * EM + CHART_HEIGHT + 2 * TEXT
