"""The reasons that the lessons of the group Today give: with the cause switched off, the effect is gone."""

import numpy as np
import pytest

from tests.lessons.brute import adam, bowl, descent, walk


def test_the_catapult_lands_because_the_walls_push_it_to_where_they_are_flat():
    """With the push along the valley struck out, the same rate swings the walker out for ever; below 2/lambda nothing is thrown."""
    funnel = lambda x, y: (-np.exp(-x) * y * y / 2, np.exp(-x) * y)  # noqa: E731
    trapped = lambda x, y: (0.0, np.exp(-x) * y)  # noqa: E731
    starts = np.random.default_rng(5).uniform((-3, 0.1), (-2.6, 0.5), (50, 2)).T
    thrown = walk(funnel, starts, 200, lambda t: 0.2, (descent, descent))
    assert np.all(np.abs(thrown[1, -1]) < 1e-3)
    assert np.all(np.exp(-thrown[0, -1]) < 2 / 0.2)
    assert np.all(np.abs(walk(trapped, starts, 60, lambda t: 0.2, (descent, descent))[1, -1]) > 1e6)
    calm = walk(funnel, starts, 60, lambda t: 0.09, (descent, descent))
    assert np.all(np.exp(-calm[0, -1]) > 10)


def spikes(path):
    """Return whether a path that has come within 1e-5 of the origin is farther than 1e-3 from it later."""
    far = np.hypot(*path)
    return bool(far[np.argmax(far < 1e-5) :].max() > 1e-3) and far.min() < 1e-5


def test_adam_spikes_because_sigma_forgets_while_the_gradients_vanish():
    """A sigma that stops falling after step 300, or one with a floor, leaves no spike; a longer memory postpones it."""
    start, bottom = (3.0, 2.0), bowl(1, 1)
    run = lambda *walkers: walk(bottom, start, 1500, lambda t: 0.1, walkers)  # noqa: E731
    kept = lambda: adam(beta2=0.99, keep=300)  # noqa: E731
    assert spikes(run(adam(beta2=0.99), adam(beta2=0.99)))
    assert not spikes(run(kept(), kept()))
    assert not spikes(run(adam(beta2=0.99, eps=0.01), adam(beta2=0.99, eps=0.01)))
    assert not spikes(run(adam(), adam()))


def river(walls):
    """Return the loss and the gradient function of the valley whose walls have this slope."""
    loss = lambda x, y: walls * np.sqrt(y * y + 0.01) + 3 * (2 - x) / 8  # noqa: E731
    return loss, lambda x, y: (np.full_like(x, -3 / 8), walls * y / np.sqrt(y * y + 0.01))


SCHEDULES = (lambda t: 0.4, lambda t: 0.2 * (1 + np.cos(np.pi * (t - 1) / 40)), lambda t: 0.4 * min(1, (41 - t) / 8))
"""The constant rate, the cosine and the late landing of the river valley."""


@pytest.mark.parametrize(("walls", "river_flows", "best"), [(3, True, 2), (0, True, 0), (3, False, 1)])
def test_the_late_landing_wins_because_of_walls_and_river_together(walls, river_flows, best):
    """Without walls there is nothing to come down from, and the constant rate is best; without a river the cosine is as good."""
    loss, slope = river(walls)
    starts = np.random.default_rng(6).uniform((-6, -1), (-4, 1), (50, 2)).T
    flow = slope if river_flows else lambda x, y: (np.zeros_like(x), slope(x, y)[1])
    ends = np.array([loss(*walk(flow, starts, 40, rate, (descent, descent))[:, -1]) for rate in SCHEDULES])
    assert np.all(ends.argmin(axis=0) == best) or (best == 1 and np.all(ends[1] < ends[2] + 0.01))


@pytest.mark.parametrize("edge", [10, 20])
def test_the_swings_hold_the_walker_at_the_edge(edge):
    """Of the slope in y the part x^2 / 2 is struck out: the walker climbs past 2/eta, and its swings grow without end."""
    noise = np.random.default_rng(7).normal(0, 0.02, (1200, 2, 20)) * [[1], [0]]
    rate = 2 / edge
    held = walk(lambda x, y: (x * y, x * x / 2 - 1 / 5), (0.01, 5.0), 1200, lambda t: rate, (descent, descent), noise)[1]
    assert np.all(held.max(axis=0) < 1.3 * edge)
    assert held[-300:].mean() == pytest.approx(edge, rel=0.08)
    with np.errstate(over="ignore", invalid="ignore"):
        free = walk(lambda x, y: (x * y, np.full_like(y, -1 / 5)), (0.01, 5.0), 1200, lambda t: rate, (descent, descent), noise)
    assert np.all(free[1, -1] > 1.3 * edge)
    assert not np.any(np.abs(free[0, -1]) < 1e6)


@pytest.mark.parametrize(("curvature", "leaves"), [(20, True), (16, False)])
def test_a_well_is_left_because_the_rate_is_above_two_over_its_curvature(curvature, leaves):
    """At 0.12 the limit is a curvature of 16.7: with 20 every walker goes to the flat well, with 16 those from the sharp one stay."""

    def wells(x, y):
        sharp, flat = np.exp(-curvature / 2 * (x + 2) ** 2), np.exp(-((x - 2) ** 2) / 2)
        return (curvature * (x + 2) * sharp + (x - 2) * flat) / (sharp + flat), y

    starts = np.array([np.linspace(-2.3, -1.7, 20), np.zeros(20)])
    x, _ = walk(wells, starts, 400, lambda t: 0.12, (descent, descent))
    assert np.all(np.abs(x[-1] - (2 if leaves else -2)) < 0.05)
