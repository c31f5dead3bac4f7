"""The marks of an interactive figure, and the contours of the validation loss."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go

from app.engine.run import Run
from app.exports.drawing.contours import NODES
from app.exports.drawing.image import Picture
from app.exports.drawing.marks import GREEN, AnswerMark
from app.replies.levels import LEVELS, levelled
from app.replies.mesh import heights


def held(picture: Picture, lane: int) -> list[go.Contour]:
    """Return the dashed contours of the validation loss, on a surface made of examples."""
    ground = picture.scene.grounds[lane]
    if ground.surface().data is None:
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


def of_examples(picture: Picture, run: Run, lane: int, data: Mapping[str, Any]) -> list[go.Scatter]:
    """Return the marks of a surface made of examples: the weights behind them, the lowest validation loss, the run's answer."""
    theme, rim = picture.theme, {"color": "#1a1a1a", "width": 1}
    looks = {
        "truth": ({"symbol": "star", "size": 13, "color": GREEN, "line": rim}, "weights behind the examples"),
        "held_minimum": ({"symbol": "cross", "size": 11, "color": theme.held, "line": rim}, "lowest validation loss"),
    }
    found = [marks([data[name]], *look) for name, look in looks.items() if data.get(name)]
    answer = AnswerMark.of(picture.scene, lane, run)
    if answer and (at := answer.place(picture.step)):
        found.append(marks([at], {"symbol": "triangle-down", "size": 14, "color": theme.color(lane), "line": rim}, answer.name))
    return found
