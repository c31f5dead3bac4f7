"""One curve of a chart: a line, or a band where many columns hold several values; fainter after the marker."""

import math
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from app.exports.drawing.looks import PATH, Theme
from app.exports.drawing.svg import element, group, trace

Array = NDArray[np.float64]
SPREAD, FUTURE = 0.2, 0.35
"""Share of columns with more than one value above which a curve is drawn as a band; opacity of a curve after the marker."""
THIN = max(1.4, 0.65 * PATH)


class Pen(NamedTuple):
    """The colour and the dashes of a curve, in pixels; `flat`: it is a line unless its columns are tall."""

    color: str
    dash: tuple[float, ...]
    flat: bool = False


class Sheet(Protocol):
    """What a curve is drawn on."""

    @property
    def width(self) -> float:
        """Return the width in pixels."""

    @property
    def height(self) -> float:
        """Return the height in pixels."""

    @property
    def theme(self) -> Theme:
        """Return the colours."""


def curve(sheet: Sheet, pairs: Array, pen: Pen, split: float, alpha: float) -> str:
    """Return one curve: a band if many columns hold several values, else a line; fainter after the marker. `alpha`: its opacity."""
    there = np.isfinite(pairs).all(axis=1)
    columns = len(pairs)
    last = min(columns, max(0, math.ceil(split / sheet.width * columns) + 1))
    tall = pairs[there, 0] - pairs[there, 1] > (2 * THIN if pen.flat else 0)  # a band has no dashes, so a flat one is a line
    make = band if int(tall.sum()) > SPREAD * int(there.sum()) else thread
    parts = [make(sheet, pairs, pen, max(0, last - 1), columns, alpha * FUTURE)] if last < columns else []
    return "".join([*parts, make(sheet, pairs, pen, 0, last, alpha)])


def band(sheet: Sheet, pairs: Array, pen: Pen, begin: int, end: int, alpha: float) -> str:
    """Return a curve as columns from lowest to highest value; each extends to its neighbour, and a line crosses empty columns."""
    column = sheet.width / len(pairs)
    out, lines, above, below, before = [], [], math.nan, math.nan, begin
    for i, (bottom, top) in enumerate(pairs[begin:end].tolist(), begin):
        if not (math.isfinite(top) and math.isfinite(bottom)):
            continue
        if i - before > 1 and math.isfinite(above):
            lines.append(f"M{(before + 0.5) * column:.1f} {(above + below) / 2:.1f}L{(i + 0.5) * column:.1f} {(top + bottom) / 2:.1f}")
            above, below = math.nan, math.nan
        high = below if below < top else top
        low = above if above > bottom else bottom
        out.append(f"M{i * column:.1f} {high - THIN / 2:.1f}h{column:.2f}v{low - high + THIN:.1f}h{-column:.2f}z")
        above, below, before = top, bottom, i
    area = element("path", d="".join(out), fill=pen.color, fill_opacity=alpha)
    crossing = element("path", d="".join(lines), stroke=pen.color, stroke_width=THIN, stroke_opacity=alpha) if lines else ""
    return area + crossing


def thread(sheet: Sheet, pairs: Array, pen: Pen, begin: int, end: int, alpha: float) -> str:
    """Return a curve as a line through all columns with values."""
    column = sheet.width / len(pairs)
    points = [((i + 0.5) * column, y) for i in range(begin, end) for y in dict.fromkeys(pairs[i].tolist()) if math.isfinite(y)]
    d = trace(np.array(points, dtype=np.float64).reshape(-1, 2))
    dash = " ".join(f"{part:.2f}" for part in pen.dash) or None
    lines = [
        element("path", d=d, stroke=sheet.theme.ground, stroke_width=THIN + 1.6, stroke_opacity=alpha, stroke_dasharray=dash),
        element("path", d=d, stroke=pen.color, stroke_width=THIN, stroke_opacity=alpha, stroke_dasharray=dash),
    ]
    return group(lines, fill="none", stroke_linejoin="round")
