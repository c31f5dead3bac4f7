"""The reasons that the lessons of maps give, by an independent computation: with the cause switched off, the effect is gone."""

import numpy as np
import pytest

from app.lessons import map_measure
from tests.lessons.brute import crescent
from tests.lessons.brute_maps import descend, dimension, himmelblau, nearest, newton, plane, regions, rosenbrock, wells

COOLED = (1 + np.cos(np.pi * np.arange(300) / 300)) / 2
ENDS = [
    *((3.0, 2.0), (-2.805118, 3.131313), (-3.779310, -3.283186), (3.584428, -1.848127)),
    *((3.385154, 0.073852), (0.086678, 2.884255), (-3.073026, -0.081353), (-0.127961, -1.953715)),
    (-0.270845, -0.923039),
]
"""Himmelblau's four minima, four saddles and the hill."""


@pytest.fixture(autouse=True)
def overflow():
    with np.errstate(all="ignore"):
        yield


def in_the_middle(bowl, rates):
    """Return the share of starts along x that end in the middle well."""
    x, _, _ = descend(wells(bowl), np.linspace(-8, 8, 4001), 0.0, rates)
    return (abs(x) < 0.16).mean()


def test_the_deepest_well_wins_because_it_is_fast_and_cooled_and_the_bowl_tilts_the_others():
    assert in_the_middle(0.15, 3 * COOLED) == 1
    assert in_the_middle(0.15, 0.3 * COOLED) == pytest.approx(0.21, abs=0.005)
    assert in_the_middle(0.15, np.full(300, 3.0)) < 0.1
    assert in_the_middle(0.02, 3 * COOLED) == pytest.approx(0.7, abs=0.03)
    assert in_the_middle(0.15, 3 * COOLED[::10]) == pytest.approx(0.9, abs=0.03)
    assert in_the_middle(0.0, 3 * COOLED) < 0.04


@pytest.mark.parametrize(("well", "holds"), [(0.0, 1.85), (2.9526, 1.35), (5.8712, 1.34)])
def test_the_middle_well_holds_at_a_higher_rate_than_the_others(well, holds):
    """A walker near the bottom of a well is in it after 2,000 steps at a lower constant rate, and not at a higher one."""
    near = well + np.linspace(-0.4, 0.4, 101)
    for rate, stays in ((holds - 0.02, True), (holds + 0.03, False)):
        x, _, _ = descend(wells(0.15), near, 0.0, np.full(2000, rate))
        assert bool(np.all(abs(x - well) < 1.8)) == stays


def gone(grad, rate, steps, x, y):
    """Return who flies off from a part of the plane."""
    return descend(grad, *plane(x, y), np.full(steps, rate))[2]


def test_the_edge_is_a_fractal_because_walkers_are_thrown_for_many_steps():
    """Whoever may be thrown only a few times, at a low rate or within few steps, or on the crescent, has a smooth edge."""
    whole, part = ((-3, 3), (-2, 4)), ((1.2, 1.8), (2.8, 3.4))
    thrown = gone(rosenbrock, 0.0015, 100, *whole)
    assert thrown.mean() == pytest.approx(0.39, abs=0.01)
    assert dimension(thrown) > 1.25
    assert dimension(gone(rosenbrock, 0.0015, 100, *part)) > 1.45
    assert dimension(gone(rosenbrock, 0.0015, 5, *part)) < 1.06
    assert dimension(gone(rosenbrock, 0.0015, 4, *whole)) < 1.06
    assert dimension(gone(rosenbrock, 0.0005, 100, *whole)) < 1.06
    for rate in (0.015, 0.02, 0.03):
        circle = gone(crescent, rate, 100, (-6, 6), (-6, 6))
        assert (regions(circle), dimension(circle) < 1.06) == (2, True)


def test_a_start_must_be_known_a_thousand_times_better_for_nine_times_fewer_surprises():
    x, y = plane((1.2, 1.8), (2.8, 3.4))
    here, far, near = (descend(rosenbrock, x + hair, y, np.full(30, 0.0015))[2] for hair in (0, 1e-3, 1e-6))
    assert ((far != here).mean(), (near != here).mean()) == pytest.approx((0.08, 0.009), abs=0.006)


