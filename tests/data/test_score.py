"""Losses on another table along a run, and on a grid: the compiled loops give what NumPy gives."""

import numpy as np
import pytest

from app.engine.landscape import Landscape
from app.engine.score import losses, mesh
from surfaces.data.table import value_of
from tests.data.tables import LINEAR, LOGISTIC, NETWORK, data_of
from tests.optimizers.stepping import defaults

UNITS = {"linear_regression": LINEAR, "logistic_regression": LOGISTIC, "tiny_network": NETWORK}


@pytest.mark.parametrize("key", UNITS)
def test_validation_loss_and_training_loss_are_those_of_numpy(key):
    unit = UNITS[key]
    place = Landscape(key, {**defaults(unit), "l2": 0.3, "resample": 2})
    x, y = np.random.default_rng(3).uniform(-3, 3, (2, 200))
    _, a, b, t = place.held()[3:].reshape(-1, 4).T
    assert len(t) == 64
    expected = np.mean(data_of(unit).model.value(x[:, None], y[:, None], a, b, t), axis=1)
    np.testing.assert_allclose(losses(place, place.held(), x, y), expected, rtol=1e-13)
    plain = unit.value(x, y, *place.arguments()) - 0.15 * (x * x + y * y)
    np.testing.assert_allclose(losses(place, place.plain(), x, y), plain, rtol=1e-12)


@pytest.mark.parametrize("key", UNITS)
def test_a_grid_is_that_of_numpy(key):
    place = Landscape(key, {**defaults(UNITS[key]), "mix": 0.2, "l2": 0.3, **({"l1": 0.1} if "l1" in UNITS[key].knobs else {})})
    x, y = np.linspace(-1, 2, 23), np.linspace(-2, 1, 17)
    found = mesh(place, place.vector(), x, y)
    np.testing.assert_allclose(found, value_of(data_of(UNITS[key]).model.value, place.vector(), *np.meshgrid(x, y)), rtol=1e-13)
