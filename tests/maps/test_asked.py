"""A map that does not fit its scene is refused: field, bound, value."""

from typing import Any

import pytest

from app import settings as environment
from app.scene.faults import Refused
from tests.maps.clicked import HIMMELBLAU, PLANE, asked, axis
from tests.scene.test_trajectory import given
from tests.scenes import lane, scene

ADAM = scene(lane("adam", lr=0.1), surface={"key": "ellipse"}, steps=100)
LR, BETA2 = axis("knobs.lr", 0.001, 1, scale="log"), axis("knobs.beta2", 0.9, 0.999, scale="near_one")


def refused(of: Any, axes: Any, **more: Any) -> Any:
    """Return the first fault of a map."""
    with pytest.raises(Refused) as raised:
        asked(of, axes, **more)
    return raised.value.faults[0]


@pytest.mark.parametrize(
    ("path", "of"),
    [
        ("knobs.nothing", ADAM),
        ("knobs.key", ADAM),
        ("surface.key", ADAM),
        ("start.2", ADAM),
        ("start", ADAM),
        ("seed", ADAM),
        ("label", ADAM),
        ("lanes.0.clip", ADAM),
        ("inner.beta1", ADAM),
        ("inner.lr", scene(lane("lookahead", lr=0.1))),
        ("schedule.factors", scene(lane("adam", "piecewise", lr=0.1))),
        ("\u0000.\ud7ff", ADAM),
    ],
)
def test_a_path_that_leads_to_no_number(path: str, of: Any) -> None:
    fault = refused(of, [LR, axis(path, 0.1, 0.9)])
    assert (fault["path"], fault["bound"]) == ("axes.1.path", "a path as knobs.lr, surface.kappa, start.0")
    assert fault["value"].startswith(path[:1].encode("ascii", "backslashreplace").decode())


@pytest.mark.parametrize(
    ("chosen", "path", "bound", "value"),
    [
        (axis("knobs.beta2", -0.1, 0.9), "axes.1.low", ">= 0", "-0.1"),
        (axis("knobs.beta2", 0.5, 1.5), "axes.1.high", "< 1", "1.5"),
        (axis("surface.kappa", -5, 10), "axes.1.low", ">= 1e-09", "-5.0"),
        (axis("weight_decay", -1, 1), "axes.1.low", ">= 0", "-1.0"),
        (axis("noise.0", -1, 1), "axes.1.low", ">= 0", "-1.0"),
        (axis("lr_scale.1", -1, 1), "axes.1.low", ">= 0", "-1.0"),
        (axis("clip", -1, 1), "axes.1.low", "> 0", "-1.0"),
        (axis("warmup", -5, 10), "axes.1.low", ">= 0", "-5.0"),
        (axis("steps", -5, 10), "axes.1.low", ">= 1", "-5.0"),
        (axis("steps", 1, 1e9), "axes.1.high", "<= 200000", "1000000000.0"),
    ],
)
def test_a_bound_inside_the_range(chosen: Any, path: str, bound: str, value: str) -> None:
    fault = refused(ADAM, [LR, chosen])
    assert (fault["path"], fault["bound"], fault["value"]) == (path, bound, value)


def test_an_axis_may_end_at_a_bound_that_no_pixel_has() -> None:
    assert asked(ADAM, [axis("knobs.beta2", 0, 1), axis("clip", 0, 1)]).values[0].max() < 1


@pytest.mark.parametrize(("low", "high", "count", "bound"), [(2.1, 2.9, 12, 3.1), (1.4, 1.6, 12, 2.4), (1.6, 2.6, 2, 3.6)])
def test_an_axis_of_whole_numbers_holds_two_of_them(low: float, high: float, count: int, bound: float) -> None:
    """All pixels would be alike; 0 ... 1 in two pixels are two numbers."""
    fault = refused(ADAM, [LR, axis("steps", low, high, count)])
    assert (fault["path"], fault["bound"], fault["value"]) == ("axes.1.high", f">= {bound:g}", str(high))
    assert asked(ADAM, [LR, axis("warmup", 0, 1, 2)]).values[1].tolist() == [0, 1]


def test_a_lane_that_is_not_there() -> None:
    fault = refused(ADAM, [LR, BETA2], lane=1)
    assert (fault["path"], fault["bound"], fault["value"]) == ("lane", "0 ... 0", "1")


def test_a_lane_that_is_drawn_or_forked() -> None:
    drawn = scene(given(), steps=10)
    fault = refused(drawn, PLANE)
    assert (fault["path"], fault["bound"], fault["value"]) == ("lane", "a walker with a method", "0")
    forked = scene({**lane("adam", lr=0.1), "fork": {"step": 5, "before": lane("adam", lr=0.2)}})
    fault = refused(forked, [LR, BETA2])
    assert (fault["path"], fault["bound"], fault["value"]) == ("lane", "a walker without a fork", "0")


def test_more_steps_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """12 x 9 runs of 60 steps are 6,480."""
    assert asked(HIMMELBLAU).runs() == 108
    monkeypatch.setattr(environment, "settings", environment.settings.model_copy(update={"max_map_steps": 6_480}))
    asked(HIMMELBLAU)
    monkeypatch.setattr(environment, "settings", environment.settings.model_copy(update={"max_map_steps": 6_479}))
    fault = refused(HIMMELBLAU, PLANE)
    assert (fault["path"], fault["bound"], fault["value"]) == ("axes", "<= 6479", "6480")


def test_seeds_and_an_axis_of_steps_count() -> None:
    many = [axis("knobs.lr", 0.001, 1, 1024), axis("start.0", -1, 1, 1024)]
    assert refused({**ADAM, "steps": 100, "noise": 0.1}, many, seeds=256)["value"] == str(1024 * 1024 * 100 * 256)
    assert asked({**ADAM, "steps": 100}, many, seeds=256).runs() == 1024 * 1024, "without noise all seeds are one run"
    assert asked(ADAM, [axis("steps", 1, 101, 10), LR]).steps() == 51


def test_a_method_that_remembers_every_step() -> None:
    fault = refused(scene(lane("adagrad_window", lr=0.1), steps=200_000), [LR, axis("start.0", -1, 1)])
    assert (fault["path"], fault["bound"], fault["value"]) == ("steps", "<= 32768", "200000")


def test_a_value_between_the_ends_that_the_schedule_refuses() -> None:
    """A cycle of 1 or 2 steps is none; 0 means the whole run."""
    fault = refused(scene(lane("adam", "one_cycle", lr=0.1), steps=100), [LR, axis("schedule.span", 0, 50, 51)])
    assert (fault["path"], fault["bound"], fault["value"]) == ("axes.1", "span must be 0 (the whole run) or at least 3, not 1", "1.0")
