"""What must hold exactly along a whole run, whatever the code looks like."""

import numpy as np
import pytest

from app.engine.landscape import Landscape
from app.engine.run import run
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from surfaces import SURFACES
from tests.optimizers.stepping import STILL, defaults, take


def positions(surface, walker, steps, start=None, **knobs):
    """Return the positions from the surface's own start, shape (steps + 1, 2)."""
    unit = SURFACES[surface]
    answer = run(Landscape(surface, {**defaults(unit), **knobs}), walker, start or unit.start, steps, STILL)
    return np.column_stack([answer.x, answer.y])


def walk(key, lr, surface="rosenbrock", steps=500, schedule="constant", schedule_knobs=None, **knobs):
    """Return the positions of an optimizer at its default knobs but those given."""
    walker = Walker(key, {**defaults(OPTIMIZERS[key]), **knobs, "lr": lr}, schedule, schedule_knobs or {})
    return positions(surface, walker, steps)


def same(a, b, tolerance=1e-12):
    np.testing.assert_allclose(a, b, rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize(("surface", "lr"), [("canyon", 0.4), ("ellipse", 0.5), ("crescent", 0.3)])
def test_adagrad_mean_with_inverse_sqrt_is_adagrad(surface, lr):
    mean = positions(surface, Walker("adagrad_mean", {"lr": lr, "eps": 0.0}, "inverse_sqrt"), 100_000)
    total = positions(surface, Walker("adagrad", {"lr": lr, "eps": 0.0}), 100_000)
    assert mean.shape == (100_001, 2)
    assert np.abs(mean - total).max() <= 1e-12


@pytest.mark.parametrize("lr", [0.01, 0.09, 0.19, 0.21])
def test_gradient_descent_on_a_quadratic_is_a_power(lr):
    t = np.arange(101)
    found = positions("ellipse", Walker("gradient_descent", {"lr": lr}), 100)
    expected = np.column_stack([-8.0 * (1 - lr * 1.0) ** t, 2.0 * (1 - lr * 10.0) ** t])
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=0)


def test_sign_descent_counts_down_and_then_hops():
    # A rate of 1/8 is exact: 8 / (1/8) = 64 steps to x = 0, 16 to y = 0, where there is no sign.
    t = np.arange(101)
    found = positions("ellipse", Walker("sign_sgd", {"lr": 0.125}), 100)
    assert (found == np.column_stack([np.minimum(-8 + t / 8, 0), np.maximum(2 - t / 8, 0)])).all()
    hops = positions("ellipse", Walker("sign_sgd", {"lr": 0.75}), 100)[:, 1]
    assert (hops[3:] == np.where(np.arange(3, 101) % 2, -0.25, 0.5)).all()


def test_sharpness_aware_on_a_round_bowl_is_a_power():
    # On the ray of the start the gradient is h (r + rho): r + rho shrinks by 1 - lr h until the centre is crossed.
    t = np.arange(40)
    found = positions("ellipse", Walker("sam", {"lr": 0.05, "rho": 0.2}), 39, kappa=1.0)
    radius = (np.hypot(8, 2) + 0.2) * 0.95**t - 0.2
    same(found, np.outer(radius / np.hypot(8, 2), [-8.0, 2.0]))


USELESS = {"n": 8, "rho": 0.5, "phi": 0.0, "sample": 95}
"""Eight examples whose second input says nothing about the target."""


def test_without_a_penalty_the_proximal_step_is_gradient_descent():
    assert (walk("proximal_gradient", 1e-3, l1=0.0) == walk("gradient_descent", 1e-3)).all()


def test_the_proximal_step_sets_a_weight_to_exactly_zero_and_descent_never_does():
    # The lasso of these examples has w = (1.14, 0): coordinate descent, and scikit-learn in tests/data.
    proximal, descent = (
        positions("linear_regression", Walker(key, knobs), 300, (0.0, 1.0), **USELESS, l1=0.2)
        for key, knobs in (("proximal_gradient", {"lr": 0.1, "l1": 0.2}), ("gradient_descent", {"lr": 0.1}))
    )
    assert proximal[26, 1] != 0
    assert (proximal[27:, 1] == 0).all()
    assert (descent[:, 1] != 0).all()
    assert 1e-3 < np.abs(descent[-100:, 1]).max() < 0.04
    lowest = SURFACES["linear_regression"].minima(**{**defaults(SURFACES["linear_regression"]), **USELESS, "l1": 0.2})[0]
    assert proximal[-1] == pytest.approx(lowest, abs=1e-9)
    assert lowest == pytest.approx((1.14, 0.0), abs=0.005)


@pytest.mark.parametrize("key", ["momentum", "momentum_polyak", "nesterov", "nesterov_lookahead"])
def test_without_momentum_it_is_gradient_descent(key):
    same(walk(key, 1e-3, mu=0.0), walk("gradient_descent", 1e-3))


