"""The error surface behind the paths: eight bands, as static/js/panels/levels.js lays them, found by marching squares."""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
from contourpy import FillType, LineType, contour_generator
from numpy.typing import NDArray

from app.engine.thinning.thin import Window
from app.exports.drawing.looks import EM, Theme
from app.exports.drawing.svg import element, group, trace
from app.scene.scene import Scene
from surfaces.surface import Surface

Array = NDArray[np.float64]
LEVELS, NODES = 8, 160
ABOVE = 1 + 0.99 / LEVELS
DECADES = 2.4
"""A log ladder ends so many decades below the top: below, bands would be thinner than the mesh."""


def log_bend(low: float, high: float) -> Callable[[Array], Array]:
    """Return what makes bands even in log (f - min f)."""
    span = high - low if high > low else 1.0  # all that is seen may lie above the top
    small = span * 10**-DECADES
    start, end = math.log10(small), math.log10(span + small)
    return lambda f: (np.log10(np.maximum(f - low + small, small)) - start) / (end - start)


def quantile_bend(values: Array, high: float) -> Callable[[Array], Array]:
    """Return what makes bands of equal area."""
    ordered = np.sort(values)
    knots = np.minimum(high, ordered[(np.arange(65) / 64 * (len(ordered) - 1)).astype(int)])
    return lambda f: np.interp(f, knots, np.arange(65) / 64)


def bend_of(spacing: str, values: Array, low: float, high: float) -> Callable[[Array], Array]:
    """Return what makes bands even in the way that a surface asks for."""
    if spacing == "log":
        return log_bend(low, high)
    if spacing == "quantile":
        return quantile_bend(values, high)
    return lambda f: (f - low) / (high - low or 1.0)


def bands(unit: Surface, f: Array) -> Array:
    """Return the surface bent so that its levels are even: 0 at the minimum, 1 at the top, beyond it at most `ABOVE`."""
    finite = f[np.isfinite(f)]
    if not finite.size:
        return np.full(f.shape, ABOVE)
    low, high = float(finite.min()), min(unit.top or math.inf, float(finite.max()))
    bend = bend_of(unit.spacing, finite, low, high)
    top = np.where(f <= high, 1 - 1e-6, ABOVE)
    return np.where(np.isfinite(f), np.clip(bend(np.where(np.isfinite(f), f, high)), 0, top), ABOVE)


def ground(scene: Scene, window: Window, theme: Theme) -> str:
    """Return the filled bands and the lines between them, in the panel's units."""
    unit = scene.ground().surface()
    x, y = np.meshgrid(np.linspace(window.x0, window.x1, NODES), np.linspace(window.y0, window.y1, NODES))
    with np.errstate(all="ignore"):
        f = np.asarray(unit.value(x, y, **scene.surface.values()), dtype=np.float64)
    px, py = window.pixels(x, y)
    found: Any = contour_generator(
        px, py, bands(unit, np.broadcast_to(f, x.shape)), fill_type=FillType.OuterOffset, line_type=LineType.Separate
    )
    parts = [element("rect", width=window.width, height=window.height, fill=theme.ground)]
    for band in reversed(range(LEVELS)):  # each with all that lies below, so that no seam shows between two
        polygons, offsets = found.filled(-1.0, (band + 1) / LEVELS)
        pieces = [p[a:b] for p, o in zip(polygons, offsets, strict=True) for a, b in pairwise(o)]
        parts.append(element("path", d="".join(trace(p, close=True) for p in pieces), fill=theme.band(band, LEVELS), fill_rule="evenodd"))
    lines = "".join(trace(line) for band in range(1, LEVELS + 1) for line in found.lines(band / LEVELS))
    parts.append(element("path", d=lines, fill="none", stroke=theme.contour, stroke_width=EM / 26))
    return group(parts)
