"""A typed formula as a surface: its LaTeX, its minima, and what it says where it ends."""

import math
import random
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import sympy
from latex2mathml.converter import convert
from sympy.parsing.latex import parse_latex

from surfaces.formula import TEXT, surface
from tests.scenes import EVERYTHING
from tests.surfaces.soup import formula

SET = {
    "x^2 + 10 y^2": "x^{2} + 10 y^{2}",
    "3(x+1)y": r"3 \cdot \left(x + 1\right) \cdot y",
    "x - (y - 1)": r"x - \left(y - 1\right)",
    "x - y - 1": "x - y - 1",
    "x - -y": r"x - \left(-y\right)",
    "(-x)^2": r"\left(-x\right)^{2}",
    "-x^2": "-x^{2}",
    "(x^y)^2": r"\left(x^{y}\right)^{2}",
    "x/2y": r"\frac{x}{2} y",
    "x*3": r"x \cdot 3",
    "1e-9x": r"1 \cdot 10^{-9} x",
    "x^1e20": r"x^{1 \cdot 10^{20}}",
    "1e20^x": r"\left(1 \cdot 10^{20}\right)^{x}",
    "sqrt(x) abs(y)": r"\sqrt{x} \cdot \left|y\right|",
    "min(x, y) + max(x, y, 1)": r"\min\left(x, y\right) + \max\left(x, y, 1\right)",
    "exp(x) log(y) tanh(pi e)": r"\exp\left(x\right) \cdot \ln\left(y\right) \cdot \tanh\left(\pi e\right)",
}


@pytest.mark.parametrize("text", SET)
def test_it_is_set_as_one_writes_it(text):
    latex = surface(text).formula[0]
    assert latex == f"f = {SET[text]}"
    assert "\\" not in "".join(ET.fromstring(convert(latex)).itertext()), "a command that the converter does not know"


def test_latex_says_what_was_understood():
    """Formulas are read back; SymPy's reader knows neither min nor max, and |a| as the root of a^2 only."""
    rng, compared, names = random.Random(5), 0, {"x": 0.7, "y": -1.3}
    while compared < (200 if EVERYTHING else 60):
        text, _ = formula(rng, 3)
        if len(text) > 300 or "min" in text or "max" in text:
            continue
        unit, compared = surface(text), compared + 1
        shown = unit.formula[0].removeprefix("f = ").replace(r"\left|", r"\sqrt{\left(").replace(r"\right|", r"\right)^{2}}")
        said = parse_latex(shown, backend="antlr").subs({"e": sympy.E, "pi": sympy.pi})
        assert float(said.subs(names).evalf()) == pytest.approx(float(unit.value(**names)), rel=1e-10, abs=1e-12), text


MINIMA: dict[str, list[tuple[float, float]]] = {
    TEXT: [(0, 0)],
    "(x^2+y-11)^2+(x+y^2-7)^2": [(3, 2), (3.5844283403, -1.8481265270), (-3.7793102534, -3.2831859913), (-2.8051180870, 3.1313125183)],
    "(1-x)^2 + 100(y-x^2)^2": [(1, 1)],
    "x^4 + y^4": [(0, 0)],
    "abs(x) + abs(y)": [(0, 0)],
    "sqrt(x^2 + y^2)": [(0, 0)],
    "min(x^2 + y^2, (x-2)^2 + y^2 + 1)": [(0, 0), (2, 0)],
    "x - log(x) + y^2": [(1, 0)],
    "x^2 + 1e-6 y^2": [(0, 0)],
    "x^2": [],
    "x^2 - y^2": [],
    "x^3 - 3x y^2": [],
    "x + y": [],
    "max(x, y, 9)": [],
    "1": [],
    "log(-1 - x^2)": [],
}


@pytest.mark.parametrize("text", MINIMA)
def test_its_minima_are_found(text):
    found = surface(text).minima()
    assert len(found) == len(MINIMA[text])
    for place in MINIMA[text]:
        assert min(math.dist(place, point) for point in found) < 1e-6


@pytest.mark.parametrize(("text", "count"), [("(x*y - 1)^2/2", 0), ("(x^2 + y^2 - 4)^2", 0), ("x^4 + y^4", 1), ("x^2 + y^4", 1)])
def test_the_level_floor_of_a_valley_has_no_minima_even_if_it_is_bent(text, count):
    """But a minimum without curvature is one."""
    assert len(surface(text).minima()) == count


@pytest.mark.parametrize("text", MINIMA)
def test_it_can_always_be_walked_on(text):
    unit = surface(text)
    assert 0 < unit.curvature() < math.inf
    assert all(low < at < high for at, (low, high) in zip(unit.start, unit.domain, strict=True))
    assert np.isfinite(unit.payload()).all()


def test_it_starts_where_it_has_a_slope():
    unit = surface("log(x) + y^2")
    assert np.isfinite(unit.grad(*unit.start)).all()
    assert surface(TEXT, ((0.0, 8.0), (10.0, 14.0))).start == (1.0, 13.0)


SAYS = {
    ("log(x)", -0.3, 2): "log of a negative number, -0.3, at (-0.3, 2)",
    ("log(x)", 0, 2): "log of zero, at (0, 2)",
    ("y + 1/(x-1)", 1, 2): "division by zero, at (1, 2)",
    ("tanh(1/x)", 0, 2): "division by zero, at (0, 2)",
    ("exp(-1/x^2)", 0, 2): "division by zero, at (0, 2)",
    ("sqrt(x y)", -1, 2): "sqrt of a negative number, -2, at (-1, 2)",
    ("sqrt(x)", 0, 2): "sqrt of zero, where the slope is infinite, at (0, 2)",
    ("x^1.5", -4, 2): "a fractional power of a negative number, -4, at (-4, 2)",
    ("x^y", -4, 2): "a varying power of a negative number, -4, at (-4, 2)",
    ("x^-2", 0, 2): "a negative power of zero, at (0, 2)",
    ("x^-5", 0, 2): "a negative power of zero, at (0, 2)",
    ("exp(exp(x))", 9, 2): "a number too large, at (9, 2)",
    ("max(0, log(x))", -1, 2): "log of a negative number, -1, at (-1, 2)",
}


@pytest.mark.parametrize(("text", "x", "y"), SAYS)
def test_leaving_the_domain_ends_the_gradient_and_says_why(text, x, y):
    unit = surface(text)
    assert unit.complaint
    assert unit.complaint(x, y) == SAYS[text, x, y]
    assert not np.isfinite(unit.grad(x, y)).all()
    assert unit.complaint(1.5, 1.5) is None


FINITE = {
    ("min(exp(x^2), 10)", 100, 0): (10, 0, 0),
    ("exp(-exp(x^2))", 100, 0): (0, 0, 0),
    ("sqrt(x^2 + y^2)", 0, 0): (0, 0, 0),
    ("abs(x)", 0, 0): (0, 0, 0),
    ("max(x, 3y)", 0, 0): (0, 0.5, 1.5),
    ("x^0 + y^1", 0, 0): (1, 0, 1),
    ("x^3 + y^2", 0, 0): (0, 0, 0),
}


@pytest.mark.parametrize(("text", "x", "y"), FINITE)
def test_kinks_and_branches_not_taken_do_no_harm(text, x, y):
    unit = surface(text)
    assert unit.complaint
    assert (unit.value(x, y), *unit.grad(x, y)) == FINITE[text, x, y]
    assert unit.complaint(x, y) is None
