"""What examples add to a panel: the lowest validation loss, the weights behind the examples, and the weights that a run answers with."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.answers import ANSWERS
from app.answers.answer import Answered
from app.engine.run import Run
from app.engine.thinning.thin import Window, path
from app.exports.drawing.looks import EM, PATH, TEXT, Theme
from app.exports.drawing.svg import element, group, text, trace
from app.exports.drawing.typeface import width as wide
from app.replies.examples import answered, moves_apart
from app.scene.scene import Scene

Array = NDArray[np.float64]
STAR = "".join(
    f"{'L' if i else 'M'}{r * math.cos(math.pi * (i - 2.5) / 5):.3f} {r * math.sin(math.pi * (i - 2.5) / 5):.3f}"
    for i in range(10)
    for r in [0.42 if i % 2 else 1.0]
) + "Z"  # fmt: skip
PIN = "M0 0C-0.25 -0.9 -1 -1.25 -1 -2A1 1 0 1 1 1 -2C1 -1.25 0.25 -0.9 0 0Z"
"""A star with five points and radius 1, and a pin whose tip is at the origin, as places.js and marks.js in static/js/panels have them."""
GREEN, DARK = "#3fd07f", "#1a1a1a"
VERTICES = 4000
"""Most vertices of the path of an answer."""


def star(x: float, y: float, r: float) -> str:
    """Return the mark of the weights behind the examples."""
    outline = element("path", d=STAR, fill=GREEN, stroke=DARK, stroke_width=0.36, paint_order="stroke", stroke_linejoin="round")
    return group([outline], transform=f"translate({x:.1f} {y:.1f}) scale({r:.3g})")


def plus(x: float, y: float, r: float, theme: Theme) -> str:
    """Return the mark of the lowest validation loss."""
    arms = [
        element("path", d=f"M{-a:.2f} 0H{a:.2f}M0 {-a:.2f}V{a:.2f}", stroke=color, stroke_width=f"{width * r:.2f}")
        for color, width, a in ((theme.ground, 0.8, 1.16 * r), (theme.held, 0.44, r))
    ]
    return group(arms, transform=f"translate({x:.1f} {y:.1f})", fill="none")


def marked(facts: Mapping[str, Any], validation: bool) -> Mapping[str, Any]:
    """Return the facts of a surface with the marks that are drawn: without the lowest validation loss if that is not wanted."""
    data = facts["data"]
    return facts if validation or not data else {**facts, "data": {**data, "held_minimum": None}}


def bar(points: Array, theme: Theme) -> list[str]:
    """Return a bar across the end of a path of vertices, shape (vertices, 2); none where it has no direction, or lies outside the panel."""
    away = points[-1:] - points
    before = np.flatnonzero(np.hypot(*away.T) >= 1)
    if not len(before):
        return []
    dx, dy = away[before[-1]]
    (x, y), half = points[-1], 2.4 * PATH / math.hypot(dx, dy)
    d = f"M{x - dy * half:.1f} {y + dx * half:.1f}L{x + dy * half:.1f} {y - dx * half:.1f}"
    return [element("path", d=d, stroke=color, stroke_width=width) for color, width in ((theme.ground, 5), (theme.ink, 2.4))]


@dataclass(frozen=True)
class AnswerMark:
    """A lane's answer in a picture: the rule's name, what it would answer at each row, and whether that is a path of its own."""

    name: str
    found: Answered
    apart: bool

    @classmethod
    def of(cls, scene: Scene, lane: int, run: Run) -> "AnswerMark | None":
        """Return the mark of a lane; None if it answers with its last weights."""
        own, ground = scene.lanes[lane].answer, scene.grounds[lane]
        if own is None or own.key == "last" or ground.surface().data is None:
            return None
        found = answered(ground, scene.lanes[lane], scene.walkers[lane], run)
        return cls(ANSWERS[own.key].name, found, moves_apart(found, run))

    def place(self, step: int) -> tuple[float, float] | None:
        """Return where the mark stands at a step; None before the row that an answer returns to."""
        k = min(step, len(self.found.x) - 1)
        if not self.apart:
            k = len(self.found.x) - 1
            if step < self.found.row[k]:
                return None
        return float(self.found.x[k]), float(self.found.y[k])

    def waited(self, step: int) -> tuple[int, int] | None:
        """Return the row that early stopping returns to and the last one up to a step that it waits for; None before, and without it."""
        row, stop = int(self.found.row[-1]), self.found.stop
        return None if stop is None or step < row else (row, min(step, stop))

    def stopped(self, steps: Array, step: int) -> int:
        """Return the vertex of a path at which the rule stops the run; `steps`: the step of each vertex, rising; `step`: the last one."""
        return int(np.searchsorted(steps, step if self.found.stop is None else self.found.stop, side="right"))

    def patience(self, points: Array, steps: Array, step: int, lane: int, theme: Theme) -> list[str]:
        """Return how long early stopping waits, as a broad band under a path of vertices (vertices, 2), with a bar where it stops."""
        both = self.waited(step)
        if both is None:
            return []
        begin, end = (int(each) for each in np.searchsorted(steps, both, side="right"))
        waited = points[max(0, begin - 1) : end]
        style = {"stroke": theme.color(lane), "stroke_opacity": 0.35, "stroke_width": 3.6 * PATH, "stroke_linejoin": "round"}
        d = trace(waited)
        ended = bar(points[:end], theme) if both[1] == self.found.stop else []
        return [*([element("path", d=d, fill="none", **style)] if "L" in d else []), *ended]

    def way(self, window: Window, step: int, lane: int, theme: Theme) -> list[str]:
        """Return the path of the answer up to a step, which lies under the surface's marks."""
        if not self.apart:
            return []
        d = trace(path(window, self.found.x[: step + 1], self.found.y[: step + 1], VERTICES)[:, :2])
        lines = [(theme.ground, 1.3 * PATH), (theme.color(lane), 0.6 * PATH)]
        return [element("path", d=d, fill="none", stroke=color, stroke_width=f"{wide:.2f}") for color, wide in lines if "L" in d]

    def pinned(self, window: Window, step: int, lane: int, theme: Theme) -> list[str]:
        """Return a pin at the answer of a step, with the rule's name; nothing if there is none yet, or outside the panel."""
        at = self.place(step)
        x, y = (float(each) for each in window.pixels(*map(np.array, at))) if at else (math.nan, math.nan)
        return self.pin(x, y, window, lane, theme) if 0 <= x <= window.width and 0 <= y <= window.height else []

    def pin(self, x: float, y: float, window: Window, lane: int, theme: Theme) -> list[str]:
        """Return the pin, with the rule's name on the side that has room, above or below it if neither has."""
        r, long = 0.5 * EM, 1.1 * wide(self.name, TEXT)
        right = x + 1.5 * r + long < window.width
        left, base = x + 1.5 * r if right else x - 1.5 * r - long, y - 1.7 * r
        if left < 0:
            left, base = max(2.0, min(x - long / 2, window.width - long - 2)), y - 3.6 * r
            base = base if base > TEXT else y + 1.3 * TEXT
        head = [
            element("path", d=PIN, fill="none", stroke=color, stroke_width=width, stroke_linejoin="round")
            for color, width in ((theme.ground, 0.7), (theme.casing, 0.34))
        ]
        head += [element("path", d=PIN, fill=theme.color(lane)), element("circle", cy=-2, r=0.42, fill="#ffffff")]
        style = {
            "font_size": TEXT,
            "font_weight": 600,
            "fill": theme.ink,
            "stroke": theme.ground,
            "stroke_width": 4,
            "paint_order": "stroke",
        }
        words = text(self.name, left, base, **style)
        return [group(head, transform=f"translate({x:.1f} {y:.1f}) scale({r:.3g})"), words]
