"""The search: its sequence, its rounds, its boxes."""

import numpy as np
import pytest

from app.tuning.search import Array, golden, rounds, shrink


def bowl(points: Array) -> Array:
    """Return the distance from a point that is no corner."""
    return np.hypot(points[:, 0] - 0.3, points[:, 1] - 0.8)


def test_the_sequence_is_that_of_roberts() -> None:
    """In one dimension its differences are 1 / 1.618..., the golden ratio; in two 1 / 1.3247..., the plastic number, and its square."""
    for dimensions, ratio in ((1, 1.6180339887498949), (2, 1.324717957244746)):
        steps = np.diff(golden(dimensions, 5, 7), axis=0) % 1
        assert steps == pytest.approx(np.tile(ratio ** -np.arange(1.0, dimensions + 1), (4, 1)))


def test_it_fills_every_part_of_the_box() -> None:
    """Of 64 points in 8 columns, each has 5 to 10; of a random draw some have 3."""
    for points in golden(3, 64, 0).T:
        assert set(np.bincount((8 * points).astype(int))) <= set(range(5, 11))


@pytest.mark.parametrize(("budget", "counts"), [(120, [60, 30, 30]), (16, [8, 4, 4]), (4, [2, 1, 1]), (7, [5, 1, 1])])
def test_half_of_the_budget_is_for_the_whole_box(budget: int, counts: list[int]) -> None:
    assert rounds(budget) == counts


def test_each_round_is_in_a_quarter_of_the_sides_around_the_best_so_far() -> None:
    tried = shrink(bowl, 2, 120, 3)
    for number, side in ((1, 1 / 4), (2, 1 / 16)):
        before = tried.points[tried.rounds < number]
        best = before[np.argmin(bowl(before))]
        assert (np.abs(tried.points[tried.rounds == number] - best) <= side / 2 + 1e-12).all()
    assert tried.scores[tried.best()] == bowl(tried.points).min() < 0.02


def test_a_seed_is_a_search_and_another_one_is_another() -> None:
    one, again, other = (shrink(bowl, 2, 60, seed).points for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.isclose(one, other).any()
