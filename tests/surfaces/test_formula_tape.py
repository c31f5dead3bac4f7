"""The tape: value, gradient and Hessian are SymPy's, and compiled, in arrays and point by point they are the same."""

import functools
import random
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy

from app.engine.compile import hessian_kernel, surface_kernel
from surfaces.formula import surface
from surfaces.typed import tape
from surfaces.typed.grammar import read
from surfaces.typed.recorder import record
from tests.scenes import EVERYTHING
from tests.surfaces.soup import SYMPY, formula

X, Y = SYMPY["x"], SYMPY["y"]
PLACES = np.array([[0.31, -1.27], [1.43, -0.57]])
COUNT = 200 if EVERYTHING else 40


@functools.cache
def samples():
    """Return formulas with the SymPy expression of each, none without x or y."""
    rng = random.Random(7)
    found: dict[str, Any] = {}
    while len(found) < COUNT:
        text, source = formula(rng, rng.choice([2, 3, 3, 4]))
        expression = sympy.sympify(eval(source, dict(SYMPY)))
        if len(text) <= 120 and expression.free_symbols == {X, Y}:
            found[text] = expression
    return list(found.items())


def six(k, x, y):
    """Return f, f_x, f_y, f_xx, f_xy, f_yy."""
    return np.concatenate([tape.spread(tape.point, x, y, k), tape.spread(tape.bend, x, y, k)])


def exact(f, places):
    """Return the same six by SymPy to 30 digits; none of the places is a jump of a slope, whose curvature is a spike beside them."""
    derivatives = [f, f.diff(X), f.diff(Y), f.diff(X, 2), f.diff(X, Y), f.diff(Y, 2)]
    smooth = [d.replace(sympy.DiracDelta, lambda *_: sympy.Integer(0)) for d in derivatives]
    function = sympy.lambdify(
        (X, Y), [d.replace(sympy.Heaviside, lambda a, *_: (1 + sympy.sign(a)) / 2) for d in smooth], "mpmath", cse=True
    )
    with mpmath.workdps(30):
        return np.array([[float(d) for d in function(mpmath.mpf(x), mpmath.mpf(y))] for x, y in places.T]).T


@pytest.mark.parametrize("number", range(COUNT))
def test_value_gradient_and_hessian_are_those_of_sympy(number):
    text, expression = samples()[number]
    np.testing.assert_allclose(six(record(read(text)), *PLACES), exact(expression, PLACES), rtol=1e-10, atol=1e-13)


def test_compiled_arrays_and_single_points_agree():
    rng, slopes, bends = np.random.default_rng(1), surface_kernel("formula"), hessian_kernel("formula")
    for text, _ in [*samples(), ("sqrt(x) + log(y) + 1/x + x^0.5 y^-1 + y^x + tan(x) + max(x, y)", None)]:
        k, (x, y) = record(read(text)), rng.uniform(-2, 2, (2, 20))
        arrays = six(k, x, y)
        single = np.array([six(k, a, b) for a, b in zip(x, y, strict=True)]).T
        fused = np.array([[*slopes(a, b, k), *bends(a, b, k)] for a, b in zip(x, y, strict=True)]).T
        np.testing.assert_allclose(single, arrays, rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(fused, arrays, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("shape", [(), (1,), (3, 2), (70, 70), (0,)])
def test_shapes_are_kept_and_blocks_are_not_seen(shape):
    unit, rng = surface("x y^2 + 1"), np.random.default_rng(2)
    x, y = rng.uniform(-1, 1, (2, *shape))
    assert np.shape(unit.value(x, y)) == shape
    np.testing.assert_allclose(unit.value(x, y), x * y**2 + 1, rtol=1e-15)
    np.testing.assert_allclose(unit.grad(x, y), [y**2, 2 * x * y], rtol=1e-15)
    np.testing.assert_allclose(unit.hess(x, y), [0 * x, 2 * y, 2 * x], rtol=1e-15)
