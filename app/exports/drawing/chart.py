"""One chart: the curves of all lanes over the steps, with names at their ends."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.series import SERIES, Limit
from app.exports.drawing.curve import THIN, Pen, curve
from app.exports.drawing.curve_ends import Shared, named_inside, names
from app.exports.drawing.curves import HELD, Source
from app.exports.drawing.looks import EM, HELD_DASH, TEXT, Theme
from app.exports.drawing.many import Bands
from app.exports.drawing.svg import element, group, text
from app.exports.drawing.typeface import width as wide
from app.replies.axes import LARGEST, Axis
from app.replies.step_axis import StepAxis

Array = NDArray[np.float64]
FULL, PALE = 0.35, 0.35
"""A curve that covers more than this share of the chart stands pale behind the others, with this opacity, as on the page."""


@dataclass(frozen=True)
class Chart:
    """A chart: the size of its plotting area, its series, the names of the lanes, the marker's step, and where its curves come from.

    `names` is empty if there is no room for them; `beside`: is there room for those of the curves of all lanes together?
    """

    width: float
    height: float
    key: str
    names: list[str]
    step: int
    source: Source
    theme: Theme
    beside: bool = False

    @property
    def across(self) -> StepAxis:
        """Return the horizontal axis."""
        return self.source.across

    def at(self, counted: float) -> float:
        """Return where a number of steps or examples stands, in pixels."""
        return float(self.across.share(counted)) * self.width

    def splits(self) -> list[float]:
        """Return where the marker stands for each lane: at one step, lanes may have seen other numbers of examples."""
        return [self.at(self.step * per) for per in self.across.per]


def in_axis(made: Axis, pairs: Array) -> Array:
    """Return a curve in coordinates of the axis; what cannot be drawn is NaN."""
    there = np.where(np.abs(pairs) <= LARGEST, pairs, np.nan)
    return np.log10(np.maximum(10 ** made.range[0], there)) if made.log else there


def draw(chart: Chart) -> str:
    """Return a chart with its axes and the names of the lanes."""
    found = chart.source.curves(chart.key, int(chart.width), chart.height / (1.6 * TEXT))
    made, theme = found.axis, chart.theme
    low, high = made.range
    far = 10 * chart.height  # renderers fail on much larger coordinates; y points downward

    def placed(curves: list[Array]) -> list[Array]:
        return [] if made.bare else [np.clip((high - in_axis(made, each)) / (high - low) * chart.height, -far, far) for each in curves]

    drawn, splits, line = placed(found.lanes), chart.splits(), SERIES[chart.key].limit
    rule, name = limit(chart, line, (high - line.on_axis(made.log)) / (high - low) * chart.height) if line and not made.bare else ("", "")
    frozen = chart.source.frozen
    inside = rule
    inside += "".join(frozen.curve(pairs, lane, chart.width, theme) for lane, pairs in enumerate(placed(found.pale)) if frozen)
    inside += "" if made.bare else waiting(chart)
    bands = banded(chart, made, splits[0])
    inside += "".join(area for area, _ in bands.values())
    behind = [hides or lane in bands for lane, hides in enumerate(hiding(chart, drawn))]  # its own run is one of many
    for lane in sorted(range(len(drawn)), key=lambda lane: not behind[lane]):
        inside += curve(chart, drawn[lane], pen(chart, lane), splits[lane], PALE if behind[lane] else 1.0)
    together = {} if made.bare else found.shared
    shared = [Shared(each, pairs, theme) for each, pairs in zip(together, placed([*together.values()]), strict=True)]
    inside += "".join(curve(chart, each.pairs, each.pen, max(splits), 1.0) for each in shared)
    inside += "".join(middle for _, middle in bands.values()) + name
    inside += "" if chart.beside else named_inside(shared, chart)
    words = text(SERIES[chart.key].none, chart.width / 2, chart.height / 2, text_anchor="middle", fill=theme.muted, font_size=TEXT)
    markers = [split for split in dict.fromkeys(splits) if 0 <= split <= chart.width]
    return "".join(
        [
            axes(chart, made),
            element("svg", inside or " ", width=chart.width + 1, height=chart.height, overflow="hidden"),
            words if made.bare else "",
            *(
                element("path", d=f"M{x:.1f} 0V{chart.height:.1f}", stroke=theme.ink, stroke_opacity=0.7, stroke_width=EM / 14)
                for x in markers
            ),
            names(chart.names, drawn, chart, shared if chart.beside else []),
        ]
    )


def pen(chart: Chart, lane: int) -> Pen:
    """Return with what a lane's curve is drawn: in its look, but the validation loss is dashed as its contours are."""
    dash = [part * EM for part in HELD_DASH] if chart.key == HELD else [part * THIN for part in chart.theme.look(lane).dash]
    return Pen(chart.theme.color(lane), tuple(dash), flat=chart.key == HELD)


def waiting(chart: Chart) -> str:
    """Return a pale band for each lane: from the step that early stopping returns to, where a line is, to the one at which it stops."""
    parts = []
    for lane, (begin, end) in chart.source.waits(chart.key, chart.step).items():
        left, right, color = chart.at(begin), chart.at(end), chart.theme.color(lane)
        parts.append(element("rect", x=left, y=0, width=right - left, height=chart.height, fill=color, fill_opacity=0.16))
        parts.append(element("path", d=f"M{left:.1f} 0V{chart.height:.1f}", stroke=color, stroke_width=EM / 11))
    return group(parts) if parts else ""


def banded(chart: Chart, made: Axis, split: float) -> dict[int, tuple[str, str]]:
    """Return the band of each lane that is run many times: its area, and the line of its middle."""
    many = chart.source.many
    if many is None or made.bare:
        return {}
    bands = Bands(chart.width, chart.height, split, made, chart.across, chart.theme)
    return {lane: bands.drawn(edges, many.at, lane) for lane, edges in chart.source.edges(chart.key).items()}


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


def axes(chart: Chart, made: Axis) -> str:
    """Return the grid lines with the ticks' texts, and the step axis below."""
    low, high = made.range
    theme, parts = chart.theme, []
    for tick, words in made.ticks:
        y = (high - tick) / (high - low) * chart.height
        parts.append(element("path", d=f"M0 {y:.1f}H{chart.width:.1f}", stroke=theme.grid))
        parts.append(text(words, -0.5 * TEXT, y + 0.36 * TEXT, text_anchor="end"))
    parts.append(element("path", d=f"M0 {chart.height:.1f}H{chart.width:.1f}", stroke=theme.muted))
    taken = -math.inf
    for tick, words in chart.across.ticks(chart.width / (5 * TEXT)):
        x, long = chart.at(tick), wide(words, TEXT)
        edge = x < TEXT
        parts.append(element("path", d=f"M{x:.1f} {chart.height:.1f}v3", stroke=theme.muted))
        begin = x if edge else x - long / 2
        if begin >= taken + TEXT / 2:  # the first text is long, so the next may overlap
            parts.append(text(words, x, chart.height + 1.45 * TEXT, text_anchor="start" if edge else "middle"))
            taken = begin + long
    return group(parts, font_size=TEXT, fill=theme.muted)
