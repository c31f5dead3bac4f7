"""What the steps see: epochs, streams of random numbers of their own, and the moments of mini-batches."""

from itertools import combinations, product

import numpy as np
import pytest

from surfaces.data.feed import feed, picks
from surfaces.data.table import HEAD, grad_of, packed, rows_of
from tests.data.tables import LINEAR, LOGISTIC, SIX, data_of, knobs, table
from tests.optimizers.stepping import defaults

RECIPES = [{}, {"keep": 0.7}, {"swap": 0.4}, {"jitter": 0.3}, {"mix": 0.5}]
ORDERS = ["shuffle", "replacement", "fixed"]


def made(steps, batch=4, order="shuffle", seed=3, n=10, **more):
    """Return what the steps see of ten examples."""
    values = {**defaults(LINEAR), "n": n, **more}
    return feed(data_of(LINEAR).training(values), values, seed, batch, steps, order)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("recipe", RECIPES)
@pytest.mark.parametrize("batch", [1, 4, 10])
def test_the_first_steps_of_a_long_run_are_those_of_a_short_one(order, recipe, batch):
    long = made(200, batch, order, **recipe)
    for steps in (1, 2, 3, 57):
        np.testing.assert_array_equal(made(steps, batch, order, **recipe), long[:steps])


@pytest.mark.parametrize("recipe", RECIPES[1:])
def test_a_recipe_does_not_reshuffle(recipe):
    """The targets, which no recipe but mixup touches, and the inputs that dropout keeps, come in the same order."""
    plain, other = (rows[:, HEAD:].reshape(-1, 4, 4) for rows in (made(200), made(200, **recipe)))
    np.testing.assert_array_equal(other[..., 0], plain[..., 0])
    if "mix" not in recipe:
        np.testing.assert_array_equal(other[..., 3], plain[..., 3])
    if "keep" in recipe:
        kept = other[..., 1] != 0
        assert 0.6 < kept[plain[..., 0] > 0].mean() < 0.8
        np.testing.assert_allclose(other[..., 1][kept] * 0.7, plain[..., 1][kept], rtol=1e-15)


def test_turning_keep_drops_more_of_the_same():
    few, many = (made(200, keep=keep)[:, HEAD:].reshape(-1, 4, 4)[..., 1:3] == 0 for keep in (0.9, 0.6))
    assert (few <= many).all()
    assert few.sum() < many.sum()


def test_every_purpose_has_numbers_of_its_own():
    base = picks(3, 10, 4, 300, "shuffle")
    for other in (picks(4, 10, 4, 300, "shuffle"), picks(3, 10, 4, 300, "replacement"), picks(3, 10, 4, 300, "fixed")):
        assert not np.array_equal(base, other)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("n", [8, 64])
def test_batches_of_one_and_of_eight_read_the_same_list(order, n):
    one, eight = picks(3, n, 1, 8 * n, order), picks(3, n, 8, n, order)
    np.testing.assert_array_equal(one.ravel(), eight.ravel())


@pytest.mark.parametrize("order", ["shuffle", "fixed"])
@pytest.mark.parametrize("batch", [1, 3, 4, 7, 10])
def test_an_epoch_sees_every_example_once(order, batch):
    per_epoch = -(-10 // batch)
    for epoch in picks(3, 10, batch, 5 * per_epoch, order).reshape(5, -1):
        assert sorted(epoch[epoch >= 0].tolist()) == list(range(10))
    if order == "fixed":
        assert picks(3, 10, batch, per_epoch, order).ravel()[:10].tolist() == list(range(10))


@pytest.mark.parametrize("batch", [1, 3, 4, 7])
def test_an_epoch_s_mean_weighted_by_the_batches_is_the_full_gradient(batch):
    own, at = knobs(LOGISTIC, {"n": 10, "l2": 0.3}), (0.7, -0.4)
    rows = data_of(LOGISTIC).feed(own, 3, batch, -(-10 // batch), "shuffle")
    gradients = [grad_of(data_of(LOGISTIC).model.grad, row, *at) for row in rows]
    np.testing.assert_allclose(rows[:, 2] @ np.array(gradients) / 10, LOGISTIC.grad(*at, *own), atol=1e-14)


@pytest.mark.parametrize("batch", [2, 3, 6])
def test_the_covariance_of_mini_batches_is_the_one_of_sampling_theory(batch):
    """Over all batches of six examples: C / B (n - B) / (n - 1) without replacement, C / B with."""
    rows, at = table(LINEAR, SIX), (0.5, 0.5)
    n = len(rows)

    def gradient(chosen):
        own = rows[list(chosen)].copy()
        own[:, 0] = 1 / len(own)
        return grad_of(data_of(LINEAR).model.grad, packed(own), *at)

    each = np.array([gradient([i]) for i in range(n)])
    spread = np.cov(each.T, bias=True)
    without = np.array([gradient(chosen) for chosen in combinations(range(n), batch)])
    np.testing.assert_allclose(np.cov(without.T, bias=True), spread / batch * (n - batch) / (n - 1), atol=1e-14)
    np.testing.assert_allclose(without.mean(axis=0), each.mean(axis=0), atol=1e-14)
    if batch < 4:
        again = np.array([gradient(chosen) for chosen in product(range(n), repeat=batch)])
        np.testing.assert_allclose(np.cov(again.T, bias=True), spread / batch, atol=1e-14)


def test_a_row_of_the_feed_is_a_payload():
    for row in made(50, n=10, l1=0.2, l2=0.3):
        examples = rows_of(row)
        assert row[:2].tolist() == [0.2, 0.3]
        assert len(examples) in (2, 4)
        assert examples[:, 0].sum() == pytest.approx(1, abs=1e-15)
        assert not row[HEAD + 4 * len(examples) :].any()
