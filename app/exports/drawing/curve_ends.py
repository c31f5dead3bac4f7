"""The names at the ends of a chart's curves."""

import numpy as np
from numpy.typing import NDArray

from app.exports.drawing import symbols
from app.exports.drawing.looks import PATH, TEXT, Theme
from app.exports.drawing.svg import group, text

Array = NDArray[np.float64]


def names(called: list[str], lanes: list[Array], width: float, height: float, theme: Theme) -> str:
    """Return each curve's name at its end; names are moved apart if they would overlap. `lanes`: pixels of a chart of this size."""
    ends = []
    for lane, pairs in enumerate(lanes):
        there = pairs[np.isfinite(pairs).all(axis=1)]
        if len(there):
            ends.append((min(height, max(0.0, float(there[-1].mean()))), lane))
    parts, x = [], width + 0.45 * TEXT
    for (_, lane), y in zip(sorted(ends), apart(sorted(y for y, _ in ends), 1.25 * TEXT, height), strict=True):
        parts.append(symbols.sample(lane, x, y, 1.8 * TEXT, theme, min(PATH, 0.18 * TEXT)))
        if called:
            parts.append(text(called[lane], x + 2.25 * TEXT, y + 0.36 * TEXT))
    return group(parts, font_size=TEXT, fill=theme.ink)


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
