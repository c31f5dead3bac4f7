"""The jitter that claims are run under reaches every gradient, and nothing else."""

import threading
import time
from typing import Any

import numpy as np
import pytest

from app.scene.scene import Scene
from app.web import startup
from tests.jitter import jitter
from tests.scenes import lane, scene

FORMULA = {"key": "formula", "formula": "(1 - x)^2 + 100 (y - x^2)^2"}
SCENES: dict[str, dict[str, Any]] = {
    "alike": scene(lane("adam"), surface={"key": "rosenbrock"}, steps=60),
    "probing": scene(lane("nesterov"), surface={"key": "rosenbrock"}, steps=2000),
    "searching": scene(lane("bfgs"), surface={"key": "rosenbrock"}, steps=20),
    "typed": scene(lane("adam"), surface=FORMULA, start=[-1.2, 1.0], steps=60),
    "typed, bent": scene(lane("newton_saddle_free"), surface=FORMULA, start=[-1.2, 1.0], steps=200),
    "bent": scene(lane("newton_saddle_free"), surface={"key": "rosenbrock"}, steps=200),
    "examples": scene(lane("adam"), surface={"key": "linear_regression"}, steps=60),
    "batches": scene({**lane("adam"), "batch": 2}, surface={"key": "logistic_regression"}, steps=60),
    "batches, probing": scene({**lane("sam"), "batch": 1}, surface={"key": "linear_regression"}, steps=60),
    "batches, bent": scene({**lane("newton_saddle_free"), "batch": 2}, surface={"key": "logistic_regression"}, steps=60),
    "long": scene(lane("momentum"), surface={"key": "rosenbrock"}, steps=20_000),
}


def path(name: str) -> Any:
    found = Scene.model_validate(SCENES[name]).run()[0]
    return np.stack([found.x, found.y])


@pytest.mark.parametrize("name", SCENES)
def test_every_seed_is_another_path_and_the_same_again(name: str) -> None:
    plain, found = path(name), []
    for seed in (0, 1, 0):
        with jitter(seed):
            found.append(path(name))
    assert len({each.tobytes() for each in (plain, *found)}) == 3
    np.testing.assert_array_equal(found[0], found[2])
    np.testing.assert_array_equal(path(name), plain)


@pytest.mark.parametrize("name", SCENES)
def test_it_is_no_more_than_rounding(name: str) -> None:
    """Five standard deviations of 3e-16 in the first step, or what a line search makes of it."""
    with jitter(3):
        found = path(name)
    np.testing.assert_allclose(found[:, :2], path(name)[:, :2], rtol=1e-14)


def test_nothing_is_replaced_under_a_run_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    """The application warms up in a thread of its own, which would run with functions from before and after."""
    heat = Heat()
    for name, stand_in in {"_begun": threading.Event(), "heat": heat, "prepare": int, "tidy": int, "share_heap": int}.items():
        monkeypatch.setattr(startup, name, stand_in)
    with jitter(0):
        startup.begin()
    assert not heat.begun
    startup.begin()
    with jitter(0):
        assert heat.ended


class Heat:
    """Work in the background that takes a while."""

    __name__ = startup.heat.__name__

    def __init__(self) -> None:
        self.begun = self.ended = False

    def __call__(self) -> None:
        self.begun = True
        time.sleep(0.2)
        self.ended = True
