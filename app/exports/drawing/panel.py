"""One lane's panel: the surface with minima and saddles, the path, fainter after the marker's step, the marker, the axes."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.engine.run import Run
from app.engine.thinning.thin import Window, path
from app.exports.drawing import symbols
from app.exports.drawing.looks import BALL, EM, ON_TOP, PATH, TEXT, Theme
from app.exports.drawing.marks import AnswerMark, plus, star
from app.exports.drawing.svg import element, group, text
from app.exports.drawing.trail import line, thickness
from app.replies.numbers import measured, minus
from app.replies.ticks import linear_ticks

MOST_DOTS, MANY = 600, 9
"""With more steps no dots are drawn, and more saddles are drawn smaller, because they would hide the line and the surface."""

FUTURE, BEFORE, VERTICES, FAR = 0.25, 0.4, 12_000, 1e4
"""Opacity of a path after the marker, and of one before its fork; most vertices of all paths; largest coordinate of a marker."""


Place = tuple[float, float]


@dataclass(frozen=True)
class Panel:
    """Everything that the panels of a picture share: the part of the plane, facts about the surface, the marker's step, the colours."""

    window: Window
    surface: Mapping[str, Any]
    start: Place
    step: int
    theme: Theme
    lanes: int
    answer: AnswerMark | None = None

    def near(self, points: Sequence[Place]) -> list[Place]:
        """Return the points of the plane that lie in or near the panel, in the panel's coordinates."""
        return [(x, y) for x, y in (self.place(*point) for point in points) if abs(x) <= FAR and abs(y) <= FAR]

    def place(self, x: float, y: float) -> Place:
        """Return a point of the plane in the panel's coordinates."""
        px, py = self.window.pixels(np.array(x), np.array(y))
        return float(px), float(py)


