"""The profile of a frame, against the surfaces themselves."""

import math
from typing import Any

import numpy as np
import pytest

from app.replies.frames import pictures
from app.replies.view import View
from app.scene.scene import Scene
from surfaces import SURFACES
from tests.replies.test_wire import decode
from tests.scenes import lane, scene

PANEL = {"width": 300, "height": 200, "x": [-9, 3], "y": [-2, 4]}


def asked(along: str, step: int, said: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return header and arrays of the first lane's profile."""
    view = {"panels": [PANEL], "chart": {"width": 50, "steps": [0, said["steps"]]}, "profile": {"along": along, "step": step, "width": 101}}
    header, _, lanes = decode(next(pictures(1, Scene.model_validate(said), View.model_validate(view))))
    return header["lanes"][0]["profile"], lanes[0]


@pytest.mark.parametrize(("along", "unit", "t"), [("x", (1, 0), [-9, 3]), ("y", (0, 1), [-2, 4])])
def test_an_axis_runs_through_the_iterate_of_the_step(along: str, unit: tuple[int, int], t: list[float]) -> None:
    said = scene(lane("momentum", lr=0.02), surface={"key": "ellipse"}, start=(-8, 2), steps=60)
    run = Scene.model_validate(said).run()[0]
    header, arrays = asked(along, 7, said)
    assert header["t"] == t
    assert tuple(header["direction"]) == unit
    at = (run.x[7], run.y[7])
    knobs = [knob.default for knob in SURFACES["ellipse"].knobs.values()]
    line = np.linspace(t[0], t[1], 101)
    places = (line, np.full(101, at[1])) if along == "x" else (np.full(101, at[0]), line)
    np.testing.assert_allclose(arrays["curve"], SURFACES["ellipse"].value(*places, *knobs), rtol=1e-5)
    foot = header["at"]
    assert foot["t"] == pytest.approx(at[along == "y"], rel=1e-12)
    assert foot["f"] == pytest.approx(run.loss[7], rel=1e-9)  # the marker's iterate lies on the curve
    assert foot["slope"] == pytest.approx(SURFACES["ellipse"].grad(*at, *knobs)[along == "y"], rel=1e-12)
    xx, _, yy = SURFACES["ellipse"].hess(*at, *knobs)
    assert foot["bend"] == pytest.approx(yy if along == "y" else xx, rel=1e-12)
    np.testing.assert_allclose(arrays["iterates"].reshape(-1, 2), np.stack([run.y if along == "y" else run.x, run.loss], axis=1), rtol=1e-5)


def test_steep_and_flat_are_the_own_axes_or_the_eigenvectors() -> None:
    """Canyon says its angle; x^2 + 10 xy + 30 y^2 has none: the larger eigenvalue of (2 10; 10 60) has the steep one."""
    canyon = scene(lane("adagrad_mean"), steps=20)
    assert asked("flat", 0, canyon)[0]["direction"] == pytest.approx([math.cos(0.01), math.sin(0.01)])
    assert asked("steep", 0, canyon)[0]["direction"] == pytest.approx([-math.sin(0.01), math.cos(0.01)])
    surface = {"key": "formula", "formula": "x^2 + 10 x y + 30 y^2", "domain": [[-2, 2], [-2, 2]]}
    typed = scene(lane("gradient_descent", lr=0.001), surface=surface, start=(1, 1), steps=20)
    angle = 0.5 * math.atan2(2 * 10, 2 - 60)  # of the larger one: tan 2a = 2 b / (a - c)
    assert asked("steep", 0, typed)[0]["direction"] == pytest.approx([math.cos(angle), math.sin(angle)], abs=1e-6)


def test_from_start_to_minimum_the_line_stays_while_the_marker_moves() -> None:
    said = scene(lane("momentum", lr=0.02), surface={"key": "ellipse"}, start=(-8, 2), steps=60)
    first, early = asked("goal", 0, said)
    later, late = asked("goal", 30, said)
    np.testing.assert_array_equal(early["curve"], late["curve"])
    assert first["at"]["t"] == 0
    assert first["direction"] == later["direction"]
    (minimum,) = SURFACES["ellipse"].minima(*[knob.default for knob in SURFACES["ellipse"].knobs.values()])
    length = math.dist(minimum, (-8, 2))
    assert first["direction"] == pytest.approx([(minimum[0] + 8) / length, (minimum[1] - 2) / length])


def test_a_run_that_ended_before_the_step_has_its_last_row() -> None:
    said = scene(lane("gradient_descent", lr=5.0), surface={"key": "ellipse"}, start=(-8, 2), steps=500)
    run = Scene.model_validate(said).run()[0]
    assert run.diverged
    header, arrays = asked("y", 400, said)
    assert header["at"]["t"] == pytest.approx(run.y[-1])
    iterates = arrays["iterates"].reshape(-1, 2)
    assert np.isnan(iterates[len(run.x) :]).all()
