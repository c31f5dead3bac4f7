"""Methods whose coordinates act on each other: matrices written out, rotations, and the stories of phenomena 8 and 13."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize

from app.engine.landscape import Landscape
from app.engine.run import Run, run
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from surfaces import SURFACES
from tests.optimizers.stepping import defaults

WRITTEN_OUT = ("adagrad_full", "newton", "newton_saddle_free", "bfgs")
"""The coupled methods without a peer; what they compute is written out below."""

STILL = np.empty((0, 2))
ROSENBROCK = Landscape("rosenbrock", {"a": 1.0, "b": 100.0})
SADDLE = Landscape("saddle", defaults(SURFACES["saddle"]))


def walker(key: str, lr: float = 1.0, **more: Any) -> Walker:
    """Return a method with its default knobs but for lr and those given."""
    return Walker(key, {**defaults(OPTIMIZERS[key]), **more, "lr": lr})


def ellipse(kappa: float, angle: float = 0.0, h: float = 1.0) -> Landscape:
    return Landscape("ellipse", {"h": h, "kappa": kappa, "angle": angle})


def rotated(point: tuple[float, float], angle: float) -> tuple[float, float]:
    c, s = np.cos(angle), np.sin(angle)
    return float(c * point[0] - s * point[1]), float(s * point[0] + c * point[1])


def path(found: Run) -> np.ndarray:
    return np.stack([found.x, found.y], axis=1)


def matrix(landscape: Landscape, x: np.ndarray) -> np.ndarray:
    xx, xy, yy = SURFACES[landscape.key].hess(*x, *landscape.arguments())
    return np.array([[xx, xy], [xy, yy]])


def slope(landscape: Landscape, x: np.ndarray) -> np.ndarray:
    return np.array(SURFACES[landscape.key].grad(*x, *landscape.arguments()))


def test_full_adagrad_is_the_inverse_root_of_the_sum_of_outer_products() -> None:
    found = path(run(ROSENBROCK, walker("adagrad_full", 0.05), (-1.2, 1.0), 100, STILL))
    total = np.zeros((2, 2))
    for before, after in pairwise(found):
        g = slope(ROSENBROCK, before)
        total += np.outer(g, g)
        values, vectors = np.linalg.eigh(total)
        inverse = np.where(values > 1e-12 * values.max(), 1 / np.sqrt(np.abs(values)), 0.0)
        np.testing.assert_allclose(after, before - 0.05 * (vectors * inverse) @ vectors.T @ g, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("key", "damping"), [("newton", 0.0), ("newton", 0.5), ("newton_saddle_free", 1e-3), ("newton_saddle_free", 0.5)])
def test_newton_solves_with_the_hessian(key: str, damping: float) -> None:
    for landscape, start in ((ROSENBROCK, (-1.2, 1.0)), (SADDLE, (1.5, 0.3))):
        found = path(run(landscape, walker(key, 0.7, damping=damping), start, 12, STILL))
        for before, after in pairwise(found):
            values, vectors = np.linalg.eigh(matrix(landscape, before))
            bent = values if key == "newton" else np.abs(values)
            step = (vectors / (bent + damping)) @ vectors.T @ slope(landscape, before)
            np.testing.assert_allclose(after, before - 0.7 * step, rtol=1e-9, atol=1e-11)


def test_bfgs_keeps_the_secant_equation_and_never_rises() -> None:
    answer = run(ROSENBROCK, walker("bfgs"), (-1.2, 1.0), 60, STILL)
    assert (np.diff(answer.loss) <= 0).all()
    for t in (3, 8, 15):
        until = run(ROSENBROCK, walker("bfgs"), (-1.2, 1.0), 60, STILL, until=t + 1)
        bxx, bxy, byy = until.state[0, :3]
        points = path(until)
        s, u = points[t] - points[t - 1], slope(ROSENBROCK, points[t]) - slope(ROSENBROCK, points[t - 1])
        np.testing.assert_allclose([[bxx, bxy], [bxy, byy]] @ u, s, rtol=1e-6, atol=1e-12)
    peer = minimize(lambda x: SURFACES["rosenbrock"].value(*x, 1.0, 100.0), (-1.2, 1.0), method="BFGS")
    np.testing.assert_allclose(path(answer)[-1], peer.x, atol=1e-4)


def test_newton_solves_a_quadratic_in_one_step() -> None:
    for kappa, angle in ((10, 0.0), (1e4, 0.7), (3, -1.2)):
        found = path(run(ellipse(kappa, angle), walker("newton"), (-8.0, 2.0), 1, STILL))
        np.testing.assert_allclose(found[1], 0, atol=1e-9)


@pytest.mark.parametrize("angle", [0.3, 0.785, -1.1])
@pytest.mark.parametrize(
    ("key", "lr", "invariant"),
    [("gradient_descent", 0.03, True), ("momentum", 0.01, True), ("adagrad_full", 0.5, True), ("newton", 0.5, True), ("bfgs", 1.0, True),
     ("adagrad", 0.5, False), ("adam", 0.1, False)],
)  # fmt: skip
def test_what_a_rotation_of_the_surface_changes(key: str, lr: float, invariant: bool, angle: float) -> None:
    straight = path(run(ellipse(20), walker(key, lr), (-8.0, 2.0), 40, STILL))
    turned = path(run(ellipse(20, angle), walker(key, lr), rotated((-8.0, 2.0), angle), 40, STILL))
    back = np.array([rotated((x, y), -angle) for x, y in turned])
    close = np.abs(back - straight).max() <= 1e-9 * (1 + np.abs(straight).max())
    assert close == invariant


def first_arrival(landscape: Landscape, how: Walker, start: tuple[float, float]) -> int:
    """Return the first step within a millionth of the start's distance."""
    found = path(run(landscape, how, start, 100, STILL))
    return int((np.hypot(*found.T) < 1e-6 * np.hypot(*start)).argmax())


