"""The share of many noisy runs that are still in the well where they began."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from app import settings as environment
from app.engine import share as module
from app.engine.run import Abandoned, Array, fresh, mark, run
from app.engine.series import SERIES
from app.engine.share import RUNS, others
from app.replies.cost import drawing, is_short
from app.replies.drawn import curves
from app.replies.view import Chart, View
from app.scene.scene import Scene
from tests.scenes import lane, scene

NOISY = scene(
    lane("adam", lr=1.0), lane("gradient_descent", lr=0.9),
    surface={"key": "two_wells"}, start=[1.5, 0.0], steps=40, noise=[2.0, 2.0], seed=7,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing_is_kept() -> Iterator[None]:
    module._share.cache_clear()
    yield
    module._share.cache_clear()


def shares(said: dict[str, Any], until: int | None = None) -> list[Array]:
    """Return the shares of every lane."""
    made = Scene.model_validate(said)
    runs = dict(made.run_each(lambda _, one: one, until=until))
    found = [SERIES["share"].values(made.landscape(), walker, runs[i]) for i, walker in enumerate(made.walkers)]
    return [values for values in found if values is not None]


def by_hand(said: dict[str, Any]) -> Array:
    """Return the same from 200 scenes, one for each seed: shape (lanes, steps + 1)."""
    made = Scene.model_validate(said)
    minima = sorted(made.landscape().surface().minima(*made.landscape().arguments()), key=lambda at: np.hypot(at[0] - 1.5, at[1]))
    (x, y), (a, b) = minima
    half = np.hypot(x - a, y - b) / 2
    there = np.zeros((len(made.lanes), made.steps + 1))
    for seed in range(200):
        for i, one in enumerate(Scene.model_validate({**said, "seed": seed}).run()):
            for k in range(len(one.x)):
                there[i, k] += np.hypot(one.x[k] - x, one.y[k] - y) < half
    return there / 200


def test_it_is_counted_over_two_hundred_runs() -> None:
    found = by_hand(NOISY)
    assert 0.1 < found[0, -1] < 0.9
    np.testing.assert_array_equal(shares(NOISY), found)


def test_the_lanes_own_run_is_one_of_them() -> None:
    """Of the seeds 0 ... 199 only the last makes room for it, so another seed changes one run, not the chart."""
    assert [7, *others(7)] == [7, *(seed for seed in range(200) if seed != 7)]
    assert list(others(5000)) == list(range(RUNS - 1))
    assert np.abs(np.subtract(shares(NOISY), shares({**NOISY, "seed": 5000}))).max() <= 1 / RUNS + 1e-12


def test_steps_that_are_hidden_are_not_run_and_change_nothing() -> None:
    early = shares(NOISY, until=3)
    assert [len(values) for values in early] == [4, 4]
    np.testing.assert_array_equal(early, [values[:4] for values in shares(NOISY)])


def test_who_has_diverged_is_no_longer_there() -> None:
    """Where the lane's own run ends, its rows end."""
    said = {**NOISY, "lanes": [lane("gradient_descent", lr=1e300)]}
    (found,) = shares(said)
    assert len(found) == len(Scene.model_validate(said).run()[0].x)
    assert found[0] == 1
    assert not found[1:].any()


@pytest.mark.parametrize("without", [
    {"noise": [0.0, 0.0]},
    {"surface": {"key": "ellipse"}},  # one minimum
    {"surface": {"key": "formula", "formula": "x + y"}},  # none
    {"steps": 3001},  # 200 times two lanes times 3,001 steps is more than the 1,200,000 that a scene may have
])  # fmt: skip
def test_without_noise_two_minima_or_room_there_is_no_number_but_a_text(without: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "run", None)  # nothing is run
    for found in shares({**NOISY, **without}):
        assert np.isnan(found).all()
    assert "noise" in SERIES["share"].none


