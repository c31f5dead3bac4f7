"""The vertical axes of the charts: what decides them, and that a frame has them once all lanes are there."""

import json
import math
from typing import Any

import numpy as np
import pytest

from app.engine.series import SERIES
from app.replies.axes import Axis, Span, axis
from app.replies.frames import picture, pictures
from app.replies.view import View
from app.scene.scene import Scene
from tests.replies.test_wire import decode
from tests.scenes import lane, scene


def made(key: str, *lanes: list[float], diverged: bool = False, **more: Any) -> Axis:
    """Return the axis of a chart whose lanes have these values; only the last may have diverged."""
    spans = [Span.of(np.repeat(np.array(values), 2).reshape(-1, 2), diverged and values is lanes[-1]) for values in lanes]
    return axis(SERIES[key], spans, **more)


def test_loss_is_logarithmic_until_a_lane_goes_below_zero() -> None:
    assert made("loss", [1, 2]).log
    assert not made("loss", [1, 2], [-1, math.nan]).log
    assert not made("v", [1, 2]).log
    assert not made("loss", [1, 2], scale="linear").log
    assert not made("v", [1, 2], scale="log").log


def test_a_logarithmic_axis_ends_at_its_floor() -> None:
    assert made("loss", [0.0, 1.0, 100.0]).range == (-12, 2)
    assert made("loss", [1e-30, 1.0]).range == (-12, 0)


def test_values_that_all_lie_below_the_floor_are_not_drawn_on_it_zero_is_and_so_is_what_rises_above_it() -> None:
    assert made("loss", [1e-40, 1e-20], [math.nan, 0]).bare
    assert made("loss", [math.nan]).bare
    for values in ([0.0, 0.0], [1e-20, 1e-3]):
        assert not made("loss", values).bare


def test_what_float32_cannot_hold_has_no_place() -> None:
    assert made("loss", [1.0, 1e39]).range == made("loss", [1.0]).range
    assert made("loss", [1e39, math.inf, -math.inf]).bare


def test_a_rate_that_nobody_has_leaves_the_axis_empty() -> None:
    assert (made("lr_x", [math.nan]).range, made("lr_x", [math.nan]).bare) == ((-1, 1), True)
    assert made("lr_x", [math.nan], [1, 0.1]).range == (-1, 0)


def test_a_run_that_flies_off_does_not_decide_the_range() -> None:
    """At most two decades above its beginning or, on a linear axis, three times as high."""
    assert made("loss", [1, 1e-2], [1, 1e30], diverged=True).range == (-2, 2)
    assert made("loss", [1, 1e-2], [1, 1e30]).range == (-2, 30)
    assert made("loss", [-1, -1.5], [-0.2, 1e30], diverged=True).range == (-1.5, 0.5)


def test_positions_are_shown_to_a_views_width_beyond_it() -> None:
    assert made("x", [0, 1e6], near=(-1, 1)).range == (0, 3)
    assert made("x", [5e5, 1e6], near=(-1, 1)).range == (-1, 1)


def test_a_limit_is_on_the_axis_unless_the_future_is_hidden() -> None:
    assert made("ratio_x", [0.01, 0.1]).range[1] >= math.log10(2)
    assert made("ratio_x", [0.01, 0.1], limited=False).range == (-2, -1)


def test_ticks_have_their_words() -> None:
    assert [text for _, text in made("loss", [1e-5, 10], ticks=8).ticks] == ["10⁻⁵", "10⁻⁴", "10⁻³", "0.01", "0.1", "1", "10"]
    assert [text for _, text in made("x", [-1, 1], ticks=4).ticks] == ["−1", "−0.5", "0", "0.5", "1"]
    assert [text for _, text in made("x", [0, 4e7], ticks=4).ticks] == ["0", "10⁷", "2 × 10⁷", "3 × 10⁷", "4 × 10⁷"]


def view(*charts: str, lanes: int = 2, **more: Any) -> View:
    """Return a view that wants the axes of some charts."""
    panel = {"width": 300, "height": 200, "x": [-2, 2], "y": [-1.2, 1.2]}
    chart = {"width": 250, "steps": [0, 60], "series": list(charts), "axes": dict.fromkeys(charts, "log"), **more}
    return View.model_validate({"panels": [panel] * lanes, "chart": chart, "draft": True})


CAMEL = scene(
    lane("gradient_descent", lr=0.01), lane("gradient_descent", lr=0.5), surface={"key": "six_hump_camel"}, start=[0.5, -0.9], steps=60
)


def test_a_frame_has_the_axes_that_are_asked_for() -> None:
    header = decode(picture(1, Scene.model_validate(CAMEL), view("loss", "x")))[0]
    assert header["axes"]["loss"]["log"] is False
    assert header["axes"]["loss"]["range"] == [-1.5, 0.5]
    assert header["axes"]["x"]["range"][1] <= 6
    assert "axes" not in decode(picture(1, Scene.model_validate(CAMEL), view()))[0]
    assert "axes" not in decode(picture(1, Scene.model_validate(CAMEL), None))[0]


def test_the_last_part_of_an_answer_has_the_axes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.replies.frames.FRAME", 4000)
    headers = [
        json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")]) for data in pictures(1, Scene.model_validate(CAMEL), view("loss"))
    ]
    assert len(headers) > 1
    assert ["axes" in header for header in headers] == [header["last"] for header in headers]
    assert headers[-1]["axes"]["loss"]["range"] == [-1.5, 0.5]
