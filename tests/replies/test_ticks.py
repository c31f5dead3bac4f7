"""Ticks of the narrowest axes; tests/page/scale.test.js has the page's, which are the same."""

import pytest

from app.replies.ticks import linear_bucket, linear_ticks
from tests.fuzz.asking import verdict
from tests.fuzz.cases import Case
from tests.loops import ended
from tests.scenes import lane, scene


@pytest.mark.parametrize("high", [5e-324, 1e-320, 2e-308])
def test_a_range_near_the_smallest_number_has_no_ticks_and_its_rounded_one_has_some(high: float) -> None:
    assert linear_ticks(0.0, high, 6) == []
    assert 0.0 in linear_ticks(*linear_bucket(0.0, high), 6)
    assert 0.0 in linear_ticks(*linear_bucket(high, high), 6)


def test_a_chart_of_the_smallest_rate_is_drawn() -> None:
    said = scene(lane("gradient_descent", lr=5e-324), steps=3)
    for path in ("/api/picture", "/api/figure"):
        assert ended(verdict(Case(path, said, {"charts": "lr", "linear": "lr"}))) is None


@pytest.mark.parametrize("surface", ["linear_regression", "logistic_regression"])
def test_examples_nearer_than_any_tick_are_drawn(surface: str) -> None:
    rows = [[5e-324 * i, 1e-310, i % 2] for i in range(6)]
    said = scene(lane("adam"), steps=3, surface={"key": surface, "examples": rows, "held": rows})
    assert ended(verdict(Case("/api/picture", said, {}))) is None
