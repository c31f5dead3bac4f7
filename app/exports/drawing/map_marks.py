"""What lies over the pixels of a map in a picture: theory, letters, minima, the scene's own values."""

from dataclasses import dataclass

import numpy as np

from app.exports.drawing.looks import EM, Theme
from app.exports.drawing.map_axes import share_of
from app.exports.drawing.map_colors import letter
from app.exports.drawing.svg import element, group, text, trace
from app.exports.drawing.symbols import minimum
from app.maps.asked import Asked
from app.maps.measures import SADDLES, Bytes
from app.maps.theory import theory
from app.maps.whole import Whole

FINEST = 128
"""Pixels of a map's side, at most, among which room for a letter is looked for."""


@dataclass(frozen=True)
class Frame:
    """The size of a map in a picture, and its colours."""

    made: Whole
    width: float
    height: float
    theme: Theme

    @property
    def asked(self) -> Asked:
        """What the map is of."""
        return self.made.plan.asked

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where values of both axes lie."""
        of_x, of_y = self.asked.chosen.axes
        return self.width * share_of(of_x, x), self.height * (1 - share_of(of_y, y))


def cased(d: str, width: float, **more: str) -> str:
    """Return a dark line with a light rim."""
    rim = element("path", d=d, stroke="#ffffff", stroke_opacity=0.85, stroke_width=width + 2.5)
    return group([rim, element("path", d=d, stroke="#101316", stroke_width=width, **more)], fill="none", stroke_linejoin="round")


def outlined(words: str, x: float, y: float, size: float, anchor: str = "middle") -> str:
    """Return a word that can be read on every colour."""
    rim = {"stroke": "#ffffff", "stroke_width": 3, "paint_order": "stroke"}
    return text(words, x, y, font_size=size, font_weight=600, text_anchor=anchor, fill="#101316", **rim)


def lines(frame: Frame) -> list[str]:
    """Return what theory says."""
    out = []
    for line in theory(frame.made.plan):
        points = np.array([frame.place(*point) for point in line["points"]])
        if len(points) == 1:
            x, y = points[0]
            out.append(cased(f"M{x - 6:.1f} {y:.1f}a6 6 0 1 1 12 0a6 6 0 1 1 -12 0Z", 2))
        else:
            out.append(cased(trace(np.clip(points, -1e5, 1e5)), 1.0 if line["name"] == "rate" else 2.0))
    return out


def letters(frame: Frame) -> list[str]:
    """Return the letter of every minimum, in the middle of the largest square of its colour."""
    if frame.asked.chosen.measure != "end":
        return []
    every = max(1, -(-max(frame.made.classes.shape) // FINEST))
    kinds = frame.made.classes[::every, ::every]
    rows, columns = kinds.shape
    found = []
    for kind, (i, j, side) in squares(kinds).items():
        across, high = side * frame.width / columns, side * frame.height / rows
        if kind < SADDLES and min(across, high) > 0.9 * EM:
            x, y = (i + 0.5) / columns * frame.width, (1 - (j + 0.5) / rows) * frame.height
            size = min(2 * EM, 0.7 * min(across, high) + 0.3 * EM)
            found.append(outlined(letter(kind), x, y + 0.36 * size, size))
    return found


def squares(kinds: Bytes) -> dict[int, tuple[float, float, int]]:
    """Return the middle and the side of the largest square of each class."""
    found: dict[int, tuple[float, float, int]] = {}
    before: list[int] = [0] * kinds.shape[1]
    table = kinds.tolist()
    for j, row in enumerate(table):
        now: list[int] = []
        for i, kind in enumerate(row):
            alike = i > 0 and j > 0 and row[i - 1] == kind and table[j - 1][i] == kind and table[j - 1][i - 1] == kind
            now.append(1 + min(now[i - 1], before[i], before[i - 1]) if alike else 1)
            if now[i] > found.get(kind, (0, 0, 0))[2]:
                found[kind] = (i - (now[i] - 1) / 2, j - (now[i] - 1) / 2, now[i])
        before = now
    return found


def minima(frame: Frame) -> list[str]:
    """Return the minima themselves, where the map is of starts."""
    if frame.asked.paths != ("start.0", "start.1"):
        return []
    places = [frame.place(*at) for at in frame.made.plan.ends.minima]
    return [minimum(x, y, 0.4 * EM) for x, y in places if 0 <= x <= frame.width and 0 <= y <= frame.height]


def cross(frame: Frame) -> list[str]:
    """Return a cross at the scene's own values, if they are on the map."""
    own = [place.value(frame.asked.scene.model_dump(mode="json")) for place in frame.asked.places]
    if own[0] is None or own[1] is None:
        return []
    x, y = frame.place(own[0], own[1])
    if not (0 <= x <= frame.width and 0 <= y <= frame.height):
        return []
    r = 0.5 * EM
    across = f"M{x - 2 * r:.1f} {y:.1f}h{r:.1f}M{x + r:.1f} {y:.1f}h{r:.1f}"
    up = f"M{x:.1f} {y - 2 * r:.1f}v{r:.1f}M{x:.1f} {y + r:.1f}v{r:.1f}"
    return [cased(across + up, 1.5)]
