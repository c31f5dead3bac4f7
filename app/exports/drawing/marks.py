"""What examples add to a panel: the lowest validation loss, the weights behind the examples, and the weights that a run answers with."""

import math
from dataclasses import dataclass

import numpy as np

from app.answers import ANSWERS
from app.answers.answer import Answered
from app.engine.run import Run
from app.engine.thinning.thin import Window, path
from app.exports.drawing.looks import EM, PATH, TEXT, Theme
from app.exports.drawing.svg import element, group, text, trace
from app.replies.examples import answered, moves_apart
from app.scene.scene import Scene

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
        """Return the pin, with the rule's name on the side that has room."""
        r, right = 0.5 * EM, x < 0.6 * window.width
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
        words = text(self.name, x + (1.5 if right else -1.5) * r, y - 1.7 * r, text_anchor="start" if right else "end", **style)
        return [group(head, transform=f"translate({x:.1f} {y:.1f}) scale({r:.3g})"), words]
