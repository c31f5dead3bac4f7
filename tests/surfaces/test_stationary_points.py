"""Minima, saddles, curvature and axes are what the surface's own derivatives say they are."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from surfaces import SURFACES
from tests.drawing import generator, of_surface, points, taken
from tests.scenes import EVERYTHING


def eigenvalues(unit, point, knobs):
    """Return the two eigenvalues of the Hessian at a point, ascending."""
    f_xx, f_xy, f_yy = (float(h) for h in unit.hess(*point, *knobs))
    return np.linalg.eigvalsh([[f_xx, f_xy], [f_xy, f_yy]])


def steepest(unit, x, y, knobs):
    """Return the largest eigenvalue, without its sign, of the Hessians at many points."""
    f_xx, f_xy, f_yy = (np.broadcast_to(h, x.shape) for h in unit.hess(x, y, *knobs))
    return np.abs(np.linalg.eigvalsh(np.moveaxis(np.array([[f_xx, f_xy], [f_xy, f_yy]]), 2, 0))).max()


def saddles(unit, knobs):
    return unit.saddles(*knobs) if unit.saddles else ()


def settings(key, count=60):
    return [(SURFACES[key], knobs) for knobs in of_surface(SURFACES[key], generator(key), count)]


@pytest.mark.parametrize("key", SURFACES)
def test_the_gradient_vanishes_at_declared_points(key):
    for unit, knobs in settings(key):
        for point in (*unit.minima(*knobs), *saddles(unit, knobs)):
            scale = np.abs(eigenvalues(unit, point, knobs)).max() * (1 + math.hypot(*point))
            assert math.hypot(*slopes(unit, point, knobs)) <= 1e-12 * scale, (knobs, point)


def kink(unit, knobs):
    """Return how far the slope jumps, to either side, where a weight is 0: the penalty on |x|."""
    return dict(zip(unit.knobs, knobs, strict=True)).get("l1", 0.0) if unit.data else 0.0


def slopes(unit, point, knobs):
    """Return how steeply f falls from a point along each axis; a kink holds a weight at 0 against a slope up to its size."""
    held = kink(unit, knobs)
    return [max(abs(g) - (held if at == 0 else 0.0), 0.0) for g, at in zip(unit.grad(*point, *knobs), point, strict=True)]


@pytest.mark.parametrize("key", SURFACES)
def test_the_hessian_tells_minima_from_saddles(key):
    for unit, knobs in settings(key):
        for point in unit.minima(*knobs):
            assert eigenvalues(unit, point, knobs)[0] > 0, (knobs, point)
        for point in saddles(unit, knobs):
            low, high = eigenvalues(unit, point, knobs)
            assert low < 0 < high or (low == high == 0 and rises_and_falls(unit, point, knobs)), (knobs, point)


def rises_and_falls(unit, point, knobs):
    """Tell a saddle whose whole Hessian is zero: f is higher and lower close around it."""
    around = 2 * np.pi * np.arange(24) / 24
    ring = unit.value(point[0] + 0.01 * np.cos(around), point[1] + 0.01 * np.sin(around), *knobs)
    return ring.min() < unit.value(*point, *knobs) < ring.max()


@pytest.mark.parametrize("key", SURFACES)
def test_wherever_a_descent_ends_a_minimum_is_declared(key):
    for unit, knobs in settings(key, 6 if EVERYTHING else 3):
        declared = unit.minima(*knobs)
        assert declared or unit.data  # examples that a line separates have no best weights
        for start in zip(*points(unit.domain, generator(key), 8), strict=True):
            end = descend(unit, start, knobs)
            reach = 1e-4 * (1 + math.hypot(*end))
            found = any(math.dist(end, point) < reach for point in declared)
            assert found or outside(unit, end) or not stationary(unit, end, knobs), (knobs, start, end)


def descend(unit, start, knobs):
    """Return where SciPy's trust-region Newton method ends."""
    answer = minimize(
        lambda p: unit.value(*p, *knobs),
        start,
        jac=lambda p: np.array(unit.grad(*p, *knobs)),
        hess=lambda p: np.array(unit.hess(*p, *knobs))[[[0, 1], [1, 2]]],
        method="trust-exact",
        options={"gtol": 1e-9, "maxiter": 500},
    )
    return answer.x


def outside(unit, point):
    """Tell a point beyond the domain, where a surface need not declare what there is."""
    return any(not low <= x <= high for x, (low, high) in zip(point, unit.domain, strict=True))


