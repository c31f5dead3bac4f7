"""The reasons that lessons of the group Maps give, in plain NumPy: with the cause switched off, the effect is gone."""

import numpy as np
import pytest

from tests.lessons.brute import adagrad_mean, adam, bowl, canyon, crescent, descent, momentum, six_humps, turned, walk

TOP = (3.45 * np.cos(np.pi * 165 / 180), 3.45 * np.sin(np.pi * 165 / 180))
"""Where runs on the crescent start."""


def plane(xs, ys):
    """Return x and y of every pair, each of shape (pairs,)."""
    return tuple(each.ravel() for each in np.meshgrid(xs, ys))


def middles(low, high, count):
    """Return the middles of so many equal parts, even in the logarithm."""
    return low * (high / low) ** ((np.arange(count) + 0.5) / count)


def thrown(away, near=0.01, far=0.04, quiet=20):
    """Return which runs stay `quiet` steps within `near` and are later farther off than `far`; `away` has shape (steps + 1, runs)."""
    inside = np.cumsum(away < near, axis=0)
    rested = np.zeros(away.shape, dtype=bool)
    rested[quiet:] = inside[quiet:] - inside[:-quiet] == quiet
    return np.any(np.maximum.accumulate(rested, axis=0) & (away > far), axis=0)


def bursting(steps=2000, count=24, **options):
    """Return the share of a map over rate and memory in which Adam is thrown out of the crescent's minimum, and those of its rows."""
    rates, gaps = plane(middles(0.01, 3, count), middles(0.1, 1e-4, count))
    walkers = tuple(adam(beta2=1 - gaps, eps=1e-8, **options) for _ in "xy")
    x, y = walk(crescent, np.broadcast_to(np.array(TOP)[:, None], (2, rates.size)), steps, lambda t: rates, walkers)
    return thrown(np.hypot(x - 3.00995, y)).reshape(count, count)


def test_adam_bursts_because_sigma_falls_and_a_longer_memory_only_delays_it():
    """With sigma held from step 100 on the map is dark; the longest memory that bursts at the rate 0.5 grows with the steps."""
    found = bursting()
    assert 0.25 < found.mean() < 0.45
    assert bursting(keep=100).mean() < 0.05
    assert not found[:, middles(0.01, 3, 24) < 0.06].any()
    column = int(np.argmin(abs(np.log(middles(0.01, 3, 24) / 0.5))))
    highest = [int(np.flatnonzero(bursting(steps)[:, column])[-1]) for steps in (500, 1000, 2000, 4000)]
    assert all(np.diff(highest) >= 1)


WELLS = np.array([(0.0898420, -0.7126564), (1.7036067, -0.7960836), (1.6071048, 0.5686515)])
"""A minimum of each of the three pairs, from the deepest on; the others are their images at -x, -y."""
SADDLES = np.array([(0.0, 0.0), (1.1092053, -0.7682681), (1.2960703, 0.6050844), (1.638068, 0.2286742)])


def pairs_of_wells(rate, walker=lambda: adam(eps=1e-8), steps=500, count=32):
    """Return the shares of starts over the domain that end in each pair of wells."""
    even = (np.arange(count) + 0.5) / count
    start = plane(4 * even - 2, 2.4 * even - 1.2)
    x, y = walk(six_humps, start, steps, rate, (walker(), walker()))[:, -1]
    away = [np.minimum(np.hypot(x - a, y - b), np.hypot(x + a, y + b)) for a, b in WELLS]
    return [float(np.mean(each < 0.024)) for each in away]


def test_the_first_five_steps_choose_the_well():
    """Five long steps and then short ones do what long ones do; fifty short ones before do what short ones do."""
    long, short = 0.66, 0.03
    assert pairs_of_wells(lambda t: short)[0] == pytest.approx(0.61, abs=0.02)
    assert pairs_of_wells(lambda t: long)[0] == pytest.approx(0.98, abs=0.02)
    assert pairs_of_wells(lambda t: long if t <= 5 else short)[0] > 0.96
    assert pairs_of_wells(lambda t: short if t <= 50 else long)[0] < 0.66


def test_the_wells_empty_in_the_order_of_their_rims():
    """The rim of a well is its nearest saddle; a third of a pair's region is left from a rate of about that distance on."""
    rims = [min(np.hypot(*(well - sign * saddle)) for saddle in SADDLES for sign in (1, -1)) for well in WELLS]
    assert np.round(rims, 2).tolist() == [0.72, 0.6, 0.31]
    rates = (0.03, 0.3, 0.6, 1.0)
    slow, third, second, first = (pairs_of_wells(lambda t, rate=rate: rate) for rate in rates)
    assert third[2] < 0.3 * slow[2]
    assert third[1] > 0.9 * slow[1]
    assert second[1] < 0.3 * slow[1]
    assert second[0] > 0.9
    assert first[0] < 0.8
    plain = [pairs_of_wells(lambda t, rate=rate: rate, lambda: descent)[0] for rate in (0.01, 0.03, 0.04)]
    assert np.ptp(plain) < 0.01


