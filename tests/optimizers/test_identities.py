"""What must hold exactly, whatever the code looks like."""

import numpy as np
import pytest

from app.engine.run import Ground, Walker, run
from app.optimizers import OPTIMIZERS
from surfaces import SURFACES
from tests.drawing import draw, generator
from tests.optimizers.stepping import defaults, take

STILL = np.empty((0, 2))
KEYS = list(OPTIMIZERS)


def positions(surface, walker, steps):
    """Return the positions from the surface's own start, shape (steps + 1, 2)."""
    unit = SURFACES[surface]
    answer = run(Ground(surface, defaults(unit)), walker, unit.start, steps, STILL)
    return np.column_stack([answer.x, answer.y])


@pytest.mark.parametrize(("surface", "lr"), [("canyon", 0.4), ("ellipse", 0.5), ("crescent", 0.3)])
def test_adagrad_mean_with_inverse_sqrt_is_adagrad(surface, lr):
    mean = positions(surface, Walker("adagrad_mean", {"lr": lr, "eps": 0.0}, "inverse_sqrt"), 100_000)
    total = positions(surface, Walker("adagrad", {"lr": lr, "eps": 0.0}), 100_000)
    assert mean.shape == (100_001, 2)
    assert np.abs(mean - total).max() <= 1e-12


@pytest.mark.parametrize("lr", [0.01, 0.09, 0.19, 0.21])
def test_gradient_descent_on_a_quadratic_is_a_power(lr):
    t = np.arange(101)
    found = positions("ellipse", Walker("gradient_descent", {"lr": lr}), 100)
    expected = np.column_stack([-8.0 * (1 - lr * 1.0) ** t, 2.0 * (1 - lr * 10.0) ** t])
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=0)


@pytest.mark.parametrize("key", ["momentum", "nesterov"])
def test_without_momentum_it_is_gradient_descent(key):
    found = positions("rosenbrock", Walker(key, {"lr": 1e-3, "mu": 0.0}), 1000)
    assert (found == positions("rosenbrock", Walker("gradient_descent", {"lr": 1e-3}), 1000)).all()


def test_adam_without_its_first_average_is_rmsprop_uncorrected():
    knobs = {"lr": 0.01, "beta1": 0.0, "beta2": 0.9, "eps": 1e-8}
    found = positions("ellipse", Walker("adam_uncorrected", knobs), 200)
    np.testing.assert_allclose(found, positions("ellipse", Walker("rmsprop", {"lr": 0.01, "alpha": 0.9, "eps": 1e-8}), 200), rtol=1e-12)


def test_the_first_steps_in_units_of_the_rate():
    # |x_1 - x_0| / lr with eps 0, from the definitions at their default knobs: the gradient cancels.
    expected = {
        "adagrad": 1.0, "adagrad_mean": 1.0, "rmsprop": (1 - 0.99) ** -0.5, "rmsprop_lecture": 1.0, "adam": 1.0,
        "adam_uncorrected": (1 - 0.9) / (1 - 0.999) ** 0.5,
    }  # fmt: skip
    assert set(expected) == {key for key, unit in OPTIMIZERS.items() if unit.sigma}
    for key, length in expected.items():
        unit = OPTIMIZERS[key]
        x, _ = take(unit, 0.0, 3.7, 1, 0.01, (0.0,) * len(unit.state), [*{**defaults(unit), "eps": 0.0}.values()])
        assert x == pytest.approx(-0.01 * length, rel=1e-12)


@pytest.mark.parametrize("key", KEYS)
def test_no_gradient_moves_nothing_even_without_a_floor(key):
    unit = OPTIMIZERS[key]
    knobs = [*{**defaults(unit), **({"eps": 0.0} if "eps" in unit.knobs else {})}.values()]
    for zero, x in ((0.0, 1.5), (np.zeros(2), np.array([1.5, -2.0]))):
        state = tuple(zero for _ in unit.state)
        for t in range(1, 5):
            moved, state = take(unit, x, zero, t, 0.1, state, knobs)
            assert np.all(moved == x)


@pytest.mark.parametrize("key", [key for key in KEYS if OPTIMIZERS[key].sigma])
def test_sigma_is_what_the_step_divides_by(key):
    # What the step divides does not depend on eps, so movement times divisor must not either.
    unit, rng = OPTIMIZERS[key], generator(key)
    assert unit.sigma
    for t in (1, 2, 50):
        lr, g, state = 0.3, rng.normal(size=20), tuple(np.zeros(20) for _ in unit.state)
        for past in range(1, t):
            _, state = take(unit, np.zeros(20), rng.normal(size=20), past, lr, state, defaults(unit).values())
        numerators = []
        for eps in (0.0, 1e-8, 0.5):
            knobs = {**defaults(unit), "eps": eps}.values()
            x, after = take(unit, np.zeros(20), g, t, lr, state, knobs)
            numerators.append(x * unit.sigma(t, *after, *knobs))
        np.testing.assert_allclose(numerators[1:], [numerators[0]] * 2, rtol=1e-12)


@pytest.mark.parametrize("shape", [(2,), (2, 5), (2, 3, 4)])
@pytest.mark.parametrize("key", KEYS)
def test_arrays_give_what_scalars_give(key, shape):
    unit, rng = OPTIMIZERS[key], generator(key)
    knobs = [draw(knob, rng) for name, knob in unit.knobs.items() if name != "lr"]
    x, state = rng.normal(size=shape), tuple(np.zeros(shape) for _ in unit.state)
    one_by_one = [(float(value), (0.0,) * len(unit.state)) for value in x.ravel()]
    for t in range(1, 6):
        g = rng.normal(size=shape)
        x, state = take(unit, x, g, t, 0.1, state, knobs)
        one_by_one = [take(unit, a, float(b), t, 0.1, s, knobs) for (a, s), b in zip(one_by_one, g.ravel(), strict=True)]
        np.testing.assert_allclose(x.ravel(), [a for a, _ in one_by_one], rtol=1e-14, atol=1e-15)
        assert all(memory.shape == shape for memory in state if np.ndim(memory))
