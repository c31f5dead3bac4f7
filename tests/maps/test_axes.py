"""The values of an axis: in the middle of the pixels, with few digits, and each its own."""

import json
from typing import Any

import numpy as np
import pytest

from app.maps.axes import values
from app.maps.jobs import order, pixels, side_of
from app.scene.maps import AxisChoice
from tests.maps.clicked import axis


@pytest.mark.parametrize(
    ("low", "high", "count", "scale"),
    [
        (-6, 6, 256, "linear"),
        (1e-3, 10, 512, "log"),
        (0.9, 0.9999, 300, "near_one"),
        (-5.0, 0.99, 77, "near_one"),
        (1.44, 1.44 + 1e-11, 512, "linear"),
        (1e-30, 1e12, 2048, "log"),
        (-1e9, 1e9, 2, "linear"),
        (3e8, 3.0001e8, 2048, "log"),
    ],
)
def test_values_are_rounded_to_a_hundredth_of_a_pixel(low: float, high: float, count: int, scale: str) -> None:
    chosen = AxisChoice.model_validate(axis("knobs.lr", low, high, count, scale))
    found, exact = values(chosen, False), chosen.middles()
    gaps = np.abs(np.gradient(exact))
    assert (np.diff(found) > 0).all()
    assert (np.abs(found - exact) <= gaps / 100 + np.spacing(np.abs(exact))).all()
    assert low < found[0] < found[-1] < high
    assert json.loads(json.dumps(found.tolist())) == found.tolist()


def test_they_have_few_digits() -> None:
    """Written out by hand: pixels of 0.25 are told to 0.0025, of three digits at most."""
    chosen = AxisChoice.model_validate(axis("start.0", -1, 1, 8))
    assert values(chosen, False).tolist() == [-0.875, -0.625, -0.375, -0.125, 0.125, 0.375, 0.625, 0.875]
    thirds = AxisChoice.model_validate(axis("start.0", 0, 1, 3))
    assert values(thirds, False).tolist() == [0.167, 0.5, 0.833]


def test_whole_numbers_are_whole() -> None:
    chosen = AxisChoice.model_validate(axis("steps", 1, 21, 40))
    found = values(chosen, True)
    assert (found == np.rint(found)).all()
    assert (found.min(), found.max()) == (1, 21)


@pytest.mark.parametrize(("columns", "rows"), [(256, 256), (100, 37), (2, 2), (3, 500), (9, 8), (2048, 5)])
@pytest.mark.parametrize("coarse", [8, 1])
@pytest.mark.parametrize("steps", [500, 20_000])
def test_tiles_are_a_whole(columns: int, rows: int, coarse: int, steps: int) -> None:
    """Every pixel is in one tile, once; none is empty; the first is coarse and in one block of the engine."""
    jobs = list(order(columns, rows, side_of(steps), coarse))
    hit: Any = np.zeros((rows, columns), dtype=int)
    for job in jobs:
        i, j = pixels(job, columns, rows, coarse)
        assert len(i) > 0
        np.add.at(hit, (j, i), 1)
    assert (hit == 1).all()
    assert [job[0] for job in jobs] == sorted((job[0] for job in jobs), reverse=True)
    assert len(pixels(jobs[0], columns, rows, coarse)[0]) <= 256 or coarse == 1


def test_each_level_completes_the_one_before() -> None:
    """After the tiles of distance 4, every fourth pixel of every fourth row is there."""
    hit = np.zeros((100, 100), dtype=bool)
    for job in order(100, 100, 64):
        if job[0] >= 4:
            i, j = pixels(job, 100, 100)
            hit[j, i] = True
    assert hit[::4, ::4].all()
    assert hit.sum() == 25 * 25
