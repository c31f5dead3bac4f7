"""The logistic loss on a grid from products of exponentials: what the sum over the examples gives, also where e^z is no number."""

import numpy as np
import pytest

from app.engine.landscape import Landscape
from app.engine.score import mesh
from surfaces.data import sigmoid
from surfaces.data.data import weighed
from surfaces.data.recipes import kept
from surfaces.data.table import packed, rows_of, value_of
from tests.data.tables import LOGISTIC, data_of
from tests.optimizers.stepping import defaults

WORDS = ("", "lose=1", "lose=2", "lose=3", "keep=0.8", "swap=0.3", "jitter=0.7", "mix=0.2", "resample=3", "l2=0.3")
RECIPES = [{name: float(number) for name, _, number in [word.partition("=")] if name} for word in WORDS]


def place(**said):
    return Landscape("logistic_regression", {**defaults(LOGISTIC), "n": 16, **said})


def same(k, x, y):
    """Compare the grid on a payload with the sum over its examples; the smallest losses are rounded in both."""
    with np.errstate(all="ignore"):
        expected = value_of(data_of(LOGISTIC).model.value, k, *np.meshgrid(x, y))
    np.testing.assert_allclose(mesh(place(), k, x, y), expected, rtol=1e-12, atol=1e-15)
    assert np.all(np.isfinite(expected))


@pytest.mark.parametrize("said", RECIPES, ids=WORDS)
@pytest.mark.parametrize("far", [7.0, 40.0, 300.0, 1e4])
def test_recipes_have_the_grid_of_their_sum(said, far):
    """Up to 40 all are products, at 300 only examples near 0, and at 10,000 none."""
    same(place(**said).vector(), np.linspace(-1 - far / 9, far, 23), np.linspace(-far, far / 2, 17))


def test_examples_within_reach_and_beyond_stand_in_one_table():
    rng = np.random.default_rng(5)
    rows = np.column_stack([rng.normal(size=(40, 2)) * np.repeat([0.1, 1.0, 30.0, 3e3], 10)[:, None], np.arange(40) % 2])
    k = packed(weighed(rng.permutation(rows)), l1=0.2, l2=0.4)
    assert {bool(each) for each in np.max(np.abs(rows[:, :2]), axis=1) * 9 > sigmoid.REACH} == {False, True}
    same(k, np.linspace(-1, 9, 31), np.linspace(-9, 1, 29))


def test_what_cancels_at_the_edge_of_the_reach_is_exact():
    """|x a| and |y b| are 300, and z is 0 or 600 where they meet."""
    k = packed(weighed(np.array([[100.0, 100.0, 0.0], [100.0, -100.0, 1.0], [-100.0, 100.0, 0.3]])))
    same(k, np.linspace(-3, 3, 13), np.linspace(-3, 3, 13))


def test_each_example_may_have_a_weight_of_its_own():
    rng = np.random.default_rng(6)
    rows = np.column_stack([rng.dirichlet(np.ones(50)), rng.normal(size=(50, 2)), rng.uniform(size=50)])
    same(packed(rows, l2=0.1), np.linspace(-3, 5, 31), np.linspace(-2, 6, 29))


def test_more_examples_of_one_weight_than_a_product_holds():
    """Each factor is 2 at the origin: 2,000 of them are beyond the largest number."""
    rows = np.column_stack([np.random.default_rng(7).normal(size=(500, 2)), np.arange(500) % 2])
    k = packed(kept(weighed(rows), 0.5, scaled=True))
    assert len(rows_of(k)) == 2000 > sigmoid.ROOM
    assert len(set(rows_of(k)[:, 0])) == 1
    same(k, np.linspace(-1e-3, 1e-3, 5), np.linspace(-1e-3, 1e-3, 5))
