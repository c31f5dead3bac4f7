"""Mini-batches and frozen coordinates: what a step sees, the same on every path, and a step from its row and its feed alone."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.engine.batch import run_batch
from app.engine.explain.inspector import inspect_step
from app.engine.landscape import Landscape, feed_of
from app.engine.plain import gradient
from app.engine.run import run
from app.engine.walker import Batch, Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Wrapper
from app.scene.scene import Scene
from surfaces import SURFACES
from surfaces.data.feed import Order, picks
from tests.optimizers.stepping import STILL, defaults
from tests.scenes import EVERYTHING

STEPS = 400
LINEAR, LOGISTIC, NETWORK = "linear_regression", "logistic_regression", "tiny_network"
Seen = tuple[str, dict[str, float], int, Order]
SEEN: list[Seen] = [
    (LINEAR, {"n": 10}, 4, "shuffle"),
    (LOGISTIC, {"n": 10, "keep": 0.7}, 3, "shuffle"),
    (NETWORK, {"n": 8, "jitter": 0.1}, 3, "replacement"),
    (LINEAR, {"n": 10, "keep": 0.8, "scaled": 0}, 4, "fixed"),
    (LOGISTIC, {"n": 9, "mix": 0.4, "l2": 0.1}, 5, "fixed"),
    (NETWORK, {"n": 8, "mix": 0.2}, 4, "shuffle"),
    (LINEAR, {"n": 7, "swap": 0.5, "l1": 0.1, "l2": 0.05}, 7, "replacement"),
    (LOGISTIC, {"n": 10, "resample": 3, "swap": 0.3, "l2": 0.05}, 3, "replacement"),
    (NETWORK, {"n": 12, "resample": 3, "l2": 0.01}, 5, "fixed"),
]
"""Every model, with every recipe, short last batches, and batches as large as the table."""
METHODS = list(OPTIMIZERS)
DEALT = [(method, seen) for i, method in enumerate(METHODS) for seen in range(len(SEEN)) if EVERYTHING or seen // 3 == i % 3]


def placed(method: str, seen: int, **more: Any) -> tuple[Landscape, Walker, tuple[float, float]]:
    """Return a method before mini-batches, at a rate at which it neither strays nor arrives."""
    key, knobs, size, order = SEEN[seen]
    unit, landscape = OPTIMIZERS[method], Landscape(key, {**defaults(SURFACES[key]), "sample": 0, **knobs})
    inner = unit.inner if isinstance(unit, Wrapper) else None
    lr = 0.02 / SURFACES[key].curvature(*landscape.arguments())
    walker = Walker(
        method, {**defaults(unit), "lr": lr}, inner=inner, inner_knobs=defaults(OPTIMIZERS[inner]) if inner else {},
        batch=Batch(size, order, seed=11), **more,
    )  # fmt: skip
    return landscape, walker, (0.4, 0.7)


def apart(method: str) -> float:
    """Return how far both paths may be apart: a line search divides by differences of gradients, which mini-batches make small."""
    return 1e-10 if getattr(OPTIMIZERS[method], "searches", False) else 1e-13


def steady(landscape: Landscape, walker: Walker, start: tuple[float, float], path: Any) -> int:
    """Return how many rows rounding cannot decide: up to where a start aside by 1e-13 to 1e-11 is ten times as far away, or far out.

    The sign of a slope that cancels decides where some methods go, and the branches of a line search; both sum in another order.
    """
    sane = (np.abs(path) < 1e3).all(axis=1)
    for size in (1e-13, 1e-12, 1e-11):
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1)):
            aside = run(landscape, walker, (start[0] + size * dx, start[1] + size * dy), STEPS, STILL)
            off = np.abs(np.stack([aside.x, aside.y], axis=1) - path[: len(aside.x)]).max(axis=1)
            sane[len(off) :] = False
            sane[: len(off)] &= off <= 10 * size
    return len(path) if sane.all() else int(np.argmin(sane))


@pytest.mark.parametrize(("method", "seen"), DEALT)
def test_compiled_runs_on_batches_are_numpy_runs(method: str, seen: int) -> None:
    landscape, walker, start = placed(method, seen)
    compiled = run(landscape, walker, start, STEPS, STILL)
    path = np.stack([compiled.x, compiled.y], axis=1)
    member = run_batch(landscape, walker, np.array(start)[:, None], STEPS, STILL)[:, :, 0]
    assert len(path) == STEPS + 1
    count = steady(landscape, walker, start, path)
    assert count >= 4
    assert np.all(np.abs(path - member)[:count] <= apart(method) * (1 + np.abs(member[:count])))
    without = run(landscape, replace(walker, batch=None), start, STEPS, STILL)
    same = ("prodigy", "sign_sgd")  # first steps a millionth long; signs that no batch turns
    assert not np.array_equal(without.x, compiled.x) or method in same


def test_batches_matter_to_every_kind_of_step_around_the_method() -> None:
    """Noise, clip, decay, warm-up, schedule, scale and freezing at once, on mini-batches."""
    more: dict[str, Any] = {"warmup": 20, "lr_scale": (1.0, 0.5), "weight_decay": 0.01, "clip": 0.3, "freeze": (5, 37)}
    landscape, walker, start = placed("adam", 1, **more)
    noise = np.random.default_rng(3).normal(0, 0.2, (STEPS, 2))
    compiled = run(landscape, walker, start, STEPS, noise)
    member = run_batch(landscape, walker, np.array(start)[:, None], STEPS, noise)[:, :, 0]
    np.testing.assert_allclose(np.stack([compiled.x, compiled.y], axis=1), member, rtol=1e-13, atol=1e-13)


@pytest.mark.parametrize("method", ["gradient_descent", "momentum", "adam", "sam", "lookahead", "adagrad_window"])
def test_a_frozen_coordinate_stays_and_its_method_sees_no_gradient(method: str) -> None:
    landscape, walker, start = placed(method, 0, freeze=(40, 0))
    found = run(landscape, walker, start, 80, STILL)
    assert (found.x[:41] == start[0]).all()
    assert found.x[41] != start[0]
    assert (np.diff(found.y) != 0).all()
    member = run_batch(landscape, walker, np.array(start)[:, None], 80, STILL)[:, :, 0]
    np.testing.assert_allclose(np.stack([found.x, found.y], axis=1), member, rtol=1e-13)


def test_momentum_does_not_fill_up_while_its_coordinate_is_frozen() -> None:
    """Thawed, x begins as a new run does; a rate of 0 for so long would let the velocity grow."""
    landscape, walker, start = placed("momentum", 0, freeze=(40, 0))
    still = replace(walker, batch=None)
    frozen = run(landscape, still, start, 60, STILL)
    anew = run(landscape, replace(still, freeze=(0, 0)), (start[0], float(frozen.y[40])), 1, STILL)
    assert frozen.x[41] == anew.x[1]
    assert frozen.state[0, 0] != 0


@pytest.mark.parametrize(("method", "seen"), [(method, seen) for method, seen in DEALT if seen % 3 == METHODS.index(method) % 3])
@pytest.mark.parametrize("t", [1, 3, 4, 150])
def test_a_step_is_reproduced_from_its_row_and_its_feed_alone(method: str, seen: int, t: int) -> None:
    landscape, walker, start = placed(method, seen)
    said = inspect_step(landscape, walker, start, STEPS, t, STILL)
    found = run(landscape, walker, start, STEPS, STILL)
    assert said is not None
    share = 1e-13
    assert (said["x"], said["y"]) == (found.x[t - 1], found.y[t - 1])
    np.testing.assert_allclose([found.x[t], found.y[t]], said["to"], rtol=share, atol=apart(method) * np.abs(said["move"]).max() + 1e-300)
    row = feed_of(landscape, walker, STEPS)[t - 1]
    at = (said["x"], said["y"]) if said["probe"] is None else said["probe"]
    model = landscape.data().model
    l1, l2 = row[:2]
    slopes = [model.grad(*at, each["a"], each["b"], each["t"]) for each in said["examples"]]
    listed = np.sum([each["c"] * np.array(slope) for each, slope in zip(said["examples"], slopes, strict=True)], axis=0)
    np.testing.assert_allclose(listed + l1 * np.sign(at) + l2 * np.array(at), said["g"], rtol=1e-12, atol=1e-14)
    assert sum(each["c"] for each in said["examples"]) == pytest.approx(1, abs=1e-15)


def test_the_inspector_lists_which_examples_a_step_sees() -> None:
    landscape, walker, start = placed("gradient_descent", 0)
    table = landscape.data().training(landscape.knobs)
    numbers = picks(11, 10, 4, 3, "shuffle")
    assert (numbers[2] == -1).sum() == 2  # ten examples, four at a time
    for t, size in ((1, 4), (2, 4), (3, 2), (4, 4)):
        said = inspect_step(landscape, walker, start, STEPS, t, STILL)
        assert said is not None
        assert [each["c"] for each in said["examples"]] == [1 / size] * size
        for each in said["examples"]:
            assert [each["a"], each["b"], each["t"]] == table[each["i"], 1:].tolist()
        if t <= 3:
            assert [each["i"] for each in said["examples"]] == [i for i in numbers[t - 1].tolist() if i >= 0]
    plain = inspect_step(landscape, replace(walker, batch=None), start, STEPS, 1, STILL)
    assert plain is not None
    assert plain["examples"] is None


def test_the_inspector_says_what_is_frozen() -> None:
    landscape, walker, start = placed("momentum", 0, freeze=(2, 0))
    for t, frozen in ((1, True), (2, True), (3, False)):
        said = inspect_step(landscape, walker, start, STEPS, t, STILL)
        assert said is not None
        assert said["frozen"] == [frozen, False]
        assert (said["move"][0] == 0) == (said["g"][0] == 0) == frozen
        assert said["move"][1] != 0


@pytest.mark.parametrize("method", [key for key, unit in OPTIMIZERS.items() if isinstance(unit, Coupled)])
def test_a_coupled_method_gets_the_gradient_of_the_batch_and_the_curvature_of_all_data(method: str) -> None:
    landscape, walker, start = placed(method, 0)
    said = inspect_step(landscape, walker, start, STEPS, 1, STILL)
    assert said is not None
    seen = landscape.during(feed_of(landscape, walker, STEPS)[0])
    np.testing.assert_array_equal(said["g"], gradient(seen, np.array(start)))
    np.testing.assert_array_equal(said["hessian"], landscape.surface().hess(*start, *landscape.arguments()))
    assert not np.allclose(gradient(landscape, np.array(start)), said["g"])
    if method == "newton":
        a, b, d = said["hessian"]
        np.testing.assert_allclose(said["move"], -said["lr"] * np.linalg.solve([[a, b], [b, d]], said["g"]), rtol=1e-12)


def test_a_forked_walker_goes_on_with_the_same_examples() -> None:
    """Forked without a change it is the same run; with another batch it differs from the fork on, and only there."""
    said: dict[str, Any] = {"optimizer": {"key": "adam"}, "batch": 4}
    made = {"surface": {"key": LINEAR}, "steps": 60}
    lanes = [said, {**said, "fork": {"step": 20, "before": said}}, {**said, "batch": 2, "fork": {"step": 20, "before": said}}]
    plain, same, other = Scene.model_validate({**made, "lanes": lanes}).run()
    np.testing.assert_array_equal(same.x, plain.x)
    np.testing.assert_array_equal(other.x[:21], plain.x[:21])
    assert other.x[21] != plain.x[21]


def test_a_shorter_run_sees_the_same_examples() -> None:
    for seen in range(len(SEEN)):
        landscape, walker, start = placed("gradient_descent", seen)
        long, short = (run(landscape, walker, start, steps, STILL) for steps in (STEPS, 57))
        np.testing.assert_array_equal(long.x[:58], short.x)
        np.testing.assert_array_equal(run(landscape, walker, start, STEPS, STILL, until=57).x, short.x)