def draw(panel: Panel, run: Run, lane: int, surface: str, pale: Sequence[str] = (), fork: int = 0) -> str:
    """Return a panel with its axes; `surface` is the SVG of the surface behind the path, `pale` of frozen paths.

    The path is pale up to the step `fork`, where the lane left another one, and after the one at which its rule stops it.
    """
    window = panel.window
    vertices = path(window, run.x, run.y, VERTICES // panel.lanes)
    rows, width = vertices[:, 2], thickness(vertices[:, :2], window)
    steps = np.maximum.accumulate(np.where(np.isnan(rows), -np.inf, rows))
    reached = int(np.searchsorted(steps, panel.step, side="right"))
    left = int(np.searchsorted(steps, fork, side="right")) if fork else 0
    own = panel.answer.stopped(steps, panel.step) if panel.answer else reached
    inside = [
        surface,
        *pale,
        *(panel.answer.patience(vertices[:, :2], steps, panel.step, lane, panel.theme) if panel.answer else []),
        *line(vertices[max(0, reached - 1) :, :2], lane, panel.theme, FUTURE, width),
        *line(vertices[: min(left, reached), :2], lane, panel.theme, BEFORE, width),
        *line(vertices[max(0, left - 1) if fork else 0 : min(own, reached), :2], lane, panel.theme, 1.0, width),
        *(line(vertices[max(left, own) - 1 : reached, :2], lane, panel.theme, BEFORE, width) if own < reached else []),
        *(dots(panel, run, lane, fork) if width == PATH else []),
        *leaving(panel, run, fork),
        *(panel.answer.way(window, panel.step, lane, panel.theme) if panel.answer else []),
        *marks(panel),
        *(panel.answer.pinned(window, panel.step, lane, panel.theme) if panel.answer else []),
        *ball(panel, run, lane),
        beginning(panel),
    ]
    return element("svg", *inside, width=window.width, height=window.height) + axes(window, panel.theme)


def beginning(panel: Panel) -> str:
    """Return the ring at the start, or if it lies outside the panel, an arrow at the edge and a sentence."""
    window = panel.window
    x, y = panel.place(*panel.start)
    at = min(window.width, max(0.0, x)), min(window.height, max(0.0, y))
    if (x, y) == at:
        return symbols.start(x, y, panel.theme)
    where = ", ".join(measured(each) for each in panel.start)
    return symbols.outside(*at, math.atan2(y - at[1], x - at[0]), f"the start lies outside, at ({where})", window, panel.theme)


def leaving(panel: Panel, run: Run, fork: int) -> list[str]:
    """Return the mark where a lane left another one; none for step 0."""
    there = panel.near([(float(run.x[fork]), float(run.y[fork]))]) if 0 < fork < len(run.x) else []
    return [element("circle", cx=x, cy=y, r=0.36 * EM, fill=panel.theme.ground, stroke=panel.theme.ink, stroke_width=2) for x, y in there]


def dots(panel: Panel, run: Run, lane: int, fork: int = 0) -> list[str]:
    """Return a marker for each step after the fork up to the panel's, unless there are many; markers that would overlap are left out."""
    if len(run.lr) > MOST_DOTS:
        return []
    found, last = [], (np.inf, np.inf)
    for x, y in np.column_stack(panel.window.pixels(run.x, run.y))[fork : panel.step + 1].tolist():
        if abs(x) <= FAR and abs(y) <= FAR and not np.hypot(x - last[0], y - last[1]) < 2.4 * PATH:
            found.append(symbols.marker(lane, x, y, 0.95 * PATH, panel.theme, rim=max(0.5, 0.15 * PATH)))
            last = x, y
    return found


def ball(panel: Panel, run: Run, lane: int) -> list[str]:
    """Return the marker at the current position, with the marks that it covers, unless that is far outside the panel."""
    k = min(panel.step, len(run.x) - 1)
    there = panel.near([(float(run.x[k]), float(run.y[k]))])
    drawn = [symbols.marker(lane, *at, BALL * EM, panel.theme, rim=0.07 * EM, white=0.1 * EM) for at in there]
    return [*drawn, *(mark for at in there for mark in marks(panel, ON_TOP, at))]


def marks(panel: Panel, share: float = 1.0, under: Place | None = None) -> list[str]:
    """Return the marks of places at a share of their size: saddles, minima, on examples the weights behind them and the lowest validation
    loss; all of them, or those that a marker covers which stands at `under`."""

    def shown(points: Sequence[Place]) -> list[Place]:
        return [at for at in panel.near(points) if under is None or math.dist(at, under) <= BALL * EM]

    em, data, saddles = share * EM, panel.surface["data"] or {}, panel.surface["saddles"]
    truth, held = ([data[name]] if data.get(name) else [] for name in ("truth", "held_minimum"))
    return [
        *(symbols.saddle(*at, (0.2 if len(saddles) > MANY else 0.34) * em) for at in shown(saddles)),
        *minima(panel, shown, em),
        *(star(*at, 0.62 * em) for at in shown(truth)),
        *(plus(*at, 0.62 * em, panel.theme) for at in shown(held)),
    ]


def minima(panel: Panel, shown: Callable[[Sequence[Place]], list[Place]], em: float = EM) -> list[str]:
    """Return the marks of the minima, those that `shown` returns of their places; the lowest are larger and lie on top."""
    depths = [depth if np.isfinite(depth) else np.inf for depth in map(float, panel.surface["depths"])]
    low = min(depths, default=0.0)
    lowest = [depth - low <= 1e-6 * (1 + abs(low)) for depth in depths]
    both = list(zip(panel.surface["minima"], lowest, strict=True))
    small = [symbols.minimum(*at, 0.6 * 0.55 * em, 0.7) for at in shown([at for at, is_lowest in both if not is_lowest])]
    return small + [symbols.minimum(*at, 0.55 * em) for at in shown([at for at, is_lowest in both if is_lowest])]


def axes(window: Window, theme: Theme) -> str:
    """Return the frame with the ticks outside it."""
    parts = [element("rect", width=window.width, height=window.height, fill="none", stroke=theme.muted)]
    for tick in linear_ticks(window.x0, window.x1, window.width / (5 * TEXT)):
        x = float(window.pixels(np.array(tick), np.array(0.0))[0])
        parts.append(element("path", d=f"M{x:.1f} {window.height:.1f}v3", stroke=theme.muted))
        parts.append(text(minus(f"{tick:g}"), x, window.height + 1.35 * TEXT, text_anchor="middle"))
    for tick in linear_ticks(window.y0, window.y1, window.height / (3.2 * TEXT)):
        y = float(window.pixels(np.array(0.0), np.array(tick))[1])
        parts.append(element("path", d=f"M0 {y:.1f}h-3", stroke=theme.muted))
        parts.append(text(minus(f"{tick:g}"), -0.5 * TEXT, y + 0.36 * TEXT, text_anchor="end"))
    return group(parts, font_size=TEXT, fill=theme.muted)
