"""One chart: the curves of all lanes over the steps, with names at their ends."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.run import Run
from app.engine.series import SERIES, Limit
from app.exports.drawing.curve_ends import names
from app.exports.drawing.frozen import Frozen
from app.exports.drawing.looks import EM, PATH, TEXT, Theme
from app.exports.drawing.many import Bands, Others
from app.exports.drawing.svg import element, group, text, trace
from app.replies.axes import LARGEST, Axis, Span, axis
from app.replies.drawn import curves
from app.replies.ticks import Range, linear_ticks
from app.replies.view import Chart as ChartView
from app.scene.scene import Scene

Array = NDArray[np.float64]
SPREAD, FUTURE = 0.2, 0.35
"""Share of columns with more than one value above which a curve is drawn as a band; opacity of a curve after the marker."""
THIN = max(1.4, 0.65 * PATH)
FULL, PALE = 0.35, 0.35
"""A curve that covers more than this share of the chart stands pale behind the others, with this opacity, as on the page."""


@dataclass(frozen=True)
class Chart:
    """A chart: the size of its plotting area, its series, the names of the lanes, the marker's step and the number of steps.

    `names` is empty if there is no room for them. `view` is the visible part of the plane.
    """

    width: float
    height: float
    key: str
    names: list[str]
    step: int
    steps: int
    view: Mapping[str, Range]
    scene: Scene
    theme: Theme
    frozen: Frozen | None = None
    many: Others | None = None


def axis_and_curves(chart: Chart, runs: list[Run]) -> tuple[Axis, list[Array]]:
    """Return the axis, and each lane's min and max per pixel column in its coordinates, shape (columns, 2); frozen lanes come last."""
    shown = SERIES[chart.key]
    wanted = ChartView.model_validate({"width": int(chart.width), "steps": [0.0, float(chart.steps)], "series": [chart.key]})
    lanes = zip(chart.scene.grounds, chart.scene.walkers, runs, strict=True)
    found = [curves(ground, walker, run, wanted).get(chart.key, np.full((1, 2), np.nan)) for ground, walker, run in lanes]
    pale = chart.frozen.pairs(chart.key, int(chart.width), chart.steps) if chart.frozen else []
    found, ran = [*found, *pale], [*runs, *(chart.frozen.changed() if chart.frozen else [])]
    spans = [Span.of(pairs, run.diverged) for pairs, run in zip(found, ran, strict=True)]
    spans += chart.many.spans(chart.key) if chart.many else []
    near = chart.view[shown.axis] if shown.axis else None
    made = axis(shown, spans, ticks=chart.height / (1.6 * TEXT), near=near)
    there = [np.where(np.abs(pairs) <= LARGEST, pairs, np.nan) for pairs in found]
    return made, [np.log10(np.maximum(10 ** made.range[0], pairs)) if made.log else pairs for pairs in there]


def draw(chart: Chart, runs: list[Run]) -> str:
    """Return a chart with its axes and the names of the lanes."""
    made, lanes = axis_and_curves(chart, runs)
    low, high = made.range
    far = 10 * chart.height  # renderers fail on much larger coordinates; y points downward
    drawn = [] if made.bare else [np.clip((high - pairs) / (high - low) * chart.height, -far, far) for pairs in lanes]
    split = chart.step / chart.steps * chart.width
    line = SERIES[chart.key].limit
    rule, name = limit(chart, line, (high - line.on_axis(made.log)) / (high - low) * chart.height) if line and not made.bare else ("", "")
    inside = rule
    drawn, pale = drawn[: len(runs)], drawn[len(runs) :]
    inside += "".join(chart.frozen.curve(pairs, lane, chart.width, chart.theme) for lane, pairs in enumerate(pale) if chart.frozen)
    bands = banded(chart, made, split)
    inside += "".join(area for area, _ in bands.values())
    behind = [hides or lane in bands for lane, hides in enumerate(hiding(chart, drawn))]  # its own run is one of many
    for lane in sorted(range(len(drawn)), key=lambda lane: not behind[lane]):
        inside += curve(chart, drawn[lane], lane, split, PALE if behind[lane] else 1.0)
    inside += "".join(middle for _, middle in bands.values()) + name
    words = text(SERIES[chart.key].none, chart.width / 2, chart.height / 2, text_anchor="middle", fill=chart.theme.muted, font_size=TEXT)
    return "".join(
        [
            axes(chart, made),
            element("svg", inside or " ", width=chart.width + 1, height=chart.height, overflow="hidden"),
            words if made.bare else "",
            element("path", d=f"M{split:.1f} 0V{chart.height:.1f}", stroke=chart.theme.ink, stroke_opacity=0.7, stroke_width=EM / 14),
            names(chart.names, drawn, chart.width, chart.height, chart.theme),
        ]
    )


def banded(chart: Chart, made: Axis, split: float) -> dict[int, tuple[str, str]]:
    """Return the band of each lane that is run many times: its area, and the line of its middle."""
    if chart.many is None or made.bare:
        return {}
    bands = Bands(chart.width, chart.height, split, made, chart.steps, chart.theme)
    return {lane: bands.drawn(edges, chart.many.at, lane) for lane, edges in chart.many.edges(chart.key).items()}


