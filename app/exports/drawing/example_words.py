"""The words of the panel of the examples: its heading, its axes, and the names of lines, which stand where they cover least."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.thinning.thin import Window
from app.exports.drawing.looks import EM, TEXT, Theme
from app.exports.drawing.mean_answer import UNSURE
from app.exports.drawing.svg import element, group, text
from app.exports.drawing.typeface import width as wide

Array = NDArray[np.float64]
AXES = {"a": "input a →", "b": "input b →", "t": "target t →"}
SHARES = (0.12, 0.88, 0.25, 0.75, 0.4, 0.6, 0.5, 0.05, 0.95)
"""At what shares of a line its name may stand."""
SIGN = 0.31 * TEXT
"""Radius of a sign in the heading."""
SECOND = "#79848f", "#8792a0"
"""The tone of the second class on a light and a dark ground, as on the page."""
Box = tuple[float, float, float, float]
Looks = dict[str, Any]
MORE: dict[str, tuple[Looks, str]] = {
    "batch": ({"ring": True}, "in this batch"),
    "unsure": ({"wide": True, "fill_opacity": UNSURE}, "mean answer unsure"),
}
"""What else the heading says, with the look of its sign."""


@dataclass
class Names:
    """The words in a panel, which cover no other word, and as few of the points as possible, shape (n, 2).

    Points are what does not move with the step, so that words stand still in an animation, unless they name what moves.
    """

    window: Window
    points: Array
    theme: Theme
    taken: list[Box] = field(default_factory=list)

    def style(self, color: str) -> dict[str, Any]:
        """Return the style of a word with a rim."""
        rim = {"stroke": self.theme.ground, "stroke_width": 4, "paint_order": "stroke"}
        return {"font_size": TEXT, "font_weight": 600, "fill": color, **rim}

    def axes(self, across: str, up: str) -> list[str]:
        """Return what the axes are."""
        width, height = self.window.width, self.window.height
        style, long = self.style(self.theme.muted), [1.1 * wide(AXES[key], TEXT) for key in (across, up)]
        ends = [(0.0, height - long[1] - TEXT, 1.6 * TEXT, height), (0.0, 0.0, 1.6 * TEXT, long[1] + TEXT)]
        box = min(ends, key=self.covered)
        self.taken += [(width - long[0] - TEXT, height - 1.6 * TEXT, width, height), box]
        y, anchor = (height - 0.4 * TEXT, "start") if box is ends[0] else (0.4 * TEXT, "end")
        turned = f"translate({1.25 * TEXT:.1f} {y:.1f}) rotate(-90)"
        return [
            text(AXES[across], width - 0.4 * TEXT, height - 0.5 * TEXT, text_anchor="end", **style),
            text(AXES[up], 0, 0, transform=turned, text_anchor=anchor, **style),
        ]

    def put(self, line: Array, says: str, share: float, color: str, left: bool = False) -> list[str]:
        """Return the name of a line, right or left of it near a share of its part inside; nothing if there is none or no room."""
        boxes = [
            self.box(at, says, left) for each in sorted(SHARES, key=lambda each: abs(each - share)) if (at := spot(line, self.window, each))
        ]
        free = [box for box in boxes if not any(overlap(box, other) for other in self.taken)]
        if not free:
            return []
        box = min(free, key=self.covered)  # of equally good ones the first
        self.taken.append(box)
        return [text(says, box[0] + 2, box[3] - 0.45 * TEXT, **self.style(color))]

    def box(self, at: tuple[float, float], says: str, left: bool) -> Box:
        """Return the room of a word right or left of a place, inside the panel."""
        long = 1.1 * wide(says, TEXT) + 4
        x = min(max(2.0, at[0] - 0.5 * EM - long if left else at[0] + 0.5 * EM), self.window.width - long - 2)
        y = min(max(2.0, at[1] - 0.8 * TEXT), self.window.height - 1.6 * TEXT - 2)
        return x, y, x + long, y + 1.6 * TEXT

    def covered(self, box: Box) -> int:
        """Return how many examples a word covers."""
        (x, y), r = self.points.T, 0.3 * EM
        return int(((x > box[0] - r) & (x < box[2] + r) & (y > box[1] - r) & (y < box[3] + r)).sum())


def overlap(one: Box, other: Box) -> bool:
    """Return whether two boxes share some room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def spot(line: Array, window: Window, share: float) -> tuple[float, float] | None:
    """Return the place at a share of that part of a line which is inside the panel; None if none is."""
    inside = fine(line, window)
    if not len(inside):
        return None
    x, y = inside[round(share * (len(inside) - 1))].tolist()
    return x, y


def fine(line: Array, window: Window) -> Array:
    """Return places on a line inside the panel, shape (places, 2); a straight one has only its ends."""
    many = np.linspace(line[0], line[-1], 801) if len(line) == 2 else line
    return many[((many >= 0) & (many <= (window.width, window.height))).all(axis=1)]


def head(own: bool, counts: tuple[int, int], classes: bool, others: Sequence[str], window: Window, theme: Theme) -> str:
    """Return the heading: whose examples they are, and below the panel how many, with the signs that they have; `others` of `MORE`."""
    disk: Looks = {"fill": theme.ink}
    circle: Looks = {"stroke": theme.muted, "stroke_width": 0.09 * EM}
    square: Looks = {"fill": SECOND[theme.dark], "square": True}
    empty: Looks = {**circle, "square": True}
    items: list[tuple[list[Looks], str]] = [
        ([disk, square] if classes else [disk], f"{counts[0]:,} training"),
        ([circle, empty] if classes else [circle], f"{counts[1]:,} validation"),
        *(([{**disk, **MORE[each][0]}], MORE[each][1]) for each in others),
    ]
    parts = [text("Your examples" if own else "Examples", 0, -0.5 * EM, font_size=EM, fill=theme.ink)]
    x, y = 0.0, window.height + 2.8 * TEXT
    for signs, says in items:
        long = room(signs) + wide(says, TEXT)
        if x and x + long > window.width:
            x, y = 0.0, y + 1.3 * TEXT
        parts.append(
            group(
                [sign(x + (1.5 if "ring" in each else 1 + 3 * k) * SIGN, y - 0.36 * TEXT, each, theme) for k, each in enumerate(signs)],
                fill="none",
            )
        )
        parts.append(text(says, x + room(signs), y, font_size=TEXT, fill=theme.muted))
        x += long + 0.9 * TEXT
    return group(parts)


def room(signs: list[Looks]) -> float:
    """Return the width of signs with the gap before their text."""
    return (3 * len(signs) + (1.6 if {"ring", "wide"} & signs[0].keys() else 0.6)) * SIGN


def sign(x: float, y: float, looks: Looks, theme: Theme) -> str:
    """Return the sign of a kind of examples: a disk or a square, filled or hollow, with a ring for those of this step; or a wash."""
    style = {name: value for name, value in looks.items() if name not in ("square", "ring", "wide")}
    ring = [element("circle", cx=x, cy=y, r=1.45 * SIGN, stroke=theme.muted, stroke_width=1.4)] if looks.get("ring") else []
    side = 1.76 * SIGN
    if looks.get("wide"):
        return element("rect", x=x - SIGN, y=y - side / 2, width=2 * side, height=side, **style)
    made = element("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, **style)
    return "".join([*ring, made if looks.get("square") else element("circle", cx=x, cy=y, r=SIGN, **style)])
