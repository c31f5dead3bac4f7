"""The many runs of a lane in a frame: traces, ends, bands and shares, against runs of single scenes."""

import json
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from app.engine.ends import known, wilson
from app.engine.many import other_runs
from app.replies import many as module
from app.replies.ended import quantiles
from app.replies.frames import pictures
from app.replies.many import BAND, DRAFT, DRAFT_RUNS, VERTICES, seen, steps_of
from app.replies.recent import recent
from app.replies.view import Chart, View
from app.scene.scene import Scene
from tests.scenes import lane, scene

PANEL = {"width": 300, "height": 200, "x": [-6.0, 4.0], "y": [-3.0, 3.0]}
SEEDS = {"over": "seeds", "count": 40}


def noisy(*many: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    """Return a scene with a lane for each of `many`, which may be None."""
    lanes = [{**lane("adam", lr=1.0 - 0.1 * i), **({"many": each} if each else {})} for i, each in enumerate(many)]
    return scene(*lanes, surface={"key": "two_wells"}, start=[1.5, 0.0], **{"steps": 80, "noise": [2.0, 2.0], **more})


def view(said: dict[str, Any], **more: Any) -> View:
    """Return a view with a chart of the loss and of the rate."""
    chart = {"width": 500, "steps": [0, said["steps"]], "series": ["loss", "lr"], "axes": {"loss": "log", "lr": "log"}}
    return View.model_validate({"panels": [PANEL] * len(said["lanes"]), "chart": chart, **more})


Decoded = tuple[dict[str, Any], dict[str, NDArray[Any]], list[tuple[dict[str, Any], dict[str, NDArray[Any]]]]]


def decoded(said: dict[str, Any], **more: Any) -> Decoded:
    """Return the last header, the shared arrays, and each lane's header and arrays of an answer."""
    shared: dict[str, NDArray[Any]] = {}
    lanes: list[tuple[dict[str, Any], dict[str, NDArray[Any]]]] = [({}, {}) for _ in said["lanes"]]
    for frame in pictures(1, Scene.model_validate(said), view(said, **more)):
        head = json.loads(frame[4 : 4 + int.from_bytes(frame[:4], "little")])

        def read(table: Any, frame: bytes = frame) -> dict[str, NDArray[Any]]:
            return {name: np.frombuffer(frame, "<f4", at["length"], at["offset"]) for name, at in table.items()}

        shared |= read(head["arrays"])
        for (facts, arrays), own in zip(lanes, head["lanes"], strict=True):
            if own:
                facts.update(own)
                arrays.update(read(own["arrays"]))
    return head, shared, lanes


def finals(said: dict[str, Any], seeds: range) -> NDArray[Any]:
    """Return the last position of the first lane for each seed, from scenes of their own, shape (seeds, 2)."""
    plain = {**said, "lanes": [{name: value for name, value in said["lanes"][0].items() if name != "many"}]}
    runs = [Scene.model_validate({**plain, "seed": seed}).run()[0] for seed in seeds]
    return np.array([(run.x[-1], run.y[-1]) for run in runs])


def test_ends_are_counted_over_the_runs_of_forty_seeds() -> None:
    said = noisy(SEEDS)
    _, _, [(facts, arrays)] = decoded(said)
    at = finals(said, range(40))
    minima = np.array(known(Scene.model_validate(said).landscape()))
    half = np.hypot(*(minima[0] - minima[1])) / 2
    away = np.hypot(*(at[:, None] - minima).T)  # (minima, runs)
    found = {end.get("minimum", end["kind"]): end for end in facts["many"]["ends"]}
    for number, near in enumerate(away < half):
        assert found[number]["count"] == near.sum()
        assert (found[number]["low"], found[number]["high"]) == wilson(int(near.sum()), 40)
    assert sum(end["count"] for end in found.values()) == 40 == facts["many"]["runs"] == facts["many"]["of"]
    pixels = np.column_stack([(at[:, 0] + 6) * 30, (3 - at[:, 1]) * 200 / 6])
    np.testing.assert_allclose(arrays["ends"].reshape(-1, 2), pixels[1:], rtol=1e-5, atol=1e-3)


def test_a_trace_goes_from_the_start_to_the_end_of_its_run() -> None:
    _, _, [(facts, arrays)] = decoded(noisy({"over": "seeds", "count": 6}))
    points, steps, ends = arrays["others"].reshape(-1, 2), arrays["others_steps"], arrays["ends"].reshape(-1, 2)
    there = ~np.isnan(steps)
    assert facts["many"]["traced"] == 5
    cuts = np.flatnonzero(np.diff(steps[there]) < 0) + 1
    runs = np.split(points[there], cuts)
    assert len(runs) == 5
    for run, end in zip(runs, ends, strict=True):
        np.testing.assert_allclose(run[0], [225, 100], atol=0.01)
        assert np.hypot(*(run[-1] - end)) < 12  # a cell of a thinned trace


def test_a_band_holds_the_runs_between_its_edges() -> None:
    said = noisy(SEEDS, steps=30)
    _, shared, [(_, arrays)] = decoded(said)
    assert shared["band_steps"].tolist() == list(range(31))
    plain = {**said, "lanes": [lane("adam", lr=1.0)]}
    losses = np.sort([Scene.model_validate({**plain, "seed": seed}).run()[0].loss for seed in range(40)], axis=0)
    np.testing.assert_array_equal(arrays[BAND + "loss"].reshape(3, -1), losses[[3, 19, 35]].astype(np.float32))
    assert BAND + "lr" not in arrays  # all runs have the same rate: a band would be a line


def test_edges_are_values_of_runs_and_a_run_that_has_left_lies_above_a_loss() -> None:
    values = np.array([[1.0, 5.0], [2.0, np.nan], [3.0, np.nan], [4.0, 6.0], [5.0, 7.0]])
    np.testing.assert_array_equal(quantiles(values, rises=True), [[1, 5], [3, 7], [5, np.nan]])
    np.testing.assert_array_equal(quantiles(values, rises=False), [[1, 5], [3, 6], [5, 7]])


def test_the_axis_has_room_for_the_band() -> None:
    head, _, [(_, arrays)] = decoded(noisy({"over": "starts", "count": 60, "spread": 0.5}, noise=[0.0, 0.0]))
    edges = arrays[BAND + "loss"].reshape(3, -1)
    low, high = head["axes"]["loss"]["range"]
    assert edges[2].max() > 2 * arrays["loss"][np.isfinite(arrays["loss"])].max()
    assert low <= edges[0].min() <= edges[2].max() <= high


def test_nothing_beyond_a_hidden_future_is_told() -> None:
    said = noisy(SEEDS)
    _, shared, [(facts, arrays)] = decoded(said, until=5)
    assert np.nanmax(arrays["others_steps"]) == 5
    assert shared["band_steps"].max() == 5
    _, _, [(short, ends)] = decoded({**said, "steps": 5})
    assert facts["many"]["ends"] == short["many"]["ends"]
    np.testing.assert_array_equal(arrays["ends"], ends["ends"])


def test_lanes_that_run_once_stay_as_they_were() -> None:
    _, shared, lanes = decoded(noisy(None, SEEDS))
    assert "many" not in lanes[0][0]
    assert not {"others", "ends", BAND + "loss"} & set(lanes[0][1])
    _, before, alone = decoded(noisy(None))
    assert "band_steps" in shared
    assert "band_steps" not in before
    np.testing.assert_array_equal(lanes[0][1]["path"], alone[0][1]["path"])


def test_a_draft_makes_few_runs_and_says_how_many() -> None:
    said = noisy({"over": "seeds", "count": 256}, {"over": "seeds", "count": 256}, steps=300)
    for draft, vertices in ((False, VERTICES), (True, DRAFT)):
        _, _, lanes = decoded(said, draft=draft)
        for facts, arrays in lanes:
            assert len(arrays["others_steps"]) <= vertices / 2
            assert facts["many"]["runs"] == (DRAFT_RUNS / 2 + 1 if draft else 256)
            assert sum(end["count"] for end in facts["many"]["ends"]) == facts["many"]["runs"]


def test_without_noise_all_seeds_are_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "other_runs", lambda *given: [][: given[4]] if given[4] == 0 else pytest.fail("it runs again"))
    _, _, [(facts, _)] = decoded(noisy(SEEDS, noise=[0.0, 0.0]))
    assert (facts["many"]["runs"], facts["many"]["of"]) == (1, 40)