def pairs(grad, steps, mu=0.9, rate=0.004, reach=6.0, less=1.0):
    """Return which pairs of rates for x and y fly off."""
    scale = [less * each for each in plane((0.1, reach), (0.1, reach))]
    return descend(grad, 0.8, 4.6, np.full(steps, rate), mu, scale)[2]


def test_which_rates_work_is_a_fractal_because_the_curvature_differs_from_place_to_place():
    """The parabola that touches the surface at a minimum, and few steps, leave one smooth line."""
    parabola = lambda x, y: (74 * (x - 3) + 20 * (y - 2), 20 * (x - 3) + 34 * (y - 2))  # noqa: E731
    whole, early, touching = pairs(himmelblau, 250), pairs(himmelblau, 6), pairs(parabola, 500, reach=16.0)
    assert dimension(whole) > 1.4
    assert regions(whole) > 250
    assert [regions(each) for each in (early, touching)] == [2, 2]
    assert max(dimension(early), dimension(touching)) < 1.06
    assert not pairs(himmelblau, 250, mu=0.0).any()


def test_a_slightly_lower_pair_of_rates_is_not_safer():
    works = ~pairs(himmelblau, 250)
    assert pairs(himmelblau, 250, less=0.99)[works].mean() == pytest.approx(0.08, abs=0.01)
    assert not pairs(himmelblau, 250, less=0.5)[works].any()


def test_newtons_fringes_come_from_long_steps_and_its_saddles_from_the_sign_of_the_curvature():
    x, y = plane((-5, 5), (-5, 5))
    whole, slow, free = (
        nearest(newton(x, y, steps, rate, absolute), ENDS)
        for steps, rate, absolute in ((100, 1.0, False), (2000, 0.02, False), (100, 1.0, True))
    )
    assert [(each < 4).mean() for each in (whole, slow, free)] == pytest.approx([0.58, 0.44, 1.0], abs=0.01)
    assert (whole == 8).mean() == pytest.approx(0.06, abs=0.01)
    assert dimension(whole) == pytest.approx(1.44, abs=0.05)
    assert dimension(slow) < 1.15


@pytest.mark.parametrize(("start", "lr", "mu"), [((-8, 2), 0.2309, 0.27), ((-8, 0), 0.4, 0.14), ((0, 2), 0.083, 0.004)])
def test_the_best_momentum_is_the_compromise_of_two_curvatures(start, lr, mu):
    """From the floor alone, or from the wall alone, another pair is best."""
    rates, mus = plane((0, 0.4), (0, 1))
    x, y, left = descend(lambda x, y: (x, 10 * y), start[0], start[1], np.broadcast_to(rates, (200, *rates.shape)), mus)
    loss = np.where(left, np.inf, x * x + 10 * y * y)
    row, column = np.unravel_index(np.argmin(loss), loss.shape)
    assert (rates[row, column], mus[row, column]) == (pytest.approx(lr, abs=0.004), pytest.approx(mu, abs=0.01))


@pytest.mark.parametrize("y", [2.0, 0.0])
def test_the_wedge_is_there_because_the_walker_swings_across(y):
    kappa, rates = plane((1, 1000, "log"), (1e-3, 10, "log"))
    x, end, left = descend(lambda x, y: (x, kappa * y), -8.0, y, np.broadcast_to(rates, (200, *rates.shape)))
    grows = left | ~(x * x + kappa * end * end <= 64 + kappa * y * y)
    assert np.array_equal(grows, rates > (2 / kappa if y else 2.0))


def test_the_lessons_measures_are_those_of_this_file():
    """On noise of every coarseness."""
    for seed in range(20):
        kinds = np.kron(np.random.default_rng(seed).integers(0, 3, (128 // (1 + seed % 4), 64)), np.ones((1 + seed % 4, 2), int))[:96, :128]
        assert map_measure.regions(kinds) == regions(kinds)
        assert map_measure.dimension(kinds) == pytest.approx(dimension(kinds))
