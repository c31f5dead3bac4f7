"""The table of series: what every one of them gives, and who reads it."""

from typing import Any

import numpy as np
import pytest

from app.catalog.catalog import catalog
from app.catalog.translations import say
from app.engine.run import Array
from app.engine.series import COLUMNS, SERIES, USUAL, Series, columns_of
from app.replies.drawn import curves
from app.replies.rows import answer, columns
from app.replies.view import Chart
from app.scene.scene import Scene
from tests.scenes import lane, scene

OFTEN = [key for key, series in COLUMNS.items() if not series.data]
"""The columns of every surface."""


def values(said: dict[str, Any], key: str) -> Array | None:
    """Return a series of the first lane of a scene."""
    made = Scene.model_validate(said)
    return SERIES[key].values(made.landscape(), made.walkers[0], made.run()[0])


@pytest.mark.parametrize("said", [
    scene(lane("adam"), steps=30), scene(lane("newton"), surface={"key": "rosenbrock"}, steps=5),
    scene(lane("gradient_descent", lr=0.3), surface={"key": "ellipse", "knobs": {"kappa": 10}}, start=[-8, 2]),  # diverges
    scene(lane("gradient_descent", lr=1e300), surface={"key": "ellipse"}, steps=5),  # a last position that is not finite
    scene(lane("adam"), surface={"key": "formula", "formula": "log(x) + y^2"}, start=[1, 1], steps=40),  # leaves its domain
])  # fmt: skip
def test_every_row_or_every_step_taken_has_a_value(said: dict[str, Any]) -> None:
    made = Scene.model_validate(said)
    for walker, run in zip(made.walkers, made.run(), strict=True):
        for series in SERIES.values():
            found = series.values(made.landscape(), walker, run)
            if series.data or (series.own and made.landscape().surface().axes is None):
                assert found is None, series.key
            else:
                assert found is not None, series.key
                assert found.shape == (run.step if series.first_step else len(run.x),), series.key


def test_columns_are_those_of_the_contract() -> None:
    assert list(COLUMNS)[:7] == ["x", "y", "loss", "gradient_norm", "lr", "lr_x", "lr_y"]
    assert [COLUMNS[key].first_step for key in list(COLUMNS)[:7]] == [0, 0, 0, 0, 1, 1, 1]
    (found,) = answer(Scene.model_validate(scene(lane("adam"), steps=5)))["lanes"]
    assert list(found) == ["status", *OFTEN, "name", "settings", "events"]


@pytest.mark.parametrize(("surface", "keys"), [("himmelblau", OFTEN), ("linear_regression", [*COLUMNS])])
def test_what_has_a_column_has_one_on_every_surface_or_on_all_that_are_made_of_examples(surface: str, keys: list[str]) -> None:
    assert not any(series.own or series.shared for series in COLUMNS.values())
    made = Scene.model_validate(scene(lane("adam"), surface={"key": surface}, steps=5))
    assert list(columns_of(made.landscape())) == keys
    assert list(columns(made.landscape(), made.walkers[0], made.run()[0])) == keys


def test_ratios_are_rates_times_the_curvature() -> None:
    """The largest curvature of the ellipse is h times kappa: 10."""
    said = scene(lane("rmsprop", lr=0.01), surface={"key": "ellipse", "knobs": {"h": 1, "kappa": 10, "angle": 0.3}}, start=[-8, 2], steps=9)
    for axis in "xy":
        rates, ratios = values(said, f"lr_{axis}"), values(said, f"ratio_{axis}")
        assert rates is not None
        np.testing.assert_array_equal(ratios, 10 * rates)


def test_own_axes_are_turned_about_their_centre() -> None:
    """Booth's axes are turned by -45 degrees about (1, 3)."""
    said = scene(lane("gradient_descent", lr=0.01), surface={"key": "booth"}, start=[4, 5], steps=1)
    u, v = values(said, "u"), values(said, "v")
    assert u is not None
    assert v is not None
    np.testing.assert_allclose([u[0], v[0]], [(3 - 2) / np.sqrt(2), (3 + 2) / np.sqrt(2)], rtol=1e-15)
    assert values(scene(lane("adam"), surface={"key": "himmelblau"}, steps=1), "u") is None


def test_only_what_a_chart_wants_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Scene.model_validate(scene(lane("adam"), steps=5))

    def unwanted(*_: Any) -> Array:
        raise AssertionError

    for key in SERIES.keys() - {"loss", "v"}:
        monkeypatch.setitem(SERIES, key, Series(key, key, unwanted))
    wanted = Chart.model_validate({"width": 5, "steps": [0.0, 5.0], "series": ["loss", "v"]})
    assert list(curves(made.landscape(), made.walkers[0], made.run()[0], wanted)) == ["loss", "v"]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_catalog_tells_the_whole_table(language: str) -> None:
    found = catalog(language)
    assert list(found["series"]) == list(SERIES)
    assert found["charts"] == USUAL
    for key, told in found["series"].items():
        kept = {name: value for name, value in vars(SERIES[key]).items() if name not in ("of", "name", "summary", "none", "limit")}
        assert {name: told[name] for name in kept} == kept
        assert told["name"] == say(language, SERIES[key].name)
    says = {"en": "above 2: unstable without momentum", "zh": "超过 2：无动量时不稳定"}[language]
    assert found["series"]["ratio_y"]["limit"] == {"at": 2.0, "says": says}


def test_an_axis_with_a_range_is_linear() -> None:
    with pytest.raises(TypeError, match="series 'share'"):
        Series("share", "Share", lambda landscape, walker, run: run.x, range=(0.0, 1.0))


def test_height_is_the_loss_above_the_lowest_minimum_and_no_number_where_none_is_known() -> None:
    """Two wells: the deeper one counts, though the run is in the shallow one. A typed slope has no minimum."""
    said = scene(lane("gradient_descent", lr=0.1), surface={"key": "two_wells"}, start=[-2.6, 0], steps=50)
    made = Scene.model_validate(said)
    (run,) = made.run()
    lowest = min(
        float(made.landscape().surface().value(x, y, *made.landscape().arguments()))
        for x, y in made.landscape().surface().minima(*made.landscape().arguments())
    )
    np.testing.assert_array_equal(values(said, "height"), run.loss - lowest)
    found = values(scene(lane("adam"), surface={"key": "formula", "formula": "x + y"}, start=[1, 1], steps=5), "height")
    assert found is not None
    assert np.isnan(found).all()


def test_the_distance_from_the_own_axis_has_no_sign() -> None:
    said = scene(lane("gradient_descent", lr=0.3), surface={"key": "ellipse", "knobs": {"kappa": 5}}, start=[-8, 2], steps=9)
    v = values(said, "v")
    assert v is not None
    assert v.min() < 0
    np.testing.assert_array_equal(values(said, "v_size"), np.abs(v))


def test_a_stride_is_the_length_of_the_move_and_no_number_where_the_walker_left_the_floats() -> None:
    (run,) = Scene.model_validate(said := scene(lane("adam", lr=0.2), start=[3, 4], steps=2)).run()
    found = values(said, "stride")
    assert found is not None
    assert found[1] == pytest.approx(np.hypot(run.x[2] - run.x[1], run.y[2] - run.y[1]), rel=1e-15)
    gone = values(scene(lane("gradient_descent", lr=1e308), surface={"key": "ellipse"}, start=[-8, 2], steps=5), "stride")
    assert gone is not None
    assert np.isnan(gone[-1])
