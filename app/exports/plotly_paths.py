"""The paths of an interactive figure, and what is frozen behind them."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from app.engine.run import Run
from app.engine.thinning.thin import Window, path
from app.exports.drawing.frozen import Frozen
from app.exports.drawing.image import Picture
from app.replies.axes import Axis
from app.replies.step_axis import StepAxis

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


def others(picture: Picture, lane: int) -> list[go.Scatter]:
    """Return the traces of the many runs of a lane, and their ends, up to the picture's step."""
    if picture.many is None or lane not in picture.many.spreads:
        return []
    (x0, x1), (y0, y1), window = picture.view["x"], picture.view["y"], picture.many.window
    size, corner = np.array([x1 - x0, y0 - y1]) / (window.width, window.height), (x0, y1)
    lifted = [np.concatenate([each, [(np.nan, np.nan)]]) for each in picture.many.traces(lane, picture.step)]
    runs = np.concatenate([np.empty((0, 2)), *lifted]) * size + corner
    ends = picture.many.ends(lane, picture.step) * size + corner
    style: dict[str, Any] = {"color": picture.theme.color(lane), "width": 0.8}
    dots = {"color": picture.theme.color(lane), "size": 4, "line": {"color": picture.theme.casing, "width": 0.8}}
    hover = "an end<br>x %{x:.6g}<br>y %{y:.6g}<extra></extra>"
    return [
        go.Scatter(x=runs[:, 0], y=runs[:, 1], mode="lines", line=style, opacity=0.3, hoverinfo="skip"),
        go.Scatter(x=ends[:, 0], y=ends[:, 1], mode="markers", marker=dots, hovertemplate=hover),
    ]


def bands(picture: Picture, edges: Mapping[int, Array], axis: Axis, across: StepAxis) -> list[go.Scatter]:
    """Return the band of each lane that is run many times, and its middle; what runs have left lies beyond the top of the axis."""
    found: list[go.Scatter] = []
    if picture.many is None:
        return found
    beyond = 10 ** min(300.0, axis.range[1] + 1) if axis.log else 2 * axis.range[1] - axis.range[0]
    for lane, own in edges.items():
        there, color = np.isfinite(own[0]), picture.theme.color(lane)
        steps, (low, middle, high) = across.along(picture.many.at[there]), np.where(np.isnan(own[:, there]), beyond, own[:, there])
        outline = {"x": np.concatenate([steps, steps[::-1]]), "y": np.concatenate([high, low[::-1]])}
        dash = ",".join(f"{2 * part:g}px" for part in picture.theme.look(lane).dash) or "solid"
        found += [
            go.Scatter(**outline, mode="lines", line={"width": 0}, fill="toself", fillcolor=color, opacity=0.2, hoverinfo="skip"),
            go.Scatter(x=steps, y=middle, mode="lines", line={"color": color, "width": 1.8, "dash": dash}, name="median"),
        ]
    return found


def pale_curves(picture: Picture, pale: Sequence[Array], x: Array) -> list[go.Scatter]:
    """Return the traces of the frozen lanes on a chart; `x`, shape (2 x columns,), holds the places of min and max."""
    frozen = picture.frozen
    if frozen is None:
        return []
    drawn = {lane: pairs.ravel() for lane, pairs in zip(frozen.lanes, pale, strict=True) if pairs.size == len(x)}
    return [thread(frozen, picture, lane, x[there := np.isfinite(y)], y[there]) for lane, y in drawn.items()]
