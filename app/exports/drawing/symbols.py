"""The symbols of a picture: a lane's marker, the minimum's X, the saddle's square, the start's ring."""

import math
from typing import Any

from app.engine.thinning.thin import Window
from app.exports.drawing.looks import EM, SHAPES, TEXT, Theme
from app.exports.drawing.svg import element, group, text


def marker(lane: int, x: float, y: float, r: float, theme: Theme, *, rim: float, white: float = 0.0) -> str:
    """Return a lane's marker of radius r with a casing of width `rim`, and between them a white ring of width `white`."""
    shape, color = SHAPES[theme.look(lane).marker], theme.color(lane)
    hollow = 0.5 * r if theme.look(lane).marker == "ring" else 0.0

    def line(stroke: str, width: float) -> str:
        return element("path", d=shape, fill="none", stroke=stroke, stroke_width=f"{width / r:.3g}")

    parts = [line(theme.casing, 2 * (rim + white) + hollow)]
    parts += [line("#ffffff", 2 * white + hollow)] if white else []
    parts.append(line(color, hollow) if hollow else element("path", d=shape, fill=color))
    return group(parts, transform=f"translate({x:.1f} {y:.1f}) scale({r:.3g})", stroke_linejoin="round")


def minimum(x: float, y: float, r: float, weight: float = 1.0) -> str:
    """Return a yellow X with a dark rim."""
    arms = [
        element(
            "path", d=f"M{-a:.2f} {-a:.2f}L{a:.2f} {a:.2f}M{a:.2f} {-a:.2f}L{-a:.2f} {a:.2f}", stroke=color, stroke_width=weight * width * r
        )
        for color, width, a in (("#1a1a1a", 0.72, 1.14 * r), ("#ffd500", 0.4, r))
    ]
    return group(arms, transform=f"translate({x:.1f} {y:.1f})", fill="none")


def saddle(x: float, y: float, r: float) -> str:
    """Return a small open square."""
    sides = [
        element("rect", x=x - r, y=y - r, width=2 * r, height=2 * r, stroke=color, stroke_width=width * r)
        for color, width in (("#ffffff", 0.75), ("#1a1a1a", 0.35))
    ]
    return group(sides, fill="none")


def start(x: float, y: float, theme: Theme) -> str:
    """Return the ring at the start of the paths."""
    return element("circle", cx=x, cy=y, r=0.36 * EM, fill=theme.ground, stroke=theme.ink, stroke_width=0.13 * EM)


def outside(x: float, y: float, toward: float, says: str, window: Window, theme: Theme) -> str:
    """Return an arrow at the edge that points `toward` (radians, clockwise from the right), and a text beside it inside the panel."""
    r, right = 0.5 * EM, x > window.width / 2
    turned = f"translate({x - r * math.cos(toward):.1f} {y - r * math.sin(toward):.1f}) rotate({math.degrees(toward):.1f})"
    shape = f"M{r:.1f} 0L{-0.6 * r:.1f} {-r:.1f}L{-0.1 * r:.1f} 0L{-0.6 * r:.1f} {r:.1f}Z"
    arrow = element("path", d=shape, fill=theme.ink, transform=turned)
    at = x + (-2 if right else 2) * r, min(window.height - 0.4 * EM, max(1.2 * EM, y + 0.3 * EM))
    style: Any = {"fill": theme.ink, "stroke": theme.ground, "stroke_width": 4, "paint_order": "stroke", "font_size": TEXT}
    return arrow + text(says, *at, text_anchor="end" if right else "start", **style)


def sample(lane: int, x: float, y: float, width: float, theme: Theme, line: float) -> str:
    """Return a short sample of a lane's line with its marker; `x` is its left end."""
    d = f"M{x:.1f} {y:.1f}H{x + width:.1f}"
    dash = " ".join(f"{part * line:.2f}" for part in theme.look(lane).dash) or None
    parts = [
        element("path", d=d, stroke=theme.casing, stroke_opacity=0.55, stroke_width=line + 1.2),
        element("path", d=d, stroke=theme.color(lane), stroke_width=line, stroke_dasharray=dash),
        marker(lane, x + width / 2, y, 1.5 * line, theme, rim=0.6),
    ]
    return group(parts)
