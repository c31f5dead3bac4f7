"""The small picture of a lesson in the gallery: only the paths on the surface."""

from functools import cache

import numpy as np

from app.catalog.own import OwnLesson
from app.catalog.own_folder import shelved
from app.catalog.own_parts import View
from app.engine.thinning.thin import Window, path
from app.exports.drawing import symbols
from app.exports.drawing.contours import bands_and_lines
from app.exports.drawing.image import png
from app.exports.drawing.looks import theme_of
from app.exports.drawing.panel import Panel, minima
from app.exports.drawing.svg import element
from app.exports.drawing.trail import line
from app.lessons import LESSONS
from app.lessons.lesson import Lesson
from app.replies.facts import surface_facts
from app.scene.scene import Scene

WIDTH, HEIGHT, PIXELS = 256.0, 152.0, 512
"""Width and height in the picture's units, and width in pixels: two per unit, for high-resolution screens."""
VERTICES = 3000
"""Most vertices of one path."""


def drawn_of(key: str) -> tuple[Lesson | OwnLesson, Scene]:
    """Return a lesson of ours, or of the folder of `RAVINE_LESSONS`, and its scene."""
    if key in LESSONS:
        return LESSONS[key], Scene.model_validate(LESSONS[key].scene)
    return shelved()[key], shelved()[key].scene


@cache
@np.errstate(over="ignore", invalid="ignore")  # some runs diverge
def thumbnail(key: str, theme: str) -> bytes:
    """Return a lesson's picture as PNG; cached, because there are few lessons and they do not change."""
    lesson, scene = drawn_of(key)
    domain = scene.landscape().surface().domain
    view = lesson.view.model_dump() if isinstance(lesson.view, View) else lesson.view
    (x0, x1), (y0, y1) = (view["x"], view["y"]) if view else domain
    window = Window(WIDTH, HEIGHT, x0, x1, y0, y1)
    main = lesson.main or 0
    ground, look = scene.grounds[main], theme_of(theme, scene.pens)
    panel = Panel(window, surface_facts(ground), scene.starts[main], scene.steps, look, len(scene.lanes))
    runs = sorted(enumerate(scene.run()), key=lambda lane: lane[0] == lesson.main)  # the main lane is drawn last, on top
    inside = [
        bands_and_lines(ground, window, panel.theme, validation=lesson.held),
        *(part for lane, run in runs for part in line(path(window, run.x, run.y, VERTICES)[:, :2], lane, panel.theme, 1.0)),
        *minima(panel, panel.near),
        *(symbols.start(*at, panel.theme) for at in panel.near([panel.start])),
    ]
    size = {"width": PIXELS, "height": round(PIXELS * HEIGHT / WIDTH), "viewBox": f"0 0 {WIDTH:g} {HEIGHT:g}"}
    return png(element("svg", *inside, xmlns="http://www.w3.org/2000/svg", **size), PIXELS)
