"""The many runs of a picture's lanes: traces and ends behind the path, a band behind the curve, and where they end in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.ends import known
from app.engine.run import Run
from app.engine.thinning.thin import Window
from app.exports.drawing.looks import PATH, TEXT, Theme
from app.exports.drawing.svg import element, group, text, trace
from app.replies.axes import Axis, Span
from app.replies.ended import tally
from app.replies.many import BAND, PLACES, Spread, spread, steps_of
from app.replies.step_axis import StepAxis
from app.scene.scene import Scene

Array = NDArray[np.float64]
FEW, MANY = 0.4, 0.12
"""Opacity of one trace, from a few runs to very many, as on the page."""
TINT, FUTURE = 0.2, 0.35
"""Opacity of a band, and the share of it after the marker."""
LINE, DOT = 0.8, 2.0
THIN = max(1.4, 0.65 * PATH)
FAR, NAMED = 1e4, 3
"""Largest coordinate of an end's dot; most ends that are named."""


@dataclass(frozen=True)
class Others:
    """The many runs of some lanes of `steps` steps, on panels of a window and on charts whose bands are measured at `at`."""

    spreads: Mapping[int, Spread]
    window: Window
    at: NDArray[np.int64]
    steps: int
    words: Mapping[int, list[str]]

    @classmethod
    def of(cls, scene: Scene, runs: Sequence[Run], window: Window, charts: Sequence[str], across: StepAxis) -> "Others":
        """Run all lanes of a scene that are run many times."""
        at = steps_of(across.chart(PLACES, charts), None, max(across.per))
        made = {lane: spread(scene, lane, run, window, charts, at) for lane, run in enumerate(runs)}
        found = {lane: own for lane, own in made.items() if own}
        return cls(
            found, window, at, scene.steps, {lane: tally(own.facts, known(scene.grounds[lane]))[:NAMED] for lane, own in found.items()}
        )

    def traces(self, lane: int, step: int) -> list[Array]:
        """Return the traces of a lane up to a step in pixels of the window, each of shape (vertices, 2); NaN lifts the pen."""
        if lane not in self.spreads:
            return []
        arrays = self.spreads[lane].arrays
        steps, points = arrays["others_steps"], np.array(arrays["others"], dtype=np.float64)
        there = np.flatnonzero(~np.isnan(steps))
        begins = there[1:][np.diff(steps[there]) < 0]  # of each further run: there the steps begin again
        points[steps > step] = np.nan
        return [each for each in np.split(points, begins) if len(each)]

    def ends(self, lane: int, step: int) -> Array:
        """Return where the runs of a lane end that have not diverged, in pixels of the window; none before the last step."""
        if lane not in self.spreads or step < self.steps:
            return np.empty((0, 2))
        found = np.array(self.spreads[lane].arrays["ends"], dtype=np.float64)
        return found[(np.abs(found) <= FAR).all(axis=1)]

    def paths(self, lane: int, step: int, theme: Theme) -> list[str]:
        """Return traces and ends of a lane up to a step."""
        traces, color = self.traces(lane, step), theme.color(lane)
        alpha = max(MANY, FEW / np.sqrt(max(1, len(traces)) / 8))
        drawn = [element("path", d=d) for d in map(trace, traces) if "L" in d]
        dots = [element("circle", cx=x, cy=y, r=DOT, fill=color, stroke=theme.casing, stroke_width=0.8) for x, y in self.ends(lane, step)]
        return [group(drawn, fill="none", stroke=color, stroke_width=LINE, stroke_opacity=f"{alpha:.2f}"), *dots] if drawn or dots else []

    def tally(self, lane: int, step: int, height: float, theme: Theme) -> list[str]:
        """Return in words where the runs of a lane end, at the foot of a panel; nothing before the last step."""
        lines = self.words.get(lane, []) if step >= self.steps else []
        style = {"font_size": TEXT, "fill": theme.ink, "stroke": theme.ground, "stroke_width": 3, "paint_order": "stroke"}
        return [text(line, 6, height - 8 - 1.3 * TEXT * k, **style) for k, line in enumerate(reversed(lines))]

    def spans(self, key: str) -> list[Span | None]:
        """Return the span of each band of a series."""
        return [own.spans.get(BAND + key) for own in self.spreads.values()]

    def edges(self, key: str) -> dict[int, Array]:
        """Return lower edge, middle and upper edge of each lane's band of a series, shape (3, steps)."""
        return {lane: np.asarray(own.arrays[BAND + key]) for lane, own in self.spreads.items() if BAND + key in own.arrays}


def placed(edges: Array, axis: Axis, height: float) -> Array:
    """Return a band in pixels of a chart, y downward; what runs have left lies beyond the top, as on the page."""
    low, high = axis.range
    values = np.log10(np.maximum(10**low, edges)) if axis.log else edges
    found = (high - values) / (high - low) * height
    return np.clip(np.where(np.isnan(found), -height, found), -10 * height, 10 * height)


@dataclass(frozen=True)
class Bands:
    """The bands of a chart: its size, where the marker stands, the vertical and the horizontal axis."""

    width: float
    height: float
    split: float
    axis: Axis
    across: StepAxis
    theme: Theme

    def drawn(self, edges: Array, at: NDArray[np.int64], lane: int) -> tuple[str, str]:
        """Return the area of a band, and the line of its middle; both are fainter after the marker."""
        there = np.isfinite(edges[0])
        low, middle, high = placed(edges[:, there], self.axis, self.height)
        x, areas, lines = self.across.share(at[there]) * self.width, [], []
        last = min(len(x), int(np.searchsorted(x, self.split)) + 1)
        color, dash = self.theme.color(lane), " ".join(f"{part * THIN:.2f}" for part in self.theme.look(lane).dash) or None
        for part, share in ((slice(0, last), 1.0), (slice(max(0, last - 1), len(x)), FUTURE)):
            if len(x[part]) < 2:
                continue
            outline = np.concatenate([np.column_stack([x[part], high[part]]), np.column_stack([x[part], low[part]])[::-1]])
            areas.append(element("path", d=trace(outline, close=True), fill=color, fill_opacity=TINT * share))
            d = trace(np.column_stack([x[part], middle[part]]))
            style = {"stroke_dasharray": dash, "stroke_opacity": share}
            lines.append(element("path", d=d, stroke=self.theme.ground, stroke_width=THIN + 1.6, **style))
            lines.append(element("path", d=d, stroke=color, stroke_width=THIN, **style))
        return "".join(areas), group(lines, fill="none", stroke_linejoin="round") if lines else ""
