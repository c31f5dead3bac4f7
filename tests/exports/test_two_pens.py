"""Page and exports draw what the server has decided: one recorded answer, drawn by both."""

import base64
import json
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from app.engine.series import SERIES
from app.engine.thinning.thin import Window
from app.exports.drawing import chart, looks
from app.exports.drawing.contours import bands_and_lines
from app.exports.drawing.curves import Source
from app.exports.drawing.image import png
from app.exports.drawing.svg import element
from app.replies.frames import picture
from app.replies.levels import LEVELS, levelled
from app.replies.mesh import Mesh
from app.replies.step_axis import StepAxis
from app.replies.view import View
from app.scene.scene import Scene
from surfaces import SURFACES
from tests.exports.test_image import NAMESPACE, pixels
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
    behind = bands_and_lines(made.landscape(), Window(side, side, x0, x1, y0, y1), looks.THEMES["light"])
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


def written(root: ET.Element) -> list[tuple[str, float, float]]:
    """Return what an SVG says, and where."""
    return [("".join(each.itertext()), float(each.attrib["x"]), float(each.attrib["y"])) for each in root.iter(f"{NAMESPACE}text")]


GENTLE, WILD = (lane("gradient_descent", lr=lr) for lr in (0.01, 0.5))
CAMEL = scene(GENTLE, WILD, surface={"key": "six_hump_camel"}, start=[0.5, -0.9], steps=60)
RATES = scene(lane("adam", lr=0.3), lane("newton"), lane("rmsprop", "cosine", lr=0.02), steps=300)
FAR = scene(lane("gradient_descent", lr=10.0), start=[100, 100], steps=5)


@pytest.mark.parametrize(
    ("said", "key"),
    [(CAMEL, "loss"), (CAMEL, "gradient_norm"), (CAMEL, "x"), (RATES, "lr"), (RATES, "lr_y"), (RATES, "ratio_x"), (RATES, "v"),
     (FAR, "x"), (FAR, "loss"), (scene(lane("newton"), steps=9), "lr_x")],
)  # fmt: skip
def test_charts_have_the_same_axes_and_labels(said: dict[str, Any], key: str) -> None:
    made = Scene.model_validate(said)
    runs, names = made.run(), [f"walker {i}" for i in range(len(made.lanes))]
    (x, y), size = made.landscape().surface().domain, {"width": 480, "height": 150.0}
    source = Source(made, runs, StepAxis.of(made), {"x": x, "y": y}, [key])
    shown = chart.Chart(480, 150.0, key, names, made.steps, source, looks.THEMES["light"])
    svg = ET.fromstring(element("svg", chart.draw(shown), xmlns=NAMESPACE[1:-1]))

    panel = {"width": 300, "height": 200, "x": x, "y": y}
    asked = {"width": 480, "steps": [0, made.steps], "series": [key], "axes": {key: "log"}, "ticks": 150 / (1.6 * looks.TEXT)}
    frame = picture(1, made, View.model_validate({"panels": [panel] * len(names), "chart": asked}))
    area = {**size, "left": 0, "right": 100, "top": 0, "bottom": 20}
    told = {"series": SERIES[key].as_json(), "area": area, "names": names, "theme": THEME}
    page = on_the_page({"frame": base64.b64encode(frame).decode(), **told})

    theirs = written(svg)
    beside = sorted((y - 0.36 * looks.TEXT, says) for says, x, y in theirs if x < 0)
    drawn = sorted((each["y"], each["says"]) for each in page["axes"] if each["y"] < 151)
    assert [says for _, says in beside] == [says for _, says in drawn]
    assert [y for y, _ in beside] == pytest.approx([y for y, _ in drawn], abs=1.01)  # the page draws on whole pixels
    below = [says for says, x, y in theirs if y > 151 and 0 <= x <= 480]
    assert below == [each["says"] for each in page["axes"] if each["y"] > 151]
    ends = {says: y - 0.36 * looks.TEXT for says, x, y in theirs if x > 480}
    assert ends == pytest.approx({each["says"]: each["y"] for each in page["ends"] if each["x"] > 480}, abs=0.2)
    inside = {says for says, x, y in theirs if 0 < x <= 480 and y < 150}
    assert inside == {each["says"] for each in page["ends"] if each["x"] <= 480}
