"""One run: the order of a step, the rows, how it ends; and the three ways to run one source."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.engine.batch import run_batch
from app.engine.explain.inspector import inspect_step
from app.engine.landscape import Landscape
from app.engine.run import noise_stream, run
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.scene.scene import Scene
from surfaces import SURFACES
from tests.scenes import apart, coupled, lane, scene, settled

STILL = np.empty((0, 2))
BOWL = Landscape("ellipse", {"h": 1.0, "kappa": 10.0, "angle": 0.0})


POLYNOMIAL = {
    "beale", "booth", "goldstein_price", "himmelblau", "monkey_saddle", "rosenbrock",
    "six_hump_camel", "styblinski_tang", "three_hump_camel",
}  # fmt: skip


def tolerance(surface: str) -> float:
    """Return how far a compiled step may be from a NumPy one, as a share: not at all where nothing but + - * / and roots is computed,
    a few roundings where NumPy may take sines and powers from elsewhere than libm. (A compiled run drops what is below 2.2e-308.)"""
    return 0.0 if surface in POLYNOMIAL else 1e-13


def descent(lr: float, **more: Any) -> Walker:
    return Walker("gradient_descent", {"lr": lr}, **more)


@pytest.mark.parametrize(("surface", "optimizer"), coupled())
@pytest.mark.parametrize("t", [1, 2, 3, 4])
def test_one_compiled_step_of_a_coupled_method_is_one_numpy_step(surface: str, optimizer: str, t: int) -> None:
    landscape, walker, start = settled(surface, optimizer)
    seen = inspect_step(landscape, walker, start, 300, t, STILL)
    row = run(landscape, walker, start, 300, STILL, until=t)
    assert seen is not None
    share = tolerance(surface)
    np.testing.assert_allclose([row.x[t], row.y[t]], seen["to"], rtol=share, atol=share * np.abs(seen["move"]).max() + 1e-300)


@pytest.mark.parametrize(("surface", "optimizer"), coupled())
def test_compiled_runs_of_a_coupled_method_are_numpy_runs(surface: str, optimizer: str) -> None:
    landscape, walker, start = settled(surface, optimizer)
    batch = run_batch(landscape, walker, np.array([start, start]).T, 12, STILL)
    np.testing.assert_array_equal(batch[:, :, 0], batch[:, :, 1])
    compiled = run(landscape, walker, start, 12, STILL)
    np.testing.assert_allclose(np.stack([compiled.x, compiled.y], axis=1), batch[:, :, 0], rtol=1e-11, atol=1e-11)


@pytest.mark.parametrize(("surface", "optimizer"), apart())
@pytest.mark.parametrize("t", [1, 2, 3, 17, 250])
def test_one_compiled_step_is_one_numpy_step(surface: str, optimizer: str, t: int) -> None:
    """From the same state; the state too, as long as the gradient itself is not a rounding error (t = 250)."""
    landscape, walker, start = settled(surface, optimizer)
    seen = inspect_step(landscape, walker, start, 300, t, STILL)
    row = run(landscape, walker, start, 300, STILL, until=t)
    assert seen is not None
    share = tolerance(surface)
    np.testing.assert_allclose([row.x[t], row.y[t]], seen["to"], rtol=share, atol=share * np.abs(seen["move"]).max() + 1e-300)
    for name, after in zip(seen["state"]["after"], row.state.T, strict=True):
        if t < 250:
            np.testing.assert_allclose(after, seen["state"]["after"][name], rtol=share, atol=1e-300)


@pytest.mark.parametrize(("surface", "optimizer"), apart())
def test_compiled_runs_are_numpy_runs(surface: str, optimizer: str) -> None:
    """200 steps at stable settings: inside the domain, and where a step is about as long as its rate, too short to arrive and jitter."""
    landscape, walker, _ = settled(surface, optimizer)
    if walker.knobs["lr"] != 0.5 / SURFACES[surface].curvature(**landscape.knobs) or optimizer == "sam":
        walker = replace(walker, knobs={**walker.knobs, "lr": walker.knobs["lr"] / 1000})
    (x0, x1), (y0, y1) = SURFACES[surface].domain
    start = (x0 + 0.23 * (x1 - x0), y0 + 0.71 * (y1 - y0))
    starts = np.array([start, (start[0] + 0.01, start[1] + 0.02)]).T
    batch = run_batch(landscape, walker, starts, 200, STILL)
    for i in range(2):
        member = run_batch(landscape, walker, starts[:, i : i + 1], 200, STILL)[:, :, 0]
        np.testing.assert_array_equal(batch[:, :, i], member)
        compiled = run(landscape, walker, tuple(starts[:, i]), 200, STILL)
        path = np.stack([compiled.x, compiled.y], axis=1)
        assert np.isnan(member[len(path) :]).all()
        member = member[: len(path)]
        assert np.all(np.abs(path - member) <= 1e-10 * (1 + np.abs(member)))


def test_everything_around_the_step_agrees_on_both_paths() -> None:
    """Noise, clip, decay, warm-up, schedule and scale at once."""
    landscape = Landscape("rosenbrock", {"a": 1.0, "b": 100.0})
    walker = Walker(
        "adam", {"lr": 0.05, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}, "cosine", {"floor": 0.1, "span": 0}, 20, (1.0, 0.5), 0.01, 3.0
    )
    noise = noise_stream(7, (0.3, 0.1), 200)
    compiled = run(landscape, walker, (-1.2, 1.0), 200, noise)
    batch = run_batch(landscape, walker, np.array([[-1.2], [1.0]]), 200, noise)[:, :, 0]
    np.testing.assert_allclose(np.stack([compiled.x, compiled.y], axis=1), batch, rtol=1e-12, atol=1e-12)


def test_a_step_is_taken_in_the_contract_s_order() -> None:
    """lr x factor x warm-up x scale; gradient + noise, clipped, + decay * x: one step by hand."""
    noise = np.array([[3.0, -1.0]])
    walker = descent(0.1, warmup=4, lr_scale=(1.0, 0.5), weight_decay=0.2, clip=2.0)
    moved = run(BOWL, walker, (1.0, 1.0), 1, noise)
    g = np.array([1.0, 10.0]) + noise[0]
    g = g * 2.0 / np.hypot(*g) + 0.2 * np.array([1.0, 1.0])
    expected = 1.0 - 0.1 * 0.25 * np.array([1.0, 0.5]) * g
    assert [moved.x[1], moved.y[1]] == pytest.approx(expected, rel=1e-15)
    assert moved.lr[0] == 0.025
    assert (moved.lr_x[0], moved.lr_y[0]) == (0.025, 0.0125)
    assert moved.gradient_norm[0] == pytest.approx(math.hypot(1, 10), rel=1e-15)


def test_clip_is_a_ceiling_only() -> None:
    quiet, clipped = (run(BOWL, descent(0.01, clip=clip), (1.0, 1.0), 50, STILL) for clip in (None, 100.0))
    np.testing.assert_array_equal(quiet.x, clipped.x)


def test_divergence_ends_the_run_where_the_algebra_says() -> None:
    """(1 - lr h)^t on the ellipse with lr = 0.3, h = 10: factor -2, above 1e9 first at step 29 from y = 2."""
    ended = run(BOWL, descent(0.3), (-8.0, 2.0), 400, STILL)
    assert (ended.step, ended.diverged) == (29, True)
    assert len(ended.x) == 30
    assert len(ended.lr) == len(ended.lr_x) == 29
    assert abs(ended.y[-1]) == 2.0 * 2**29
    assert abs(ended.y[-2]) < 1e9


def test_a_position_that_is_not_finite_has_no_row() -> None:
    ended = run(BOWL, descent(1e308), (-8.0, 20.0), 5, STILL)
    assert (ended.step, ended.diverged) == (1, True)
    assert len(ended.x) == 1
    assert len(ended.lr) == 1


def test_without_a_gradient_nothing_moves() -> None:
    """0/0 is a step of 0, for every optimizer whose memory begins at zero, eps = 0 included."""
    for optimizer, unit in OPTIMIZERS.items():
        if any(isinstance(begin, float) and begin for begin in unit.start.values()):
            continue  # a memory that begins elsewhere is a push of its own
        landscape, walker, _ = settled("ellipse", optimizer)
        knobs = {name: 0.0 if name == "eps" else value for name, value in walker.knobs.items()}
        rest = run(landscape, replace(walker, knobs=knobs), (0.0, 0.0), 5, STILL)
        assert not rest.x.any()
        assert not rest.y.any()


def test_the_noise_is_the_contract_s_and_every_lane_sees_it() -> None:
    expected = np.random.default_rng(3).standard_normal((4, 2)) * [0.5, 2.0]
    np.testing.assert_array_equal(noise_stream(3, (0.5, 2.0), 4), expected)
    twins = Scene.model_validate(scene(lane("adam"), lane("adam"), noise=1.0, seed=3)).run()
    np.testing.assert_array_equal(twins[0].x, twins[1].x)


def test_threads_change_nothing() -> None:
    """Long scenes run in threads; the bits stay."""
    long = scene(*[lane("adam", lr=0.01 * i) for i in range(1, 5)], steps=20_000, noise=0.1)
    first, second = (Scene.model_validate(long).run() for _ in range(2))
    alone = [Scene.model_validate({**long, "lanes": [one]}).run()[0] for one in long["lanes"]]
    for a, b, c in zip(first, second, alone, strict=True):
        np.testing.assert_array_equal(a.x, b.x)
        np.testing.assert_array_equal(a.x, c.x)


def test_the_inspector_tells_the_step() -> None:
    """RMSProp's second step from the lecture, by hand."""
    landscape, walker, start = settled("ellipse", "rmsprop")
    seen = inspect_step(landscape, walker, start, 300, 2, STILL)
    path = run(landscape, walker, start, 300, STILL)
    assert seen is not None
    g0 = np.array([path.x[0], 10 * path.y[0]])
    g1 = np.array([path.x[1], 10 * path.y[1]])
    np.testing.assert_allclose(seen["g"], g1, rtol=1e-14)
    np.testing.assert_allclose(seen["state"]["before"]["v"], 0.01 * g0**2, rtol=1e-13)
    np.testing.assert_allclose(seen["state"]["after"]["v"], 0.99 * 0.01 * g0**2 + 0.01 * g1**2, rtol=1e-13)
    np.testing.assert_allclose(seen["to"], [path.x[2], path.y[2]], rtol=1e-13)
    np.testing.assert_allclose(seen["lr"] / seen["sigma"], [path.lr_x[1], path.lr_y[1]], rtol=1e-13)
    np.testing.assert_allclose(seen["move"], seen["to"] - np.array([path.x[1], path.y[1]]), rtol=1e-13)


def test_the_inspector_is_silent_after_the_end() -> None:
    assert inspect_step(BOWL, descent(0.3), (-8.0, 2.0), 400, 29, STILL) is not None
    assert inspect_step(BOWL, descent(0.3), (-8.0, 2.0), 400, 30, STILL) is None