def test_the_limit_is_that_of_a_scene(monkeypatch: pytest.MonkeyPatch) -> None:
    work = RUNS * 2 * NOISY["steps"]
    for most, there in ((work, True), (work - 1, False)):
        monkeypatch.setattr(environment, "settings", environment.settings.model_copy(update={"max_lane_steps": most}))
        assert np.isfinite(shares(NOISY)).all() == there


def test_it_costs_only_where_a_chart_shows_it() -> None:
    made = Scene.model_validate({**NOISY, "steps": 300})
    plain, shown = (
        View.model_validate({"panels": [{"width": 9, "height": 9, "x": [0, 1], "y": [0, 1]}] * 2, "chart": chart, "draft": True})
        for chart in ({"width": 5, "steps": [0.0, 300.0]}, {"width": 5, "steps": [0.0, 300.0], "series": ["loss", "share"]})
    )
    assert drawing(made, shown) - drawing(made, plain) > 0.9 * (RUNS - 1) * made.cost
    assert is_short(made, drawing(made, plain))
    assert not is_short(made, drawing(made, shown))  # not in the thread that answers everybody
    asked = Chart.model_validate({"width": 5, "steps": [0.0, 40.0]})
    assert "share" not in curves(made.landscape(), made.walkers[0], made.run()[0], asked)


def test_the_other_lanes_are_not_run_again_while_one_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def counted(landscape: Any, walker: Any, *rest: Any) -> Any:
        asked.append(walker.optimizer)
        return run(landscape, walker, *rest)

    monkeypatch.setattr(module, "run", counted)
    shares(NOISY)
    assert len(asked) == 2 * RUNS
    shares({**NOISY, "lanes": [NOISY["lanes"][0], lane("gradient_descent", lr=0.8)]})
    assert asked[2 * RUNS :] == ["gradient_descent"] * RUNS


def test_it_ends_when_nobody_waits_for_it() -> None:
    made, stale = Scene.model_validate(NOISY), fresh()
    (own, *_) = made.run()
    before = mark.set(stale)
    stale[0] = 1
    try:
        with pytest.raises(Abandoned):
            SERIES["share"].values(made.landscape(), made.walkers[0], own)
    finally:
        mark.reset(before)
    assert np.isfinite(shares(NOISY)).all()  # what was abandoned is not kept


NETWORK = {"key": "tiny_network", "knobs": {"n": 6, "sigma": 1.0, "r": 2.0, "w_x": 1.0}}
WELLS = scene({**lane("gradient_descent", lr=2.0), "batch": 1}, surface=NETWORK, start=[0.3, 0.3], steps=40, seed=7)


def test_batches_alone_make_the_runs_differ() -> None:
    """The network has two minima, mirror images: in some orders a large rate throws runs out of one."""
    made, there = Scene.model_validate(WELLS), np.zeros(41)
    minima = sorted(made.landscape().surface().minima(*made.landscape().arguments()), key=lambda at: np.hypot(at[0] - 0.3, at[1] - 0.3))
    (x, y), (a, b) = minima
    for seed in range(200):
        (one,) = Scene.model_validate({**WELLS, "seed": seed}).run()
        off = np.hypot(one.x - x, one.y - y) < np.hypot(x - a, y - b) / 2
        there[: len(off)] += off
    (found,) = shares(WELLS)
    np.testing.assert_array_equal(found, there / 200)
    assert 0 < found[-1] < 1


@pytest.mark.parametrize("own", [{"order": "fixed"}, {"batch": None}])
def test_where_nothing_is_drawn_there_is_no_share(own: dict[str, Any]) -> None:
    assert np.isnan(shares({**WELLS, "lanes": [{**WELLS["lanes"][0], **own}]})).all()


def test_every_example_of_a_batch_counts_against_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {**WELLS, "lanes": [{**WELLS["lanes"][0], "batch": 3}]}
    for most, there in ((RUNS * 40 * 3, True), (RUNS * 40 * 3 - 1, False)):
        monkeypatch.setattr(environment, "settings", environment.settings.model_copy(update={"max_lane_steps": most}))
        assert np.isfinite(shares(said)).all() == there
