"""A cell of the atlas: a method tuned on a surface, and a small map of where its runs end, with the tuned path."""

import base64
from typing import Any

import numpy as np

from app.engine.thinning.thin import Window, path
from app.exports.atlas.plan import Atlas
from app.exports.drawing import symbols
from app.exports.drawing.looks import Theme, theme_of
from app.exports.drawing.map_colors import as_png, bounds_of, painted
from app.exports.drawing.svg import element, trace
from app.maps.asked import Asked
from app.maps.whole import Whole, whole
from app.scene.maps import MapChoice
from app.scene.scene import Scene
from app.tuning.tune import tuned

Json = dict[str, Any]
PIXELS, SIDE = 48, 144.0
"""Pixels of a map's side; units of the picture's side."""
MANY = 9
"""Minima that are marked; more would hide the map."""
VERTICES = 1500
"""Most vertices of a path."""


def map_of(scene: Scene) -> Whole:
    """Return the map of the starts: where runs of the only lane end, and since when."""
    sides = zip(("start.0", "start.1"), scene.landscape().surface().domain, strict=True)
    axes = [{"path": name, "low": low, "high": high, "count": PIXELS} for name, (low, high) in sides]
    return whole(Asked(scene, MapChoice.model_validate({"axes": axes})), packed=True)


def window_of(scene: Scene) -> Window:
    """Return the square that shows the surface's domain."""
    (x0, x1), (y0, y1) = scene.landscape().surface().domain
    return Window(SIDE, SIDE, x0, x1, y0, y1)


def cased(d: str, ink: str) -> list[str]:
    """Return a line that can be seen on any colour."""
    plain = {"d": d, "fill": "none", "stroke_linejoin": "round"}
    return [element("path", **plain, stroke=colour, stroke_width=width) for colour, width in (("#ffffff", 3.4), (ink, 1.5))]


def marks(scene: Scene, window: Window, theme: Theme) -> list[str]:
    """Return the minima within the domain, of many the lowest alone, and the start."""
    landscape = scene.landscape()
    minima = landscape.surface().minima(*landscape.arguments())
    places = [*(minima if len(minima) <= MANY else [landscape.lowest()]), scene.start]
    x, y = window.pixels(*np.array(places).T)
    *there, start = [(float(a), float(b)) for a, b in zip(x, y, strict=True)]
    return [*(symbols.minimum(*at, 3.5) for at in there if min(at) >= 0 and max(at) <= SIDE), symbols.start(*start, theme)]


@np.errstate(all="ignore")  # some runs diverge
def picture(scene: Scene) -> str:
    """Return the map of a scene with its path as SVG."""
    theme, window, starts = theme_of("light", (0,)), window_of(scene), map_of(scene)
    colours = base64.b64encode(as_png(painted(starts, bounds_of(starts), dark=False), PIXELS)).decode()
    size = {"width": SIDE, "height": SIDE}
    pixels = element("image", **size, style="image-rendering:pixelated", href=f"data:image/png;base64,{colours}")
    (run,) = scene.run()
    d = trace(path(window, run.x, run.y, VERTICES)[:, :2])
    inside = [pixels, *(cased(d, theme.ink) if "L" in d else []), *marks(scene, window, theme)]
    return element("svg", *inside, xmlns="http://www.w3.org/2000/svg", **size, viewBox=f"0 0 {SIDE:g} {SIDE:g}")


def made(atlas: Atlas, surface: str, method: str) -> tuple[Json, str]:
    """Tune a method on a surface; return the cell and its picture."""
    answer = tuned(atlas.asked(surface, method))
    (lane,) = answer["lanes"]
    cell = {name: lane[name] for name in ("now", "promised", "judged", "sensitivity")}
    cell |= {"knobs": {knob["path"]: knob["best"] for knob in lane["knobs"]}, "scene": answer["scene"]}
    return cell, picture(Scene.model_validate(answer["scene"]))
