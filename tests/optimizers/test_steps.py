"""What must hold for single steps of every method that treats the coordinates alike."""

from typing import Any

import numpy as np
import pytest

from tests.drawing import draw, generator
from tests.optimizers.stepping import ALIKE, begin, defaults, take

FLOORS = ("eps", "eps_root")


def blank(unit, x):
    """Return the state of a method at x that remembers no gradient."""
    return tuple(x + 0.0 if unit.start.get(name) == "x" else 0.0 * x for name in unit.state)


def test_the_first_steps_in_units_of_the_rate():
    # |x_1 - x_0| / lr with eps 0 for a first gradient of 3.7, from the definitions at their default knobs.
    g, mu, mu_next = 3.7, 0.9 * (1 - 0.5 * 0.96**0.004), 0.9 * (1 - 0.5 * 0.96**0.008)
    expected = {
        "adagrad": 1.0, "adagrad_mean": 1.0, "adagrad_window": 1.0, "rmsprop": (1 - 0.99) ** -0.5, "rmsprop_lecture": 1.0,
        "adadelta": 0.0, "adam": 1.0, "adamw": 1.0, "amsgrad": (1 - 0.9) / (1 - 0.999) ** 0.5, "amsgrad_torch": 1.0,
        "adamax": 1.0, "adam_uncorrected": (1 - 0.9) / (1 - 0.999) ** 0.5,
        "nadam": 1 + 0.1 * mu_next / (1 - mu * mu_next), "radam": g, "ranger": g, "adabelief": 1 / 0.9,
        "yogi": (g + 0.9e-6 / 0.1) / (g**2 + 1e-6 / 0.001) ** 0.5, "adan": 1.0, "schedule_free_adamw": 1.0,
    }  # fmt: skip
    assert set(expected) <= {key for key, unit in ALIKE.items() if unit.sigma}
    for key, length in expected.items():
        unit = ALIKE[key]
        knobs = {**defaults(unit), **{name: 0.0 for name in FLOORS if name in unit.knobs}}
        x, _ = take(unit, 0.0, g, 1, 0.01, begin(unit, 0.0), [*knobs.values()])
        assert x == pytest.approx(-0.01 * length, rel=1e-12), key


@pytest.mark.parametrize("key", ALIKE)
def test_no_gradient_moves_nothing_even_without_a_floor(key):
    unit = ALIKE[key]
    knobs = [*{name: 0.0 if name in (*FLOORS, "weight_decay") else value for name, value in defaults(unit).items()}.values()]
    for zero, x in ((0.0, 1.5), (np.zeros(2), np.array([1.5, -2.0]))):
        state = blank(unit, x)
        for t in range(1, 15):
            moved, state = take(unit, x, zero, t, 0.1, state, knobs)
            assert np.all(moved == x)


@pytest.mark.parametrize("key", [key for key in ALIKE if ALIKE[key].sigma])
def test_sigma_is_what_the_step_divides_by(key):
    # What the step divides does not depend on eps, so movement times divisor must not either. Points that lag behind x meet it first.
    unit, rng = ALIKE[key], generator(key)
    assert unit.sigma
    for t in (1, 2, 50):
        lr, g, state, past = 0.3, rng.normal(size=20), begin(unit, np.zeros(20)), []
        for before in range(1, t):
            past.append(rng.normal(size=20))
            _, state = take(unit, np.zeros(20), past[-1], before, lr, state, [*defaults(unit).values()], past[:-1])
        state = tuple(np.zeros(20) if unit.start.get(name) == "x" else memory for name, memory in zip(unit.state, state, strict=True))
        numerators = []
        for eps in (1e-12, 1e-8, 0.5):
            knobs = [*{**defaults(unit), "eps": eps}.values()]
            x, after = take(unit, np.zeros(20), g, t, lr, state, knobs, past)
            numerators.append(x * unit.sigma(t, *after, *knobs))
        np.testing.assert_allclose(numerators[1], numerators[0], rtol=1e-12)
        np.testing.assert_allclose(numerators[2], numerators[0], rtol=1e-12)


@pytest.mark.parametrize("key", [key for key in ALIKE if ALIKE[key].probe])
def test_the_probe_is_at_the_position_where_there_is_no_memory_and_no_slope(key):
    unit, x = ALIKE[key], np.array([1.5, -2.0])
    assert unit.probe
    np.testing.assert_allclose(unit.probe(x, np.zeros(2), 0.0, *blank(unit, x), *defaults(unit).values()), x, rtol=1e-15)


@pytest.mark.parametrize("key", ALIKE)
@pytest.mark.parametrize("shape", [(2,), (2, 7), (2, 3, 5)])
def test_one_source_steps_scalars_and_batches_alike(key, shape):
    unit, rng = ALIKE[key], generator(key)
    knobs = [draw(knob, rng) for name, knob in unit.knobs.items() if name != "lr"]
    x = rng.normal(size=shape)
    past: list[Any] = []
    state, one_by_one = begin(unit, x), [(float(value), begin(unit, float(value))) for value in x.ravel()]
    for t in range(1, 15):
        g = rng.normal(size=shape)
        x, state = take(unit, x, g, t, 0.1, state, knobs, past)
        one_by_one = [
            take(unit, a, float(b), t, 0.1, s, knobs, [float(p.ravel()[n]) for p in past])
            for n, ((a, s), b) in enumerate(zip(one_by_one, g.ravel(), strict=True))
        ]
        past.append(g)
        np.testing.assert_allclose(x.ravel(), [a for a, _ in one_by_one], rtol=1e-13, atol=1e-15)
        assert all(memory.shape == shape for memory in state if np.ndim(memory))
