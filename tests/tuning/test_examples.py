"""Tuning on surfaces made of examples: each lane on its own ground, judged in an order of the examples that it has not seen."""

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from app.engine.run import run
from app.scene.faults import refusal
from app.scene.scene import Scene
from app.tuning.judge import FLOOR, judge_of, starts_of, stranger_of, tail_of
from app.tuning.ranges import ranges
from app.tuning.tune import Tune, tuned
from tests.scenes import lane, scene

LINEAR, SEPARABLE = {"key": "linear_regression"}, {"key": "logistic_regression", "knobs": {"sample": 0}}
OWN = {**lane("gradient_descent"), "knobs": {"l2": 0.5}, "start": [2.0, -1.0], "batch": 2}


def asked(*lanes: dict[str, Any], surface: Any = LINEAR, **more: Any) -> Tune:
    """Return a small request."""
    return Tune.model_validate({"scene": scene(*lanes, surface=surface, steps=60, seed=3), "budget": 16, **more})


def by_hand(made: Scene, number: int, starts: list[list[float]], seed: int) -> float:
    """Return the criterion, run by run, above the lane's own minimum."""
    ground, losses = made.grounds[number], []
    surface, knobs = ground.surface(), ground.arguments()
    ((x, y),) = surface.minima(*knobs)
    for start in starts:
        done = run(ground, made.walkers[number].drawn(seed), (start[0], start[1]), made.steps, np.empty((0, 2)))
        above = done.loss - float(surface.value(x, y, *knobs))
        losses.append(above[tail_of(made.steps) :].max() / above[0])
    return max(float(np.median(losses)), FLOOR)


def test_what_is_promised_and_judged_is_that_of_the_lanes_own_ground_start_and_batches() -> None:
    request = asked(lane("adam"), OWN)
    answer = tuned(request)
    after = Scene.model_validate(answer["scene"])
    for number, each in enumerate(answer["lanes"]):
        near, far = (made(request.scene, number, 0, lambda _: None).starts.tolist() for made in (judge_of, stranger_of))
        assert near[0] == list(request.scene.starts[number])
        assert each["promised"] == pytest.approx(by_hand(after, number, near, 3), rel=1e-12)
        assert each["judged"] == pytest.approx(by_hand(after, number, far, 4), rel=1e-12)
    assert np.abs(starts_of(request.scene, 9, 0, lane=1) - (2.0, -1.0)).max() <= 0.05 * 4


def test_the_range_of_the_rate_is_that_of_the_lanes_own_ground() -> None:
    """An own penalty of 1,000 leaves room for rates a thousand times smaller."""
    made = asked(lane("gradient_descent"), {**lane("gradient_descent"), "knobs": {"l2": 1000.0}}).scene
    plain, stiff = (ranges(made.grounds[i], made.walkers[i])[0].high for i in (0, 1))
    assert plain > 300 * stiff


def test_examples_that_a_line_separates_have_no_goal() -> None:
    """A lane with a penalty of its own has a minimum, and it alone is tuned."""
    with pytest.raises(ValidationError) as raised:
        asked(lane("adam"), surface=SEPARABLE)
    fault = refusal(raised.value).faults[0]
    assert (fault["path"], fault["bound"], fault["value"]) == ("surface.key", "a surface with a minimum", "logistic_regression")
    assert asked(lane("adam"), {**lane("adam"), "knobs": {"l2": 0.1}}, surface=SEPARABLE).lanes == [1]
    with pytest.raises(ValidationError) as raised:
        asked({**lane("adam"), "knobs": {"l2": 0.0}}, surface={**SEPARABLE, "knobs": {"sample": 0, "l2": 0.1}})
    assert refusal(raised.value).faults[0]["path"] == "lanes.0.knobs"


def test_steps_that_read_many_examples_are_more_work() -> None:
    few, many = asked(lane("adam")), asked({**lane("adam"), "knobs": {"n": 64}})
    assert many.steps() > 2 * few.steps()
    assert asked({**lane("adam"), "batch": 6}).steps() > few.steps()
