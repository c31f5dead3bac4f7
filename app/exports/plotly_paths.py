"""The paths of an interactive figure, and what is frozen behind them."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from app.engine.run import Run
from app.engine.thinning.thin import Window, path
from app.exports.drawing.frozen import Frozen
from app.exports.drawing.image import Picture

Array = NDArray[np.float64]
VERTICES = 6000
"""Most vertices of all paths."""

SIZE = (400.0, 340.0)
"""Size of a panel for which paths are thinned."""


def line(picture: Picture, run: Run) -> tuple[Array, Array, Array]:
    """Return x, y and step of the thinned path up to the picture's step; NaN lifts the pen."""
    return traced(picture, run.x[: picture.step + 1], run.y[: picture.step + 1])


def traced(picture: Picture, x: Array, y: Array) -> tuple[Array, Array, Array]:
    """Return x, y and step of a thinned path; NaN lifts the pen."""
    (x0, x1), (y0, y1) = picture.view["x"], picture.view["y"]
    width, height = SIZE
    found = path(Window(width, height, x0, x1, y0, y1), x, y, VERTICES // len(picture.runs))
    return x0 + found[:, 0] / width * (x1 - x0), y1 - found[:, 1] / height * (y1 - y0), found[:, 2]


def thread(frozen: Frozen, picture: Picture, lane: int, x: Array, y: Array) -> go.Scatter:
    """Return a trace of the frozen lane `lane`."""
    style: dict[str, Any] = {"color": frozen.color(lane, picture.theme), "width": 1.2, "dash": "2px,3px"}
    return go.Scatter(x=x, y=y, mode="lines", line=style, opacity=0.6, hovertemplate="frozen<extra></extra>")


def pale(picture: Picture, lane: int) -> list[go.Scatter]:
    """Return the traces of the frozen lanes that look as this one."""
    frozen = picture.frozen
    if frozen is None:
        return []
    lanes = [each for each in frozen.lanes if frozen.scene.pens[each] == picture.scene.pens[lane]]
    return [thread(frozen, picture, each, *traced(picture, frozen.runs[each].x, frozen.runs[each].y)[:2]) for each in lanes]


def pale_curves(picture: Picture, key: str, steps: Array) -> list[go.Scatter]:
    """Return the traces of the frozen lanes on a chart; `steps`, shape (2 x columns,), holds the places of min and max."""
    frozen = picture.frozen
    if frozen is None:
        return []
    found = zip(frozen.lanes, frozen.pairs(key, len(steps) // 2, picture.scene.steps), strict=True)
    drawn = {lane: pairs.ravel() for lane, pairs in found if pairs.size == len(steps)}
    return [thread(frozen, picture, lane, steps[there := np.isfinite(y)], y[there]) for lane, y in drawn.items()]
