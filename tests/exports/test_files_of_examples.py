"""What files of examples hold beside the picture of the page: figures, offline pages, what is left out, and what is refused."""

import base64
import json
import math
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.engine.score import held
from app.engine.series import SERIES
from app.exports.drawing.image import svg
from app.exports.drawing.looks import THEMES
from app.exports.drawing.marks import GREEN
from app.exports.offline.page import page
from app.exports.offline.sweep import sweep
from app.exports.options import PictureOptions
from app.exports.plotly_figure import as_json
from app.lessons import LESSONS
from app.main import app
from app.replies import committee
from app.replies.drawn import curves
from app.scene.scene import Scene
from tests.exports.test_offline import unpacked
from tests.replies.test_wire import decode

MINI, EARLY, MANY = (Scene.model_validate(LESSONS[key].scene) for key in ("mini_batches", "early_stopping", "committee"))


def plotted(made: Scene, **options: Any) -> dict[str, Any]:
    """Return the interactive figure as a reader gets it."""
    found: dict[str, Any] = json.loads(as_json(PictureOptions.model_validate(options).picture(made)))
    return found


def test_a_figure_counts_what_the_page_counts() -> None:
    figure = plotted(MINI, charts=["loss", "x"], by="examples", linear=["loss"])
    assert [figure["layout"][f"xaxis{i}"]["title"]["text"] for i in (4, 5)] == ["examples seen"] * 2
    assert [figure["layout"][f"xaxis{i}"]["range"] for i in (4, 5)] == [[0, 64 * 320]] * 2
    assert figure["layout"]["yaxis4"]["type"] == "linear"
    ends = [float(curve(figure, name, "x4")[0][-1]) for name in ("Single examples", "Batches of 8", "All examples")]
    assert ends == pytest.approx([320, 8 * 320, 64 * 320], abs=64 * 320 / 800)


def test_a_figure_has_steps_in_logarithm_and_a_part_of_them() -> None:
    figure = plotted(EARLY, charts=["held"], scale="log", s0=1.0, s1=100.0, step=30)
    axis = figure["layout"]["xaxis3"]
    assert axis["range"] == pytest.approx([math.log(2), math.log(101)])
    assert dict(zip(axis["ticktext"], axis["tickvals"], strict=True)) == pytest.approx(
        {"1": math.log(2), "10": math.log(11), "100": math.log(101)}
    )
    shapes = {each["type"]: each for each in figure["layout"]["shapes"]}
    assert [shapes["rect"]["x0"], shapes["rect"]["x1"]] == pytest.approx([math.log(24), math.log(31)])
    assert shapes["line"]["x0"] == pytest.approx(math.log(24))


def test_a_figure_and_a_picture_have_the_committee() -> None:
    runs = MANY.run()
    last = committee.of_runs(MANY, runs)[-1]
    figure = plotted(MANY, charts=["committee", "held"])
    axes = [each["xaxis"] for each in figure["data"] if each.get("name") == "mean answer"]
    assert len(set(axes)) == 2
    assert [float(curve(figure, "mean answer", axis)[1][-1]) for axis in axes] == pytest.approx([last, last], rel=1e-12)
    (average,) = (each for each in figure["data"] if each.get("name") == "members on average")
    losses = [checked for lane, run in enumerate(runs) if (checked := held(MANY.grounds[lane], run)) is not None]
    assert float(curve(figure, "members on average", average["xaxis"])[1][-1]) == pytest.approx(np.mean([each[-1] for each in losses]))
    assert average["line"]["dash"] != "solid"
    drawn = svg(PictureOptions.model_validate({"charts": ["committee"]}).picture(MANY))
    assert SERIES["committee"].none not in drawn


def curve(figure: dict[str, Any], name: str, axis: str) -> list[np.ndarray[Any, np.dtype[np.float64]]]:
    """Return x and y of a curve of a figure."""
    (found,) = (each for each in figure["data"] if each.get("name") == name and each.get("xaxis") == axis)
    return [np.frombuffer(base64.b64decode(found[k]["bdata"]), found[k]["dtype"]) for k in "xy"]


