"""Many runs of a lane, and where they end."""

import math
from typing import Any

import numpy as np
import pytest

from app.engine.ends import DIVERGED, ELSEWHERE, LONE, end_of, known, radii, wilson
from app.engine.many import Many, other_runs, other_starts
from app.engine.run import Abandoned, Run, fresh, mark
from app.scene.scene import Scene
from tests.scenes import lane, scene

NOISY = scene(
    lane("adam", lr=1.0), lane("gradient_descent", "plateau", lr=0.2),
    surface={"key": "two_wells"}, start=[1.5, 0.0], steps=60, noise=[2.0, 2.0], seed=2,
)  # fmt: skip


def runs_of(said: dict[str, Any], which: int, many: Many, until: int | None = None) -> list[Run]:
    """Return a lane's own run and all others."""
    made = Scene.model_validate(said)
    own = dict(made.run_each(lambda _, run: run, until=until))[which]
    return [own, *other_runs(made.landscape(), made.walkers[which], own, many, many.count - 1, until)]


@pytest.mark.parametrize("which", [0, 1])
def test_runs_over_seeds_are_those_of_scenes_with_these_seeds(which: int) -> None:
    for run, seed in zip(runs_of(NOISY, which, Many("seeds", 5)), (2, 0, 1, 3, 4), strict=True):
        alone = Scene.model_validate({**NOISY, "seed": seed}).run()[which]
        np.testing.assert_array_equal([run.x, run.y, run.loss], [alone.x, alone.y, alone.loss])


@pytest.mark.parametrize("which", [0, 1])
def test_runs_over_starts_are_those_of_scenes_with_these_starts(which: int) -> None:
    found = runs_of(NOISY, which, Many("starts", 6, 0.1))
    starts = [(float(run.x[0]), float(run.y[0])) for run in found]
    assert len(set(starts)) == 6
    for run, start in zip(found, starts, strict=True):
        alone = Scene.model_validate({**NOISY, "start": list(start)}).run()[which]
        np.testing.assert_array_equal([run.x, run.y], [alone.x, alone.y])


def test_hidden_steps_are_not_run() -> None:
    for over in ("seeds", "starts"):
        early, whole = runs_of(NOISY, 0, Many(over, 4), until=7), runs_of(NOISY, 0, Many(over, 4))
        assert [run.step for run in early] == [7] * 4
        np.testing.assert_array_equal([run.x for run in early], [run.x[:8] for run in whole])


def test_a_run_that_diverges_early_does_not_end_the_others() -> None:
    """Of 40 starts on this slope some fly off; the lane's own does at once."""
    made = scene(lane("gradient_descent", lr=1.0), surface={"key": "rosenbrock"}, start=[2.0, 2.0], steps=50)
    found = runs_of(made, 0, Many("starts", 40, 0.5))
    assert found[0].diverged
    assert found[0].step < 10
    assert len({run.step for run in found}) > 1


def test_starts_fill_the_rectangle_evenly_and_the_first_ones_stay() -> None:
    domain = ((-10.0, 10.0), (-2.0, 2.0))
    found = other_starts((1.0, 0.5), domain, 0.1, 255)
    np.testing.assert_array_equal(found[:20], other_starts((1.0, 0.5), domain, 0.1, 20))
    away = (found - (1.0, 0.5)) / (2.0, 0.4)
    assert np.abs(away).max() <= 1
    columns, rows = np.minimum(3, ((away + 1) * 2).astype(int)).T
    cells = np.bincount(4 * rows + columns, minlength=16)
    assert cells.min() >= 13  # of 255 / 16 = 15.9; random points have cells with 8
    assert cells.max() <= 19


def test_nobody_waits_for_them_after_leaving() -> None:
    made, stale = Scene.model_validate(NOISY), fresh()
    own = made.run()[0]
    before = mark.set(stale)
    stale[0] = 1
    try:
        with pytest.raises(Abandoned):
            next(other_runs(made.landscape(), made.walkers[0], own, Many("seeds", 9), 8))
    finally:
        mark.reset(before)


def ended(x: float, y: float, diverged: bool = False) -> Any:
    """Return as much of a run as an end needs."""
    none = np.zeros((2, 0))
    return Run(1, diverged, np.array([0, x]), np.array([0, y]), none, none, none, none, none, none, none, none)


