"""The stories of valley, wells and plateau in numbers, asked of the engine."""

import itertools
from math import sqrt
from typing import Any

import numpy as np
import pytest

from app.engine.landscape import Landscape
from app.engine.run import Run, run
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.scene.default_rates import default_lr
from app.schedules import SCHEDULES
from surfaces import SURFACES
from tests.jitter import rounded
from tests.optimizers.stepping import defaults

__all__ = ["rounded"]
pytestmark = pytest.mark.usefixtures("rounded")

STILL = np.empty((0, 2))
UNIT = {"sx": 1.0, "wx": 1.0, "sy": 1.0, "wy": 1.0}
"""A valley whose walls have slope 1, wherever one stands."""

WELL = 5.87116555
"""The outermost well of `wells`: 0.15 x + 1.2 sin 2 x = 0."""

CONSTANT = ("constant", dict[str, float]())


def walk(surface: str, optimizer: str, start: Any, steps: int, lr: float, schedule: Any = CONSTANT, **knobs: Any) -> Run:
    """Run one lane; knobs by their names, of the surface and of the optimizer."""
    place = Landscape(surface, {name: knobs.pop(name, value) for name, value in defaults(SURFACES[surface]).items()})
    key, paces = schedule
    walker = Walker(optimizer, {**defaults(OPTIMIZERS[optimizer]), "lr": lr, **knobs}, key, {**defaults(SCHEDULES[key]), **paces})
    return run(place, walker, start, steps, STILL)


def arrival(found: Run, radius: float) -> int:
    """Return the first row within `radius` of the origin."""
    near = np.hypot(found.x, found.y) < radius
    assert near.any()
    return int(near.argmax())


def test_stuck_is_not_a_small_gradient() -> None:
    found = walk("valley", "gradient_descent", (-20, 1.3), 2000, 5e-3)
    assert [found.loss[row] for row in (0, 50, 100, 200, 2000)] == pytest.approx([1364.13, 715.94, 610.01, 600.064, 600], abs=0.01)
    assert abs(found.loss[-1] - found.loss[1000]) < 1e-9
    assert found.gradient_norm[-1] > 0.9 * found.gradient_norm[0] > 500
    side = np.sign(found.y[-1000:])
    assert (side[1:] != side[:-1]).sum() == 999


def test_a_smaller_rate_leaves_the_walls() -> None:
    # 2 / L = 1 / 600.
    assert walk("valley", "gradient_descent", (-20, 1.3), 2000, 8e-4).loss[-1] < 1e-3


@pytest.mark.parametrize(
    ("optimizer", "lr", "knobs", "expected"),
    [
        ("adagrad", 0.5, {}, (718, 2693, 10394)),
        ("adagrad_window", 0.1, {"window": 10}, (253, 503, 1003)),
        ("rmsprop_lecture", 0.1, {"alpha": 0.9}, (255, 505, 1005)),
    ],
)
def test_twice_the_distance_costs_adagrad_four_times_the_steps(
    optimizer: str, lr: float, knobs: dict[str, float], expected: tuple[int, ...]
) -> None:
    arrivals = [arrival(walk("valley", optimizer, (-far, 0.5), 12_000, lr, **UNIT, **knobs), 0.2) for far in (25, 50, 100)]
    assert arrivals == pytest.approx(expected, rel=0.01)
    doubling = 4 if optimizer == "adagrad" else 2
    assert [b / a for a, b in itertools.pairwise(arrivals)] == pytest.approx([doubling] * 2, rel=0.07)


def test_adagrad_covers_two_eta_root_t_where_the_slope_is_even() -> None:
    # Every gradient is 1, so step t is eta / sqrt(t) long.
    found = walk("valley", "adagrad", (-50, 0.5), 2000, 0.1, **UNIT)
    assert 50 + found.x[-1] == pytest.approx(2 * 0.1 * sqrt(2000), rel=0.02)
    assert found.x[-1] - found.x[-2] == pytest.approx(0.1 / sqrt(2000), rel=0.01)


def test_momentum_rolls_through_wells_that_hold_gradient_descent() -> None:
    place = {"bowl": 0.1, "depth": 0.3, "frequency": 3.0}
    still = walk("wells", "gradient_descent", (9.5, 0.3), 2000, 0.07, **place)
    assert (still.x[-1], still.y[-1], still.loss[-1]) == pytest.approx((8.01, 0, 3.37), abs=0.01)
    rolled = walk("wells", "momentum", (9.5, 0.3), 2000, 0.07, **place)
    assert (rolled.x[-1], rolled.y[-1], rolled.loss[-1]) == pytest.approx((0, 0, 0), abs=1e-9)


