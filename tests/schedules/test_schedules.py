"""Every schedule gives what its peer gives, or its closed form where it has none."""

import itertools

import numpy as np
import pytest
import sympy
from sympy.parsing.latex import parse_latex

from app.engine.rates import learning_rates, reaction
from app.schedules import SCHEDULES
from tests.drawing import generator, knob_sets
from tests.golden.golden import listener_cases, schedule_cases
from tests.schedules.closed_forms import CLOSED_FORMS

STEPS = 500
T = np.arange(1.0, STEPS + 1)
GOLDEN = schedule_cases()
LISTENERS = listener_cases()
FACTORED = [key for key, unit in SCHEDULES.items() if unit.factor]
RISES = {"triangular", "triangular2", "exp_range", "one_cycle", "noam", "warmup_stable_decay"}
"""Schedules whose first step is below their maximum."""
RETURNS = {"sawtooth", "sgdr", "piecewise"}
"""Schedules that may jump back up."""
PARSED = [key for key in FACTORED if len(SCHEDULES[key].formula) == 1 and not RISES & {key} and not RETURNS & {key} and key != "multistep"]
"""Schedules whose formula is one closed expression in t."""


def factor_of(key):
    """Return the factor function of a schedule that has one."""
    function = SCHEDULES[key].factor
    assert function
    return function


def named(key, knobs):
    """Return the knobs of a golden case as the unit takes them, defaults for what torch does not have."""
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in knobs.items()}
    return {name: knob.default for name, knob in SCHEDULES[key].knobs.items()} | given


def test_every_schedule_has_a_proof():
    assert {key for key, *_ in GOLDEN + LISTENERS} == {key for key, unit in SCHEDULES.items() if unit.peer}
    assert set(CLOSED_FORMS) == {key for key, unit in SCHEDULES.items() if not unit.peer}


@pytest.mark.parametrize(("key", "knobs", "expected"), GOLDEN)
def test_it_gives_what_its_peer_gives(key, knobs, expected):
    span = knobs.get("span") or STEPS
    found = factor_of(key)(T, STEPS, **named(key, knobs))
    np.testing.assert_allclose(found[:span], expected[:span], rtol=0, atol=1e-12)
    # Cosine annealing rises again after its span in torch; here a schedule holds its last value.
    assert (found[span:] == found[-1]).all()


@pytest.mark.parametrize(("key", "knobs", "losses", "expected"), LISTENERS)
def test_it_hears_what_its_peer_hears(key, knobs, losses, expected):
    """Given the same losses, the drops come at exactly torch's steps: by its own rule also below zero."""
    react = SCHEDULES[key].react
    assert react
    memory, plan = reaction(key, named(key, {**knobs, "by_size": 0}))
    state, found = memory.tolist(), list[float]()
    for t, loss in enumerate(losses, 1):
        factor, *state = react(loss, t, *state, *plan)
        found.append(factor)
    np.testing.assert_allclose(found, expected, rtol=1e-12)
    assert (np.flatnonzero(np.diff(found)) == np.flatnonzero(np.diff(expected))).all()


@pytest.mark.parametrize("level", [3.0, 0.0, -3.0, -1e-9])
def test_a_loss_that_stays_is_a_plateau_above_and_below_zero(level):
    """With patience 10 the rate drops at steps 12, 23, 34: after more than ten steps without improvement. Torch's rule is another one."""
    assert drops(np.full(40, level)) == [12, 23, 34]
    assert drops(np.full(40, level), by_size=0) == ([12, 23, 34] if level >= 0 else [])


def test_an_improvement_counts_by_its_size_below_zero():
    """A share of 1e-4 of -3 is 3e-4: falling by 4e-4 a step is progress, by 2e-4 in all is not."""
    assert drops(-3 - 4e-4 * np.arange(40)) == []
    assert drops(np.linspace(-3, -3.0002, 40)) == [12, 23, 34]


