"""The surfaces of the literature are the published ones: their forms, minima and numbers of stationary points."""

import math

import numpy as np
import pytest

from surfaces import SURFACES
from surfaces.stationary.lattice import lattice
from tests.drawing import generator, points
from tests.optimizers.stepping import defaults

# The lowest value and where it is: the functions' papers, collected by Jamil & Yang 2013, arXiv:1308.4008.
LOWEST = [
    ("rosenbrock", 0.0, (1.0, 1.0)),
    ("beale", 0.0, (3.0, 0.5)),
    ("booth", 0.0, (1.0, 3.0)),
    ("himmelblau", 0.0, (3.0, 2.0)),
    ("himmelblau", 0.0, (-2.805118, 3.131312)),
    ("himmelblau", 0.0, (-3.779310, -3.283186)),
    ("himmelblau", 0.0, (3.584428, -1.848126)),
    ("rastrigin", 0.0, (0.0, 0.0)),
    ("ackley", 0.0, (0.0, 0.0)),
    ("styblinski_tang", -78.33233140754285, (-2.903534, -2.903534)),
    ("three_hump_camel", 0.0, (0.0, 0.0)),
    ("six_hump_camel", -1.031628453489877, (0.0898, -0.7126)),
    ("six_hump_camel", -1.031628453489877, (-0.0898, 0.7126)),
    ("goldstein_price", 3.0, (0.0, -1.0)),
]

# Values of the other minima that are known in closed form or are published.
OTHERS = [
    ("goldstein_price", 30.0, (-0.6, -0.4)),
    ("goldstein_price", 84.0, (1.8, 0.2)),
    ("goldstein_price", 840.0, (1.2, 0.8)),
    ("six_hump_camel", -0.2154638, (1.7036, -0.7961)),
    ("six_hump_camel", 2.1042503, (1.6071, 0.5687)),
    ("three_hump_camel", 0.2986384, (-1.7475, 0.8738)),
    ("monkey_saddle", -27 / 4, (-3.0, 0.0)),
    ("wells", 0.70, (2.95, 0.0)),
    ("wells", 2.78, (0.0, -5.87)),
]

PUBLISHED = {
    "goldstein_price": lambda x, y: (
        (1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2))
        * (30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2))
    ),
    "ackley": lambda x, y: (
        -20 * np.exp(-0.2 * np.sqrt(0.5 * (x**2 + y**2))) - np.exp(0.5 * (np.cos(2 * np.pi * x) + np.cos(2 * np.pi * y))) + np.exp(1) + 20
    ),
    "rastrigin": lambda x, y: 20 + (x**2 - 10 * np.cos(2 * np.pi * x)) + (y**2 - 10 * np.cos(2 * np.pi * y)),
    "six_hump_camel": lambda x, y: (4 - 2.1 * x**2 + x**4 / 3) * x**2 + x * y + (-4 + 4 * y**2) * y**2,
    "three_hump_camel": lambda x, y: 2 * x**2 - 1.05 * x**4 + x**6 / 6 + x * y + y**2,
}
"""As printed; those that the files have in another form."""

COUNTS = {
    "beale": (1, 2),
    "booth": (1, 0),
    "himmelblau": (4, 4),
    "styblinski_tang": (4, 4),
    "three_hump_camel": (3, 2),
    "six_hump_camel": (6, 7),
    "goldstein_price": (4, 4),
    "rastrigin": (121, 40),
    "ackley": (121, 40),
    "wells": (25, 40),
    "monkey_saddle": (3, 1),
    "two_wells": (2, 1),
}
MOST_SADDLES = 40
"""A surface with so many saddles may leave those farther out unmarked."""


def declared(key):
    """Return minima and saddles at the default knobs."""
    unit = SURFACES[key]
    knobs = defaults(unit)
    return unit.minima(**knobs), unit.saddles(**knobs) if unit.saddles else ()


