"""The error surface behind the paths: contour bands and the lines between them, by marching squares."""

from itertools import pairwise
from typing import Any

import numpy as np
from contourpy import FillType, LineType, contour_generator

from app.engine.thinning.thin import Window
from app.exports.drawing.looks import EM, Theme
from app.exports.drawing.svg import element, group, trace
from app.replies.levels import LEVELS, levelled
from app.scene.scene import Scene

NODES = 160


def bands_and_lines(scene: Scene, window: Window, theme: Theme) -> str:
    """Return the filled bands and the lines between them, in the panel's coordinates."""
    unit = scene.landscape().surface()
    x, y = np.meshgrid(np.linspace(window.x0, window.x1, NODES), np.linspace(window.y0, window.y1, NODES))
    with np.errstate(all="ignore"):
        f = np.asarray(unit.value(x, y, **scene.surface.values()), dtype=np.float64)
    px, py = window.pixels(x, y)
    bands = levelled(np.broadcast_to(f, x.shape), unit.spacing, unit.top).bands
    found: Any = contour_generator(px, py, bands, fill_type=FillType.OuterOffset, line_type=LineType.Separate)
    parts = [element("rect", width=window.width, height=window.height, fill=theme.ground)]
    for band in reversed(range(LEVELS)):  # each band includes all lower ones, so that there are no seams
        polygons, offsets = found.filled(-1.0, (band + 1) / LEVELS)
        pieces = [p[a:b] for p, o in zip(polygons, offsets, strict=True) for a, b in pairwise(o)]
        parts.append(element("path", d="".join(trace(p, close=True) for p in pieces), fill=theme.band(band, LEVELS), fill_rule="evenodd"))
    lines = "".join(trace(line) for band in range(1, LEVELS + 1) for line in found.lines(band / LEVELS))
    parts.append(element("path", d=lines, fill="none", stroke=theme.contour, stroke_width=EM / 26))
    return group(parts)
