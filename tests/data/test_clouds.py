"""What runs on examples do in closed form: the cloud of mini-batches, a fixed order's cycle, early stopping, separable data."""

import numpy as np
import pytest

from app.engine.landscape import Landscape
from app.engine.run import run
from app.engine.walker import Batch, Walker
from surfaces.data.feed import Order
from tests.data.tables import LINEAR, LOGISTIC, MANY, SIX, data_of, minimum, moments, table
from tests.optimizers.stepping import STILL, defaults


def walked(key, said, lr, start, steps, batch=None, order: Order = "replacement", seed=0):
    """Return the positions of gradient descent, shape (steps + 1, 2)."""
    unit = {"linear_regression": LINEAR, "logistic_regression": LOGISTIC}[key]
    walker = Walker("gradient_descent", {"lr": lr}, batch=Batch(batch, order, seed) if batch else None)
    found = run(Landscape(key, {**defaults(unit), **said}), walker, start, steps, STILL)
    return np.column_stack([found.x, found.y])


def stationary(rows, best, lr, batch):
    """Return the covariance in which SGD with replacement rests: S = E[(I - lr A) S (I - lr A)] + lr^2 V / B, four linear equations."""
    _, a, b, t = rows.T
    inputs = np.column_stack([a, b])
    outer = inputs[:, :, None] * inputs[:, None, :]
    h, miss = outer.mean(axis=0), inputs @ best - t
    noise = (miss[:, None, None] ** 2 * outer).mean(axis=0) / batch
    calm = np.eye(2) - lr * h
    seen = np.mean([np.kron(each, each) for each in outer], axis=0) - np.kron(h, h)
    return np.linalg.solve(np.eye(4) - np.kron(calm, calm) - lr * lr / batch * seen, lr * lr * noise.ravel()).reshape(2, 2)


@pytest.mark.parametrize(("lr", "batch", "radius"), [(0.1, 1, 0.2887), (0.1, 8, 0.0966), (0.0125, 1, None)])
def test_the_cloud_of_sgd_is_as_wide_as_four_equations_say(lr, batch, radius):
    for sample in range(4):
        said = {**MANY, "sample": sample}
        best = minimum(LINEAR, said)
        expected = np.sqrt(np.trace(stationary(table(LINEAR, said), best, lr, batch)))
        if sample == 0 and radius:
            assert expected == pytest.approx(radius, abs=5e-5)
        path = walked("linear_regression", said, lr, (-1.0, 2.5), 6000 if lr == 0.1 else 40_000, batch, seed=sample)[1000:]
        assert np.sqrt(((path - best) ** 2).sum(axis=1).mean()) == pytest.approx(expected, rel=0.08)


def test_a_cloud_vanishes_where_the_model_fits_every_example():
    said = {**MANY, "sigma": 0.0}
    path = walked("linear_regression", said, 0.1, (-1.0, 2.5), 2560, 1, "shuffle")
    truth = data_of(LINEAR).truth(*{**defaults(LINEAR), **said}.values())
    assert truth
    np.testing.assert_allclose(path[-1], truth, atol=1e-7)


def test_a_fixed_order_walks_in_a_closed_loop():
    """Its row at the end of an epoch is the fixed point of the product of the 64 steps."""
    _, a, b, t = table(LINEAR, MANY).T
    factor, shift = np.eye(2), np.zeros(2)
    for row, target in zip(np.column_stack([a, b]), t, strict=True):
        one = np.eye(2) - 0.1 * np.outer(row, row)
        factor, shift = one @ factor, one @ shift + 0.1 * row * target
    fixed = np.linalg.solve(np.eye(2) - factor, shift)
    path = walked("linear_regression", MANY, 0.1, (-1.0, 2.5), 1280, 1, "fixed")
    np.testing.assert_allclose(fixed, [1.06685718, 1.31465079], atol=5e-9)
    np.testing.assert_allclose(path[1280], fixed, atol=1e-12)
    np.testing.assert_allclose(path[1280 - 64 :], path[1280 - 128 : -64], atol=1e-12)


@pytest.mark.parametrize("t", [1, 23, 43, 600])
def test_early_stopping_filters_the_directions(t):
    """After t steps from 0 a direction of curvature h has 1 - (1 - lr h)^t of its way."""
    h, c = moments(table(LINEAR, SIX))
    values, vectors = np.linalg.eigh(h)
    share = 1 - (1 - 0.1 * values) ** t
    expected = vectors @ (share * (vectors.T @ np.linalg.solve(h, c)))
    np.testing.assert_allclose(walked("linear_regression", SIX, 0.1, (0.0, 0.0), t)[t], expected, atol=1e-12)


def test_early_stopping_is_ridge_up_to_a_fifth():
    """Descent for z = lr h t keeps 1 - exp(-z), ridge with lambda = 1 / (lr t) keeps z / (1 + z): at most 0.20363 apart, at z = 2.513."""
    z = np.linspace(0, 50, 500_001)
    apart = np.abs(1 - np.exp(-z) - z / (1 + z))
    assert apart.max() == pytest.approx(0.20363, abs=5e-6)
    assert z[apart.argmax()] == pytest.approx(2.513, abs=5e-4)


@pytest.mark.parametrize("sample", [16, 37])
def test_weights_of_separable_examples_grow_like_a_logarithm(sample):
    """By ln 10 / margin for each ten times the steps. Source: Soudry et al. 2018."""
    said = {"n": 10, "d": 1.5, "sample": sample}
    _, a, b, t = table(LOGISTIC, said).T
    angle = np.linspace(0, 2 * np.pi, 200_001)
    margin = ((2 * t - 1)[:, None] * (np.outer(a, np.cos(angle)) + np.outer(b, np.sin(angle)))).min(axis=0).max()
    path = walked("logistic_regression", said, 1.0, (0.0, 0.0), 100_000)
    size = np.hypot(*path.T)
    assert (np.diff(size) > 0).all()
    assert (size[100_000] - size[10_000]) * margin / np.log(10) == pytest.approx(1, abs=0.05)
