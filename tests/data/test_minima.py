"""Minima of data surfaces are those of NumPy, SciPy and scikit-learn, with the penalties in scikit-learn's convention."""

import numpy as np
import pytest
from scipy.optimize import minimize
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, Ridge

from app.engine.landscape import Landscape
from app.engine.run import run
from app.engine.walker import Walker
from tests.data.tables import LINEAR, LOGISTIC, NETWORK, SIX, data_of, knobs, minimum, moments, table
from tests.optimizers.stepping import STILL, defaults

CLOSE = {"fit_intercept": False, "tol": 1e-14, "max_iter": 10**6}
_, A, B, T = table(LINEAR, SIX).T
X = np.column_stack([A, B])


def test_the_examples_of_a_sample_are_these_for_ever():
    """Links keep samples by their number: other examples would be other lessons."""
    assert (A[0], B[0], T[0]) == pytest.approx((0.8993864190904489, 0.6346060234273878, 1.715691885762136), rel=1e-15)
    h, c = moments(table(LINEAR, SIX))
    np.testing.assert_allclose(h, [[0.9239990, 0.6269342], [0.6269342, 0.5284671]], atol=5e-8)
    np.testing.assert_allclose(c, [1.5708333, 1.3329993], atol=5e-8)


@pytest.mark.parametrize("unit", [LINEAR, LOGISTIC, NETWORK])
def test_who_chooses_a_surface_sees_a_minimum_at_once(unit):
    """That of the default examples lies within the domain, which the panels show at first, and not on its rim."""
    (low, high), minima = np.transpose(unit.domain), unit.minima(*knobs(unit, {}))
    rim = 0.05 * (high - low)
    assert any(np.all((low + rim < at) & (at < high - rim)) for at in minima)


def test_more_examples_never_change_the_first_ones():
    few, many = (data_of(LINEAR).training({**defaults(LINEAR), **SIX, "n": n})[:, 1:] for n in (6, 64))
    np.testing.assert_array_equal(few, many[:6])


def test_least_squares_is_that_of_numpy():
    found = minimum(LINEAR, SIX)
    np.testing.assert_allclose(found, np.linalg.lstsq(X, T, rcond=None)[0], atol=1e-13)
    np.testing.assert_allclose(found, [-0.058464987, 2.591746972], atol=5e-10)


@pytest.mark.parametrize("l2", [0.05, 0.15, 1.5])
def test_the_penalty_on_the_square_is_ridge(l2):
    peer = Ridge(alpha=len(T) * l2, fit_intercept=False).fit(X, T).coef_
    np.testing.assert_allclose(minimum(LINEAR, SIX, l2=l2), peer, atol=1e-13)


def test_gradient_descent_ends_at_ridge():
    expected = minimum(LINEAR, SIX, l2=0.15)
    np.testing.assert_allclose(expected, [0.685451974, 1.331333505], atol=5e-10)
    place = Landscape("linear_regression", {**defaults(LINEAR), **SIX, "l2": 0.15})
    found = run(place, Walker("gradient_descent", {"lr": 0.1}), (0.0, 0.0), 5000, STILL)
    np.testing.assert_allclose([found.x[-1], found.y[-1]], expected, atol=1e-13)


@pytest.mark.parametrize("l1", [0.05, 0.15, 0.5, 5.0])
def test_the_penalty_on_the_size_is_the_lasso(l1):
    np.testing.assert_allclose(minimum(LINEAR, SIX, l1=l1), Lasso(alpha=l1, **CLOSE).fit(X, T).coef_, atol=1e-12)


def test_both_penalties_are_the_elastic_net():
    np.testing.assert_allclose(minimum(LINEAR, SIX, l1=0.15), [0.096590727, 2.123960539], atol=5e-10)
    np.testing.assert_allclose(minimum(LINEAR, SIX, l1=0.05), Lasso(alpha=0.05, **CLOSE).fit(X, T).coef_, atol=1e-12)
    for l1, l2 in ((0.12, 0.18), (0.05, 0.15), (0.3, 0.02)):
        peer = ElasticNet(alpha=l1 + l2, l1_ratio=l1 / (l1 + l2), **CLOSE).fit(X, T).coef_
        np.testing.assert_allclose(minimum(LINEAR, SIX, l1=l1, l2=l2), peer, atol=1e-12)


def test_a_line_of_inputs_has_no_lowest_point():
    """Inputs that say the same leave a valley; a penalty closes it."""
    assert LINEAR.minima(*knobs(LINEAR, SIX, rho=1.0)) == ()
    assert len(LINEAR.minima(*knobs(LINEAR, SIX, rho=1.0, l2=0.1))) == 1


APART = {"n": 10, "d": 1.5, "sample": 37}


@pytest.mark.parametrize("l2", [0.01, 0.1])
def test_logistic_regression_is_that_of_scipy_and_of_scikit_learn(l2):
    _, a, b, t = table(LOGISTIC, APART).T
    found, own = minimum(LOGISTIC, APART, l2=l2), knobs(LOGISTIC, APART, l2=l2)

    def loss(w):
        z = w[0] * a + w[1] * b
        return np.mean(np.logaddexp(0, z) - t * z) + l2 / 2 * w @ w

    np.testing.assert_allclose(loss(found), LOGISTIC.value(*found, *own), rtol=1e-14)
    scipy = minimize(loss, [0.0, 0.0], method="BFGS", jac=lambda w: np.array(LOGISTIC.grad(*w, *own)), options={"gtol": 1e-12}).x
    sklearn = (
        LogisticRegression(C=1 / (len(t) * l2), fit_intercept=False, tol=1e-12, max_iter=10**5).fit(np.column_stack([a, b]), t).coef_[0]
    )
    np.testing.assert_allclose(found, scipy, atol=1e-7)
    np.testing.assert_allclose(found, sklearn, atol=1e-7)
    if l2 == 0.1:
        np.testing.assert_allclose(found, [0.964290648, 1.063123487], atol=5e-10)


@pytest.mark.parametrize("sample", range(40))
def test_examples_that_a_line_separates_have_no_minimum(sample):
    """Against a search over directions: a line through the origin separates them if all sides (2t - 1)(a, b) have a positive part."""
    said = {**APART, "sample": sample}
    _, a, b, t = table(LOGISTIC, said).T
    angle = np.linspace(0, 2 * np.pi, 20_001)
    margin = ((2 * t - 1)[:, None] * (np.outer(a, np.cos(angle)) + np.outer(b, np.sin(angle)))).min(axis=0).max()
    assert bool(LOGISTIC.minima(*knobs(LOGISTIC, said))) == (margin < 0)