def stationary(unit, point, knobs):
    """Tell a minimum from a place where the iteration merely gave up."""
    low = eigenvalues(unit, point, knobs)[0]
    return low > 0 and math.hypot(*unit.grad(*point, *knobs)) < 1e-6 * low


@pytest.mark.parametrize("key", SURFACES)
def test_curvature_covers_start_and_minima_and_exaggerates_nothing(key):
    for unit, knobs in settings(key):
        near = [np.abs(eigenvalues(unit, p, knobs)).max() for p in (unit.start, *unit.minima(*knobs))]
        x, y = points(unit.domain, generator(key), 200)
        found = unit.curvature(*knobs)
        assert found >= max(near) * (1 - 1e-12), knobs
        assert found <= max(*near, steepest(unit, x, y, knobs)) * (1 + 1e-12), knobs


@pytest.mark.parametrize("key", SURFACES)
def test_descent_stays_at_a_minimum_below_two_over_curvature(key):
    for unit, knobs in settings(key, 10):
        lr = 1.9 / unit.curvature(*knobs)
        for x0, y0 in set(unit.minima(*knobs)) - set(unit.kinks):
            if kink(unit, knobs) and 0 in (x0, y0):
                continue
            x, y = x0 + 1e-6, y0 + 1e-6
            for _ in range(100):
                g_x, g_y = unit.grad(x, y, *knobs)
                x, y = x - lr * g_x, y - lr * g_y
            assert math.hypot(x - x0, y - y0) <= 1.5e-6, knobs


@pytest.mark.parametrize("key", [key for key, unit in SURFACES.items() if unit.kinks])
def test_the_slope_does_not_fall_towards_a_kink(key):
    for unit, knobs in settings(key):
        for x, y in unit.kinks:
            assert unit.grad(x, y, *knobs) == (0, 0)
            near, nearer = (math.hypot(*unit.grad(x + h, y - h, *knobs)) for h in (1e-6, 1e-9))
            assert nearer > 0.99 * near


@pytest.mark.parametrize("key", [key for key, unit in SURFACES.items() if unit.axes])
def test_the_axes_part_the_hessian_at_their_centre(key):
    for unit, knobs in settings(key):
        angle, centre = unit.axes(*knobs)
        f_xx, f_xy, f_yy = unit.hess(*centre, *knobs)
        c, s = math.cos(angle), math.sin(angle)
        mixed = c * s * (f_yy - f_xx) + (c * c - s * s) * f_xy
        assert abs(mixed) <= 1e-12 * np.abs(eigenvalues(unit, centre, knobs)).max()
        assert math.hypot(*unit.grad(*centre, *knobs)) <= 1e-12 * unit.curvature(*knobs)


@pytest.mark.parametrize("key", SURFACES)
def test_the_slider_ends_in_every_combination_are_finite(key):
    unit = SURFACES[key]
    x, y = (axis.ravel() for axis in np.meshgrid(*(np.linspace(*side, 12) for side in unit.domain)))
    for knobs in corners(unit):
        finite(unit, x, y, knobs)


def corners(unit):
    """Return every combination of slider ends; of a surface made of examples 200 of its thousands."""
    ends = [(k.low, k.high) for k in unit.knobs.values()]
    if not unit.data:
        return list(itertools.product(*ends))
    rng = generator(unit.name)
    drawn = [[side[rng.integers(2)] for side in ends] for _ in range(200)]
    return [taken(unit, knobs, lambda on: on[rng.integers(len(on))]) for knobs in drawn]


@pytest.mark.parametrize("key", SURFACES)
@given(data=st.data())
def test_whatever_the_hard_bounds_allow_is_finite(key, data):
    unit = SURFACES[key]
    drawn = [data.draw(any_value(k), label=name) for name, k in unit.knobs.items()]
    knobs = taken(unit, drawn, lambda on: data.draw(st.sampled_from(on), label="recipe"))
    x, y = (np.array([data.draw(st.floats(*side))]) for side in unit.domain)
    finite(unit, x, y, knobs)


def any_value(knob):
    """Draw what the hard bounds allow."""
    return st.integers(knob.min, knob.max) if knob.kind == "integer" else st.floats(knob.min, knob.max)


def finite(unit, x, y, knobs):
    assert np.isfinite([unit.value(x, y, *knobs), *unit.grad(x, y, *knobs), *unit.hess(x, y, *knobs)]).all()
    assert np.isfinite([*itertools.chain(*unit.minima(*knobs), *saddles(unit, knobs)), unit.curvature(*knobs)]).all()
