"""The names at the ends of a chart's curves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.exports.drawing import symbols
from app.exports.drawing.curve import THIN, Pen, Sheet
from app.exports.drawing.curves import AVERAGE, MEAN
from app.exports.drawing.looks import EM, HELD_DASH, PATH, TEXT, Theme
from app.exports.drawing.svg import element, group, text
from app.exports.drawing.typeface import width as wide

Array = NDArray[np.float64]
SAMPLE, GAP = 1.8, 0.45
"""Widths of a sample and of the gaps beside it, in multiples of the text's size."""


@dataclass(frozen=True)
class Shared:
    """A curve of all lanes together in the coordinates of its chart, shape (columns, 2): in the colour of texts, an average dashed."""

    name: str
    pairs: Array
    theme: Theme

    @property
    def pen(self) -> Pen:
        """Return with what it is drawn."""
        dashed = self.name == AVERAGE
        return Pen(self.theme.ink, tuple(part * EM for part in HELD_DASH) if dashed else (), flat=dashed)

    def sample(self, x: float, y: float) -> str:
        """Return a short piece of the curve, which begins at x."""
        dash = " ".join(f"{part:.2f}" for part in self.pen.dash) or None
        return element("path", d=f"M{x:.1f} {y:.1f}h{SAMPLE * TEXT:.1f}", stroke=self.pen.color, stroke_width=THIN, stroke_dasharray=dash)


def beside(names: Sequence[str]) -> float:
    """Return the room that names and samples beside a chart take."""
    return 2.7 * TEXT + max((wide(name, TEXT) for name in names), default=0.0)


def names(called: list[str], lanes: list[Array], sheet: Sheet, shared: Sequence[Shared] = ()) -> str:
    """Return each curve's name at its end, those of lanes and of all together; names are moved apart if they would overlap.

    `lanes`: pixels of the sheet, shape (columns, 2) each.
    """
    height, theme = sheet.height, sheet.theme
    ends = []
    for number, pairs in enumerate([*lanes, *(each.pairs for each in shared)]):
        there = pairs[np.isfinite(pairs).all(axis=1)]
        if len(there):
            ends.append((min(height, max(0.0, float(there[-1].mean()))), number))
    parts, x = [], sheet.width + GAP * TEXT
    for (_, number), y in zip(sorted(ends), apart(sorted(y for y, _ in ends), 1.25 * TEXT, height), strict=True):
        own = number < len(lanes)
        line = min(PATH, 0.18 * TEXT)
        parts.append(symbols.sample(number, x, y, SAMPLE * TEXT, theme, line) if own else shared[number - len(lanes)].sample(x, y))
        if called:
            says = called[number] if own else shared[number - len(lanes)].name
            parts.append(text(says, x + 2.25 * TEXT, y + 0.36 * TEXT))
    return group(parts, font_size=TEXT, fill=theme.ink)


def named_inside(shared: Sequence[Shared], sheet: Sheet) -> str:
    """Return the names of the curves of all lanes over their ends, where there is no room beside the chart.

    A mean answer never loses more than its members on average, so beside their curve its name stands below its own.
    """
    parts = []
    for each in shared:
        there = np.flatnonzero(np.isfinite(each.pairs).all(axis=1))
        if not len(there):
            continue
        last, ink = int(there[-1]), sheet.theme.ink
        above = each.name != MEAN or len(shared) < 2 or float(each.pairs[last, 0]) + 1.6 * TEXT > sheet.height
        y = float(each.pairs[last, 1]) - 0.5 * TEXT if above else float(each.pairs[last, 0]) + 1.4 * TEXT
        style: dict[str, Any] = {"fill": ink, "stroke": sheet.theme.ground, "stroke_width": 4, "paint_order": "stroke"}
        x = (last + 0.5) * sheet.width / len(each.pairs) - 0.4 * TEXT
        parts.append(text(each.name, x, y, text_anchor="end", font_size=TEXT, font_weight=600, **style))
    return "".join(parts)


def apart(heights: list[float], distance: float, bottom: float) -> list[float]:
    """Return increasing heights, moved apart to at least `distance`, and moved up if the last one is below `bottom`."""
    out: list[float] = []
    for y in heights:
        out.append(max(y, out[-1] + distance) if out else y)
    below = bottom
    for i in reversed(range(len(out))):
        out[i] = min(out[i], below)
        below = out[i] - distance
    return out