@pytest.mark.parametrize("angle", [0.0, np.pi / 4])
def test_the_condition_number_does_not_slow_second_order_methods(angle: float) -> None:
    """Scene 13: Newton 1; BFGS 10/7/5/5; full-matrix AdaGrad 15/14/14/14 at kappa 10/100/1000/10^4, aligned and rotated."""
    start = rotated((-1.0, 0.6), angle)
    for kappa, bfgs, adagrad in ((10, 10, 15), (100, 7, 14), (1000, 5, 14), (10_000, 5, 14)):
        landscape = ellipse(kappa, angle)
        assert first_arrival(landscape, walker("newton"), start) == 1
        assert first_arrival(landscape, walker("bfgs"), start) == bfgs
        assert min(first_arrival(landscape, walker("adagrad_full", lr), start) or 100 for lr in (1.1, 2.0)) == adagrad


@pytest.mark.parametrize(("y", "end"), [(0.3, 0), (0.446, 0), (0.448, -1), (0.46, 1), (0.8, 1)])
def test_newton_s_basin_of_the_saddle_ends_at_one_over_root_five(y: float, end: float) -> None:
    """Scene 8: starts with |y| < 1 / sqrt(5) end in the saddle."""
    found = path(run(SADDLE, walker("newton"), (1.5, y), 60, STILL))
    np.testing.assert_allclose(found[-1], [0, end], atol=1e-9)


def test_saddle_free_newton_runs_away_from_the_saddle() -> None:
    found = run(SADDLE, walker("newton_saddle_free"), (1.5, 1e-6), 60, STILL)
    assert (np.abs(found.y) > 0.5).argmax() == pytest.approx(19, abs=1)
    assert abs(found.y[-1]) == pytest.approx(1, abs=1e-6)


def test_ranger_is_lookahead_around_radam() -> None:
    own = defaults(OPTIMIZERS["radam"])
    around = {"lr": 0.05, "sync_period": 6, "slow_step": 0.5}
    wrapped = run(ROSENBROCK, Walker("lookahead", around, inner="radam", inner_knobs=own), (-1.2, 1.0), 300, STILL)
    ranger = run(ROSENBROCK, walker("ranger", 0.05), (-1.2, 1.0), 300, STILL)
    np.testing.assert_allclose(path(wrapped), path(ranger), rtol=1e-12)


def test_lookahead_meets_its_method_every_so_many_steps() -> None:
    """By hand around momentum: the velocity survives the meeting."""
    how = Walker("lookahead", {"lr": 0.01, "sync_period": 3, "slow_step": 0.5}, inner="momentum", inner_knobs={"mu": 0.9})
    found = path(run(ellipse(10), how, (-8.0, 2.0), 20, STILL))
    x = slow = np.array([-8.0, 2.0])
    v = np.zeros(2)
    for t in range(1, 21):
        v = 0.9 * v + np.array([1.0, 10.0]) * x
        x = x - 0.01 * v
        if t % 3 == 0:
            x = slow = slow + 0.5 * (x - slow)
        np.testing.assert_allclose(found[t], x, rtol=1e-12)
