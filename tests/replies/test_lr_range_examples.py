"""The range test of a lane on a surface made of examples: on its own ground, from its own start, with its mini-batches."""

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from app.engine.lr_ramp import ramp
from app.engine.run import run
from app.replies.lr_range import RangeTest, ranged
from app.scene.faults import refusal
from tests.scenes import lane, scene

OWN = {**lane("gradient_descent", lr=0.1), "knobs": {"l2": 3.0, "sample": 154}, "start": [2.0, -1.0], "batch": 2}


def of(*lanes: dict[str, Any], **more: Any) -> RangeTest:
    """Return a test of the last lane."""
    said = scene(*lanes, surface={"key": "linear_regression"}, steps=60, seed=4)
    return RangeTest.model_validate({"scene": said, "lane": len(lanes) - 1, **more})


def test_the_curve_is_that_of_the_lanes_own_run() -> None:
    test = of(lane("adam"), OWN, low=1e-3, high=1.0)
    made, walker = test.scene, test.scene.walkers[1]
    assert test.low is not None
    own = run(made.grounds[1], ramp(walker, 1e-3, 1.0, 200, "log"), (2.0, -1.0), 200, np.empty((0, 2)))
    found = ranged(test)
    np.testing.assert_array_equal(found["loss"], own.loss[: len(found["loss"])])
    assert found["marks"]["limit"] == pytest.approx(2 / test.curvature)
    assert test.curvature > 3.0


def test_the_usual_rates_are_those_of_its_ground() -> None:
    plain, stiff = of(lane("gradient_descent")), of({**lane("gradient_descent"), "knobs": {"l2": 1000.0}})
    assert (plain.high or 0) > 300 * (stiff.high or 1)


def test_other_batches_are_noise_in_the_verdict() -> None:
    """The loss of single examples bounces; that is no reason to refuse a rate, as with noise."""
    found = ranged(of({**OWN, "batch": 1}))
    assert found["suggestion"]["lr"] is not None


def test_steps_times_examples_are_limited() -> None:
    rows = [[0.1 * i, 1.0, 0.5] for i in range(500)]
    said = scene({**lane("adam"), "batch": 500}, surface={"key": "linear_regression", "examples": rows}, steps=60)
    RangeTest.model_validate({"scene": said, "steps": 2_400})
    with pytest.raises(ValidationError) as raised:
        RangeTest.model_validate({"scene": said, "steps": 2_401})
    fault = refusal(raised.value).faults[0]
    assert (fault["path"], fault["bound"], fault["value"]) == ("steps", "<= 1200000", "1200500")
