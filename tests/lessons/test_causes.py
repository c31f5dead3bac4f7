"""The reasons that lessons give, by an independent computation: with the cause switched off, the effect is gone."""

import numpy as np
import pytest

from tests.lessons.brute import adagrad_mean, adam, bowl, cliff, crescent, descent, momentum, rmsprop, two_wells, walk

MINIMUM = (3.00995, 0.0)
"""Of the crescent."""


def arrival(path, point, near=0.1):
    """Return the step at which a path is near a point, infinity for none."""
    steps = np.flatnonzero(np.hypot(path[0] - point[0], path[1] - point[1]) < near)
    return int(steps[0]) if len(steps) else np.inf


def on_the_crescent(start, across, along=None, steps=6000):
    """Return the steps to the minimum of the crescent at the rate 0.01, with a walker for x and one for y."""
    return arrival(walk(crescent, start, steps, lambda t: 0.01, (along or across, across)), MINIMUM)


def test_on_the_crescent_it_is_the_memory_of_the_wall_in_the_direction_of_y():
    """The lesson's numbers; then the first 100 gradients are struck out of sigma in one direction, then in the other."""
    top = (0.0, 3.45)
    assert on_the_crescent(top, rmsprop(0.9)) == pytest.approx(475, abs=3)
    assert on_the_crescent(top, adagrad_mean()) == pytest.approx(4890, abs=30)
    assert on_the_crescent(top, adagrad_mean(100), adagrad_mean()) < 1000
    assert on_the_crescent(top, adagrad_mean(), adagrad_mean(100)) > 4800
    assert on_the_crescent((0.0, 3.0), adagrad_mean()) == pytest.approx(598, abs=3)


@pytest.mark.parametrize("height", [3.45, 3.0])
def test_along_a_straight_valley_the_wall_costs_nothing(height):
    """The crescent unrolled: the same walls and the same slope along the floor, but y stays the steep direction."""
    unrolled = lambda x, y: (np.sin(x / 3), 50 * (y * y - 9) * y / 9)  # noqa: E731
    path = walk(unrolled, (-1.5 * np.pi, height), 1200, lambda t: 0.01, (adagrad_mean(), adagrad_mean()))
    assert arrival(path, (0.0, 3.0)) == pytest.approx(913, abs=5)


def test_warm_up_helps_because_m_has_averaged_nothing_not_because_of_sigma():
    """The shares of 600 walkers that stay in the deep well: their gradients noisy by 2, the rate falling from 1 to 0 in 300 steps."""
    steps, count = 300, 600
    random = np.random.default_rng(12345)
    noise, before = random.normal(0, 2, (steps, 2, count)), random.normal(0, 2, (30, 2, count))
    slope = two_wells(1.5, 0.0)

    def share(fed=(), top=1.0, ramp=lambda t: 1.0):
        given = [{name: list(before[:, axis] + slope[axis]) for name in fed} for axis in (0, 1)]
        rate = lambda t: top * ramp(t) * (1 - (t - 1) / steps)  # noqa: E731
        x, y = walk(two_wells, (1.5, 0.0), steps, rate, tuple(adam(**each) for each in given), noise)
        return np.mean(np.hypot(x[-1] - 1.484, y[-1]) < 1)

    plain = share()
    assert plain == pytest.approx(0.65, abs=0.05)
    assert share(top=0.9) == pytest.approx(0.75, abs=0.05)
    assert share(ramp=lambda t: min(1, t / 30)) == pytest.approx(0.89, abs=0.04)
    assert share(ramp=lambda t: 0.5 if t <= 30 else 1) == pytest.approx(0.88, abs=0.04)
    assert share(("before_v",)) < plain + 0.01
    assert plain + 0.05 < share(("before_m",)) < share(("before_m", "before_v"))


def test_at_the_lesson_s_rate_momentum_itself_swings_across_the_valley():
    """eta h = 0.9: gradient descent comes down on one side, momentum changes sides more than twenty times in 100 steps."""
    x, y = walk(bowl(1, 50), (-8, 1), 100, lambda t: 0.018, (descent, descent))
    assert np.all(y > 0)
    assert np.all(x < 0)
    x, y = walk(bowl(1, 50), (-8, 1), 100, lambda t: 0.018, (momentum(0.9), momentum(0.9)))
    assert np.count_nonzero(np.diff(np.sign(y))) > 20
    assert x.max() == pytest.approx(2.19, abs=0.02)


