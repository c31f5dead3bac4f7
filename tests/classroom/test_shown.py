"""Every kind of scene that the page can link to is drawn for phones, and ends where its future is hidden."""

import asyncio
from typing import Any

import numpy as np
import pytest

from app.catalog.link import link_to
from app.classroom.client import Client
from app.classroom.hall import Hall
from app.classroom.pictures.frames import paths
from app.classroom.pictures.ground import ground
from app.classroom.pictures.shown import check, scene_of, view_of
from app.classroom.rules.commands import Set
from app.classroom.rules.room import Refusal, Room
from app.engine.recorded import packed
from app.lessons import LESSONS
from app.scene.scene import Scene
from tests.classroom.unpacked import ground_of, paths_of
from tests.loops import ended

UNTIL = 7
ADAM: dict[str, Any] = {"optimizer": {"key": "adam"}}
LINE = np.column_stack([np.linspace(-3, 3, 31), np.linspace(2, -2, 31)])
DRAWN = {"trajectory": {"file": "mine.csv", "points": packed(LINE.ravel()), "loss": packed(np.arange(31.0) - 5)}}
SCENES: dict[str, dict[str, Any]] = {
    "plain": {"lanes": [ADAM]},
    "own knobs and a start of its own": {
        "surface": {"key": "linear_regression"},
        "lanes": [{**ADAM, "knobs": {"l2": 0.3}, "start": [1, 1]}, ADAM],
    },
    "mini-batches": {"surface": {"key": "linear_regression"}, "lanes": [{**ADAM, "batch": 4}, {**ADAM, "answer": {"key": "ema"}}]},
    "a network": {"surface": {"key": "tiny_network"}, "lanes": [ADAM]},
    "a formula": {"surface": {"key": "formula", "formula": "x^2 + 10 sin(y)^2 - 3"}, "lanes": [ADAM]},
    "a formula with holes": {"surface": {"key": "formula", "formula": "log(x) + y^2"}, "start": [1, 1], "lanes": [ADAM]},
    "a fork within the hidden part": {"lanes": [ADAM, {**ADAM, "fork": {"step": 20, "before": ADAM}}]},
    "a fork before": {"lanes": [{**ADAM, "clip": 0.1, "fork": {"step": 3, "before": ADAM}}]},
    "recorded": {"lanes": [DRAWN, ADAM]},
    "many runs": {"lanes": [{**ADAM, "many": {"count": 9}}], "noise": [1.0, 1.0]},
    "eight lanes": {"lanes": [ADAM] * 8},
    "one step": {"lanes": [ADAM], "steps": 1},
    "a map, and a frozen scene": {"lanes": [ADAM], "frozen": {"surface": {"key": "ellipse"}, "steps": 30, "lanes": [ADAM]}},
}


def link(name: str) -> str:
    """Return the part of a scene's link behind #."""
    return link_to({"surface": {"key": "ellipse"}, "steps": 30, **SCENES[name]})[1:]


@pytest.mark.parametrize("draft", [True, False])
@pytest.mark.parametrize("name", SCENES)
def test_it_is_drawn(name: str, draft: bool) -> None:
    scene = ended(scene_of(link(name)))
    view = view_of(scene, None)
    for until in (None, UNTIL):
        head, lanes = paths_of(paths(scene, view, until, draft=draft))
        runs = [run for _, run in sorted(scene.run_each(lambda _, run: run, None, until), key=lambda found: found[0])]
        assert [len(lane["x"]) for lane in lanes] == [len(run.x) for run in runs]
        assert head["lanes"][0]["label"]
        if until and scene.steps > until:
            assert max(lane["steps"][-1] for lane in lanes) == until
    _, heights = ground_of(ground(scene.ground, view, draft=draft))
    assert np.isfinite(heights).any()


def test_lanes_on_other_ground_than_the_picture_s_say_so() -> None:
    scene = ended(scene_of(link("own knobs and a start of its own")))
    head, lanes = paths_of(paths(scene, view_of(scene, None)))
    assert [lane["own"] for lane in head["lanes"]] == [True, False]
    assert lanes[0]["x"][0] == pytest.approx(1, abs=1e-3)


def test_where_a_formula_is_not_finite_the_ground_has_a_hole() -> None:
    scene = ended(scene_of(link("a formula with holes")))
    _, heights = ground_of(ground(scene.ground, (-1.0, 1.0, -1.0, 1.0)))
    assert np.isnan(heights[:, :60]).all()
    assert np.isfinite(heights[:, 60:]).all()


@pytest.mark.parametrize("key", LESSONS)
def test_every_lesson_can_be_shown(key: str) -> None:
    whole = Scene.model_validate(LESSONS[key].scene).model_dump(mode="json")
    ended(check(Set(do="set", scene=link_to(whole)[1:], steps=whole["steps"], step=0)))


def test_a_bomb_is_no_scene() -> None:
    bomb = link_to({"surface": {"key": "ellipse"}, "steps": 30, "lanes": [ADAM], "linked": [0] * 5 * 10**5})[1:]
    assert len(bomb) < 2000
    with pytest.raises(Refusal) as refused:
        ended(check(Set(do="set", scene=bomb, steps=30, step=0)))
    assert refused.value.code == "bad"


def test_a_reopened_class_with_an_impossible_view_has_no_picture_and_goes_on() -> None:
    room = Room(code="12345678", epoch=1, scene=link("plain"), steps=30, view=(1.0, 1.0, 0.0, 0.0))

    async def lesson() -> None:
        hall = Hall(room)
        host = Client(None, "host")
        hall.add(host)
        async with asyncio.timeout(60):
            while "remark" not in host.slots:
                host.filled.clear()
                await host.filled.wait()
            hall.show(room.put({"view": None}))
            while "frame" not in host.slots:
                host.filled.clear()
                await host.filled.wait()
        hall.pictures.stop()
        assert "view.x1: the interval must rise" in str(host.slots["remark"])

    ended(lesson())
