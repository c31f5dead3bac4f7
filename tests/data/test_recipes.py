"""Recipes as tables: penalties that they are equal to, quadratures, and that what is drawn at a step has the table's mean."""

import numpy as np
import pytest
from scipy.special import roots_jacobi

from surfaces.data import recipes
from surfaces.data.recipes import shares
from surfaces.data.smooth import logistic
from surfaces.data.table import packed
from tests.data.tables import LINEAR, LOGISTIC, NETWORK, SIX, data_of, knobs, minimum, moments, table
from tests.optimizers.stepping import defaults

APART = {"n": 10, "d": 1.5, "sample": 37}
DRAWN = 40_000


@pytest.mark.parametrize("keep", [0.9, 0.8, 0.5])
def test_dropout_is_ridge_with_a_strength_for_each_weight(keep):
    """Source: Wager, Wang & Liang 2013: the strength is (1 - p) / p times the mean square of the input."""
    h, c = moments(table(LINEAR, SIX))
    expected = np.linalg.solve(h + (1 - keep) / keep * np.diag(np.diag(h)), c)
    np.testing.assert_allclose(minimum(LINEAR, SIX, keep=keep), expected, atol=1e-13)
    if keep == 0.9:
        np.testing.assert_allclose(expected, [0.413, 1.829], atol=5e-4)


def test_dropout_without_division_needs_its_answers_scaled():
    scaled, unscaled = (minimum(LINEAR, SIX, keep=0.5, scaled=each) for each in (1, 0))
    np.testing.assert_allclose(0.5 * unscaled, scaled, atol=1e-14)
    np.testing.assert_allclose(unscaled, [1.06, 1.90], atol=0.005)


def test_losing_an_input_is_a_mask_of_dropout():
    """Four panels: at keep 1/2, unscaled, the table is the mean of nothing lost, a lost, b lost and both lost."""
    x, y = np.random.default_rng(4).uniform(-2, 2, (2, 9))
    whole, a, b = (LINEAR.value(x, y, *knobs(LINEAR, SIX, lose=lose)) for lose in (0, 1, 2))
    both = np.mean(table(LINEAR, SIX)[:, 3] ** 2) / 2
    np.testing.assert_allclose(LINEAR.value(x, y, *knobs(LINEAR, SIX, lose=3)), both, rtol=1e-14)
    np.testing.assert_allclose(LINEAR.value(x, y, *knobs(LINEAR, SIX, keep=0.5, scaled=0)), (whole + a + b + both) / 4, rtol=1e-14)


@pytest.mark.parametrize("sample", range(20))
def test_swapped_inputs_have_equal_weights(sample):
    x, y = minimum(LINEAR, {"n": 8, "rho": 0.5, "sample": sample}, swap=0.5)
    assert abs(x - y) < 1e-12


@pytest.mark.parametrize("size", [0.1, 0.7, 2.0])
def test_jitter_is_ridge_with_its_square(size):
    """Source: Bishop 1995."""
    np.testing.assert_allclose(minimum(LINEAR, SIX, jitter=size), minimum(LINEAR, SIX, l2=size * size), atol=1e-12)


@pytest.mark.parametrize("alpha", [0.05, 0.2, 1.0, 4.0])
def test_the_quadrature_of_mixup_is_that_of_scipy(alpha):
    nodes, weights = roots_jacobi(recipes.NODES, alpha - 1, alpha - 1)
    share, weight = shares(alpha)
    np.testing.assert_allclose(share, (nodes + 1) / 2, atol=1e-13)
    np.testing.assert_allclose(weight, weights / weights.sum(), atol=1e-13)


@pytest.mark.parametrize(("alpha", "nodes"), [(0.2, 8), (1.0, 8), (0.05, 16)])
def test_eight_nodes_are_enough_for_the_minimum_of_mixup(alpha, nodes, monkeypatch):
    find = logistic(data_of(LOGISTIC).model.grad, data_of(LOGISTIC).model.hess)
    rows, found = table(LOGISTIC, APART), []
    for count in (nodes, 32):
        monkeypatch.setattr(recipes, "NODES", count)
        found.append(find(packed(recipes.mixed(rows, alpha)))[0])
    few, many = found
    np.testing.assert_allclose(few, many, atol=1e-3)


RECIPES = [
    (LINEAR, {**SIX, "keep": 0.8}),
    (LINEAR, {**SIX, "keep": 0.5, "scaled": 0, "l1": 0.1, "l2": 0.2}),
    (LINEAR, {**SIX, "swap": 0.3}),
    (LINEAR, {**SIX, "jitter": 0.5}),
    (LINEAR, {**SIX, "mix": 0.2}),
    (LINEAR, {**SIX, "resample": 4}),
    (LOGISTIC, {**APART, "keep": 0.7}),
    (LOGISTIC, {**APART, "mix": 1.0}),
    (LOGISTIC, {**APART, "jitter": 0.1}),
    (NETWORK, {"n": 8, "jitter": 0.05}),
    (NETWORK, {"n": 8, "mix": 0.4}),
]


@pytest.mark.parametrize(("unit", "said"), RECIPES)
@pytest.mark.parametrize("batch", [1, 4])
def test_what_is_drawn_at_a_step_has_the_gradient_of_the_table_on_average(unit, said, batch):
    own, at = knobs(unit, said), (0.7, -0.4)
    rows = data_of(unit).feed(own, 5, batch, DRAWN, "replacement")
    examples = rows[:, 3:].reshape(DRAWN, batch, 4)
    c, a, b, t = np.moveaxis(examples, 2, 0)
    drawn = np.stack([(c * part).sum(axis=1) for part in data_of(unit).model.grad(*at, a, b, t)])
    drawn += rows[:, 0] * np.sign(at)[:, None] + rows[:, 1] * np.array(at)[:, None]
    off = drawn.mean(axis=1) - unit.grad(*at, *own)
    assert np.all(np.abs(off) < 4 * drawn.std(axis=1) / np.sqrt(DRAWN))


@pytest.mark.parametrize("unit", [LINEAR, LOGISTIC, NETWORK])
def test_the_loss_of_an_example_is_that_of_its_answer(unit):
    model, rng = data_of(unit).model, np.random.default_rng(8)
    x, y, a, b = rng.uniform(-2, 2, (4, 300))
    t = rng.integers(0, 2, 300).astype(float)
    np.testing.assert_allclose(model.judge(model.answer(x, y, a, b), t), model.value(x, y, a, b, t), rtol=1e-10)


def test_an_answer_that_is_sure_of_itself_and_wrong_has_a_finite_loss():
    model = data_of(LOGISTIC).model
    far = model.answer(np.array([1e3, -1e3]), 0.0, 1.0, 0.0)
    assert far.tolist() == [1.0, 0.0]
    np.testing.assert_allclose(model.judge(far, np.array([0.0, 1.0])), [100, 100])
    assert model.judge(far, np.array([1.0, 0.0])).tolist() == [0.0, 0.0]


def test_every_table_is_a_distribution():
    for unit, said in RECIPES:
        c = table(unit, said)[:, 0]
        assert c.sum() == pytest.approx(1, abs=1e-14)
        assert (c >= 0).all()
    assert len(table(LOGISTIC, {**APART, "mix": 0.2})) == 370
    assert defaults(LOGISTIC)["n"] == 10
