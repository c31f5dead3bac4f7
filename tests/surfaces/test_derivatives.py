"""The derivatives by hand are the derivatives of the value: a complex step has no cancellation, so 1e-12 can be asked."""

import numpy as np
import pytest

from surfaces import SURFACES
from tests.drawing import generator, of_surface, points

H = 1e-30


def close(found, expected):
    """Compare rows of derivatives, shape (rows, n), relative to their largest row at each point."""
    scale = np.max(np.abs(expected), axis=0)
    # Where terms cancel, their rounding is seen: it is measured against the largest derivative of the whole sample.
    assert np.all(np.abs(found - expected) <= 1e-12 * scale + 1e-15 * scale.max())


def cases(key):
    unit, rng = SURFACES[key], generator(key)
    return [(unit, *points(unit.domain, rng, 60), knobs) for knobs in of_surface(unit, rng, 40)]


@pytest.mark.parametrize("key", SURFACES)
def test_gradient_is_that_of_the_value(key):
    for unit, x, y, knobs in cases(key):
        expected = unit.value(x + 1j * H, y, *knobs).imag / H, unit.value(x, y + 1j * H, *knobs).imag / H
        close(np.array(unit.grad(x, y, *knobs)), np.array(expected))


@pytest.mark.parametrize("key", SURFACES)
def test_hessian_is_that_of_the_gradient(key):
    for unit, x, y, knobs in cases(key):
        f_x, f_y = unit.grad(x + 1j * H, y + 0j, *knobs), unit.grad(x + 0j, y + 1j * H, *knobs)
        f_xx, f_xy, f_yy = unit.hess(x, y, *knobs)
        close(np.array([f_xx, f_xy, f_xy, f_yy]), np.array([f_x[0].imag, f_x[1].imag, f_y[0].imag, f_y[1].imag]) / H)
