"""Contour levels: where they lie, and that the answer with a surface's bands has them."""

import numpy as np
import pytest

from app.replies.levels import ABOVE, BELOW_TOP, LEVELS, levelled
from app.replies.mesh import Mesh
from surfaces import SURFACES
from tests.replies.test_wire import decode


def test_log_levels_run_from_the_minimum_to_the_top():
    found = levelled(np.array([0.0, 1, 10, 100, 1000]), "log", None)
    assert found.bands[0] == 0
    assert 0.999 < found.bands[4] < 1
    assert (np.diff(found.bands) > 0).all()
    assert np.diff(found.bands)[2:] == pytest.approx(np.diff(found.bands)[3], abs=0.05)  # one decade is one step
    assert found.levels[-1] == pytest.approx(1000)


def test_quantile_bands_cover_equal_areas_whatever_the_values():
    found = levelled(np.exp(np.arange(1000) / 50), "quantile", None)
    assert np.histogram(found.bands, np.arange(LEVELS + 1) / LEVELS)[0] == pytest.approx(125, abs=25)


def test_linear_levels_are_even():
    assert levelled(np.array([-8.0, 0.0, 8.0]), "linear", None).levels == [-6, -4, -2, 0, 2, 4, 6, 8]


@pytest.mark.parametrize("spacing", ["log", "quantile", "linear"])
def test_the_bands_change_at_the_levels(spacing):
    f = np.linspace(-1.5, 2, 20_001) ** 3
    found = levelled(f, spacing, 2.0)
    below = [k for k, level in enumerate(found.levels) if level < 1.999]  # several may lie at the top itself
    assert len(below) >= 6
    for k in below:
        assert np.interp(found.levels[k], f, found.bands) == pytest.approx((k + 1) / LEVELS, abs=0.01)
    assert found.levels[-1] == pytest.approx(2.0)
    assert (found.bands[f > 2.0] > 1).all()


def test_what_lies_above_the_top_or_nowhere_is_left_blank():
    found = levelled(np.array([0, 5, 50, np.nan, np.inf]), "log", 10.0)
    assert found.bands[1] < 1
    assert (found.bands[2:] > 1).all()
    assert (found.bands <= ABOVE).all()


@pytest.mark.parametrize("spacing", ["log", "quantile", "linear"])
def test_where_all_that_is_seen_lies_above_the_top_the_levels_are_those_of_what_is_seen(spacing):
    f = np.linspace(100, 200, 400)
    found = levelled(f, spacing, 8.0)
    assert found.bands.tolist() == levelled(f, spacing, None).bands.tolist()
    assert len(set((found.bands * LEVELS).astype(int))) == LEVELS


@pytest.mark.parametrize("spacing", ["log", "quantile", "linear"])
@pytest.mark.parametrize("f", [[5.0, 5.0], [np.nan, np.inf], [-1.7e308, 1.7e308], [0.0, 1e-200]])
def test_nothing_is_too_extreme_for_levels(spacing, f):
    found = levelled(np.array(f), spacing, None)
    assert ((found.bands >= 0) & (found.bands <= ABOVE)).all()
    assert np.isfinite(found.levels).all()


@pytest.mark.parametrize("spacing", ["log", "quantile", "linear"])
def test_the_crescent_far_up_its_walls_has_bands(spacing: str) -> None:
    query = {"x0": "3.3", "x1": "3.9", "y0": "3.2", "y1": "3.8", "nx": "120", "ny": "120", "spacing": spacing}
    header, shared, _ = decode(Mesh.of("crescent", query).frame())
    assert (header["spacing"], len(header["levels"])) == (spacing, LEVELS)
    assert header["levels"][0] > (SURFACES["crescent"].top or 0)
    assert set((shared["bands"] * LEVELS).astype(int)) == set(range(LEVELS))


def test_the_bands_of_a_small_part_tell_its_points_apart() -> None:
    """f = 5 + x along 1e-8: in float32 f itself is one number."""
    query = {"formula": "5 + x", "x0": "0", "x1": "1e-8", "y0": "0", "y1": "1", "nx": "5", "ny": "2", "spacing": "linear"}
    bands = decode(Mesh.of("formula", query).frame())[1]["bands"]
    np.testing.assert_allclose(bands[:5], [0, 0.25, 0.5, 0.75, 1], atol=1e-5)


@pytest.mark.parametrize("spacing", ["log", "linear", "quantile"])
@pytest.mark.parametrize("top", [None, 1.0, 9.0])
def test_a_flat_surface_is_pale_everywhere(spacing, top):
    """Dark says low. Dropout's surface without inputs has the highest loss of four, and was the darkest."""
    flat = np.full((3, 4), 1.88)
    assert np.all(levelled(flat, spacing, top).bands == BELOW_TOP)
    hole = levelled(np.where(np.eye(3, 4) == 1, np.inf, flat), spacing, top).bands
    assert np.all(np.diag(hole) == ABOVE)
    assert np.sum(hole == BELOW_TOP) == 9
