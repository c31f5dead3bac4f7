"""A map as SVG or PNG: its pixels, axes, letters and theory, a legend with the shares of all ends, and every parameter in words."""

import base64

from app.exports.drawing.labels import scene_words
from app.exports.drawing.looks import EM, MARGIN, TEXT, WIDTH, theme_of
from app.exports.drawing.map_axes import name_of, ticks_of
from app.exports.drawing.map_colors import as_png, bounds_of, painted
from app.exports.drawing.map_legend import LEGEND, SAYS, legend
from app.exports.drawing.map_marks import Frame, cross, letters, lines, minima
from app.exports.drawing.stamps import SIZE, stamps
from app.exports.drawing.svg import FONT, element, group, safe, text
from app.exports.drawing.typeface import fitted
from app.maps.asked import Asked
from app.maps.whole import Whole
from app.replies.names import title
from app.replies.numbers import chosen

SIDE, LEFT, FOOT = 800.0, 5.2 * TEXT, 3.4 * TEXT
"""Most units of a map's side; room for the names of its axes."""


def map_svg(made: Whole, width: int = 1200, theme: str = "light", heading: str = "") -> str:
    """Return a map as SVG, `width` pixels wide, with the scene and the map as JSON in its metadata; `made` has packed values."""
    asked = made.plan.asked
    colors = theme_of(theme, asked.scene.pens)
    columns, rows = made.plan.size
    across = min(SIDE, WIDTH - 2 * MARGIN - LEFT - LEGEND)
    frame = Frame(made, across, min(across, max(0.25 * across, across * rows / columns)), colors)
    bounds = bounds_of(made)
    lines = [*([heading] if heading else []), f"{title(asked.lane)}: {SAYS[asked.chosen.measure]}", scene_words(asked.scene)]
    parts, y = [], MARGIN
    for i, line in enumerate(lines):
        size = 1.3 * EM if i == 0 else EM
        y += 1.5 * size
        weight = 600 if i == 0 else None
        parts.append(text(fitted(line, WIDTH - 2 * MARGIN, size), MARGIN, y, font_size=size, fill=colors.ink, font_weight=weight))
    y += EM
    parts.append(group([plot(frame, bounds)], transform=f"translate({MARGIN + LEFT:.1f} {y:.1f})"))
    parts.append(group([legend(made, bounds, colors)], transform=f"translate({MARGIN + LEFT + across + 2 * EM:.1f} {y:.1f})"))
    y += frame.height + FOOT + 1.6 * TEXT
    said = fitted(particulars(asked, made), WIDTH - 2 * MARGIN, SIZE)
    parts.append(text(said, MARGIN, y, font_size=SIZE, fill=colors.muted))
    stamp, height = stamps(asked.scene.model_copy(update={"frozen": None}), colors, y)
    meta = element("metadata", safe(asked.text()))
    body = [meta, element("rect", width=WIDTH, height=height, fill=colors.ground), *parts, *stamp]
    size_of = {"width": width, "height": round(width * height / WIDTH), "viewBox": f"0 0 {WIDTH:g} {height:.1f}"}
    return element("svg", *body, xmlns="http://www.w3.org/2000/svg", **size_of, font_family=FONT) + "\n"


def particulars(asked: Asked, made: Whole) -> str:
    """Return one line about the map: axes, tolerance, seeds, runs."""
    lane = asked.chosen.lane
    axes = [
        f"{name_of(asked.scene, lane, axis.path)} {axis.low:.10g} to {axis.high:.10g} ({axis.count}, {axis.scale.replace('_', ' ')})"
        for axis in asked.chosen.axes
    ]
    seeds = [f"{asked.seeds()} seeds from {asked.scene.seed}"] if asked.seeds() > 1 else []
    until = [f"after {asked.until:,} steps"] if asked.until else []
    return ", ".join([*axes, f"tolerance {chosen(made.plan.tolerance)}", *seeds, *until, f"{asked.runs():,} runs"])


def plot(frame: Frame, bounds: tuple[float, float]) -> str:
    """Return the pixels with everything over them, and the axes."""
    image = base64.b64encode(as_png(painted(frame.made, bounds, frame.theme.dark))).decode()
    size = {"width": frame.width, "height": frame.height}
    pixels = element("image", **size, preserveAspectRatio="none", image_rendering="optimizeSpeed", href=f"data:image/png;base64,{image}")
    inside = [pixels, *lines(frame), *letters(frame), *minima(frame), *cross(frame)]
    return element("svg", *inside, **size) + axes(frame)


def axes(frame: Frame) -> str:
    """Return frame, ticks and names of both axes."""
    theme, (of_x, of_y), asked = frame.theme, frame.asked.chosen.axes, frame.asked
    parts = [element("rect", width=frame.width, height=frame.height, fill="none", stroke=theme.muted)]
    for share, says in ticks_of(of_x, frame.width / (5 * TEXT)):
        x = share * frame.width
        parts.append(element("path", d=f"M{x:.1f} {frame.height:.1f}v4", stroke=theme.muted))
        parts.append(text(says, x, frame.height + 1.4 * TEXT, text_anchor="middle"))
    for share, says in ticks_of(of_y, frame.height / (3.2 * TEXT)):
        y = (1 - share) * frame.height
        parts.append(element("path", d=f"M0 {y:.1f}h-4", stroke=theme.muted))
        parts.append(text(says, -0.5 * TEXT, y + 0.36 * TEXT, text_anchor="end"))
    names = [name_of(asked.scene, asked.chosen.lane, path) for path in asked.paths]
    parts.append(text(names[0], frame.width / 2, frame.height + 2.9 * TEXT, text_anchor="middle", fill=theme.ink))
    turned = f"translate({-LEFT + TEXT:.1f} {frame.height / 2:.1f}) rotate(-90)"
    parts.append(text(names[1], 0, 0, text_anchor="middle", fill=theme.ink, transform=turned))
    return group(parts, font_size=TEXT, fill=theme.muted)
