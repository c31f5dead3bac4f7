"""A lane that leaves another one at a step goes on with its state: bit for bit as the parent, or as written out by hand."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.engine.explain.inspector import inspect_step
from app.engine.landscape import Landscape
from app.engine.run import Run, noise_stream, run
from app.engine.walker import Fork, Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Optimizer, Wrapper
from app.schedules import SCHEDULES
from surfaces import SURFACES

STEPS, AT, START = 60, 23, (-4.0, 1.5)
BOWL = Landscape("ellipse", {name: knob.default for name, knob in SURFACES["ellipse"].knobs.items()})  # type: ignore[misc]
NOISE = noise_stream(3, (0.1, 0.2), STEPS)


def knobs_of(unit: Any) -> dict[str, Any]:
    """Return the default of every knob."""
    return {name: knob.default for name, knob in unit.knobs.items()}


def walker(key: str, lr: float = 0.02, **more: Any) -> Walker:
    """Return a lane with default knobs; a wrapper is put around its usual method."""
    unit = OPTIMIZERS[key]
    inner = {"inner": unit.inner, "inner_knobs": knobs_of(OPTIMIZERS[unit.inner])} if isinstance(unit, Wrapper) else {}
    return Walker(key, {**knobs_of(unit), "lr": lr}, **{"warmup": 7, "clip": 5.0, "weight_decay": 0.01, **inner, **more})


def ran(lane: Walker, until: int | None = None) -> Run:
    """Run a lane with noise."""
    return run(BOWL, lane, START, STEPS, NOISE, until)


def assert_same(one: Run, other: Run) -> None:
    """Compare every array of two runs bit by bit."""
    assert (one.step, one.diverged) == (other.step, other.diverged)
    for name in ("x", "y", "loss", "gradient_norm", "lr", "lr_x", "lr_y", "state", "memory", "past"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_unchanged_settings_go_on_as_the_parent(key: str) -> None:
    parent = walker(key)
    assert_same(ran(replace(parent, fork=Fork(AT, parent))), ran(parent))


@pytest.mark.parametrize("key", SCHEDULES)
def test_every_schedule_goes_on_in_its_own_time(key: str) -> None:
    parent = walker("adam", schedule=key, schedule_knobs=knobs_of(SCHEDULES[key]))
    assert_same(ran(replace(parent, fork=Fork(AT, parent))), ran(parent))


@pytest.mark.parametrize("key", [key for key, unit in OPTIMIZERS.items() if isinstance(unit, Optimizer) and unit.window])
def test_a_window_inside_a_wrapper_goes_on(key: str) -> None:
    parent = walker("lookahead", inner=key, inner_knobs=knobs_of(OPTIMIZERS[key]))
    assert_same(ran(replace(parent, fork=Fork(AT, parent))), ran(parent))


def test_a_fork_of_a_fork_takes_every_step_with_the_settings_of_its_time() -> None:
    parent, middle, last = (walker("momentum", lr) for lr in (0.02, 0.01, 0.005))
    once = replace(middle, fork=Fork(10, parent))
    twice = ran(replace(last, fork=Fork(30, once)))
    assert twice.x[:31].tobytes() == ran(once).x[:31].tobytes()
    np.testing.assert_allclose(twice.lr[[9, 10, 29, 30]], [0.02, 0.01, 0.01, 0.005], rtol=1e-12)


def test_adam_with_another_rate_is_as_written_out() -> None:
    """The averages, their bias corrections and the step count go on; only the rate is another one."""
    parent = walker("adam", 0.05, warmup=0, clip=None, weight_decay=0.0)
    child = replace(parent, knobs={**parent.knobs, "lr": 0.005}, fork=Fork(AT, parent))
    x, m, v = np.array(START), np.zeros(2), np.zeros(2)
    path = [x]
    surface, knobs = BOWL.surface(), BOWL.arguments()
    for t in range(1, STEPS + 1):
        g = np.array(surface.grad(*x, *knobs)) + NOISE[t - 1]
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        x = x - (0.05 if t <= AT else 0.005) * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        path.append(x)
    found = ran(child)
    np.testing.assert_allclose(np.column_stack([found.x, found.y]), path, rtol=1e-9)


def test_a_schedule_goes_on_or_begins_anew() -> None:
    """A decay branch: the trunk is constant, and the branch falls linearly to 0 over the steps that are left."""
    parent = walker("gradient_descent", 0.02, warmup=0)
    knobs = knobs_of(SCHEDULES["linear"])
    goes_on = ran(replace(parent, schedule="linear", schedule_knobs=knobs, fork=Fork(AT, parent)))
    anew = ran(replace(parent, schedule="linear", schedule_knobs=knobs, fork=Fork(AT, parent, anew=True)))
    factor = SCHEDULES["linear"].factor
    assert factor is not None
    whole, rest = (0.02 * factor(np.arange(1.0, n + 1), n, *knobs.values()) for n in (STEPS, STEPS - AT))
    np.testing.assert_array_equal(goes_on.lr[AT:], whole[AT:])
    np.testing.assert_array_equal(anew.lr[AT:], rest)
    assert (goes_on.lr[:AT] == 0.02).all()


def test_a_part_of_the_run_is_a_part_of_it() -> None:
    parent = walker("adam")
    child = replace(parent, knobs={**parent.knobs, "lr": 0.1}, fork=Fork(AT, parent))
    whole = ran(child)
    for until in (5, AT, AT + 1, STEPS):
        assert ran(child, until).x.tobytes() == whole.x[: until + 1].tobytes()


def test_a_parent_that_diverged_ends_the_run() -> None:
    parent = walker("gradient_descent", 50.0, clip=None, warmup=0)
    assert_same(ran(replace(parent, knobs={"lr": 0.01}, fork=Fork(AT, parent))), ran(parent))


@pytest.mark.parametrize("goes_on", [True, False])
@pytest.mark.parametrize("t", [5, AT, AT + 1, 50])
def test_the_numbers_of_a_step_are_those_of_the_run(t: int, goes_on: bool) -> None:
    parent = walker("adam", warmup=0)
    waits: dict[str, Any] = {"schedule": "plateau", "schedule_knobs": {**knobs_of(SCHEDULES["plateau"]), "patience": 0}}
    child = replace(parent, **waits, fork=Fork(AT, replace(parent, **waits) if goes_on else parent))
    seen, whole = inspect_step(BOWL, child, START, STEPS, t, NOISE), ran(child)
    assert seen is not None
    np.testing.assert_allclose([*seen["to"], seen["lr"]], [whole.x[t], whole.y[t], whole.lr[t - 1]], rtol=1e-12)