def drops(losses, **knobs):
    """Return the steps at which the rate drops."""
    react = SCHEDULES["plateau"].react
    assert react
    memory, plan = reaction("plateau", named("plateau", knobs))
    state, found = memory.tolist(), [1.0]
    for t, loss in enumerate(losses, 1):
        factor, *state = react(loss, t, *state, *plan)
        found.append(factor)
    return (np.flatnonzero(np.diff(found)) + 1).tolist()


@pytest.mark.parametrize("key", CLOSED_FORMS)
def test_it_gives_its_closed_form(key):
    for knobs in knob_sets(SCHEDULES[key].knobs, generator(key), 20):
        expected = [CLOSED_FORMS[key](t, STEPS, *knobs) for t in range(1, STEPS + 1)]
        np.testing.assert_allclose(factor_of(key)(T, STEPS, *knobs), expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("key", FACTORED)
def test_no_factor_is_above_one_and_the_first_is_one_where_nothing_rises(key):
    for knobs in knob_sets(SCHEDULES[key].knobs, generator(key), 20):
        factors = factor_of(key)(T, STEPS, *knobs)
        assert factors.shape == T.shape
        assert (factors >= 0).all()
        assert (factors <= 1 + 1e-12).all()
        assert key in RISES | {"piecewise"} or factors[0] == 1
        assert key in RISES | RETURNS or (np.diff(factors) <= 1e-16).all()


@pytest.mark.parametrize("key", FACTORED)
@pytest.mark.parametrize("steps", [1, 2, 100_000])
def test_whatever_the_hard_bounds_allow_is_finite(key, steps):
    t = np.arange(1.0, steps + 1)
    bounds = [(k.min, k.max if k.max is not None else 1e300) for k in SCHEDULES[key].knobs.values() if k.kind != "list"]
    lists = [knob.default for knob in SCHEDULES[key].knobs.values() if knob.kind == "list"]
    for knobs in itertools.product(*bounds):
        factors = factor_of(key)(t, steps, *lists, *knobs)
        assert np.isfinite(factors).all()
        assert (factors >= 0).all()


@pytest.mark.parametrize(
    ("key", "knobs", "says"),
    [
        ("piecewise", {"boundaries": (10, 20), "values": (1.0, 0.5)}, "one entry more"),
        ("piecewise", {"boundaries": (20, 10), "values": (1.0, 0.5, 0.1)}, "must not fall"),
        ("multistep", {"boundaries": (20, 10)}, "must not fall"),
        ("one_cycle", {"span": 2}, "at least 3"),
        ("one_cycle", {"span": 0}, None),
        ("piecewise", {}, None),
    ],
)
def test_knobs_that_do_not_go_together_are_told(key, knobs, says):
    check = SCHEDULES[key].check
    assert check
    found = check(*named(key, knobs).values())
    assert found == says if says is None else says in str(found)


def test_the_rate_is_the_product_of_all():
    """lr x factor x warm-up, at a step by hand."""
    rates = learning_rates(0.5, "piecewise", {"boundaries": (2, 4), "values": (1.0, 0.5, 0.1)}, 5, 6)
    np.testing.assert_allclose(rates, [0.1, 0.2, 0.15, 0.2, 0.05, 0.05], rtol=1e-15)


@pytest.mark.parametrize("key", [key for key, unit in SCHEDULES.items() if "span" in unit.knobs])
@pytest.mark.parametrize("steps", [1, 77, 2000])
def test_a_span_of_zero_is_the_whole_run(key, steps):
    t = np.arange(1.0, steps + 1)
    for knobs in knob_sets(SCHEDULES[key].knobs, generator(key), 5):
        named = dict(zip(SCHEDULES[key].knobs, knobs, strict=True))
        whole = factor_of(key)(t, steps, **{**named, "span": 0})
        assert (whole == factor_of(key)(t, 5 * steps, **{**named, "span": steps})).all()


@pytest.mark.parametrize("key", PARSED)
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
        np.testing.assert_allclose(factor_of(key)(T, STEPS, *knobs)[: len(t)], function(t, *values) * np.ones_like(t), rtol=0, atol=1e-12)
