"""The starts of a class are run as the engine runs them."""

from typing import Any

import numpy as np
import pytest

from app.classroom.pictures import starts as module
from app.classroom.pictures.starts import FINE, LEAST, MOST, ROWS, rows_at, starts
from app.engine.run import Abandoned, fresh, mark, noise_stream, run
from app.maps.goals import ends, usual
from app.scene.scene import Scene
from tests.classroom.starting import LANES, places, question, scene_of, started, view_of
from tests.classroom.unpacked import starts_of


def where(scene: Scene, lane: int, made: Any) -> tuple[str, float | None, float | None]:
    """Return where a run ends, by the distance to each minimum and saddle."""
    found, reach = ends(scene.grounds[lane]), usual(scene.grounds[lane])
    if made.diverged:
        return "diverged", None, None
    for kind, points in (("minimum", found.minima), ("saddle", found.saddles)):
        for x, y in points:
            if (made.x[-1] - x) ** 2 + (made.y[-1] - y) ** 2 <= reach * reach:
                return kind, x, y
    return "elsewhere", None, None


@pytest.mark.parametrize(("key", "lane"), LANES)
def test_every_start_is_run_as_the_engine_runs_it(key: str, lane: int) -> None:
    scene = scene_of(key)
    ask = question(scene, lane)
    chosen = places(ask.view, 40)
    head, paths = started(scene, ask, chosen)
    assert [head[name] for name in ("ask", "round", "view")] == [3, 2, list(ask.view)]
    (x0, x1, y0, y1), noise = ask.view, noise_stream(scene.seed, scene.noise, scene.steps)
    for start, (x, y), told in zip(sorted(chosen), paths, head["paths"], strict=True):
        made = run(scene.grounds[lane], scene.walkers[lane], start, scene.steps, noise)
        rows = [k for k in head["at"] if k < len(made.x)]
        assert told["rows"] == len(rows)
        assert tuple(head["ends"][told["end"]][name] for name in ("kind", "x", "y")) == where(scene, lane, made)
        inside = (abs(made.x[rows] - (x0 + x1) / 2) <= 1.5 * (x1 - x0)) & (abs(made.y[rows] - (y0 + y1) / 2) <= 1.5 * (y1 - y0))
        whole = len(rows) if inside.all() else int(np.argmin(inside))
        assert np.allclose(x[:whole], made.x[rows][:whole], rtol=0, atol=FINE * 3 * (x1 - x0) / 65534)
        assert np.allclose(y[:whole], made.y[rows][:whole], rtol=0, atol=FINE * 3 * (y1 - y0) / 65534)
    assert sum(end["count"] for end in head["ends"]) == len(chosen)


def test_the_lanes_of_these_tests_have_every_kind_of_end() -> None:
    found = set()
    for key, lane in LANES:
        scene = scene_of(key)
        ask = question(scene, lane)
        found |= {end["kind"] for end in started(scene, ask, places(ask.view, 40))[0]["ends"] if end["count"]}
    assert found == {"minimum", "saddle", "elsewhere", "diverged"}


def test_where_newton_ends_is_a_saddle_for_a_start_beside_its_ridge() -> None:
    """From (1.5, y) for |y| < 0.447 (app/lessons/saddle.py)."""
    scene = scene_of("saddle")
    head, _ = started(scene, question(scene, 1), [(1.5, 0.0), (1.5, 0.44), (1.5, 0.45)])
    assert [head["ends"][path["end"]]["kind"] for path in head["paths"]] == ["saddle", "saddle", "minimum"]


def test_the_order_of_the_votes_is_not_told() -> None:
    scene = scene_of("saddle")
    ask = question(scene)
    chosen = places(ask.view, 50)
    assert starts(scene, ask, ask.view, chosen) == starts(scene, ask, ask.view, chosen[::-1])


def test_a_path_that_leaves_the_picture_leaves_it_along_its_line() -> None:
    lane = {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 3.0}}}
    scene = Scene.model_validate({"surface": {"key": "ellipse", "knobs": {"h": 1.0, "kappa": 1.0}}, "steps": 100, "lanes": [lane]})
    head, ((x, y),) = started(scene, question(scene, view=(-1.0, 1.0, -1.0, 1.0)), [(0.6, 0.3)])
    assert head["ends"][head["paths"][0]["end"]]["kind"] == "diverged"
    assert head["paths"][0]["rows"] < len(head["at"])
    assert np.allclose(y[:3], x[:3] / 2, atol=1e-3)
    assert (abs(x[2]), abs(y[2])) == pytest.approx((2.4, 1.2), abs=1e-3)
    assert (abs(x[3]), abs(y[3])) == pytest.approx((3.0, 1.5), abs=1e-3)
    assert max(abs(x).max(), abs(y).max()) <= 3.0


@pytest.mark.parametrize("count", [0, 1, 300, 2000, 2600])
def test_there_are_at_most_2000_paths_of_at_most_32_rows(count: int) -> None:
    scene = scene_of("saddle")
    ask = question(scene)
    chosen = places(ask.view, count)
    frame = starts(scene, ask, ask.view, chosen)
    assert frame is not None
    head, paths = starts_of(frame)
    assert len(paths) == min(count, MOST)
    assert LEAST <= len(head["at"]) <= ROWS
    assert sum(map(len, (x for x, _ in paths))) <= 16_000
    assert len(frame) < (16_000 if count <= 300 else 40_000)
    x0, x1, *_ = ask.view
    if count > MOST:  # both ends of the order are there
        assert abs(paths[0][0][0] - min(chosen)[0]) < 1e-3 * (x1 - x0)
        assert abs(paths[-1][0][0] - max(chosen)[0]) < 1e-3 * (x1 - x0)


def test_of_very_long_runs_there_are_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WORK", 320 * 25)
    scene = scene_of("saddle")
    ask = question(scene)
    assert len(started(scene, ask, places(ask.view, 100))[1]) == 25
    monkeypatch.setattr(module, "WORK", 1)
    assert len(started(scene, ask, places(ask.view, 100))[1]) == 1


@pytest.mark.parametrize("steps", [1, 2, 7, 30, 31, 32, 33, 100, 400, 12_345, 10_000_000])
@pytest.mark.parametrize("rows", [8, 17, 32])
def test_rows_rise_from_the_start_to_the_last_step(steps: int, rows: int) -> None:
    at = rows_at(steps, rows)
    assert (at[0], at[-1]) == (0, steps)
    assert (np.diff(at) > 0).all()
    assert min(rows, steps + 1) >= len(at) >= min(rows - 2, steps + 1)


@pytest.mark.parametrize("place", [(1e9, 1e9), (-1e9, 0.0), (0.0, 0.0)])
def test_a_start_may_be_anywhere(place: tuple[float, float]) -> None:
    for key, lane in LANES:
        scene = scene_of(key)
        head, paths = started(scene, question(scene, lane), [place])
        assert head["paths"][0]["rows"] == len(paths[0][0]) >= 1


def test_runs_that_nobody_wants_end() -> None:
    scene = scene_of("saddle")
    stale = fresh()
    stale[0] = 1
    token = mark.set(stale)
    try:
        with pytest.raises(Abandoned):
            starts(scene, question(scene), view_of(scene), [(0.0, 0.0)])
    finally:
        mark.reset(token)