@pytest.mark.parametrize(("run", "end"), [
    (ended(0.1, 0.0), 0), (ended(1.49, 0.0), 0), (ended(3.0, 1.4), 1), (ended(3.0, 1.6), ELSEWHERE), (ended(10.0, 1.9), 2),
    (ended(1.5, 0.0), ELSEWHERE), (ended(0.0, 0.0, diverged=True), DIVERGED),
])  # fmt: skip
def test_a_well_reaches_half_way_to_the_next_minimum(run: Run, end: int) -> None:
    minima = [(0.0, 0.0), (3.0, 0.0), (10.0, 0.0)]
    radius = radii(minima, ((0.0, 1.0), (0.0, 1.0)))
    assert radius.tolist() == [1.5, 1.5, 3.5]
    assert end_of(run, minima, radius) == end


def test_a_lone_minimum_has_a_well_by_the_domain_and_none_has_none() -> None:
    assert radii([(1.0, 1.0)], ((0.0, 20.0), (0.0, 5.0))).tolist() == [LONE * 5]
    assert end_of(ended(0.0, 0.0), [], radii([], ((0.0, 1.0), (0.0, 1.0)))) == ELSEWHERE
    assert known(Scene.model_validate(scene(surface={"key": "formula", "formula": "x + y"})).landscape()) == ()


@pytest.mark.parametrize(("count", "of", "low", "high"), [
    (68, 100, 0.5834, 0.7633), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (1, 1, 0.2065, 1.0), (81, 263, 0.2553, 0.3662),
])  # fmt: skip
def test_the_interval_is_wilson_s(count: int, of: int, low: float, high: float) -> None:
    """The last is example of Newcombe 1998, table I; its ends solve (p - share)^2 = z^2 p (1 - p) / n, which is checked for all."""
    found = wilson(count, of)
    assert found == pytest.approx((low, high), abs=1e-4)
    for p in found:
        assert math.isclose((p - count / of) ** 2, 1.959963984540054**2 * p * (1 - p) / of, abs_tol=1e-12)


FED = scene({**lane("momentum", lr=0.05), "batch": 2}, surface={"key": "linear_regression"}, steps=30, seed=2)


def of_lane(said: dict[str, Any], **own: Any) -> Scene:
    """Return the scene with other settings of its lane."""
    return Scene.model_validate({**said, "lanes": [{**said["lanes"][0], **own}]})


def test_without_noise_seeds_draw_other_batches() -> None:
    for run, seed in zip(runs_of(FED, 0, Many("seeds", 4)), (2, 0, 1, 3), strict=True):
        (alone,) = Scene.model_validate({**FED, "seed": seed}).run()
        np.testing.assert_array_equal([run.x, run.y, run.loss], [alone.x, alone.y, alone.loss])
    assert len({float(run.x[-1]) for run in runs_of(FED, 0, Many("seeds", 9))}) == 9


@pytest.mark.parametrize(
    ("own", "number"),
    [
        ({}, 9),
        ({"order": "replacement"}, 9),
        ({"order": "fixed"}, 1),
        ({"batch": None}, 1),
        ({"order": "fixed", "knobs": {"keep": 0.5}}, 9),
    ],
)
def test_another_seed_is_another_run_where_something_is_drawn(own: dict[str, Any], number: int) -> None:
    """In a fixed order nothing is, unless dropout draws what is kept."""
    made = of_lane(FED, **own)
    assert Many("seeds", 9).different(made.noise, made.walkers[0], made.grounds[0]) == number
    assert Many("starts", 9).different(made.noise, made.walkers[0], made.grounds[0]) == 9
    ends = {float(run.x[-1]) for run in other_runs(made.grounds[0], made.walkers[0], made.run()[0], Many("seeds", 9), 8)}
    assert (len(ends) > 1) == (number > 1)


def test_other_runs_go_down_the_lanes_own_ground_from_its_own_start() -> None:
    made = of_lane(FED, knobs={"l2": 1.0}, start=[2.0, -1.0])
    own, *others = [made.run()[0], *other_runs(made.grounds[0], made.walkers[0], made.run()[0], Many("starts", 4, 0.01), 3)]
    for run in others:
        assert np.hypot(run.x[0] - 2.0, run.y[0] + 1.0) < 0.1
        assert np.hypot(run.x[-1] - own.x[-1], run.y[-1] - own.y[-1]) < 0.1