def escape(found: Run) -> int | None:
    """Return the first row farther from the outermost well than its ridge."""
    gone = np.maximum(abs(found.x - WELL), abs(found.y - WELL)) > 1.7
    return int(gone.argmax()) if gone.any() else None


@pytest.mark.parametrize(("share", "expected"), [(0.9, None), (1.2, None), (1.5, None), (2.0, None), (2.5, 18), (3.0, 4), (3.5, 3)])
def test_only_a_rate_far_above_two_over_curvature_leaves_a_well(share: float, expected: int | None) -> None:
    lr = share * 2 / SURFACES["wells"].curvature(**defaults(SURFACES["wells"]))
    found = walk("wells", "gradient_descent", (5.9, 5.9), 400, lr)
    if expected is None:
        assert escape(found) is None
    else:
        # In chaos the last bits decide when: a few steps either way on another machine.
        assert escape(found) == pytest.approx(expected, abs=6)


def test_at_half_again_the_edge_it_bounces_inside_the_well() -> None:
    found = walk("wells", "gradient_descent", (5.9, 5.9), 400, 1.5 * 0.7843)
    assert found.x[-1] == pytest.approx(found.x[-3])
    assert abs(found.x[-1] - found.x[-2]) > 0.2


STARTS = 5.9 + 0.15 * np.random.default_rng(9).standard_normal((40, 2))
HIGH = 3.14
"""Four times 2 / L."""


@pytest.mark.parametrize(
    ("lr", "key", "knobs", "leave"),
    [
        (0.157, "constant", {}, 0),
        (HIGH, "triangular", {"half_cycle": 40}, 40),
        (HIGH, "triangular2", {"half_cycle": 40}, 40),
        (HIGH, "exp_range", {"half_cycle": 40, "gamma": 0.998}, 40),
        (HIGH, "sgdr", {"t0": 80}, 40),
        (HIGH, "sgdr", {"t0": 25, "t_mult": 2}, 40),
        (HIGH, "sgdr", {"t0": 25, "t_mult": 2, "shrink": 0.85}, 40),
    ],
)
def test_a_rate_that_rises_and_falls_leaves_the_well_and_settles(lr: float, key: str, knobs: dict[str, float], leave: int) -> None:
    found = [walk("wells", "gradient_descent", tuple(start), 400, lr, (key, knobs)) for start in STARTS]
    assert sum(np.hypot(one.x[-1] - WELL, one.y[-1] - WELL) > 1.5 for one in found) == leave
    median = np.median([one.loss[-1] for one in found])
    assert median < 0.1 if leave else median == pytest.approx(5.56, abs=0.01)


def test_on_the_plateau_the_gradient_is_no_guide_for_the_length_of_a_step() -> None:
    # At (-5.5, 2) the exponent is (5.5^2 + 4 2^2) / (2 1.5^2) = 10.3: the slope is 1.5e-4.
    entered = {
        key: int((walk("plateau", key, (-5.5, 2), 10_000, default_lr("plateau", key)).loss < 0.5).argmax())
        for key in ("gradient_descent", "adam", "sign_sgd")
    }
    assert entered["gradient_descent"] == pytest.approx(6717, rel=0.01)
    assert entered["adam"] == pytest.approx(18, abs=1)
    assert entered["sign_sgd"] == pytest.approx(63, abs=1)


@pytest.mark.parametrize(
    ("surface", "optimizer", "ends"),
    [
        ("styblinski_tang", "gradient_descent", (2.7468, 2.7468)),
        ("styblinski_tang", "momentum", (-2.9035, 2.7468)),
        ("three_hump_camel", "gradient_descent", (-1.7475, 0.8738)),
        ("three_hump_camel", "momentum", (0.0, 0.0)),
        ("himmelblau", "gradient_descent", (3.0, 2.0)),
        ("himmelblau", "momentum", (3.5844, -1.8481)),
        ("himmelblau", "adam", (-2.8051, 3.1313)),
    ],
)
def test_from_where_they_start_methods_end_in_different_minima(surface: str, optimizer: str, ends: tuple[float, float]) -> None:
    found = walk(surface, optimizer, SURFACES[surface].start, 600, default_lr(surface, optimizer))
    assert (found.x[-1], found.y[-1]) == pytest.approx(ends, abs=0.01)
