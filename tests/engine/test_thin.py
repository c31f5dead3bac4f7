"""Thinning loses nothing that a picture can show."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.run import Abandoned, mark
from app.engine.thinning.thin import CELL, Window, extremes, path, stops

UNIT = Window(100, 100, 0, 1, 0, 1)


def lit(vertices: np.ndarray) -> set[tuple[int, int]]:
    """Return the pixels inside the panel that a polyline with pen-ups touches, sampled finely."""
    a, b = vertices[:-1, :2], vertices[1:, :2]
    down = np.isfinite(a).all(axis=1) & np.isfinite(b).all(axis=1)
    share = np.linspace(0, 1, 400)[:, None, None]
    points = (a[down] + share * (b[down] - a[down])).reshape(-1, 2)
    inside = ((points >= 0) & (points < 100)).all(axis=1)
    return set(map(tuple, np.floor(points[inside]).astype(int)))


def runs() -> dict[str, tuple[np.ndarray, np.ndarray]]:
    rng = np.random.default_rng(5)
    t = np.arange(3000)
    return {
        "flip": (np.tile([0.1, 0.9], 1500), np.linspace(0.2, 0.8, 3000)),
        "spiral": (0.5 + 0.4 * np.cos(t / 7) * 0.999**t, 0.5 + 0.4 * np.sin(t / 7) * 0.999**t),
        "walk": tuple(0.5 + rng.standard_normal((2, 300)).cumsum(axis=1) * 0.02),
        "leaves": (np.linspace(-5, 5, 60), np.linspace(-3, 4, 60)),
    }


@pytest.mark.parametrize("name", runs())
def test_the_picture_stays(name: str) -> None:
    """Of the pixels that the full path lights, all but those at the cells' rounding (one pixel beside) are lit by the thinned one."""
    x, y = runs()[name]
    px, py = UNIT.pixels(x, y)
    full, thin = lit(np.stack([px, py], axis=1)), lit(path(UNIT, x, y, 4000))
    missing = {(i, j) for i, j in full if not {(i + a, j + b) for a in (-1, 0, 1) for b in (-1, 0, 1)} & thin}
    assert full
    assert not missing
    assert len(thin - full) <= 0.01 * len(full) + 8


def test_a_segment_is_drawn_once() -> None:
    """100,000 bounces between two points are one line."""
    vertices = path(UNIT, np.tile([0.1, 0.9], 50_000), np.full(100_000, 0.5), 100)
    assert len(vertices) == 3
    assert np.isnan(vertices[0]).all()
    np.testing.assert_allclose(vertices[1:], [[10, 50, 0], [90, 50, 1]])


def test_rows_never_fall_so_that_the_past_can_be_drawn_alone() -> None:
    for x, y in runs().values():
        rows = path(UNIT, x, y, 4000)[:, 2]
        assert (np.diff(rows[np.isfinite(rows)]) >= 0).all()


def test_chaos_fits() -> None:
    rng = np.random.default_rng(0)
    vertices = path(UNIT, rng.uniform(-1, 2, 100_000), rng.uniform(-1, 2, 100_000), 500)
    assert 50 < len(vertices) <= 500


def test_far_away_is_clipped_and_still_points_the_right_way() -> None:
    """A step to 1e9 leaves the panel as a line, not as a huge coordinate."""
    vertices = path(UNIT, np.array([0.5, 1e9]), np.array([0.5, 0.5]), 50)
    np.testing.assert_allclose(vertices[1:, :2], [[50, 50], [108, 50]])


def test_a_resting_run_draws_nothing() -> None:
    assert len(path(UNIT, np.full(50, 0.3), np.full(50, 0.3), 50)) == 0
    assert len(path(UNIT, np.array([0.3]), np.array([0.3]), 50)) == 0


def test_deep_zoom_is_exact() -> None:
    """Pixels are computed in float64: a view of 1e-9 around 100 still tells its points apart."""
    window = Window(100, 100, 100, 100 + 1e-9, 0, 1)
    px, _ = window.pixels(np.array([100 + 2.5e-10, 100 + 7.5e-10]), np.zeros(2))
    np.testing.assert_allclose(px, [25, 75], atol=1e-2)


