"""The map under the starts of a class says where they end."""

import asyncio
import random
from typing import Any

import numpy as np
import pytest

from app.classroom.pictures.basins import asked, basins
from app.classroom.pictures.frames import View
from app.classroom.pictures.starts import starts
from app.classroom.rules.room import Ask
from app.engine.run import Abandoned, fresh
from app.scene.scene import Scene
from tests.classroom.starting import FORKED, LANES, RECORDED, places, question, scene_of, started, view_of
from tests.classroom.unpacked import basins_of
from tests.loops import ended


def mapped(scene: Scene, ask: Ask) -> tuple[dict[str, Any], Any]:
    """Return the map's frame, as a phone reads it."""
    frame = ended(basins(scene, ask, ask.view, fresh()))
    assert frame is not None
    return basins_of(frame)


@pytest.mark.parametrize(("key", "lane"), LANES)
def test_starts_in_the_middle_of_pixels_end_where_the_map_says(key: str, lane: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.classroom.pictures.basins.SIZES", (32,))
    scene = scene_of(key)
    ask = question(scene, lane)
    wanted = asked(scene, lane, ask.view)
    assert wanted
    xs, ys = (values.tolist() for values in wanted.values)
    pixels = random.Random(0).sample([(i, j) for i in range(32) for j in range(32)], 300)
    told, _ = started(scene, ask, [(xs[i], ys[j]) for i, j in pixels])
    head, found = mapped(scene, ask)
    same = [{name: end[name] for name in ("kind", "x", "y")} for end in head["ends"]]
    assert same == [{name: end[name] for name in ("kind", "x", "y")} for end in told["ends"]]
    at = dict(zip(sorted((xs[i], ys[j]) for i, j in pixels), (path["end"] for path in told["paths"]), strict=True))
    assert [at[xs[i], ys[j]] for i, j in pixels] == [int(found[j, i]) for i, j in pixels]
    assert [end["count"] for end in head["ends"]] == np.bincount(found.ravel(), minlength=len(same)).tolist()


def test_a_fork_is_run_but_has_no_map_and_a_recorded_lane_has_neither() -> None:
    scene = Scene.model_validate({"surface": {"key": "ellipse"}, "steps": 20, "lanes": [FORKED, RECORDED]})
    ask = question(scene)
    assert len(started(scene, ask, places(ask.view, 5))[1]) == 5
    assert asked(scene, 0, ask.view) is None
    assert starts(scene, question(scene, 1), ask.view, places(ask.view, 5)) is None
    assert ended(basins(scene, question(scene, 1), ask.view, fresh())) is None


@pytest.mark.parametrize("view", [(0.0, 1e-300, 0.0, 1.0), (1.0, 1.0 + 1e-15, 0.0, 1.0), (-1e9, 1e9, -1e9, 1e9)])
def test_a_view_in_which_there_is_no_map_has_starts_alone(view: View) -> None:
    scene = scene_of("saddle")
    ask = question(scene, view=view)
    assert len(started(scene, ask, places(view, 5))[1]) == 5
    frame = ended(basins(scene, ask, view, fresh()))
    assert frame is None or basins_of(frame)[0]["n"] > 0


def test_a_map_that_nobody_wants_is_given_up() -> None:
    scene = scene_of("saddle")

    async def gives_up() -> None:
        stale = fresh()
        stale[0] = 1
        with pytest.raises(Abandoned):
            await basins(scene, question(scene), view_of(scene), stale)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    ended(gives_up())
