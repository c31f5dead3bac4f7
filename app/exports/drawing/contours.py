"""The error surface behind the paths: contour bands and the lines between them, by marching squares."""

from itertools import pairwise
from typing import Any

import numpy as np
from contourpy import FillType, LineType, contour_generator

from app.engine.landscape import Landscape
from app.engine.thinning.thin import Window
from app.exports.drawing.looks import EM, HELD_DASH, Theme
from app.exports.drawing.svg import element, group, trace
from app.replies.levels import LEVELS, levelled
from app.replies.mesh import heights

NODES = 160

DASHES = " ".join(f"{part * EM:g}" for part in HELD_DASH)
"""Of the contours of the validation loss."""


def contours(ground: Landscape, window: Window, held: bool = False) -> Any:
    """Return the generator of the contours of a ground's bands, in the panel's coordinates."""
    unit, x, y = ground.surface(), np.linspace(window.x0, window.x1, NODES), np.linspace(window.y0, window.y1, NODES)
    bands = levelled(heights(ground, x, y, held), unit.spacing, unit.top).bands
    return contour_generator(*window.pixels(*np.meshgrid(x, y)), bands, fill_type=FillType.OuterOffset, line_type=LineType.Separate)


def lines_of(found: Any, **style: Any) -> str:
    """Return the lines between bands."""
    d = "".join(trace(line) for band in range(1, LEVELS + 1) for line in found.lines(band / LEVELS))
    return element("path", d=d, fill="none", stroke_width=EM / 26, **style)


def bands_and_lines(ground: Landscape, window: Window, theme: Theme, *, validation: bool = True) -> str:
    """Return the filled bands and the lines between them, in the panel's coordinates.

    On a surface made of examples they are those of what is minimized; the contours of the validation loss are dashed, unless
    they are not wanted.
    """
    found = contours(ground, window)
    parts = [element("rect", width=window.width, height=window.height, fill=theme.ground)]
    for band in reversed(range(LEVELS)):  # each band includes all lower ones, so that there are no seams
        polygons, offsets = found.filled(-1.0, (band + 1) / LEVELS)
        pieces = [p[a:b] for p, o in zip(polygons, offsets, strict=True) for a, b in pairwise(o)]
        parts.append(element("path", d="".join(trace(p, close=True) for p in pieces), fill=theme.band(band, LEVELS), fill_rule="evenodd"))
    parts.append(lines_of(found, stroke=theme.contour))
    if validation and ground.surface().data:
        parts.append(lines_of(contours(ground, window, held=True), stroke=theme.held, stroke_dasharray=DASHES))
    return group(parts)


class Grounds:
    """The grounds of a picture, each drawn once: lanes on the same one refer to it."""

    def __init__(self, window: Window, theme: Theme, *, validation: bool = True) -> None:
        self.window, self.theme, self.validation = window, theme, validation
        self.ids: dict[Landscape, str] = {}

    def drawn(self, ground: Landscape) -> str:
        """Return the SVG of a ground, or a reference to it if it has been drawn."""
        if known := self.ids.get(ground):
            return element("use", href=f"#{known}")
        self.ids[ground] = f"ground{len(self.ids) or ''}"
        return group([bands_and_lines(ground, self.window, self.theme, validation=self.validation)], id=self.ids[ground])
