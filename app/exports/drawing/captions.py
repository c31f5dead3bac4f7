"""The texts of a panel: the name of its lane above, the numbers at the marker below."""

import numpy as np

from app.engine.run import Array, Run
from app.exports.drawing import symbols
from app.exports.drawing.looks import EM, TEXT, Theme
from app.exports.drawing.svg import element, safe, text
from app.exports.drawing.typeface import composed, fitted
from app.exports.drawing.typeface import width as wide
from app.replies.names import particulars, titles
from app.replies.numbers import measured
from app.scene.scene import Scene

SMALLEST = 0.6 * EM
"""Size of a lane's name that would not fit."""
LINE = 1.3 * TEXT
"""From one line of numbers under a panel to the next."""


def head(scene: Scene, lane: int, width: float, theme: Theme) -> str:
    """Return a panel's heading: a sample of the line, the lane's name, and as many of its particulars as fit.

    The name tells the lane from all others; if it is long, it is written smaller before it is cut.
    """
    own = scene.lanes[lane]
    full, most = titles(scene.lanes)[lane], width - 2.6 * EM
    size = max(SMALLEST, min(EM, EM * most / max(1.0, wide(full, EM))))
    name = fitted(full, most, size)
    details = [] if own.label else [each for each in particulars(own) if each not in full]
    room = width - 2.6 * EM - wide(name, size) - 8
    more = next((shown for k in reversed(range(len(details) + 1)) if wide(shown := ", ".join(details[:k]), TEXT) <= room), "")
    words = element(
        "text", element("tspan", safe(composed(name))),
        *([element("tspan", safe(more), font_size=TEXT, fill=theme.muted, dx=8)] if more else []),
        x=2.6 * EM, y=-0.5 * EM, font_size=size, fill=theme.ink,
    )  # fmt: skip
    return symbols.sample(lane, 0, -0.85 * EM, 2.2 * EM, theme, 2.7) + words


def readout(run: Run, step: int, size: tuple[float, float], theme: Theme, checked: Array | None = None) -> str:
    """Return the numbers at the marker under a panel of this size, or that the run has diverged.

    `checked`: the validation loss of every row. With it, the numbers take two lines where one would be wider than the panel.
    """
    k, (width, height) = min(step, len(run.x) - 1), size
    y, style = height + 2.8 * TEXT, {"font_size": TEXT, "fill": theme.muted}
    if run.diverged and step >= run.step:
        return text(f"diverged at step {run.step:,}", 0, y, font_size=TEXT, fill=theme.fault)
    first = f"step {k:,}: f = {measured(float(run.loss[k]))}"
    others = [f"|g| = {measured(float(run.gradient_norm[k]))}"]
    if checked is not None and np.isfinite(checked[k]):
        others = [f"validation = {measured(float(checked[k]))}", *others]
        if wide(", ".join([first, *others]), TEXT) > width:
            return text(f"{first},", 0, y, **style) + text(", ".join(others), 0, y + LINE, **style)
    return text(", ".join([first, *others]), 0, y, **style)
