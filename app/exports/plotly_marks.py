"""The marks of an interactive figure, and the contours of the validation loss."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.engine.run import Run
from app.exports.drawing.contours import NODES
from app.exports.drawing.image import Picture
from app.exports.drawing.looks import ON_TOP
from app.exports.drawing.marks import DARK, GREEN, AnswerMark
from app.replies.levels import LEVELS, levelled
from app.replies.mesh import heights

RIM = {"color": DARK, "width": 1}
"""Of marks that stand out from any ground."""
NEAR = 0.015
"""A mark this near to a walker's marker, as a share of the view's sides, lies under it."""


def held(picture: Picture, lane: int) -> list[go.Contour]:
    """Return the dashed contours of the validation loss, on a surface made of examples."""
    ground = picture.scene.grounds[lane]
    if not picture.validation or ground.surface().data is None:
        return []
    x, y, unit = *(np.linspace(*picture.view[axis], NODES) for axis in "xy"), ground.surface()
    bands = levelled(heights(ground, x, y, held=True), unit.spacing, unit.top).bands.astype(np.float32)
    lines = {"start": 1 / LEVELS, "end": 1, "size": 1 / LEVELS, "coloring": "none"}
    style = {"color": picture.theme.held, "width": 0.8, "dash": "4px,3px"}
    return [go.Contour(x=x, y=y, z=bands, autocontour=False, showscale=False, contours=lines, line=style, hoverinfo="skip")]


def marks(points: Any, marker: Mapping[str, Any], name: str) -> go.Scatter:
    """Return a trace of points with a marker."""
    x, y = np.array(points, dtype=np.float64).reshape(-1, 2).T
    return go.Scatter(x=x, y=y, mode="markers", marker=marker, hovertemplate=f"{name}<br>x %{{x:.6g}}<br>y %{{y:.6g}}<extra></extra>")


def covered(traces: list[go.Scatter], at: tuple[float, float], picture: Picture) -> list[go.Scatter]:
    """Return the marks that a walker's marker at a place covers once more, smaller, to lie on it; covered is within 1.5 % of the view."""
    size = [high - low for low, high in (picture.view["x"], picture.view["y"])]
    found = []
    for trace in traces:
        points = np.column_stack([trace.x, trace.y]).reshape(-1, 2)
        near = points[np.hypot(*((points - at) / size).T) <= NEAR]
        if len(near):
            again = go.Scatter(trace)
            again.update(x=near[:, 0], y=near[:, 1], marker_size=ON_TOP * trace.marker.size)
            found.append(again)
    return found


def of_examples(picture: Picture, data: Mapping[str, Any]) -> list[go.Scatter]:
    """Return the marks of a surface made of examples: the weights behind them and the lowest validation loss."""
    theme = picture.theme
    looks = {
        "truth": ({"symbol": "star", "size": 13, "color": GREEN, "line": RIM}, "weights behind the examples"),
        "held_minimum": ({"symbol": "cross", "size": 11, "color": theme.held, "line": RIM}, "lowest validation loss"),
    }
    return [marks([data[name]], *look) for name, look in looks.items() if data.get(name)]


def of_answer(picture: Picture, run: Run, lane: int) -> list[go.Scatter]:
    """Return the mark of the weights that a run answers with."""
    answer = AnswerMark.of(picture.scene, lane, run)
    if not answer or not (at := answer.place(picture.step)):
        return []
    look = {"symbol": "triangle-down", "size": 14, "color": picture.theme.color(lane), "line": RIM}
    return [marks([at], look, answer.name)]
