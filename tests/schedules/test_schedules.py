"""Every schedule gives what its peer gives, or its closed form where it has none."""

import itertools

import numpy as np
import pytest
import sympy
from sympy.parsing.latex import parse_latex

from app.schedules import SCHEDULES
from tests.drawing import generator, knob_sets
from tests.golden.golden import schedule_cases
from tests.schedules.closed_forms import CLOSED_FORMS

STEPS = 500
T = np.arange(1.0, STEPS + 1)
GOLDEN = schedule_cases()


def test_every_schedule_has_a_proof():
    assert {key for key, _, _ in GOLDEN} == {key for key, unit in SCHEDULES.items() if unit.peer}
    assert set(CLOSED_FORMS) == {key for key, unit in SCHEDULES.items() if not unit.peer}


@pytest.mark.parametrize(("key", "knobs", "expected"), GOLDEN)
def test_it_gives_what_its_peer_gives(key, knobs, expected):
    span = knobs.get("span") or STEPS
    found = SCHEDULES[key].factor(T, STEPS, **knobs)
    np.testing.assert_allclose(found[: span + 1], expected[: span + 1], rtol=0, atol=1e-12)
    # Cosine annealing rises again after its span in torch; here a schedule holds its last value.
    assert (found[span:] == found[-1]).all()


@pytest.mark.parametrize("key", CLOSED_FORMS)
def test_it_gives_its_closed_form(key):
    for knobs in knob_sets(SCHEDULES[key].knobs, generator(key), 20):
        expected = [CLOSED_FORMS[key](t, STEPS, *knobs) for t in range(1, STEPS + 1)]
        np.testing.assert_allclose(SCHEDULES[key].factor(T, STEPS, *knobs), expected, rtol=1e-12)


@pytest.mark.parametrize("key", SCHEDULES)
def test_the_first_factor_is_one_and_none_is_above_it(key):
    for knobs in knob_sets(SCHEDULES[key].knobs, generator(key), 20):
        factors = SCHEDULES[key].factor(T, STEPS, *knobs)
        assert factors.shape == T.shape
        assert factors[0] == 1
        assert (factors >= 0).all()
        assert (np.diff(factors) <= 1e-16).all()


@pytest.mark.parametrize("key", SCHEDULES)
@pytest.mark.parametrize("steps", [1, 2, 100_000])
def test_whatever_the_hard_bounds_allow_is_finite(key, steps):
    t = np.arange(1.0, steps + 1)
    bounds = [(k.min, k.max if k.max is not None else 1e300) for k in SCHEDULES[key].knobs.values()]
    for knobs in itertools.product(*bounds):
        factors = SCHEDULES[key].factor(t, steps, *knobs)
        assert np.isfinite(factors).all()
        assert (factors >= 0).all()


@pytest.mark.parametrize("key", [key for key, unit in SCHEDULES.items() if "span" in unit.knobs])
@pytest.mark.parametrize("steps", [1, 77, 2000])
def test_a_span_of_zero_is_the_whole_run(key, steps):
    t = np.arange(1.0, steps + 1)
    for knobs in knob_sets(SCHEDULES[key].knobs, generator(key), 5):
        named = dict(zip(SCHEDULES[key].knobs, knobs, strict=True))
        whole = SCHEDULES[key].factor(t, steps, **{**named, "span": 0})
        assert (whole == SCHEDULES[key].factor(t, 5 * steps, **{**named, "span": steps})).all()


@pytest.mark.parametrize("key", SCHEDULES)
def test_the_formula_gives_the_factor(key):
    unit = SCHEDULES[key]
    (formula,) = (parse_latex(line, backend="antlr").subs(sympy.Symbol("pi"), sympy.pi) for line in unit.formula)
    symbols = {name: parse_latex(knob.symbol, backend="antlr") for name, knob in unit.knobs.items()}
    assert formula.free_symbols <= {sympy.Symbol("t"), *symbols.values()}
    assert set(symbols.values()) <= formula.free_symbols
    function = sympy.lambdify([sympy.Symbol("t"), *symbols.values()], formula, "numpy")
    for knobs in knob_sets(unit.knobs, generator(key), 10):
        span = dict(zip(unit.knobs, knobs, strict=True)).get("span", STEPS) or STEPS
        values = [span if name == "span" else value for name, value in zip(unit.knobs, knobs, strict=True)]
        t = np.arange(1.0, min(span, STEPS) + 1)
        np.testing.assert_allclose(unit.factor(T, STEPS, *knobs)[: len(t)], function(t, *values) * np.ones_like(t), rtol=0, atol=1e-12)
