"""The panel of the examples in a picture: as on the page, at every step, without words that cover each other."""

import base64
import json
import re
import subprocess
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from app.exports.drawing import looks
from app.exports.drawing.example_words import AXES
from app.exports.drawing.examples import Examples
from app.exports.drawing.examples import draw as draw_panel
from app.exports.drawing.grid import columns_of, window_of
from app.exports.drawing.image import svg
from app.exports.drawing.svg import element, trace
from app.exports.options import PictureOptions
from app.lessons import LESSONS
from app.replies.frames import picture
from app.replies.view import View
from app.scene.scene import Scene
from app.settings import static_dir
from tests.exports.test_image import NAMESPACE
from tests.exports.test_two_pens import NODE, ROOT, THEME
from tests.exports.texts import apart
from tests.scenes import lane, scene

SIZE = 340.0, 306.0
GD = lane("gradient_descent", lr=0.1)
OWN = [[1.0, 2.0, 3.0], [-1.0, 0.5, -2.0], [0.5, 1.0, 1.0], [2.0, -1.0, 0.0]]


def of_lesson(key: str, **more: Any) -> Scene:
    return Scene.model_validate({**LESSONS[key].scene, **more})


def lanes_of(key: str, count: int) -> Scene:
    """Return a lesson's scene with so many lanes, its own over and over."""
    own = LESSONS[key].scene["lanes"]
    return of_lesson(key, lanes=[own[i % len(own)] for i in range(count)])


def on_the_page(made: Scene, step: int, **chart: Any) -> Any:
    """Return where the page's code draws everything, beside such a chart."""
    (x, y), count = made.landscape().surface().domain, len(made.lanes)
    view = {
        "panels": [{"width": 4000, "height": 4000, "x": x, "y": y}] * count,
        "chart": {"width": 9, "steps": [0, made.steps], **chart},
        "data": True,
    }
    frame = picture(1, made, View.model_validate(view))
    said = {"frame": base64.b64encode(frame).decode(), "scene": made.model_dump(mode="json"), "step": step, "panels": view["panels"]}
    given = json.dumps({**said, "box": {"width": SIZE[0], "height": SIZE[1]}, "theme": THEME})
    draw = ROOT / "tests" / "page" / "draw_examples.js"
    done = subprocess.run([NODE, draw], input=given, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def panel_of(made: Scene, step: int, theme: str = "light", judged: bool = False) -> Examples:
    return Examples.of(made, made.run(), step, SIZE, looks.theme_of(theme, made.pens), judged)


def drawn(shown: Examples) -> ET.Element:
    return ET.fromstring(element("svg", *draw_panel(shown), xmlns=NAMESPACE[1:-1]))


MADE: dict[str, Any] = {
    "own": scene(GD, GD | {"batch": 2}, surface={"key": "linear_regression", "examples": OWN, "held": OWN[::-1]}, steps=40),
    "constant": scene(GD, surface={"key": "linear_regression", "examples": [[a, 1, t] for a, _, t in OWN]}, steps=40),
    "redrawn": scene(GD | {"batch": 2, "knobs": {"resample": 3}}, GD | {"batch": 4}, surface={"key": "linear_regression"}, steps=40),
}


@pytest.mark.parametrize(
    ("key", "step"),
    [("early_stopping", 30), ("early_stopping", 600), ("mini_batches", 0), ("mini_batches", 100), ("mini_batches", 320),
     ("committee", 300), ("transfer", 40), ("weight_average", 2000), ("mixup", 30), ("own", 7), ("constant", 7), ("redrawn", 11)],
)  # fmt: skip
def test_everything_stands_where_the_page_draws_it(key: str, step: int) -> None:
    made = Scene.model_validate(MADE[key]) if key in MADE else of_lesson(key)
    step = min(step, made.steps)
    told, shown = on_the_page(made, step), panel_of(made, step)
    window = shown.window
    assert (told["view"]["x"], told["view"]["y"]) == (pytest.approx([window.x0, window.x1]), pytest.approx([window.y0, window.y1]))
    for name, rows in (("train", shown.train), ("held", shown.checks)):
        np.testing.assert_allclose(np.array(told[name]), shown.placed(rows), atol=1e-6)
    assert [(each["lane"], each["seen"]) for each in told["lit"]] == [(each.lane, each.examples) for each in shown.lit]
    truth = shown.truth()
    assert (truth is None, shown.mean) == (not told["truth"], None)
    assert (told["mesh"], told["mean"]) == (None, [])
    if truth is not None:
        np.testing.assert_allclose(np.array(told["truth"][0]["points"]), truth, rtol=1e-6, atol=1e-6)
    ours = [shown.line(at) for at in shown.models.values()]
    bold = [each for each in told["models"] if each["alpha"] == 1]
    assert len(ours) == len(bold)
    reach = max(np.hypot(*np.ptp(np.asarray(each), axis=0)) for each in ours)  # the page's weights are a picture's, of 4000 pixels
    for their, own in zip(bold, ours, strict=True):
        np.testing.assert_allclose(np.array(their["points"]), own, atol=2e-3 * reach)
    assert len(told["models"]) == len(re.findall(r"<path[^>]* stroke-width=\"(?:2\.43|1\.08)\"", "".join(draw_panel(shown))))


@pytest.mark.parametrize("key", ["linear_regression", "logistic_regression", "tiny_network"])
def test_validation_is_hollow_and_the_batch_of_the_step_is_lit(key: str) -> None:
    made = Scene.model_validate(scene(GD | {"batch": 3}, GD, surface={"key": key, "knobs": {"n": 8}}, steps=20))
    shown, classes = panel_of(made, 4), key == "logistic_regression"
    root = drawn(shown)
    disks = [*root.iter(f"{NAMESPACE}circle"), *root.iter(f"{NAMESPACE}rect")]
    rings = [each for each in disks if each.get("stroke") == looks.LOOKS[0].light]
    assert len(rings) == 3
    assert len([each for each in disks if each.get("opacity") == "0.35"]) == 8 - 3
    filled = [each for each in disks if each.get("fill") and each.get("stroke") == looks.THEMES["light"].ground]
    assert len(filled) == 8
    assert len([each for each in filled if each.tag.endswith("rect")]) == (4 if classes else 0)
    heading = 5 if classes else 3
    others = [each for each in disks if each not in filled and each not in rings]
    assert len(others) == 64 + heading + 1 + 1  # signs of the heading, the ring of one of them, and the frame
    assert panel_of(made, 5).lit != shown.lit
    assert panel_of(made, 20).lit == panel_of(made, 19).lit  # at the end, the last step's


@pytest.mark.parametrize("key", ["early_stopping", "mini_batches", "transfer", "mirror"])
def test_a_panel_follows_the_step_and_its_words_stand_still(key: str) -> None:
    made = of_lesson(key)
    shown = [panel_of(made, step) for step in (0, 3, 12, made.steps)]
    assert len({trace(each.line(each.models[0])) for each in shown}) == 4
    words = [[(each.text, each.get("x"), each.get("y")) for each in drawn(own).iter(f"{NAMESPACE}text")] for own in shown]
    assert all(each == words[0] for each in words)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 8])
