"""The formula on the screen is the code: its LaTeX is parsed and compared with `value`."""

import re

import numpy as np
import pytest
import sympy
from sympy.parsing.latex import parse_latex

from surfaces import SURFACES
from surfaces.data.model import SHARED
from surfaces.data.recipes import OFF
from tests.drawing import generator, knob_sets, points

LIST = re.compile(r"(\w)_i = \\left\((?P<numbers>[\d, ]+)\\right\)")


def parse(latex):
    return parse_latex(latex, backend="antlr").subs(sympy.Symbol("pi"), sympy.pi)


def read(formula):
    """Return the branches as (f, condition), what other lines define as {symbol: expression}, and the lists of numbers."""
    branches, definitions, lists = [], {}, {}
    for line in formula:
        if listed := LIST.fullmatch(line):
            lists[listed[1]] = [int(n) for n in listed["numbers"].split(",")]
            continue
        equation, _, condition = line.partition(r"\quad")
        equation = parse(equation)
        if equation.lhs == sympy.Symbol("f"):
            branches.append((equation.rhs, parse(condition) if condition else sympy.true))
        else:
            definitions[equation.lhs] = equation.rhs
    return branches, definitions, lists


def sums(expression, lists):
    """Replace a sum over i by its terms, the numbers of the lists put in."""

    def terms(total):
        index, low, high = total.limits[0]
        named = {sympy.Symbol(f"{name}_{{{index}}}"): numbers for name, numbers in lists.items()}
        assert all(len(numbers) == high - low + 1 for numbers in named.values())
        return sympy.Add(*(total.function.subs({s: numbers[k] for s, numbers in named.items()}) for k in range(high - low + 1)))

    return expression.replace(lambda e: isinstance(e, sympy.Sum), terms)


def resolve(expression, definitions):
    """Put the definitions in until none is left to put in."""
    for _ in definitions:
        expression = expression.subs(definitions)
    return expression


@pytest.fixture(params=[key for key, unit in SURFACES.items() if not unit.data])
def surface(request):
    unit = SURFACES[request.param]
    branches, definitions, lists = read(unit.formula)
    resolved = [(resolve(sums(f, lists), definitions), resolve(condition, definitions)) for f, condition in branches]
    return request.param, unit, resolved


def test_it_is_in_x_y_and_every_knob(surface):
    _, unit, branches = surface
    knobs = {parse(knob.symbol) for knob in unit.knobs.values()}
    assert set().union(*(f.free_symbols for f, _ in branches)) == {sympy.Symbol("x"), sympy.Symbol("y")} | knobs


def test_it_gives_the_value(surface):
    key, unit, branches = surface
    order = [*sympy.symbols("x y"), *(parse(knob.symbol) for knob in unit.knobs.values())]
    functions = [(sympy.lambdify(order, f, "numpy"), sympy.lambdify(order, condition, "numpy")) for f, condition in branches]
    rng = generator(key)
    for knobs in knob_sets(unit.knobs, rng, 10):
        x, y = points(unit.domain, rng, 100)
        expected = unit.value(x, y, *knobs)
        holds = np.array([np.broadcast_to(condition(x, y, *knobs), x.shape) for _, condition in functions])
        assert (holds.sum(axis=0) == 1).all()
        found = np.select(list(holds), [f(x, y, *knobs) for f, _ in functions], np.nan)
        np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-12 * np.abs(expected).max())


PENALTIES = ["l1", "l2"]


def whole(unit, numbers):
    """Return f of a surface made of examples with its definitions put in, for a table with the columns a, b and t."""
    ((f, _),), definitions, _ = read(unit.formula)
    f = resolve(f, definitions).subs({sympy.Symbol("n"): len(numbers["t"]), sympy.Symbol("e"): sympy.E})
    return sums(f, {name: listed for name, listed in numbers.items() if sympy.Symbol(f"{name}_{{i}}") in f.free_symbols})


@pytest.mark.parametrize("key", [key for key, unit in SURFACES.items() if unit.data])
def test_it_gives_the_value_on_a_table_of_examples(key):
    unit, rng = SURFACES[key], generator(key)
    assert unit.data
    penalties = [name for name in PENALTIES if name in unit.knobs]
    order = [*sympy.symbols("x y"), *(parse(SHARED[name].symbol) for name in penalties)]
    for drawn in knob_sets(unit.knobs, rng, 4):
        knobs = {name: OFF.get(name, value) for name, value in zip(unit.knobs, drawn, strict=True)} | {"n": int(rng.integers(2, 12))}
        numbers = dict(zip("abt", unit.data.training(knobs)[:, 1:].T.tolist(), strict=True))
        f = whole(unit, numbers)
        assert f.free_symbols == set(order)  # so no weight, no example and no penalty is left out
        x, y = points(unit.domain, rng, 100)
        found = sympy.lambdify(order, f, "numpy")(x, y, *(knobs[name] for name in penalties))
        expected = unit.value(x, y, *knobs.values())
        np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-12 * np.abs(expected).max())
