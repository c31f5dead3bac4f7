"""Answers of finished runs, against the loops that Keras and torch run while they train."""

import numpy as np
import pytest

from app.answers import ANSWERS

RNG = np.random.default_rng(12)
X, Y, HELD = RNG.normal(size=301), RNG.normal(size=301), RNG.normal(size=301).round(1)
"""Weights and validation losses of 300 steps; rounded losses are often equal."""


def answered(key, per_epoch=1, **knobs):
    return ANSWERS[key].of(X, Y, HELD, per_epoch, knobs)


@pytest.mark.parametrize("begin", [0, 1, 17, 300, 301, 5000])
def test_the_average_is_the_running_sum_over_its_count(begin):
    found, total = answered("average", begin=begin), 0.0
    for row in range(301):
        if row < begin:
            assert found.x[row] == X[row]
            continue
        total += X[row]
        assert found.x[row] == total / (row - begin + 1)


def test_the_average_is_torch_s_averaged_model():
    """The first call copies; then avg + (w - avg) / (n + 1)."""
    found = answered("average", begin=5)
    mean = X[5]
    for n, row in enumerate(range(6, 301), 1):
        mean += (X[row] - mean) / (n + 1)
        assert found.x[row] == pytest.approx(mean, abs=1e-14)


@pytest.mark.parametrize("decay", [0.0, 0.5, 0.98])
def test_the_moving_average_is_torch_s(decay):
    """get_ema_multi_avg_fn: the first call copies; then decay * avg + (1 - decay) * w."""
    found, mean = answered("ema", decay=decay), X[1]
    assert found.x[0] == X[0]
    assert found.x[1] == X[1]
    for row in range(2, 301):
        mean = decay * mean + (1 - decay) * X[row]
        assert found.x[row] == mean


def stopped(losses, patience, min_delta):
    """Return the epochs at which Keras' EarlyStopping ends and to which it goes back, counted from 0; None if it does not end."""
    wait, best, best_epoch = 0, np.inf, 0
    for epoch, value in enumerate(losses):
        wait += 1
        if value < best - min_delta:
            best, best_epoch, wait = value, epoch, 0
            continue
        if wait >= patience and epoch > 0:
            return epoch, best_epoch
    return None, best_epoch


@pytest.mark.parametrize("per_epoch", [1, 3, 7])
@pytest.mark.parametrize("min_delta", [0.0, 0.25])
@pytest.mark.parametrize("patience", [1, 2, 5, 20, 1000])
def test_early_stopping_is_that_of_keras(patience, min_delta, per_epoch):
    found = answered("best", per_epoch, patience=patience, min_delta=min_delta)
    end, best = stopped(HELD[per_epoch::per_epoch], patience, min_delta)
    assert found.stop == (None if end is None else (end + 1) * per_epoch)
    assert found.row[-1] == (best + 1) * per_epoch
    assert (found.x[-1], found.y[-1]) == (X[found.row[-1]], Y[found.row[-1]])


@pytest.mark.parametrize("row", [1, 8, 60, 299])
def test_an_answer_at_a_row_is_that_of_a_run_that_ended_there(row):
    for key, knobs in (("best", {"patience": 5, "min_delta": 0.0}), ("average", {"begin": 4}), ("ema", {"decay": 0.9}), ("last", {})):
        whole, short = answered(key, **knobs), ANSWERS[key].of(X[: row + 1], Y[: row + 1], HELD[: row + 1], 1, knobs)
        assert (whole.x[row], whole.y[row], whole.row[row]) == (short.x[-1], short.y[-1], short.row[-1])


def test_scaling_multiplies_the_last_weights():
    found = answered("scaled", keep=0.8)
    np.testing.assert_array_equal(found.x, 0.8 * X)
    np.testing.assert_array_equal(found.row, np.arange(301))