@pytest.mark.parametrize("key", ["committee", "mixup", "mini_batches", "mirror"])
def test_no_text_covers_another_or_leaves_the_picture(key: str, count: int, theme: str) -> None:
    made = lanes_of(key, count)
    options = PictureOptions.model_validate({"charts": [], "theme": theme, "step": made.steps // 3})
    assert apart(svg(options.picture(made))).count("Examples") == 1


def test_a_panel_can_be_left_out_and_other_surfaces_have_none() -> None:
    made = of_lesson("committee")
    with_, without = (svg(PictureOptions.model_validate({"charts": [], "examples": said}).picture(made)) for said in ("on", "off"))
    assert (">Examples<" in with_, ">Examples<" in without) == (True, False)
    plain = Scene.model_validate(scene(GD, surface={"key": "ellipse"}))
    assert svg(PictureOptions(charts=[]).picture(plain)) == svg(PictureOptions(charts=[], examples="off").picture(plain))


def test_eight_lanes_and_their_examples_are_wide_enough_for_their_numbers() -> None:
    assert [columns_of(panels) for panels in range(1, 10)] == [1, 2, 3, 4, 3, 3, 4, 4, 3]
    assert min(window_of(panels, {"x": (0, 1), "y": (0, 1)}).width for panels in range(1, 10)) > 240


def test_the_words_are_those_of_the_page() -> None:
    known = json.loads((static_dir() / "lang" / "th.json").read_text("utf-8"))
    said = {"Examples", "Your examples", "{n} training", "{n} validation", "in this batch", "truth", *AXES.values()}
    assert said <= set(known)
    ours = "".join(draw_panel(panel_of(Scene.model_validate(MADE["own"]), 7)))
    assert all(f">{each.replace('{n}', '4')}<" in ours for each in said - {"Examples", "truth", AXES["b"]})
    assert ">truth<" not in ours  # nobody knows it


@pytest.mark.parametrize(
    "rows",
    [[[1.0, 1.0, 1.0]] * 2, [[0.0, 0.0, 0.0], [0.0, 0.0, 1.0]], [[1e9, 1.0, -1e9], [1.0, 2.0, 3.0]], [[a / 500, 1, 0] for a in range(500)]],
    ids=["twice one", "no inputs", "far apart", "five hundred"],
)  # fmt: skip
def test_any_examples_can_be_drawn(rows: list[list[float]]) -> None:
    said = scene(GD, lane("gradient_descent", lr=1e6), surface={"key": "linear_regression", "examples": rows, "held": rows[:2]}, steps=50)
    made = Scene.model_validate(said)
    root = drawn(panel_of(made, 50))
    assert not re.search(r"\b(nan|inf)\b", ET.tostring(root, encoding="unicode"))