@pytest.mark.parametrize(("key", "lowest", "place"), LOWEST)
def test_the_lowest_value_is_the_published_one(key, lowest, place):
    minima, _ = declared(key)
    values = [SURFACES[key].value(*point, *defaults(SURFACES[key]).values()) for point in minima]
    assert min(values) == pytest.approx(lowest, abs=1e-12)
    best = [point for point, value in zip(minima, values, strict=True) if value < lowest + 1e-9]
    assert min(math.dist(point, place) for point in best) < 1e-4


@pytest.mark.parametrize(("key", "expected", "place"), OTHERS)
def test_other_minima_are_where_they_should_be(key, expected, place):
    point = min(declared(key)[0], key=lambda p: math.dist(p, place))
    assert math.dist(point, place) < 0.01
    assert SURFACES[key].value(*point, *defaults(SURFACES[key]).values()) == pytest.approx(expected, abs=0.01 if key == "wells" else 1e-7)


@pytest.mark.parametrize("key", PUBLISHED)
def test_it_is_the_function_as_printed(key):
    unit = SURFACES[key]
    x, y = points(unit.domain, generator(key), 1000)
    found, expected = unit.value(x, y, *defaults(unit).values()), PUBLISHED[key](x, y)
    np.testing.assert_allclose(found, expected, rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("key", COUNTS)
def test_so_many_minima_and_saddles_are_declared(key):
    assert tuple(map(len, declared(key))) == COUNTS[key]


def newton(unit, knobs):
    """Return where Newton's method ends from a grid of starts: x, y, determinant and trace of the Hessian, where it is stationary."""
    x, y = (axis.ravel() for axis in np.meshgrid(*(np.linspace(low, high, 73) + 1e-4 for low, high in unit.domain)))
    stride = 0.02 * min(high - low for low, high in unit.domain)
    with np.errstate(all="ignore"):
        for _ in range(60):
            (g_x, g_y), (h_xx, h_xy, h_yy) = unit.grad(x, y, *knobs), unit.hess(x, y, *knobs)
            determinant = h_xx * h_yy - h_xy * h_xy
            d_x, d_y = (h_yy * g_x - h_xy * g_y) / determinant, (h_xx * g_y - h_xy * g_x) / determinant
            short = np.minimum(1, stride / np.hypot(d_x, d_y))
            x, y = x - short * d_x, y - short * d_y
        still = (np.hypot(d_x, d_y) < 1e-8) & (np.abs(determinant) > 1e-6)
    inside = [(low <= at) & (at <= high) for at, (low, high) in zip((x, y), unit.domain, strict=True)]
    kept = still & inside[0] & inside[1]
    return np.array([x, y, determinant, h_xx + h_yy])[:, kept].T


@pytest.mark.parametrize("key", SURFACES)
def test_nothing_stationary_in_the_domain_is_left_out(key):
    unit = SURFACES[key]
    minima, saddles = declared(key)
    edge = max((max(map(abs, p)) for p in saddles), default=0.0) if len(saddles) >= MOST_SADDLES else math.inf
    for x, y, determinant, trace in newton(unit, tuple(defaults(unit).values())):
        if determinant < 0 and max(abs(x), abs(y)) <= edge:
            assert min(math.dist((x, y), p) for p in saddles) < 1e-6, (x, y)
        if determinant > 0 and trace > 0:
            assert min(math.dist((x, y), p) for p in minima) < 1e-6, (x, y)


def test_a_lattice_without_wells_is_a_bowl():
    # k + A w^2 cos(w x) > 0 everywhere where k > A w^2.
    assert lattice(1.01, 1.0, 1.0, 100.0) == (((0.0, 0.0),), ())
    assert lattice(0.99, 1.0, 1.0, 100.0) == (((0.0, 0.0),), ())  # the slope bends, but falls through zero only below 0.22
    # sin(p) / p is never below -0.217234, so wells beside the middle one exist where k < 0.217234 A w^2.
    assert len(lattice(0.2173 * 4, 1.0, 2.0, 100.0)[0]) == 1
    assert len(lattice(0.2172 * 4, 1.0, 2.0, 100.0)[0]) == 9


def test_a_lattice_of_countless_wells_is_cut():
    minima, saddles = lattice(1e-9, 1.0, 1e9, 1.0)
    assert (len(minima), len(saddles)) == (121, 40)
