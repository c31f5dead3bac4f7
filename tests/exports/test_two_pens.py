"""Page and exports draw what the server has decided: one recorded answer, drawn by both."""

import base64
import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.answers.levels import LEVELS, levelled
from app.answers.mesh import Mesh
from app.engine.thinning.thin import Window
from app.exports.drawing import looks
from app.exports.drawing.contours import ground
from app.exports.drawing.image import png
from app.exports.drawing.svg import element
from app.scene.scene import Scene
from surfaces import SURFACES
from tests.exports.test_image import pixels
from tests.scenes import lane, scene

ROOT = Path(__file__).parents[2]
NODE, DRAW = ROOT / ".cache" / "node" / "bin" / "node", ROOT / "tests" / "page" / "draw.js"
THEME = {**vars(looks.THEMES["light"]), "size": "desk", "em": looks.EM, "font": "sans-serif", "path": looks.PATH, "text": looks.TEXT}


def on_the_page(asked: dict[str, Any]) -> Any:
    """Return what the page's code draws of it."""
    done = subprocess.run([NODE, DRAW], input=json.dumps(asked), capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


WHOLE, FAR_UP = ((-4.0, 4.0), (-4.0, 4.0)), ((3.3, 3.9), (3.2, 3.8))


@pytest.mark.parametrize(
    ("key", "domain"),
    [("crescent", WHOLE), ("crescent", FAR_UP), ("six_hump_camel", SURFACES["six_hump_camel"].domain), ("ackley", WHOLE)],
)
def test_bands_lie_where_the_levels_say(key: str, domain: Any) -> None:
    """Compared at every node whose neighbours lie in the same band; the crescent far up its walls lies wholly above its top."""
    (x0, x1), (y0, y1) = domain
    unit, nodes = SURFACES[key], 121
    query = {"x0": x0, "x1": x1, "y0": y0, "y1": y1, "nx": nodes, "ny": nodes, "spacing": unit.spacing}
    answer = Mesh.of(key, {name: str(value) for name, value in query.items()}).frame()
    page = on_the_page({"mesh": base64.b64encode(answer).decode(), "theme": THEME})
    raster = np.array(page["pixels"]).reshape(nodes, nodes, 4)[:, :, :3]

    side = 4 * (nodes - 1)  # pixels: every fourth edge between two of them is a node
    made = Scene.model_validate(scene(lane("gradient_descent"), surface={"key": key}, steps=1))
    behind = ground(made, Window(side, side, x0, x1, y0, y1), looks.THEMES["light"])
    size = {"width": side, "height": side, "viewBox": f"0 0 {side} {side}"}
    picture = pixels(png(element("svg", behind, xmlns="http://www.w3.org/2000/svg", **size), side))[::4, ::4]

    near = [np.roll(raster, (dx, dy), (0, 1)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
    inside = np.all([(each == raster).all(axis=2) for each in near], axis=0)[1:-1, 1:-1]
    assert inside.mean() > 0.4
    assert (picture[1:, 1:][inside] == raster[1:-1, 1:-1][inside]).all(axis=1).mean() > 0.995
    assert len(np.unique(raster.reshape(-1, 3), axis=0)) >= LEVELS

    x, y = np.meshgrid(np.linspace(x0, x1, nodes), np.linspace(y0, y1, nodes))
    f = unit.value(x, y, **made.surface.values())
    assert page["levels"] == levelled(f, unit.spacing, unit.top).levels