def test_the_cliff_costs_time_through_memory_not_through_the_leap():
    """The longest leap is first below the cliff and first at the bottom; who steps onto the slope and never forgets is last."""
    found = {}
    for name, walker in (("adagrad", adagrad_mean), ("short", lambda: rmsprop(0.5)), ("long", lambda: rmsprop(0.999))):
        x, _ = walk(cliff, (-40, 1), 240, lambda t: 0.6, (walker(), walker()))
        leap = np.abs(np.diff(x))[np.abs(x[:-1]) < 4].max()
        found[name] = (leap, int(np.argmax(x > 4)), int(np.argmax(np.abs(x - 14) < 0.5)))
    assert found["long"] == (pytest.approx(10.6, abs=0.1), 58, 71)
    assert found["short"] == (pytest.approx(0.79, abs=0.01), 73, 95)
    assert found["adagrad"] == (pytest.approx(4.58, abs=0.01), 59, 221)


def test_a_mean_that_forgets_nothing_does_not_stall():
    """From 25, 50 and 100 away on an even slope the mean of all gradients needs twice the steps for twice the distance."""
    even = lambda x, y: (x / np.sqrt(1 + x * x), y / np.sqrt(1 + y * y))  # noqa: E731
    steps = [arrival(walk(even, (-far, 0.5), 1100, lambda t: 0.1, (adagrad_mean(), adagrad_mean())), (0, 0), 0.2) for far in (25, 50, 100)]
    assert steps == pytest.approx([261, 512, 1012], abs=2)


@pytest.mark.parametrize("curvatures", [(50, 1), (1, 50), (1, 1)])
def test_where_decoupled_decay_rests_does_not_depend_on_the_curvature(curvatures):
    """AdamW by hand: the decay is subtracted beside Adam's step, and nothing divides it."""
    step = adam()
    decayed = lambda x, g, t, lr, memory: step(x, g, t, lr, memory) - lr * 0.5 * x  # noqa: E731
    x, y = walk(lambda x, y: (curvatures[0] * (x - 1), curvatures[1] * (y - 1)), (-2, -1), 300, lambda t: 0.05, (decayed, decayed))
    assert (x[-1], y[-1]) == pytest.approx((0.747, 0.822), abs=1e-3)


def test_the_range_test_s_lowest_point_comes_late_because_the_flat_direction_still_falls():
    """Of 100 noisy tests nearly all have it above 2/L = 0.1; with nothing left to fall along the flat direction none has."""
    growth = 1e5 ** (1 / 199)
    noise = np.random.default_rng(4321).normal(0, 0.3, (200, 2, 100))

    def lowest(start):
        with np.errstate(over="ignore", invalid="ignore"):
            x, y = walk(bowl(1, 20), start, 200, lambda t: 1e-4 * growth ** (t - 1), (descent, descent), noise)
            loss = np.nan_to_num(x * x / 2 + 10 * y * y, nan=np.inf)
        return 1e-4 * growth ** (loss.argmin(axis=0) - 1.0)

    assert np.mean(lowest((-8.0, 2.0)) > 0.1) > 0.95
    assert lowest((0.0, 2.0)).max() < 0.1


def test_the_plateau_of_the_high_rate_is_its_noise():
    """Without noise the high rate ends below the good one, with noise some thirty times above it."""
    random = np.random.default_rng(99)

    def late(rate, deviation):
        noise = random.normal(0, deviation, (200, 2, 200))
        x, y = walk(bowl(1, 10), (-10, 0.3), 200, lambda t: rate, (descent, descent), noise)
        return np.mean((x * x / 2 + 5 * y * y)[100:])

    assert late(0.185, 1.5) == pytest.approx(1.6, rel=0.15)
    assert late(0.04, 1.5) == pytest.approx(0.053, rel=0.15)
    assert late(0.185, 0.0) < late(0.04, 0.0)
