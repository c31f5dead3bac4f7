"""Numbers whose squares a float64 cannot hold, and such that a float32 cannot: lengths, events, frames, charts."""

import math
from typing import Any

import mpmath
import numpy as np
import pytest

from app.engine.events import events, terrain
from app.engine.jit import compiled
from app.engine.length import length, lengths
from app.engine.lr_ramp import end_of, verdict
from app.engine.run import Run
from app.exports.drawing.chart import Chart, draw
from app.exports.drawing.curves import Source
from app.exports.drawing.looks import THEMES
from app.replies.frames import picture
from app.replies.mesh import Mesh
from app.replies.step_axis import StepAxis
from app.replies.view import View
from app.scene.scene import Scene
from tests.replies.test_wire import decode
from tests.scenes import lane, scene

VECTORS = [
    (3.0, 4.0), (0.0, 0.0), (1e200, 1e200), (3e-200, 4e-200), (1e-170, 0.0), (0.0, -1e300), (1e155, 1e-155), (-5e-300, 1.2e-299),
    (1.0, 1e-200), (1e-146, 1e-146), (math.inf, 1.0), (1.7e308, 0.0),
]  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS)
def test_a_length_is_right_whatever_its_squares_are(vector: tuple[float, float]):
    """mpmath's has no bounds."""
    exact = float(mpmath.hypot(*vector)) if all(map(math.isfinite, vector)) else math.inf
    with np.errstate(all="ignore"):
        found = [length(*vector), float(lengths(np.array(vector))), compiled(length)(*vector)]
    assert found == [pytest.approx(exact, rel=4e-16)] * 3
    assert len(set(found)) == 1


def test_the_length_of_ordinary_numbers_is_the_plain_root_to_the_last_bit():
    a, b = np.random.default_rng(1).normal(size=(2, 1000)) * 10.0 ** np.random.default_rng(2).uniform(-100, 100, 1000)
    assert lengths(np.array([a, b])).tolist() == np.sqrt(a * a + b * b).tolist() == [length(*each) for each in zip(a, b, strict=True)]
    assert math.isnan(length(math.nan, 1.0))
    assert np.isnan(lengths(np.array([[1.0], [math.nan]]))).all()


def bowl(scale: str, lr: float, steps: int = 60, **more: Any) -> Scene:
    """Return gradient descent on a bowl of a size that is far from 1."""
    surface = {"key": "formula", "formula": f"{scale} (x^2 + y^2)"}
    return Scene.model_validate(scene({**lane("gradient_descent", lr=lr), **more}, surface=surface, start=[3, 4], steps=steps))


@pytest.mark.parametrize(("scale", "lr"), [("1e200", 1e-201), ("1e-200", 1e199), ("1e150", 1e-151), ("1e-300", 1e299)])
def test_huge_and_tiny_surfaces_are_as_the_ordinary_one(scale: str, lr: float):
    """x shrinks to 0.8 of itself: within 1e-3 of 8 units from step ln(5 / 0.008) / ln(1 / 0.8) = 28.8 on; |g| = 2 s |x|."""
    made = bowl(scale, lr)
    (run,) = made.run()
    assert run.gradient_norm[:3] == pytest.approx(2 * float(scale) * 5 * 0.8 ** np.arange(3), rel=1e-12)
    (event,) = events(run, made.walkers[0], terrain(made.landscape()))
    assert (event.kind, event.begin) == ("converged", 29)
    assert event.numbers["gradient_norm"] == pytest.approx(2 * float(scale) * 5 * 0.8**60, rel=1e-9)


@pytest.mark.parametrize("scale", ["1e200", "1e-200"])
def test_a_run_that_does_not_move_has_not_converged(scale: str):
    """A rate of 1e-3 of what the surface allows: |g| is far from zero, and neither inf <= inf nor 0 <= 0 says anything."""
    made = bowl(scale, 0.5e-3 / float(scale), steps=40)
    assert events(made.run()[0], made.walkers[0], terrain(made.landscape())) == []