@pytest.mark.parametrize(
    ("key", "knobs", "plain", "plain_knobs"),
    [
        ("momentum_ema", {"beta": 0.0}, "gradient_descent", {}),
        ("sam", {"rho": 0.0}, "gradient_descent", {}),
        ("lion", {"beta1": 0.0, "beta2": 0.0}, "sign_sgd", {}),
        ("adamw", {"weight_decay": 0.0}, "adam", {}),
        ("ranger", {"slow_step": 1.0}, "radam", {}),
        ("adagrad_window", {"window": 1000}, "adagrad_mean", {}),
        ("adam_uncorrected", {"beta1": 0.0, "beta2": 0.9}, "rmsprop", {"alpha": 0.9}),
    ],
)
def test_with_these_knobs_it_is_the_plainer_one(key, knobs, plain, plain_knobs):
    same(walk(key, 1e-3, **knobs), walk(plain, 1e-3, **plain_knobs))
    assert np.abs(walk(key, 1e-3) - walk(plain, 1e-3)).max() > 1e-6


def test_momentum_polyak_is_momentum_only_while_the_rate_stays():
    same(walk("momentum_polyak", 1e-4), walk("momentum", 1e-4))
    falling = {"schedule": "step", "schedule_knobs": {"size": 100, "gamma": 0.1}}
    apart = np.abs(walk("momentum_polyak", 1e-4, **falling) - walk("momentum", 1e-4, **falling)).max(axis=1)
    assert apart[:101].max() <= 1e-12
    assert apart.max() > 1e-2


@pytest.mark.parametrize("beta", [0.5, 0.9])
def test_momentum_ema_is_momentum_at_a_part_of_the_rate(beta):
    falling = {"schedule": "exponential", "schedule_knobs": {"gamma": 0.99}}
    same(walk("momentum_ema", 1e-3, beta=beta, **falling), walk("momentum", 1e-3 * (1 - beta), mu=beta, **falling))


@pytest.mark.parametrize("surface", ["rosenbrock", "saddle", "crescent"])
def test_where_nesterov_lookahead_looks_nesterov_stands(surface):
    rows = walk("nesterov_lookahead", 1e-4, surface)
    looks = rows + 0.9 * np.diff(rows, axis=0, prepend=rows[:1])
    same(looks, walk("nesterov", 1e-4, surface))


@pytest.mark.parametrize("window", [1, 7, 100])
def test_adagrad_window_is_adagrad_mean_until_the_window_is_full(window):
    # The gradient of step t is that of row t - 1: the step after a full window is the first to forget.
    apart = np.abs(walk("adagrad_window", 0.01, window=window) - walk("adagrad_mean", 0.01)).max(axis=1)
    assert apart[: window + 1].max() <= 1e-14
    assert apart[window + 1] > 1e-6


def test_adam_without_its_first_average_is_rmsprop_corrected():
    # Correction divides sigma by sqrt(1 - beta2^t), which is the same as to multiply the rate by it.
    adam, rmsprop = OPTIMIZERS["adam"], OPTIMIZERS["rmsprop"]
    g, x, y, state, memory = (
        np.random.default_rng(1).normal(size=(300, 20)),
        np.zeros(20),
        np.zeros(20),
        (np.zeros(20),) * 4,
        (np.zeros(20),),
    )
    for t in range(1, 301):
        x, state = take(adam, x, g[t - 1], t, 0.1, state, (0.0, 0.99, 0.0))
        y, memory = take(rmsprop, y, g[t - 1], t, 0.1 * (1 - 0.99**t) ** 0.5, memory, (0.99, 0.0))
        same(x, y)


@pytest.mark.parametrize("surface", ["rosenbrock", "crescent"])
def test_ranger_is_lookahead_around_radam(surface):
    own, knobs = {"sync_period": 7, "slow_step": 0.4}, {"beta1": 0.9, "beta2": 0.99, "eps": 1e-8}
    around = Walker("lookahead", {**own, "lr": 1e-3}, inner="radam", inner_knobs=knobs)
    same(walk("ranger", 1e-3, surface, **own, **knobs), positions(surface, around, 500))


def test_schedule_free_descent_that_looks_from_its_fast_point_is_the_mean_of_gradient_descent():
    z = walk("gradient_descent", 1e-3)[1:]
    mean = np.cumsum(z, axis=0) / np.arange(1, len(z) + 1)[:, None]
    same(walk("schedule_free_sgd", 1e-3, beta=0.0)[1:], mean)


def test_rprop_looks_at_the_first_rate_only():
    falling = walk("rprop", 0.01, schedule="exponential", schedule_knobs={"gamma": 0.9})
    assert (falling == walk("rprop", 0.01)).all()
    assert (falling[:20] != walk("rprop", 0.02)[:20]).any()


@pytest.mark.parametrize(("key", "plain"), [("amsgrad", "adam_uncorrected"), ("amsgrad_torch", "adam")])
def test_amsgrad_is_adam_until_the_average_falls(key, plain):
    rows, adam = walk(key, 0.05, "ellipse", 100), walk(plain, 0.05, "ellipse", 100)
    assert (rows[:9] == adam[:9]).all()  # still on the way down: v grows
    assert np.abs(walk(key, 0.05, "ellipse", 3000) - walk(plain, 0.05, "ellipse", 3000)).max() > 1e-6
