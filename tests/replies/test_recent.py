"""Lanes that were drawn before are not run again, and nobody can tell from the answer."""

from collections.abc import Iterator
from threading import get_ident
from typing import Any

import pytest

from app.engine import lanes, run
from app.replies import recent as module
from app.replies.frames import pictures
from app.replies.recent import RECENT, Recent, keys, recent
from app.replies.view import View
from app.scene.scene import Scene
from tests.scenes import lane, scene

PANEL = {"width": 300, "height": 300, "x": [-4, 4], "y": [-4, 4]}


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Begin and end without anything kept."""
    recent.clear()
    yield
    recent.clear()


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the method of every lane that this thread runs; an application that an earlier test started may still draw in another."""
    seen: list[str] = []
    real, own = run.run, get_ident()

    def noted(*given: Any) -> Any:
        if get_ident() == own:
            seen.append(given[1].optimizer)
        return real(*given)

    monkeypatch.setattr(lanes, "run", noted)
    return seen


def asked(lr: float = 0.01, start: tuple[float, float] = (1.0, 1.0), **more: Any) -> tuple[Scene, View]:
    """Return a scene of three lanes whose first one has a rate, and a view with charts."""
    made = scene(lane("momentum", lr=lr), lane("adam"), lane("rmsprop"), start=list(start), steps=2_000, **more)
    chart = {"width": 300, "steps": [0, 2_000], "series": ["loss", "lr_x"], "axes": {"loss": "log"}}
    return Scene.model_validate(made), View.model_validate({"panels": [PANEL] * 3, "chart": chart, "draft": True})


def test_while_one_lane_is_dragged_the_others_run_twice_and_no_more(runs: list[str]) -> None:
    for lr in (0.01, 0.011, 0.012, 0.013):
        list(pictures(1, *asked(lr)))
    assert runs == ["momentum", "adam", "rmsprop"] * 2 + ["momentum"] * 2


def test_small_scenes_are_run_again(runs: list[str]) -> None:
    said, view = asked()
    said.steps = 600
    for _ in range(3):
        list(pictures(1, said, view))
    assert len(runs) == 9


def test_an_answer_from_kept_lanes_is_the_same_to_the_byte() -> None:
    for draft in (True, False):
        said, view = asked(0.02)
        view.draft = draft
        first = list(pictures(1, said, view))
        assert [list(pictures(1, said, view)) for _ in range(3)] == [first] * 3


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 1, "noise": [0.1, 0.1]}, {"start": (1.0, 1.5)}, {"surface": {"key": "crescent"}},
        {"surface": {"key": "ellipse", "knobs": {"h": 2.0}}}, {"surface": {"key": "formula", "formula": "x^2 + y^2 + x^4"}},
    ],
)  # fmt: skip
def test_what_changes_the_picture_changes_every_key(change: dict[str, Any]) -> None:
    assert not set(keys(*asked())) & set(keys(*asked(**change)))


def test_what_is_shown_is_part_of_the_key() -> None:
    said, view = asked()
    shown = {"series": ["loss"], "axes": {"loss": "log", "lr_x": "log"}}  # together the same names as before
    for part, more in (("chart", {**view.chart.model_dump(), **shown}), ("until", 100), ("within", 0.1), ("draft", False)):
        other = View.model_validate({**view.model_dump(), part: more})
        assert not set(keys(said, view)) & set(keys(said, other)), part
    wide = View.model_validate({**view.model_dump(), "panels": [{**PANEL, "width": 400}, PANEL, PANEL]})
    assert [a == b for a, b in zip(keys(said, view), keys(said, wide), strict=True)] == [False, True, True]


def test_a_start_at_minus_zero_is_another_start() -> None:
    assert not set(keys(*asked(start=(0.0, 1.0)))) & set(keys(*asked(start=(-0.0, 1.0))))


def test_what_is_kept_is_bounded() -> None:
    kept = Recent[bytes](1000, len)
    for i in range(100):
        for _ in range(2):
            if kept.look_up([i])[1]:
                kept.keep(i, bytes(300))
    kept.keep("large", bytes(2000))
    assert [i for i in range(100) if kept.look_up([i])[0]] == [97, 98, 99]
    assert not kept.look_up(["large"])[0]
    for i in range(3 * module.REMEMBERED):
        kept.look_up([("new", i)])
    assert len(kept._asked) <= module.REMEMBERED + 1
    assert RECENT < 10_000_000
