"""Pictures, figures and offline files of surfaces made of examples: grounds of lanes, dashed contours, marks, answers."""

import json
import zlib
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from app.engine.thinning.thin import Window
from app.exports.drawing.image import Picture, svg
from app.exports.drawing.labels import scene_words
from app.exports.drawing.looks import EM, TEXT, THEMES
from app.exports.drawing.marks import GREEN, AnswerMark
from app.exports.drawing.typeface import width
from app.exports.offline.recording import moments, pack
from app.exports.offline.sweep import sweep
from app.exports.options import PictureOptions
from app.exports.plotly_figure import as_json
from app.scene.scene import Scene
from tests.scenes import lane, scene

SIX = {"key": "linear_regression", "knobs": {"sample": 154}}
GD = lane("gradient_descent", lr=0.1)
BEST, MEAN = {"key": "best"}, {"key": "average", "knobs": {"begin": 100}}


def made(*lanes: dict[str, Any], surface: Any = SIX, **more: Any) -> Scene:
    return Scene.model_validate(scene(*lanes, surface=surface, steps=600, start=[0, 0], **more))


def test_lanes_on_one_ground_share_its_drawing_and_others_have_their_own() -> None:
    drawn = svg(Picture.of(made(GD, GD | {"batch": 2}, GD | {"knobs": {"l2": 0.15}}), charts=[]))
    ids = [each.get("id") for each in ET.fromstring(drawn).iter() if each.get("id")]
    assert ids == ["ground", "ground1"]
    assert drawn.count('href="#ground"') == 1


def test_the_contours_of_the_validation_loss_are_dashed() -> None:
    dashed = [each for each in ET.fromstring(svg(Picture.of(made(GD), charts=[]))).iter() if each.get("stroke") == THEMES["light"].held]
    assert any(each.get("stroke-dasharray") for each in dashed)
    plain = svg(Picture.of(Scene.model_validate(scene(GD, surface={"key": "ellipse"})), charts=[]))
    assert THEMES["light"].held not in plain
    assert GREEN not in plain


@pytest.mark.parametrize(("step", "stands"), [(10, False), (23, True), (600, True)])
def test_early_stopping_has_a_pin_from_the_row_on_to_which_it_returns(step: int, stands: bool) -> None:
    given = made(GD | {"answer": BEST})
    mark = AnswerMark.of(given, 0, given.run()[0])
    assert mark
    assert (mark.place(step) is not None) == stands
    assert mark.place(600) == pytest.approx((0.974, 1.101), abs=5e-4)
    assert (">Early stopping<" in svg(Picture.of(given, step=step, charts=[]))) == stands


def test_early_stopping_has_no_bar_where_no_part_of_the_path_is_shown() -> None:
    """The path then has no vertices, and a bar has no end to stand at."""
    given = made(GD | {"answer": BEST})
    bars = [svg(Picture.of(given, view={"x": x, "y": (0.0, 2.0)}, charts=[])).count('stroke-width="5"') for x in ((0.0, 2.0), (90.0, 92.0))]
    assert bars == [1, 0]


@pytest.mark.parametrize("wide", [120, 180, 240, 500])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 0.7, 1.0])
@pytest.mark.parametrize("y", [5.0, 100.0])
def test_a_pin_s_name_stays_in_its_panel_and_beside_the_pin(wide: float, share: float, y: float) -> None:
    given = made(GD | {"answer": BEST})
    mark = AnswerMark.of(given, 0, given.run()[0])
    assert mark
    x, r = share * wide, 0.5 * EM
    words = ET.fromstring(mark.pin(x, y, Window(wide, 200, 0, 1, 0, 1), 0, THEMES["light"])[1])
    left, base = float(words.attrib["x"]), float(words.attrib["y"])
    right = left + width("Early stopping", TEXT)
    assert 0 <= left < right <= wide
    assert left >= x + r or right <= x - r or base <= y - 3 * r or base - 0.8 * TEXT >= y


def test_a_mean_of_weights_moves_on_a_path_of_its_own() -> None:
    given = made(GD | {"answer": MEAN, "batch": 1})
    mark, run = AnswerMark.of(given, 0, given.run()[0]), given.run()[0]
    assert mark
    assert mark.place(50) == (run.x[50], run.y[50])
    assert mark.place(300) == pytest.approx((run.x[100:301].mean(), run.y[100:301].mean()))
    assert "Mean of the weights" in svg(Picture.of(given, charts=[]))


def test_the_marks_stand_in_the_interactive_figure_too() -> None:
    figure = json.loads(as_json(Picture.of(made(GD | {"answer": BEST}, surface=SIX))))
    said = [each.get("hovertemplate") or "" for each in figure["data"]]
    for name in ("weights behind the examples", "lowest validation loss", "Early stopping"):
        assert any(each.startswith(name) for each in said), name


def test_the_title_names_knobs_that_make_the_data_or_do_something() -> None:
    assert scene_words(made(GD)).startswith("Linear regression (n = 6, s = 154, σ = 1, ρ = 0.9, φ = 0.785), from (0, 0)")
    assert "p = 0.8" in scene_words(made(GD, surface={"key": "linear_regression", "knobs": {"keep": 0.8}}))


def test_an_offline_file_sweeps_a_lanes_own_knob_on_its_own_ground() -> None:
    given = made(GD, GD | {"knobs": {"l2": 0.15}, "start": [1, 2]})
    options = PictureOptions.model_validate({"charts": ["held"]})
    swept = sweep(given, "lanes.1.knobs.l2")
    found = moments(given, swept, options, lambda done, total: None)
    header = json.loads(_unpacked(pack(given, options, found, swept.at)))
    assert {state["grounds"][0] for state in header["states"]} == {0}
    assert len({state["grounds"][1] for state in header["states"]}) == len(header["states"])
    assert header["states"][0]["starts"] == [[0, 0], [1, 2]]


def _unpacked(data: bytes) -> bytes:
    whole = zlib.decompress(data)
    return whole[4 : 4 + int.from_bytes(whole[:4], "little")]


def test_a_frozen_lane_on_another_ground_is_drawn() -> None:
    before = made(GD | {"knobs": {"l2": 0.15}}).model_dump(mode="json")
    now = made(GD | {"knobs": {"l2": 0.5}}, frozen={name: value for name, value in before.items() if name not in ("frozen", "map")})
    picture = Picture.of(now, charts=["held"])
    assert picture.frozen
    assert list(picture.frozen.lanes) == [0]
    assert np.isfinite(picture.frozen.pairs("held", picture.across.chart(300, ["held"]))[0]).any()
