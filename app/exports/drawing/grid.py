"""The grid of panels of a picture."""

from collections.abc import Mapping

from app.engine.thinning.thin import Window
from app.exports.drawing.looks import MARGIN, TEXT, WIDTH
from app.replies.ticks import Range

LEFT, GAP = 2.9 * TEXT, 12.0
"""Room for the ticks at the left of a panel, and the gap between panels."""


NINE = 9
"""Eight lanes with their examples stand in three rows: five panels side by side would be too narrow for their numbers."""
WRAPPED = 3
"""With so many panels side by side, the numbers of a panel may take two lines where there is a validation loss."""


def columns_of(panels: int) -> int:
    """Return the number of panels side by side."""
    if panels <= 4:
        return panels
    return 3 if panels == NINE else -(-panels // 2)


def window_of(panels: int, view: Mapping[str, Range]) -> Window:
    """Return the size of each panel of a picture, and the part of the plane that it shows."""
    columns = columns_of(panels)
    width = (WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns - LEFT
    return Window(width, min(0.9 * width, 400.0), *view["x"], *view["y"])
