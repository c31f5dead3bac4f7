"""A walker's path: its line, thinner where it would cover its panel."""

import math

import numpy as np
from numpy.typing import NDArray

from app.engine.thinning.thin import Window
from app.exports.drawing.looks import PATH, Theme
from app.exports.drawing.svg import element, group, trace

CROWDED, HAIR, NARROW = 0.35, 0.4, 40.0
"""A path that covers more than this share of its panel has no rim, dashes or dots and is thinner, down to this: as on the page.
A path narrower than `NARROW`, in pixels, is a line and fills no area."""


def thickness(points: NDArray[np.float64], window: Window) -> float:
    """Return the width of a path: that of every path, or less if it would cover most of the panel, or densely a part of it."""
    length = float(np.nansum(np.hypot(*np.diff(points, axis=0).T)))
    whole, part = (CROWDED * each / max(length, 1.0) for each in (window.width * window.height, area(points)))
    return min(PATH, max(HAIR, whole), max(PATH / 2, part))


def area(points: NDArray[np.float64]) -> float:
    """Return the area that most of a path fills, as `areaOf` of static/js/view/trails.js; infinity for a path that is a line."""
    moves, middles = np.diff(points, axis=0), (points[1:] + points[:-1]) / 2
    long = np.hypot(*moves.T)
    kept = long > 0
    if not kept.any():
        return math.inf
    moves, middles, long = moves[kept], middles[kept], long[kept] / long[kept].sum()
    away = middles - long @ middles
    spread = (away * long[:, None]).T @ away + (moves * long[:, None]).T @ moves / 12
    sides = np.sqrt(12 * np.clip(np.linalg.eigvalsh(spread), 0, None))
    return float(sides.prod()) if sides[0] > NARROW else math.inf


def line(points: NDArray[np.float64], lane: int, theme: Theme, alpha: float, width: float = PATH) -> list[str]:
    """Return a path as three lines: its casing, the colour of the gaps if it is dashed, and the dashes. A thinner one is one plain line."""
    d = trace(points)
    if "L" not in d:
        return []
    plain = {"fill": "none", "stroke_linejoin": "round"}
    if width < PATH:
        own = element("path", d=d, stroke=theme.color(lane), stroke_width=f"{width:.2f}", stroke_opacity=alpha)
        return [group([own], **{**plain, "stroke_linejoin": "bevel"})]
    dash = " ".join(f"{part * PATH:.2f}" for part in theme.look(lane).dash)
    parts = [
        element("path", d=d, stroke=theme.casing, stroke_width=PATH + max(1.2, 0.4 * PATH), stroke_opacity=0.55 * alpha),
        *([element("path", d=d, stroke=theme.gap(lane), stroke_width=PATH, stroke_opacity=alpha)] if dash else []),
        element("path", d=d, stroke=theme.color(lane), stroke_width=PATH, stroke_opacity=alpha, stroke_dasharray=dash or None),
    ]
    return [group(parts, **plain)]
