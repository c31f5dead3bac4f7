"""Surfaces made of examples: a run in a block sees the batches of the single run, whatever varies between the runs."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from app.engine.blocks.lay import Given
from app.engine.blocks.layout import B
from app.engine.blocks.outcomes import is_timeless, outcomes
from app.engine.run import Abandoned, Array, fresh
from app.scene.scene import Scene
from surfaces import SURFACES
from tests.engine.blocks.draw import spread, starts
from tests.engine.blocks.singles import RUNS, STILL, Many

Varied = Mapping[str, Array]
MADE = [key for key, unit in SURFACES.items() if unit.data]
RECIPES: list[dict[str, Any]] = [{}, {"jitter": 0.3}, {"mix": 0.4}, {"resample": 3, "l2": 0.1}]
METHODS = ("gradient_descent", "adam", "sam", "adagrad_window", "lookahead", "bfgs")


def many(surface: str, optimizer: str, varied: Varied, knobs: dict[str, Any] | None = None, *, steps: int = 90, **lane: Any) -> Many:
    """Return runs of a lane on a surface made of examples."""
    said = {
        "surface": {"key": surface, "knobs": knobs or {}},
        "steps": steps,
        "seed": 5,
        "lanes": [{"optimizer": {"key": optimizer}, **lane}],
    }
    scene = Scene.model_validate(said)
    return Many(scene.grounds[0], scene.walkers[0], scene.starts[0], varied, steps=steps, tail=steps - 9, share=0.05)


def around(surface: str, optimizer: str, runs: int = RUNS) -> Varied:
    """Draw starts and rates."""
    own = many(surface, optimizer, {})
    return spread(own.landscape, own.walker.knobs["lr"], 1, runs)


def picked(values: Any, seed: int, runs: int = 24) -> Any:
    """Draw some of these values for every run."""
    return np.random.default_rng(seed).choice(np.asarray(values, dtype=np.float64), runs)


@pytest.mark.parametrize("surface", MADE)
@pytest.mark.parametrize("optimizer", METHODS)
def test_all_runs_see_the_same_batches(surface: str, optimizer: str) -> None:
    """Of three examples, in epochs whose last batch is short."""
    fed = many(surface, optimizer, around(surface, optimizer), {"n": 7}, batch=3)
    assert not np.array_equal(fed.check().x, many(surface, optimizer, fed.varied, {"n": 7}).check().x)


@pytest.mark.parametrize("knobs", RECIPES)
@pytest.mark.parametrize("order", ["shuffle", "replacement", "fixed"])
@pytest.mark.parametrize("surface", MADE)
def test_every_order_and_recipe(surface: str, order: str, knobs: dict[str, Any]) -> None:
    said: Any = {"batch": 2, "order": order, "schedule": {"key": "plateau"}, "clip": 2.0, "weight_decay": 0.01}
    many(surface, "momentum", around(surface, "momentum"), knobs, **said).check()


@pytest.mark.parametrize("batch", [None, 4])
@pytest.mark.parametrize("optimizer", ["gradient_descent", "adam", "sam", "adagrad_window", "lookahead"])
def test_a_frozen_coordinate_stays_in_every_run(optimizer: str, batch: int | None) -> None:
    frozen = many("tiny_network", optimizer, around("tiny_network", optimizer), freeze={"x": 30, "y": 7}, batch=batch)
    frozen.check()
    held = many("tiny_network", optimizer, frozen.varied, freeze={"x": 90}, batch=batch).made()
    assert np.array_equal(held.x, frozen.varied["start.0"])


def test_a_coordinate_is_frozen_on_any_surface_and_thaws_after_a_rest() -> None:
    """500 steps frozen: runs at rest are not skipped over the thaw."""
    said = {"surface": {"key": "ellipse"}, "steps": 700, "lanes": [{"optimizer": {"key": "momentum"}, "freeze": {"x": 500, "y": 500}}]}
    scene = Scene.model_validate(said)
    ground = scene.grounds[0]
    made = Many(ground, scene.walkers[0], scene.starts[0], starts(ground, 3), steps=700, tail=None).check()
    assert (np.abs(made.x - starts(ground, 3)["start.0"]) > 0.1).mean() > 0.5


GROUNDS: list[tuple[str, Varied]] = [
    ("linear_regression", {"surface.sigma": picked([0, 0.5, 1], 1), "surface.n": picked([2, 5, 9, 64], 2)}),
    ("linear_regression", {"surface.keep": picked([0.5, 0.8, 1], 3), "knobs.lr": picked([0.1, 0.2], 4)}),
    ("logistic_regression", {"surface.sample": picked(range(9), 5), "start.0": picked([-1, 1], 6)}),
    ("tiny_network", {"surface.resample": picked(range(4), 7), "surface.l2": picked([0, 0.1], 8)}),
]


@pytest.mark.parametrize("batch", [None, 2])
@pytest.mark.parametrize(("surface", "varied"), GROUNDS)
def test_each_run_has_its_own_examples(surface: str, varied: Varied, batch: int | None) -> None:
    """Few of each kind: they are made alone."""
    made = many(surface, "adam", varied, batch=batch).check(24)
    assert len(set(made.x.tolist())) > 3


def test_when_a_run_that_is_made_alone_arrives() -> None:
    """And that some that pass by go on."""
    varied = {"surface.l2": picked([0, 0.001, 1], 18), "knobs.lr": picked([0.2, 0.3, 0.5], 19)}
    made = many("linear_regression", "momentum", varied, {"sample": 154, "rho": 0.2}, steps=200).check(24)
    assert (made.since[made.where == 0] > 3).all()
    assert 4 < (made.where == 0).sum() < 24


@pytest.mark.parametrize("optimizer", ["gradient_descent", "newton", "bfgs"])
def test_many_with_the_same_examples_are_made_in_blocks(optimizer: str) -> None:
    varied = {**around("linear_regression", optimizer), "surface.rho": picked([0.1, 0.9], 9, RUNS)}
    many("linear_regression", optimizer, varied, batch=2).check(40)


@pytest.mark.parametrize("runs", [24, RUNS])
def test_batch_and_freeze_may_vary(runs: int) -> None:
    varied = {"batch": picked([1, 2, 5, 6], 10, runs), "freeze.y": picked([0, 11, 90], 11, runs), "knobs.lr": picked([0.05, 0.1], 12, runs)}
    made = many("linear_regression", "momentum", varied, batch=3).check(24)
    assert (made.y[varied["freeze.y"] == 90] == 0).all()


def test_runs_without_anything_of_their_own_are_one_run() -> None:
    made = many("linear_regression", "momentum", {"surface.n": np.full(1000, 6.0)}).check()
    assert len(set(made.x.tolist())) == 1


@pytest.mark.parametrize("batch", [None, 2])
@pytest.mark.parametrize("until", [1, 40])
def test_only_the_first_steps_are_taken(until: int, batch: int | None) -> None:
    for varied in (around("linear_regression", "adam"), {"surface.n": picked([5, 7], 13)}):
        whole = many("linear_regression", "adam", varied, batch=batch, schedule={"key": "linear"})
        made = Many(whole.landscape, whole.walker, whole.start, varied, steps=90, until=until, tail=until // 2).check()
        assert made.step.max() == until


def test_noise_comes_on_top_of_batches() -> None:
    own = many("logistic_regression", "adam", {**around("logistic_regression", "adam", 24), "surface.d": picked([0.5, 2], 14)}, batch=3)
    Many(own.landscape, own.walker, own.start, own.varied, steps=90, noise=(0.3, 0.1), tail=None).check(24)


def test_bursts_are_counted_whatever_varies() -> None:
    varied = {"surface.n": picked([5, 7], 15), "start.0": picked([0, 1], 16)}
    own = many("linear_regression", "adam", varied)
    found = outcomes(own.landscape, own.walker, own.start, 90, STILL, (0.0, 0.0), varied, own.goals(), 0.1, bursts=True)
    assert np.isfinite(found.bursts_x).all()
    np.testing.assert_array_equal(found.x, own.made().x)


def test_a_step_with_a_batch_may_not_be_skipped() -> None:
    own = many("linear_regression", "momentum", {}, batch=1)
    assert not is_timeless(own.walker, Given({}, own.walker, B).pace(10), STILL)


def test_runs_on_their_own_ground_end_when_nobody_wants_them() -> None:
    own, stale = many("linear_regression", "momentum", {"surface.n": picked([5, 7], 17)}), fresh()
    stale[0] = 1
    with pytest.raises(Abandoned):
        outcomes(own.landscape, own.walker, own.start, 90, STILL, (0.0, 0.0), own.varied, own.goals(), 0.1, stale=stale)
