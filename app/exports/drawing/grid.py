"""The grid of panels of a picture."""

from collections.abc import Mapping

from app.engine.thinning.thin import Window
from app.exports.drawing.looks import MARGIN, TEXT, WIDTH
from app.replies.ticks import Range

LEFT, GAP = 2.9 * TEXT, 12.0
"""Room for the ticks at the left of a panel, and the gap between panels."""


def columns_of(lanes: int) -> int:
    """Return the number of panels side by side."""
    return lanes if lanes <= 4 else -(-lanes // 2)


def window_of(lanes: int, view: Mapping[str, Range]) -> Window:
    """Return the size of each panel of a picture, and the part of the plane that it shows."""
    columns = columns_of(lanes)
    width = (WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns - LEFT
    return Window(width, min(0.9 * width, 400.0), *view["x"], *view["y"])