def test_a_clipped_gradient_keeps_its_direction():
    """Length 1e201 clipped to 1: (3, 4) / 5 a step."""
    (run,) = bowl("1e200", 0.5, steps=2, clip=1.0).run()
    assert (run.x[1], run.y[1]) == pytest.approx((3 - 0.3, 4 - 0.4), rel=1e-12)


@pytest.mark.parametrize(("scale", "lr", "lost"), [("1e200", 1e-201, True), ("1e-200", 1e199, False)])
def test_a_frame_has_no_number_for_what_it_cannot_hold(scale: str, lr: float, lost: bool):
    view = {"panels": [{"width": 100, "height": 100, "x": [-4, 4], "y": [-4, 4]}], "chart": {"width": 50, "steps": [0, 60]}}
    made = bowl(scale, lr)
    header, _, (arrays,) = decode(picture(1, made, View.model_validate(view)))
    assert np.isfinite(arrays["path"]).any()
    for name in ("loss", "gradient_norm"):
        there = arrays[name][np.isfinite(arrays[name])]
        assert len(there) == 0 if lost else (there < 1e-44).all() and (there > 0).all()
    (event,) = header["lanes"][0]["events"]
    assert event["numbers"]["loss"] == pytest.approx(float(scale) * 25 * 0.8**120, rel=1e-9)


@pytest.mark.parametrize("scale", ["1e200", "1e-200", "1e300", "1e-300"])
def test_a_mesh_is_drawn_as_the_ordinary_one(scale: str):
    frames = [
        decode(Mesh.of("formula", {"formula": f"{factor}(x^2 + y^2)", "nx": "9", "ny": "9", "relative": "1"}).frame())
        for factor in ("1", scale)
    ]
    (usual, huge) = (arrays["f"].astype(np.float64) for _, arrays, _ in frames)
    assert "scale" not in frames[0][0]
    factor = frames[1][0]["scale"]
    np.testing.assert_allclose([float(f) * factor / float(scale) for f in huge], usual, rtol=1e-6)


def test_a_chart_says_that_its_values_are_too_small():
    made = bowl("1e-200", 1e199)
    source = Source(made, made.run(), StepAxis.of(made), {"x": (-4.0, 4.0), "y": (-4.0, 4.0)}, ["loss"])
    assert "too large or too small to be drawn" in draw(Chart(300.0, 100.0, "loss", [], 60, source, THEMES["light"]))


def test_the_mean_of_a_loss_near_the_largest_number_is_a_number():
    """0.9 of 1.7e308 ten times over: the sum is none, the mean is below the first loss, and the lane lowers it."""
    rows = np.full(101, 1.53e308)
    rows[0] = 1.7e308
    still = np.zeros(101)
    steady, none = np.ones(100), np.empty((2, 0))
    run = Run(100, False, still, still, rows, still, steady, steady, steady, none, np.empty(0), none)
    assert verdict(run, noisy=True) is None


def test_four_times_the_lowest_loss_may_be_more_than_a_number_holds():
    assert end_of(np.array([1e308, 1.7e308, -1.7e308, np.inf]), 4.0) == 3


def test_a_slope_of_the_largest_numbers_has_events():
    """The median of two such gradient norms is more than a number holds on its way."""
    walker = {"optimizer": {"key": "adamax", "knobs": {"eps": 0.0034}}, "weight_decay": 982, "clip": 658.3565692422216}
    surface = {"key": "formula", "formula": "1e308 x"}
    said = {"surface": surface, "steps": 14, "noise": 1.0, "start": [1.8924814909663875e-09, 0], "lanes": [walker]}
    made = Scene.model_validate(said)
    found = events(made.run()[0], made.lanes[0].walker(), terrain(made.landscape()))
    assert all(math.isfinite(value) for event in found for value in event.numbers.values() if isinstance(value, float))
