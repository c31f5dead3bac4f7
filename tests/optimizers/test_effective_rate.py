"""The effective rate of methods that declare `rate`: the factor of g, or of its average, at each step."""

import numpy as np
import pytest

from app.engine.explain.inspector import inspect_step
from app.engine.landscape import Landscape
from app.engine.rates import learning_rates
from app.engine.run import run
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Optimizer
from surfaces import SURFACES
from tests.optimizers import brute_force
from tests.optimizers.brute_force import adabound_rate, averages
from tests.optimizers.stepping import STILL, defaults, gradient

KNOBS = {"beta1": 0.9, "beta2": 0.99, "eps": 1e-8, "final": 0.7, "gamma": 0.02}
WALKER = Walker("adabound", {"lr": 0.08, **KNOBS}, "cosine", {"floor": 0.1, "span": 0}, warmup=7, lr_scale=(1.0, 0.5))
GROUND, START, STEPS = Landscape("ellipse", defaults(SURFACES["ellipse"])), (-8.0, 2.0), 150


@pytest.mark.parametrize("axis", [0, 1])
def test_it_is_the_rate_of_the_paper_with_schedule_warmup_and_scale(axis):
    found = run(GROUND, WALKER, START, STEPS, STILL)
    rows, rates = np.array([found.x, found.y]), np.array([found.lr_x, found.lr_y])[axis]
    past = [gradient("ellipse", at)[axis] for at in rows.T]
    paces = learning_rates(0.08, "cosine", {"floor": 0.1, "span": 0}, 7, STEPS) * (1.0, 0.5)[axis]
    expected = [adabound_rate(past[:t], paces[:t], **KNOBS) for t in range(1, STEPS + 1)]
    np.testing.assert_allclose(rates, expected, rtol=1e-9)
    moves = [-rate * averages(past[:t], 0.9, 0.99)[0] for t, rate in enumerate(expected, 1)]
    np.testing.assert_allclose(np.diff(rows[axis]), moves, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("key", [key for key, unit in OPTIMIZERS.items() if isinstance(unit, Optimizer) and unit.rate])
def test_every_declared_rate_is_that_of_its_paper(key):
    paper = getattr(brute_force, f"{key}_rate", None)
    assert paper, f"write {key}_rate(past, rates, *knobs) in tests/optimizers/brute_force.py: the effective rate of the last step"
    knobs = {name: value for name, value in defaults(OPTIMIZERS[key]).items() if name != "lr"}
    found = run(GROUND, Walker(key, {"lr": 0.05, **knobs}), START, 60, STILL)
    for axis, rates in enumerate((found.lr_x, found.lr_y)):
        past = [gradient("ellipse", at)[axis] for at in np.transpose([found.x, found.y])]
        expected = [paper(past[:t], [0.05] * t, **knobs) for t in range(1, found.step + 1)]
        np.testing.assert_allclose(rates, expected, rtol=1e-9)


def test_both_bounds_are_met_on_the_way_and_close_on_one_rate():
    """After t steps the rate is within 1 / (gamma t) of the final one; before, the steep direction meets the lower bound."""
    found = run(GROUND, Walker("adabound", {"lr": 0.05, **KNOBS, "gamma": 1.0}), START, 2000, STILL)
    for rates in (found.lr_x, found.lr_y):
        np.testing.assert_allclose(rates[-1], 0.7 * 0.05, rtol=1 / 2000)
    assert found.lr_y[9] == pytest.approx(0.7 * 0.05 * (1 - 1 / 11), rel=1e-12)


@pytest.mark.parametrize("t", [1, 30])
def test_the_inspector_shows_the_same(t):
    step, rates = inspect_step(GROUND, WALKER, START, STEPS, t, STILL), run(GROUND, WALKER, START, STEPS, STILL)
    assert step
    shown = step["lr"] * np.array(WALKER.lr_scale) / step["sigma"]
    np.testing.assert_allclose(shown, [rates.lr_x[t - 1], rates.lr_y[t - 1]], rtol=1e-12)


def test_a_wrapper_has_that_of_its_inner_method():
    alone = run(GROUND, Walker("adabound", {"lr": 0.05, **KNOBS}), START, 4, STILL)
    around = Walker("lookahead", {"lr": 0.05, "sync_period": 5, "slow_step": 0.5}, inner="adabound", inner_knobs=KNOBS)
    found = run(GROUND, around, START, 4, STILL)
    assert (found.lr_x == alone.lr_x).all()
    assert (found.lr_y == alone.lr_y).all()


def test_a_method_declares_one_of_sigma_and_rate():
    adabound = vars(OPTIMIZERS["adabound"])
    with pytest.raises(TypeError, match="both sigma and rate"):
        Optimizer(**{**adabound, "sigma": lambda t, m, v, m_ones, v_ones, bounded, beta1, beta2, eps, final, gamma: 1.0})
    with pytest.raises(TypeError, match=r"takes .*declaration says"):
        Optimizer(**{**adabound, "rate": lambda t, lr: lr})