def test_one_run_is_kept_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    alive: list[int] = [0]

    class Counted(list[float]):
        """Stands for a run in memory."""

        def __init__(self) -> None:
            alive[0] += 1
            assert alive[0] <= 2  # the one at hand, and the one that is being made

        def __del__(self) -> None:
            alive[0] -= 1

    real = other_runs

    def watched(*given: Any) -> Any:
        for run in real(*given):
            object.__setattr__(run, "held", Counted())
            yield run

    monkeypatch.setattr(module, "other_runs", watched)
    made = Scene.model_validate(noisy(SEEDS))
    assert seen(made, 0, made.run()[0], view(noisy(SEEDS))) is not None
    assert alive == [0]


def test_steps_of_a_band_follow_the_axis() -> None:
    chart = {"width": 400, "steps": [0, 10_000]}
    even, log = (steps_of(Chart.model_validate({**chart, "scale": scale}), None) for scale in ("linear", "log"))
    assert even[[0, -1]].tolist() == log[[0, -1]].tolist() == [0, 10_000]
    assert np.diff(even).max() - np.diff(even).min() <= 1
    assert (log < 100).sum() > len(log) / 3


def test_a_lane_that_has_other_runs_is_drawn_again() -> None:
    """What is kept of a lane depends on how often it is run, and over what."""
    recent.clear()
    for many in (SEEDS, SEEDS, {**SEEDS, "count": 30}, {**SEEDS, "over": "starts"}):
        _, _, [(facts, _)] = decoded(noisy(many, steps=100))
        assert (facts["many"]["over"], facts["many"]["of"]) == (many["over"], many["count"])
    recent.clear()
