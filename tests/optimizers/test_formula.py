"""The formula in the panel is the code: its lines are parsed, evaluated one after another, and compared with steps."""

import re
from functools import cache

import numpy as np
import pytest
import sympy
from sympy.parsing.latex import parse_latex

from tests.drawing import draw, generator
from tests.optimizers.stepping import ALIKE, begin, take

WORDS = {r"\hat{m}": "M", r"\hat{v}": "V", r"\hat{s}": "S", r"\operatorname{sign}": "h", r"\left": "", r"\right": ""}
"""What the parser does not know, as letters that it does; h is a function."""

READ = {key for key, unit in ALIKE.items() if unit.probe or any(re.search(r"\\sum|\\prod|\\text|_1 =", line) for line in unit.formula)}
"""Those whose formulas only an eye has compared with the code: sums over all steps, cases, a first step of its own, a gradient that is
taken elsewhere."""


def parsed(line):
    """Return what a line defines, and its right side."""
    for latex, letter in WORDS.items():
        line = line.replace(latex, letter)
    line = re.sub(r"((?:\\(?:beta|eta)_?\w?)) ?\(", r"\1 \\cdot (", line)  # a factor before a bracket, not a function
    equation = parse_latex(line, backend="antlr")
    return str(equation.lhs), equation.rhs


@cache
def function(expression):
    """Return an expression's symbols, and its function of them."""
    functions = {"h": np.sign, "max": max, "Abs": abs, "sqrt": np.sqrt}
    symbols = sorted(expression.free_symbols, key=str)
    return symbols, sympy.lambdify(symbols, expression, [functions, "math"])


def value(expression, names):
    """Return the number that an expression has."""
    symbols, computed = function(expression)
    return computed(*(names[str(each)] for each in symbols))


def symbol(knob):
    return str(parse_latex(knob.symbol, backend="antlr"))


COMPARED = [key for key in ALIKE if key not in READ]


@pytest.mark.parametrize("key", COMPARED)
def test_the_formula_is_the_code(key):
    unit, rng = ALIKE[key], generator(key)
    lines = [parsed(line) for line in unit.formula]
    for _ in range(3):
        knobs = {name: draw(knob, rng) for name, knob in unit.knobs.items() if name != "lr"}
        x, state = 0.7, begin(unit, 0.7)
        names = {f"{letter}_{{t - 1}}": float(unit.start.get(letter, 0.0)) for letter in "mvsunVM"}
        names |= {symbol(unit.knobs[name]): each for name, each in knobs.items()} | {"x_{t}": x}
        for t in range(1, 6):
            g, lr = float(rng.normal()), float(rng.uniform(0.1, 1))
            names |= {"t": t, "g_{t}": g, "eta_{t}": lr, "g_{t - 1}": names.get("g_{t}", g) if t > 1 else g}
            for name, right in lines:
                names[name] = value(right, names)
            x, state = take(unit, x, g, t, lr, state, [*knobs.values()])
            assert names["x_{t + 1}"] == pytest.approx(x, rel=1e-12)
            names |= {name.replace("{t}", "{t - 1}"): each for name, each in names.items() if name.endswith("{t}")}
            names |= {"x_{t}": x}
