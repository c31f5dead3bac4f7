"""Page and picture draw the charts of examples alike: steps or examples seen, their scale and part, early stopping."""

import base64
import re
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from app.engine.series import SERIES
from app.exports.drawing import chart, looks
from app.exports.drawing.curve_ends import Shared
from app.exports.drawing.curves import AVERAGE, MEAN, Source
from app.exports.drawing.image import svg
from app.exports.drawing.svg import element
from app.exports.options import PictureOptions
from app.lessons import LESSONS
from app.replies.axes import Scale
from app.replies.frames import picture
from app.replies.step_axis import Counted, StepAxis
from app.replies.view import View
from app.scene.scene import Scene
from tests.exports.test_image import NAMESPACE
from tests.exports.test_two_pens import THEME, on_the_page, written

WIDTH, HEIGHT = 480, 150.0


def by_the_page(made: Scene, axis: StepAxis, keys: list[str], scale: Scale, marker: int, names: list[str]) -> Any:
    """Return what the page draws for the first of the charts that are open."""
    (x, y), key = made.landscape().surface().domain, keys[0]
    wanted = axis.chart(WIDTH, keys, axes=dict.fromkeys(keys, scale), ticks=HEIGHT / (1.6 * looks.TEXT)).model_dump()
    panel = {"width": 300, "height": 200, "x": x, "y": y}
    frame = picture(1, made, View.model_validate({"panels": [panel] * len(names), "chart": wanted}))
    area = {"left": 0, "right": 100, "top": 0, "bottom": 20, "width": WIDTH, "height": HEIGHT}
    told = {"series": SERIES[key].as_json(), "area": area, "names": names, "theme": THEME, "steps": axis.as_json(), "marker": marker}
    return on_the_page({"frame": base64.b64encode(frame).decode(), **told})


def by_the_picture(made: Scene, axis: StepAxis, keys: list[str], scale: Scale, marker: int, names: list[str]) -> ET.Element:
    """Return what a picture draws for the same chart."""
    x, y = made.landscape().surface().domain
    source = Source(made, made.run(), axis, {"x": x, "y": y}, keys, keys if scale == "linear" else ())
    shown = chart.Chart(WIDTH, HEIGHT, keys[0], names, marker, source, looks.THEMES["light"])
    return ET.fromstring(element("svg", chart.draw(shown), xmlns=NAMESPACE[1:-1]))


CASES: list[tuple[str, list[str], Counted, Scale, tuple[float, float] | None, Scale, int]] = [
    ("mini_batches", ["loss"], "examples", "linear", None, "log", 60),
    ("mini_batches", ["x"], "examples", "log", None, "linear", 320),
    ("mini_batches", ["loss"], "examples", "linear", (64.0, 2000.0), "linear", 31),
    ("early_stopping", ["held"], "steps", "log", None, "log", 600),
    ("early_stopping", ["train"], "steps", "linear", (0.0, 100.0), "log", 30),
    ("early_stopping", ["train"], "examples", "linear", None, "log", 30),
    ("early_stopping", ["loss"], "steps", "linear", None, "log", 100),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(map(str, case)))
def test_charts_are_the_same_on_the_page_and_in_a_picture(case: Any) -> None:
    key, keys, by, along, part, scale, marker = case
    made = Scene.model_validate(LESSONS[key].scene)
    axis, names = StepAxis.of(made, by, along, part), [f"walker {i}" for i in range(len(made.lanes))]
    shown = by_the_page(made, axis, keys, scale, marker, names)
    root = by_the_picture(made, axis, keys, scale, marker, names)

    theirs = written(root)
    beside = sorted(((HEIGHT - each["y"]), each["says"]) for each in shown["axes"] if each["y"] < HEIGHT + 1)
    assert [says for _, says, _ in sorted((HEIGHT - y, says, x) for says, x, y in theirs if x < 0)] == [says for _, says in beside]
    assert [says for says, x, y in theirs if y > HEIGHT + 1 and 0 <= x <= WIDTH] == [
        each["says"] for each in shown["axes"] if each["y"] > HEIGHT + 1
    ]
    inside = {says for says, x, y in theirs if 0 < x <= WIDTH and y < HEIGHT}
    assert inside == {each["says"] for each in shown["ends"] if each["x"] <= WIDTH}

    lines = sorted(
        float(found[1]) for each in root.iter(f"{NAMESPACE}path") if (found := re.fullmatch(r"M([\d.-]+) 0V150\.0", each.get("d", "")))
    )
    assert lines == pytest.approx(sorted(shown["lines"]), abs=0.06)
    boxes = [each for each in root.iter(f"{NAMESPACE}rect") if each.get("height") == "150"]
    bands = [float(each.get("x", "nan")) + wide for each in boxes for wide in (0.0, float(each.get("width", "nan")))]
    assert bands == pytest.approx([end for both in shown["bands"] for end in both], abs=0.06)
    assert bool(bands) == (keys[0] in ("held", "train") and key == "early_stopping")


@pytest.mark.parametrize(("keys", "count"), [(["committee", "held"], 2), (["held", "committee"], 1), (["committee"], 1), (["held"], 0)])
def test_the_curves_of_a_committee_are_the_same_on_the_page_and_in_a_picture(keys: list[str], count: int) -> None:
    made = Scene.model_validate(LESSONS["committee"].scene)
    axis = StepAxis.of(made)
    shown = by_the_page(made, axis, keys, "log", 1000, [f"walker {i}" for i in range(len(made.lanes))])
    (x, y) = made.landscape().surface().domain
    source = Source(made, made.run(), axis, {"x": x, "y": y}, keys)
    found = source.curves(keys[0], WIDTH, HEIGHT / (1.6 * looks.TEXT))
    assert [each["name"] for each in shown["together"]] == [*found.shared]
    assert len(found.shared) == count
    for each, pairs in zip(shown["together"], found.shared.values(), strict=True):
        theirs = np.array(each["pairs"], dtype=np.float64).reshape(-1, 2)
        np.testing.assert_allclose(theirs, pairs, rtol=1e-6)
        assert each["dashed"] == bool(Shared(each["name"], pairs, looks.THEMES["light"]).pen.dash)
    if count:
        assert shown["range"] == pytest.approx(found.axis.range)


def test_where_names_fit_the_curves_of_a_committee_are_named_beside_a_chart_else_over_their_ends() -> None:
    made = Scene.model_validate(LESSONS["committee"].scene)
    for charts, anchor in ((["held", "committee"], None), (["held", "committee", "loss", "train"], "end")):
        root = ET.fromstring(svg(PictureOptions.model_validate({"charts": charts, "examples": "off"}).picture(made)))
        named = [each for each in root.iter(f"{NAMESPACE}text") if each.text in (MEAN, AVERAGE)]
        assert sorted(str(each.text) for each in named) == [MEAN, MEAN, AVERAGE]
        assert {each.get("text-anchor") for each in named} == {anchor}
