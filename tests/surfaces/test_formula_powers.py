"""Powers at zero and of negative numbers: value, gradient and Hessian wherever the limit exists, compiled and not.

The limits are by hand: 0^b = 0 for every b > 0, so that its slopes in b are 0; b 0^(b-1) is 0 for b > 1 and 1 for b = 1;
a^b (log a)^n goes to 0 with a for every b > 0. Infinite slopes are refused with a sentence, and so is what is not real.
"""

import math
from typing import Any

import numpy as np
import pytest
import sympy

from app.engine.compile import hessian_kernel, surface_kernel
from surfaces.formula import surface
from surfaces.typed.unrolled import functions

INF = math.inf
AT = {
    # f, f_x, f_y, f_xx, f_xy, f_yy
    ("x^y", 0, 2): (0, 0, 0, 2, 0, 0),
    ("x^y", 0, 3): (0, 0, 0, 0, 0, 0),
    ("x^y", 0, 2.5): (0, 0, 0, 0, 0, 0),
    ("x^y", 1, 0): (1, 0, 0, 0, 1, 0),
    ("x^y", 2, 3): (8, 12, 8 * math.log(2), 12, 4 + 12 * math.log(2), 8 * math.log(2) ** 2),
    ("0^x + y", 1, 1): (1, 0, 1, 0, 0, 0),
    ("0^x + y^2", 0.5, 1): (1, 0, 2, 0, 0, 2),
    ("x^(y^2)", 0, 2): (0, 0, 0, 0, 0, 0),
    ("(x y)^(x + y)", 0, 2.5): (0, 0, 0, 0, 0, 0),
    ("x^0 + y^0", 0, 0): (2, 0, 0, 0, 0, 0),
    ("0^0 + x", 0, 0): (1, 1, 0, 0, 0, 0),
    ("x^2 + y^3", 0, 0): (0, 0, 0, 2, 0, 0),
    ("x^5 + y^2.5", 0, 0): (0, 0, 0, 0, 0, 0),
    ("x^5 - y^7", -1, -1): (0, 5, -7, -20, 0, 42),
    ("(x^2)^1.5", 0, 1): (0, 0, 0, 0, 0, 0),
    ("(x^2)^1.5", -2, 1): (8, -12, 0, 12, 0, 0),
    ("(x^2)^(5/2)", 0, 1): (0, 0, 0, 0, 0, 0),
    ("sqrt(x^4) + y", 0, 1): (1, 0, 1, 2, 0, 0),
    ("(x^4)^0.5", 0, 1): (0, 0, 0, 2, 0, 0),
    ("(x^2)^2", 0, 1): (0, 0, 0, 0, 0, 0),
    ("(x^2 + y^2)^1.5", 0, 0): (0, 0, 0, 0, 0, 0),
    ("|x|^2 + |y|^4", 0, 0): (0, 0, 0, 2, 0, 0),
    ("|x|²", -3, 0): (9, -6, 0, 2, 0, 0),
    ("|x|^2.5", 0, 0): (0, 0, 0, 0, 0, 0),
    ("|x|^3", 0, 0): (0, 0, 0, 0, 0, 0),
    ("|x|^3", -2, 0): (8, -12, 0, 12, 0, 0),
    ("(-2)^3 + x", 1, 1): (-7, 1, 0, 0, 0, 0),
    ("x^-2", -2, 0): (0.25, 0.25, 0, 0.375, 0, 0),
    ("cbrt(x)", -8, 0): (-2, 1 / 12, 0, 1 / 144, 0, 0),
    ("2^x", 0, 0): (1, math.log(2), 0, math.log(2) ** 2, 0, 0),
    ("e^x", 0, 0): (1, 1, 0, 1, 0, 0),
    ("x^1.5 + y", 0, 1): (1, 0, 1, INF, 0, 0),
    ("(x^2)^0.75", 1, 0): (1, 1.5, 0, 0.75, 0, 0),
}


def six(value, grad, hess):
    return np.array([value, *grad, *hess], dtype=np.float64)