def test_what_is_left_out_on_the_page_is_left_out_everywhere() -> None:
    options = PictureOptions.model_validate({"charts": [], "validation": "off"})
    both = [svg(options.picture(EARLY)), svg(PictureOptions(charts=[]).picture(EARLY))]
    assert [THEMES["light"].held in each for each in both] == [False, True]
    assert ["validation = " in each for each in both] == [False, True]
    assert [GREEN in each for each in both] == [True, True]
    figures = [as_json(options.picture(EARLY)), as_json(PictureOptions(charts=[]).picture(EARLY))]
    assert [b"lowest validation loss" in each for each in figures] == [False, True]
    header, _ = unpacked(page(EARLY, sweep(EARLY, "surface.knobs.n"), options).decode())
    assert not header["validation"]
    assert not any(THEMES["light"].held in ground for ground in header["grounds"])


def test_the_offline_page_has_the_axis_of_each_value_of_its_knob() -> None:
    options = PictureOptions.model_validate({"charts": ["held"], "by": "examples", "scale": "log", "linear": ["held"]})
    header, frames = unpacked(page(EARLY, sweep(EARLY, "surface.knobs.n"), options).decode())
    ends = [state["axis"]["steps"][1] for state in header["states"]]
    assert ends == [600 * int(state["value"].split()[-1]) for state in header["states"]]
    assert {(state["axis"]["by"], state["axis"]["scale"]) for state in header["states"]} == {("examples", "log")}
    assert not decode(frames[0])[0]["axes"]["held"]["log"]
    asked = options.across(EARLY).chart(560, ["held"])
    own = curves(EARLY.grounds[0], EARLY.walkers[0], EARLY.run()[0], asked)["held"]
    last = decode(frames[header["at"]])[2][0]["held"].reshape(-1, 2)[-1]
    assert last == pytest.approx(own[-1].astype(np.float32), rel=0, abs=0)


@pytest.mark.parametrize(
    ("options", "field"),
    [({"s0": "5", "s1": "5"}, "s1"), ({"s0": "5"}, "s1"), ({"s1": "-1", "s0": "0"}, "s1"),
     ({"linear": "los"}, "linear"), ({"by": "epochs"}, "by")],
)  # fmt: skip
def test_an_axis_that_is_none_is_refused(options: dict[str, str], field: str) -> None:
    got = TestClient(app).post("/api/picture", params=options, json=EARLY.model_dump(mode="json"))
    assert got.status_code == 422
    assert got.json()["errors"][0]["path"] == field


def test_the_curve_in_a_panel_shows_how_long_early_stopping_waits() -> None:
    def told(step: int) -> list[bool]:
        drawn = svg(PictureOptions.model_validate({"charts": [], "step": step}).picture(EARLY))
        return ['stroke-width="9.72"' in drawn, 'stroke-width="2.4"' in drawn, 'stroke-opacity="0.4"' in drawn]

    assert [told(step) for step in (22, 24, 43, 44)] == [[False] * 3, [True, False, False], [True, True, False], [True] * 3]


@pytest.mark.parametrize(("by", "given"), [("steps", False), ("examples", True)])
def test_the_offline_page_has_the_numbers_of_every_step_of_its_timeline(by: str, given: bool) -> None:
    options = PictureOptions.model_validate({"charts": ["loss"], "by": by})
    header, frames = unpacked(page(MINI, sweep(MINI, "lanes.0.optimizer.knobs.lr"), options).decode())
    _, shared, lanes = decode(frames[header["at"]])
    for lane, run in zip(lanes, MINI.run(), strict=True):
        assert ("loss_at" in lane) == given
        if given:
            rows = shared["stops"].astype(int)
            assert len(rows) == 321
            checked = held(MINI.grounds[0], run)
            assert checked is not None
            for name, values in (("loss", run.loss), ("gradient_norm", run.gradient_norm), ("held", checked)):
                np.testing.assert_array_equal(lane[f"{name}_at"], values[rows].astype(np.float32))