def after(walkers, rate, angle=0.5, kappa=100.0, steps=200):
    """Return the loss on the turned bowl after so many steps from (-8, 2)."""
    count = np.broadcast(rate, kappa).shape
    start = np.broadcast_to(np.array([-8.0, 2.0]).reshape(2, *[1] * len(count)), (2, *count))
    with np.errstate(over="ignore", invalid="ignore"):
        x, y = walk(turned(bowl(1, kappa), angle), start, steps, lambda t: rate, walkers)[:, -1]
        u, v = np.cos(angle) * x + np.sin(angle) * y, np.cos(angle) * y - np.sin(angle) * x
        return np.nan_to_num((u * u + kappa * v * v) / 2, nan=np.inf)


DRAWS = 2000


def searched(loss, rows, columns):
    """Return the lowest of the losses at places of the unit square, shape (DRAWS, runs), for a table of losses."""
    return loss[(rows * loss.shape[0]).astype(int), (columns * loss.shape[1]).astype(int)].min(axis=1)


def duels(loss):
    """Return how often 16 random runs beat a 4 x 4 grid at a random place; so do 16 with only four rates; 16 rates at one other value."""
    random = np.random.default_rng(3)
    row, column = random.random((2, DRAWS, 4)), random.random((2, DRAWS, 16))
    at = (np.arange(4) + random.random((2, DRAWS, 1))) / 4
    grid = searched(loss, np.repeat(at[0], 4, axis=1), np.tile(at[1], 4))
    free = searched(loss, column[0], column[1])
    four = searched(loss, column[0], np.repeat(row[1], 4, axis=1))
    line = searched(loss, np.repeat(random.random((DRAWS, 1)), 16, axis=1), (np.arange(16) + random.random((DRAWS, 1))) / 16)
    return [float(np.mean(each < grid)) for each in (free, four, line)]


def test_random_search_wins_by_its_sixteen_rates_and_only_if_nothing_else_counts():
    """Restricted to four rates it wins no longer; sixteen rates at a single epsilon win more; where momentum counts too it loses."""
    rates, eps = plane(middles(1e-3, 10, 96), middles(1e-12, 1e-2, 96))
    free, four, line = duels(after((adam(eps=eps), adam(eps=eps)), rates).reshape(96, 96))
    assert free > 0.68
    assert four < 0.5
    assert line > free
    rates, mu = plane(middles(1e-4, 1, 96), (np.arange(96) + 0.5) / 96)
    assert duels(after((momentum(mu), momentum(mu)), rates).reshape(96, 96))[0] < 0.48


def least_rate(angle, kappa):
    """Return the lowest of many rates with which Adam's loss is below 1e-3 after 500 steps."""
    rates = middles(1e-3, 10, 200)
    return rates[np.argmax(after((adam(eps=1e-8), adam(eps=1e-8)), rates, angle, kappa, 500) < 1e-3)]


def test_adam_needs_no_kappa_because_each_coordinate_has_its_own_sigma():
    """Aligned it needs the same rate for every kappa; turned, where both coordinates see the steep direction, it does not."""
    aligned, diagonal = ([least_rate(angle, kappa) for kappa in (1.0, 30.0, 1000.0)] for angle in (0.0, np.pi / 4))
    assert np.ptp(aligned) == 0
    assert diagonal[0] == pytest.approx(aligned[0], rel=0.1)
    assert diagonal[2] > 10 * diagonal[0]


def decay_needed(rate, height=1.5, walls=600.0, steps=2000):
    """Return the largest of many decays with which AdaGrad's mean bursts across the canyon."""
    decays = middles(1e-4, 0.1, 240)
    start = np.broadcast_to(np.array([-20.0, height])[:, None], (2, decays.size))
    walkers = (adagrad_mean(), adagrad_mean())
    x, y = walk(canyon(walls), start, steps, lambda t: rate / (1 + decays * (t - 1)), walkers)
    return float(decays[np.flatnonzero(thrown(abs(np.cos(0.01) * y - np.sin(0.01) * x), near=0.003))[-1]])


def test_the_needed_decay_grows_with_the_rate_because_fewer_steps_on_the_wall_fill_sigma():
    """Twice the rate needs about seven times the decay, twice the height a third; steeper walls change nothing."""
    small, large = decay_needed(0.3), decay_needed(0.6)
    assert 5.5 < large / small < 8.5
    assert 2 < decay_needed(0.4) / decay_needed(0.4, height=3.0) < 4
    assert 2 < decay_needed(0.4, height=0.75) / decay_needed(0.4) < 4
    assert decay_needed(0.4, walls=60.0) == pytest.approx(decay_needed(0.4), rel=0.05)
