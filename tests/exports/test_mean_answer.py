"""What models answer together, in the panel of the examples of a picture: as on the page, while a chart asks for it."""

import io
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from app.exports.drawing import looks
from app.exports.drawing.curves import MEAN
from app.exports.drawing.example_words import MORE
from app.exports.drawing.examples import draw
from app.exports.drawing.image import png, svg
from app.exports.drawing.mean_answer import LAYERS
from app.exports.drawing.svg import element
from app.exports.options import PictureOptions
from app.replies import models
from app.scene.scene import Scene
from app.settings import static_dir
from tests.exports.test_examples_panel import GD, OWN, SIZE, lanes_of, of_lesson, on_the_page, panel_of
from tests.exports.test_image import NAMESPACE
from tests.exports.test_two_pens import THEME
from tests.exports.texts import apart
from tests.scenes import scene

APART = {
    "of two": scene(GD, GD | {"knobs": {"n": 30}}, surface={"key": "logistic_regression"}, steps=40),
    "never sure": scene(
        GD | {"knobs": {"resample": 1}}, GD | {"knobs": {"resample": 2}}, GD, surface={"key": "logistic_regression"}, steps=9
    ),
    "curves": scene(GD, GD | {"knobs": {"resample": 3}}, surface={"key": "linear_regression", "examples": OWN, "held": OWN}, steps=40),
    "network": scene(GD, GD | {"knobs": {"resample": 3}}, surface={"key": "tiny_network"}, steps=40),
}
MADE: dict[str, Any] = {name: Scene.model_validate(each) for name, each in APART.items()}
CASES = [("committee", 0), ("committee", 30), ("committee", 1000), ("of two", 40), ("never sure", 3), ("curves", 7), ("network", 40)]


def scene_of(key: str) -> Scene:
    return MADE[key] if key in MADE else of_lesson(key)


def far(one: Any, other: Any) -> float:
    """Return how far the farthest of some points is from the nearest of others, shapes (n, 2) and (m, 2)."""
    return float(np.hypot(*(np.asarray(one)[:, None] - np.asarray(other)[None]).T).min(axis=0).max())


@pytest.mark.parametrize(("key", "step"), CASES)
def test_the_mean_answer_is_where_the_page_draws_it(key: str, step: int) -> None:
    made = scene_of(key)
    told, shown = on_the_page(made, step, series=["committee"]), panel_of(made, step, judged=True)
    assert shown.mean is not None
    assert (shown.truth(), told["truth"]) == (None, [])
    points = [[each["points"] for each in told["mean"]], shown.mean.lines]
    assert [len(each) for each in points] == [len(shown.mean.lines)] * 2
    if len(points[0]):
        theirs, ours = (np.concatenate(each) for each in points)
        reach = 2e-3 * max(SIZE)  # the page's weights are a picture's, of 4000 pixels
        assert max(far(theirs, ours), far(ours, theirs)) < reach
    if not shown.classes:
        assert told["mesh"] is None
        return
    w = shown.window
    mesh = models.mesh(shown.mean.model, shown.mean.members, ((w.x0, w.x1), (w.y0, w.y1)), (w.width, w.height))
    assert mesh.shape == (told["mesh"]["ny"], told["mesh"]["nx"])
    np.testing.assert_allclose(np.array(told["mesh"]["bands"]).reshape(mesh.shape), mesh, atol=2e-3)


@pytest.mark.parametrize(("key", "step"), CASES)
def test_lines_are_as_wide_as_on_the_page(key: str, step: int) -> None:
    made = scene_of(key)
    told, parts = on_the_page(made, step, series=["committee"]), "".join(draw(panel_of(made, step, judged=True)))
    scale = looks.PATH / THEME["path"]
    widths = [float(each) for each in re.findall(r'<path d="M[^>]* stroke-width="([\d.]+)"', parts)]
    assert widths == pytest.approx([scale * each["wide"] for each in [*told["models"], *told["mean"]]], abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_wash_is_as_deep_as_the_mean_answer_is_unsure(theme: str) -> None:
    shown = panel_of(of_lesson("committee"), 300, theme, judged=True)
    assert shown.mean is not None
    (width, height), w = map(round, SIZE), shown.window
    ground = element("rect", width=width, height=height, fill=shown.theme.ground)
    drawn = element("svg", ground, shown.mean.wash(shown.theme), xmlns=NAMESPACE[1:-1], width=width, height=height)
    pixels = np.asarray(Image.open(io.BytesIO(png(drawn, width))).convert("L"), dtype=np.float64)[::-1]
    across, up = (np.arange(size) + 0.5 for size in (width, height))
    at = np.meshgrid(w.x0 + across / width * (w.x1 - w.x0), w.y0 + up / height * (w.y1 - w.y0))
    p = models.mean(shown.mean.model, shown.mean.members, *at)
    bare, full = pixels[0, 0], {"light": 21.0, "dark": 239.0}[theme]
    code = (static_dir() / "js" / "data" / "draw_together.js").read_text("utf-8")
    deepest = float(re.findall(r"APART, UNSURE\] = \[\d+, ([\d.]+)\]", code)[0])
    opacity = (pixels - bare) / (full - bare)
    assert np.abs(opacity - deepest * (1 - np.abs(2 * p - 1))).mean() < deepest / LAYERS
    assert opacity.max() == pytest.approx(deepest, abs=0.02)


@pytest.mark.parametrize("batch", [None, 4])
@pytest.mark.parametrize("count", [2, 3, 4, 5, 8])
def test_no_text_covers_another_or_leaves_the_picture(count: int, batch: int | None) -> None:
    said = lanes_of("committee", count).model_dump()
    made = Scene.model_validate({**said, "lanes": [each | {"batch": batch} for each in said["lanes"]]})
    options = PictureOptions.model_validate({"charts": ["held", "committee"], "step": made.steps // 3})
    assert {MEAN, MORE["unsure"][1]} <= set(apart(svg(options.picture(made))))


def test_it_is_drawn_while_a_chart_asks_for_it_and_all_members_are_known() -> None:
    made = of_lesson("committee")
    written = {name: svg(PictureOptions.model_validate({"charts": [name]}).picture(made)) for name in ("committee", "held")}
    assert [says in written["held"] for says in (">mean answer unsure<", ">truth<")] == [False, True]
    assert [says in written["committee"] for says in (">mean answer unsure<", ">truth<")] == [True, False]
    assert panel_of(lanes_of("committee", 1), 9, judged=True).mean is None
    known = {at: (1.0, float(at)) for at in range(len(made.lanes))}
    assert models.together(made, known) == [*known.values()]
    assert models.together(made, {at: known[at] for at in range(1, len(known))}) == []


@pytest.mark.parametrize("start", [(1e308, -1e308), (0.0, 0.0), (1e-12, 0.0)])
@pytest.mark.parametrize("key", ["linear_regression", "logistic_regression", "tiny_network"])
def test_any_weights_can_answer_together(key: str, start: tuple[float, float]) -> None:
    made = Scene.model_validate(scene(GD, GD, start=start, surface={"key": key}, steps=3))
    drawn = svg(PictureOptions(charts=["committee"], step=0).picture(made))
    assert not re.search(r'"[^"]*\b(nan|inf)\b[^"]*"', re.sub(r"<metadata>.*?</metadata>", "", drawn))
    assert ">Examples<" in drawn
    ET.fromstring(drawn)


def test_its_words_are_those_of_the_page() -> None:
    known = json.loads((static_dir() / "lang" / "th.json").read_text("utf-8"))
    assert {MEAN, MORE["unsure"][1]} <= set(known)