def hiding(chart: Chart, lanes: list[Array]) -> list[bool]:
    """Return for each lane whether its curve would hide those of others; `lanes`: pixels, y downward."""
    full = []
    for pairs in lanes:
        low, high = pairs[np.isfinite(pairs).all(axis=1)].T
        rise = np.abs(low - np.concatenate([low[:1], high[:-1]]))
        covered = np.sum(np.maximum((low - high) * chart.width / len(pairs), (rise + low - high) * THIN))
        full.append(bool(covered > FULL * chart.width * chart.height))
    return full if not all(full) else [False] * len(full)


def limit(chart: Chart, line: Limit, y: float) -> tuple[str, str]:
    """Return the series' limit line and its label, which lies over the curves: they would make it illegible."""
    ink = chart.theme.ink
    drawn = element("path", d=f"M0 {y:.1f}H{chart.width:.1f}", stroke=ink, stroke_width=EM / 14, stroke_dasharray="6 4")
    style = {"text_anchor": "end", "font_size": TEXT, "stroke": chart.theme.ground, "stroke_width": 4, "paint_order": "stroke"}
    return drawn, text(line.says, chart.width - 4, y - 4, fill=ink, **style)


def curve(chart: Chart, pairs: Array, lane: int, split: float, alpha: float) -> str:
    """Return one lane's curve: a band if many columns hold several values, else a line; fainter after the marker. `alpha`: its opacity."""
    there = np.isfinite(pairs).all(axis=1)
    columns = len(pairs)
    last = min(columns, math.ceil(split / chart.width * columns) + 1)
    is_band = int((pairs[there, 0] != pairs[there, 1]).sum()) > SPREAD * int(there.sum())
    make = band if is_band else thread
    parts = [make(chart, pairs, lane, max(0, last - 1), columns, alpha * FUTURE)] if last < columns else []
    return "".join([*parts, make(chart, pairs, lane, 0, last, alpha)])


def band(chart: Chart, pairs: Array, lane: int, begin: int, end: int, alpha: float) -> str:
    """Return a curve as columns from lowest to highest value; each extends to its neighbour, so that a steep part has no gaps."""
    column = chart.width / len(pairs)
    out, above, below = [], math.nan, math.nan
    for i, (bottom, top) in enumerate(pairs[begin:end].tolist(), begin):
        if math.isfinite(top) and math.isfinite(bottom):
            high = below if below < top else top
            low = above if above > bottom else bottom
            out.append(f"M{i * column:.1f} {high - THIN / 2:.1f}h{column:.2f}v{low - high + THIN:.1f}h{-column:.2f}z")
            above, below = top, bottom
    return element("path", d="".join(out), fill=chart.theme.color(lane), fill_opacity=alpha)


def thread(chart: Chart, pairs: Array, lane: int, begin: int, end: int, alpha: float) -> str:
    """Return a curve as a line through all columns with values."""
    column = chart.width / len(pairs)
    points = [((i + 0.5) * column, y) for i in range(begin, end) for y in dict.fromkeys(pairs[i].tolist()) if math.isfinite(y)]
    d = trace(np.array(points, dtype=np.float64).reshape(-1, 2))
    dash = " ".join(f"{part * THIN:.2f}" for part in chart.theme.look(lane).dash) or None
    lines = [
        element("path", d=d, stroke=chart.theme.ground, stroke_width=THIN + 1.6, stroke_opacity=alpha, stroke_dasharray=dash),
        element("path", d=d, stroke=chart.theme.color(lane), stroke_width=THIN, stroke_opacity=alpha, stroke_dasharray=dash),
    ]
    return group(lines, fill="none", stroke_linejoin="round")


def axes(chart: Chart, made: Axis) -> str:
    """Return the grid lines with the ticks' texts, and the step axis below."""
    low, high = made.range
    theme, parts = chart.theme, []
    for tick, words in made.ticks:
        y = (high - tick) / (high - low) * chart.height
        parts.append(element("path", d=f"M0 {y:.1f}H{chart.width:.1f}", stroke=theme.grid))
        parts.append(text(words, -0.5 * TEXT, y + 0.36 * TEXT, text_anchor="end"))
    parts.append(element("path", d=f"M0 {chart.height:.1f}H{chart.width:.1f}", stroke=theme.muted))
    for tick in linear_ticks(0, chart.steps, chart.width / (5 * TEXT)):
        if tick == int(tick):
            x = tick / chart.steps * chart.width
            parts.append(element("path", d=f"M{x:.1f} {chart.height:.1f}v3", stroke=theme.muted))
            words = f"{int(tick):,}" if tick else "step 0"
            parts.append(text(words, x, chart.height + 1.45 * TEXT, text_anchor="middle" if tick else "start"))
    return group(parts, font_size=TEXT, fill=theme.muted)
