"""One source of a surface serves scalars, arrays of any shape and the compiled kernel, with the same result."""

import numpy as np
import pytest

from app.engine.compile import surface_kernel
from surfaces import SURFACES
from tests.drawing import generator, of_surface, points


def evaluate(unit, x, y, knobs):
    """Return value, gradient and Hessian as six numbers or arrays."""
    return unit.value(x, y, *knobs), *unit.grad(x, y, *knobs), *unit.hess(x, y, *knobs)


@pytest.mark.parametrize("shape", [(1,), (6,), (2, 3), (3, 1, 2)])
@pytest.mark.parametrize("key", SURFACES)
def test_arrays_give_what_scalars_give(key, shape):
    unit, rng = SURFACES[key], generator(key)
    x, y = points(unit.domain, rng, int(np.prod(shape)))
    for knobs in of_surface(unit, rng, 5):
        one_by_one = np.array([evaluate(unit, float(a), float(b), knobs) for a, b in zip(x, y, strict=True)], dtype=float).T
        for found, expected in zip(evaluate(unit, x.reshape(shape), y.reshape(shape), knobs), one_by_one, strict=True):
            assert found.shape == shape
            # NumPy's vector routines may differ from its scalar ones in the last bit; terms that cancel show it enlarged.
            np.testing.assert_allclose(found.ravel(), expected, rtol=1e-13, atol=1e-15 * np.abs(one_by_one).max())


@pytest.mark.parametrize("key", SURFACES)
def test_the_compiled_kernel_gives_what_numpy_gives(key):
    unit, rng = SURFACES[key], generator(key)
    kernel = surface_kernel(key)
    x, y = points(unit.domain, rng, 200)
    for knobs in of_surface(unit, rng, 5):
        payload = unit.payload(*knobs)
        found = np.array([kernel(a, b, payload) for a, b in zip(x, y, strict=True)]).T
        for row, expected in zip(found, (unit.value(x, y, *knobs), *unit.grad(x, y, *knobs)), strict=True):
            np.testing.assert_allclose(row, expected, rtol=1e-13, atol=1e-15 * np.abs(expected).max())