@given(
    values=st.lists(st.floats(-1e9, 1e9) | st.just(float("nan")), min_size=1, max_size=60),
    first=st.integers(0, 1),
    start=st.integers(-5, 50),
    length=st.integers(1, 80),
    width=st.integers(1, 40),
)
def test_every_column_holds_the_exact_extremes(values: list[float], first: int, start: int, length: int, width: int) -> None:
    found = extremes(np.array(values), first, start, start + length, width)
    expected: list[list[float]] = [[] for _ in range(width)]
    for k, v in enumerate(values):
        if start <= k + first <= start + length and np.isfinite(v):
            expected[min(int((k + first - start) * (width / length)), width - 1)].append(v)
    for column, (low, high) in zip(expected, found, strict=True):
        assert (np.isnan(low) and np.isnan(high)) if not column else (low, high) == (min(column), max(column))


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("width", [1, 7, 510])
def test_columns_of_many_rows_hold_the_extremes_of_each_row_placed_alone(width: int, log: bool) -> None:
    """Columns of many rows are found in strides, here against the place of every single row; 30 to 4,970 of 5,001 steps are shown."""
    rng = np.random.default_rng(3)
    values = rng.standard_normal(5001)
    values[::50] = np.inf
    at, (a, b) = np.arange(5001.0), (30.0, 4970.0)
    at, a, b = (np.log1p(at), np.log1p(a), np.log1p(b)) if log else (at, a, b)
    place = np.minimum(((at - a) * (width / (b - a))).astype(int), width - 1)
    seen = np.isfinite(values) & (np.arange(5001) >= 30) & (np.arange(5001) <= 4970)
    expected = np.full((width, 2), np.nan)
    for column in np.unique(place[seen]):
        within = values[seen & (place == column)]
        expected[column] = within.min(), within.max()
    np.testing.assert_array_equal(extremes(values, 0, 30, 4970, width, log=log), expected)


def test_a_path_that_stays_in_its_cell_draws_what_leaves_it() -> None:
    """Half-pixel cells: rows 1 and 2 stay in the cell of row 0, row 3 does not; the line begins where row 2 is."""
    x = np.array([0.1001, 0.1019, 0.1040, 0.3])
    vertices = path(UNIT, x, np.full(4, 0.5), 50)
    np.testing.assert_allclose(vertices[1:], np.array([[10.4, 50.0, 2.0], [30.0, 50.0, 3.0]]))


def test_nothing_is_thinned_for_nobody() -> None:
    """Both loops leave off at the mark, whatever is left to do."""
    token = mark.set(np.ones(1, dtype=np.uint8))
    try:
        for work in (lambda: path(UNIT, *runs()["spiral"], 4000), lambda: extremes(np.arange(100.0), 0, 0, 99, 10)):
            with pytest.raises(Abandoned):
                work()
    finally:
        mark.reset(token)


def test_columns_may_be_even_in_the_logarithm() -> None:
    """Of 0 ... 999 in 3 columns of log (1 + k): 1 + k below 10, below 100, and the rest."""
    np.testing.assert_array_equal(extremes(np.arange(1000.0), 0, 0, 999, 3, log=True), [[0, 8], [9, 98], [99, 999]])
    np.testing.assert_array_equal(extremes(np.arange(1000.0), 0, 9, 99, 2, log=True)[:, 0], [9, 31])  # sqrt(1000) = 31.6


@pytest.mark.parametrize(("steps", "room"), [(0, 100), (99, 100), (100, 100), (100_000, 666), (200_000, 500)])
def test_stops_fit_and_hold_both_ends(steps: int, room: int) -> None:
    found = stops(steps, room)
    assert len(found) <= room
    assert (found[0], found[-1]) == (0, steps)
    assert (np.diff(found) > 0).all()
    assert steps >= room or len(found) == steps + 1


def test_the_first_cell_is_half_a_pixel() -> None:
    assert CELL == 0.5