@pytest.mark.parametrize(("text", "x", "y"), AT)
def test_the_limit_is_taken_where_it_exists(text, x, y):
    unit, x, y = surface(text), float(x), float(y)
    compiled = np.array([*surface_kernel("formula")(x, y, unit.payload()), *hessian_kernel("formula")(x, y, unit.payload())])
    pairs = [each[0] for each in (np.atleast_1d(unit.value([x, 1], [y, 1])), *unit.grad([x, 1], [y, 1]), *unit.hess([x, 1], [y, 1]))]
    for found in (six(unit.value(x, y), unit.grad(x, y), unit.hess(x, y)), compiled, np.array(pairs)):
        np.testing.assert_allclose(found, AT[text, x, y], rtol=1e-13, atol=1e-15)
    assert unit.complaint
    assert unit.complaint(x, y) is None


REFUSED = {
    ("x^y", 0, 0.5): "a power of zero, where the slope is infinite",
    ("x^y", 0, 0): "a power of zero, where the slope is infinite",
    ("x^y", 0, -1): "a negative power of zero",
    ("x^y", -2, 3): "a varying power of a negative number, -2",
    ("x^(1/3)", -8, 0): "a fractional power of a negative number, -8",
    ("x^0.5", 0, 0): "a power of zero, where the slope is infinite",
    ("cbrt(x)", 0, 0): "cbrt of zero, where the slope is infinite",
    ("arcsin(x)", 1, 0): "arcsin of 1, where the slope is infinite",
    ("arccos(x)", 2, 0): "arccos of a number beyond 1, 2",
}


@pytest.mark.parametrize(("text", "x", "y"), REFUSED)
def test_what_has_no_limit_is_told(text, x, y):
    unit = surface(text)
    assert unit.complaint
    assert unit.complaint(x, y) == f"{REFUSED[text, x, y]}, at ({x:g}, {y:g})"


@pytest.mark.parametrize(
    "text", ["x^y", "0^x + y", "(x^2)^1.5 + y", "|x|^2 + sinh(y) + cosh(x)", "arctan(x y) + cbrt(y) + arcsin(x/9) arccos(y/9)"]
)
def test_a_script_has_the_same_numbers(text):
    names: dict[str, Any] = {"np": np}
    unit = surface(text)
    for source in functions(unit.payload()).values():
        exec(source, names)
    with np.errstate(all="ignore"):
        for x, y in np.array([(0, 2), (0, 3.5), (1.5, 0.5), (2, 2)]):
            made = [names["value"](x, y), *names["grad"](x, y), *names["hess"](x, y)]
            np.testing.assert_allclose(made, six(unit.value(x, y), unit.grad(x, y), unit.hess(x, y)), rtol=1e-12, atol=1e-13)


X, Y = sympy.symbols("x y", real=True)
FUNCTIONS = {
    "sinh(x y)": sympy.sinh(X * Y), "cosh(x y)": sympy.cosh(X * Y), "cot(x y)": sympy.cot(X * Y), "sec(x y)": sympy.sec(X * Y),
    "csc(x y)": sympy.csc(X * Y), "arcsin(x y)": sympy.asin(X * Y), "arccos(x y)": sympy.acos(X * Y), "arctan(x y)": sympy.atan(X * Y),
    "cbrt(2 + x y)": sympy.cbrt(2 + X * Y), "log2(2 + x y)": sympy.log(2 + X * Y, 2), "log10(2 + x y)": sympy.log(2 + X * Y, 10),
}  # fmt: skip


@pytest.mark.parametrize("text", FUNCTIONS)
def test_the_functions_are_those_of_sympy(text):
    f, unit, at = FUNCTIONS[text], surface(text), {X: sympy.Float(0.7, 30), Y: sympy.Float(-0.9, 30)}
    exact = [float(each.subs(at).evalf(20)) for each in (f, f.diff(X), f.diff(Y), f.diff(X, 2), f.diff(X, Y), f.diff(Y, 2))]
    compiled = np.array([*surface_kernel("formula")(0.7, -0.9, unit.payload()), *hessian_kernel("formula")(0.7, -0.9, unit.payload())])
    for found in (six(unit.value(0.7, -0.9), unit.grad(0.7, -0.9), unit.hess(0.7, -0.9)), compiled):
        np.testing.assert_allclose(found, exact, rtol=1e-13)
