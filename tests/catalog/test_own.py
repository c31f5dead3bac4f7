"""Lessons of one's own: what is in them is text; what they may not hold is refused with field, bound and value; links carry them."""

import json
from typing import Any

import pytest

from app.catalog.link import BrokenLink, linked
from app.catalog.own import MOST, OwnLessons, own_lessons
from app.engine.series import SERIES, USUAL
from app.lessons import LESSONS
from app.scene.faults import Refused
from tests.catalog.test_link import fragment
from tests.scenes import lane, scene

SAID = scene(lane("adam", lr=0.1), lane("gradient_descent", lr=0.01), steps=20)
LR = "lanes.0.optimizer.knobs.lr"
QUESTION = {"ask": "Where?", "options": ["here", "there"], "right": 1, "answer": "There."}
SEVEN = list("abcdefg")


def lesson(**more: Any) -> dict[str, Any]:
    """Return a lesson."""
    return {"title": "One", "sentence": "Watch it turn.", "scene": SAID, **more}


def first_fault(said: Any) -> tuple[str, str, str]:
    """Return path, value and bound of the first fault."""
    with pytest.raises(Refused) as raised:
        own_lessons(said)
    found = raised.value.faults[0]
    return found["path"], found["value"], found["bound"]


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=alert(1)>", "</script><b>&amp;", "مرحبا \u202e abc", "🏔️ 梯度 η/σ", "{sentence} ${1+1} {{x}}", "two\nlines",
        "a" * 120,
    ],
)  # fmt: skip
def test_texts_stay_what_they_are(words: str) -> None:
    found = own_lessons(lesson(title=words)).as_json()["lessons"][0]
    assert (found["title"], found["ask"]) == (words, words)


@pytest.mark.parametrize(
    ("more", "path", "value", "bound"),
    [
        ({"title": "x" * 100_000}, "title", "x" * 100, "at most 120 characters"),
        ({"sentence": "x" * 601}, "sentence", "x" * 100, "at most 600 characters"),
        ({"why": "x" * 1501}, "why", "x" * 100, "at most 1500 characters"),
        ({"title": "null\0byte"}, "title", "null\0byte", "no control characters"),
        ({"title": "\x1b[31m"}, "title", "\x1b[31m", "no control characters"),
        ({"title": "\ud800"}, "title", "\\ud800", "text"),
        ({"title": 3}, "title", "3", "text"),
        ({"html": "<b>"}, "html", "<b>", "known fields only"),
        ({"hidden": 1}, "hidden", "1", "true or false"),
        ({"hidden": True}, "step", "", "required"),
        ({"hidden": True, "step": 20}, "step", "20", "<= 19"),
        ({"step": 21}, "step", "21", "<= 20"),
        ({"step": 3, "question": {**QUESTION, "ask": ""}}, "question.ask", "", "at least 1 characters"),
        ({"step": 3, "question": {**QUESTION, "options": ["one"]}}, "question.options", '["one"]', "at least 2"),
        ({"step": 3, "question": {**QUESTION, "options": SEVEN}}, "question.options", str(SEVEN).replace("'", '"'), "at most 6"),
        ({"step": 3, "question": {**QUESTION, "right": 2}}, "question.right", "2", "0 ... 1"),
        ({"question": QUESTION}, "step", "", "required"),
        ({"main": 2}, "main", "2", "0 ... 1"),
        ({"charts": ["loss", "money"]}, "charts.1", "money", f"of {', '.join(SERIES)}"),
        ({"charts": ["loss"] * 5}, "charts", '["loss", "loss", "loss", "loss", "loss"]', "at most 4"),
        ({"hide": ["lesson"]}, "hide.0", "lesson", "one of 'settings', 'tools', 'hero', 'readout', 'charts' or 'timeline'"),
        ({"hero": [{"path": "lanes.0", "low": 0, "high": 1}]}, "hero.0.path", "lanes.0", f"a path as {LR}"),
        ({"hero": [{"path": LR, "low": 1, "high": 1}]}, "hero.0.high", "1.0", "> 1.0"),
        ({"hero": [{"path": LR, "low": 0, "high": 1, "scale": "log"}]}, "hero.0.low", "0.0", "> 0"),
        ({"tries": [{"says": "x", "changes": {LR: -1}}]}, f"tries.0.changes.{LR}", "-1", ">= 0"),
        ({"tries": [{"says": "x", "changes": {"lanes.9": 1}}]}, "tries.0.changes.lanes.9", "1", f"a path as {LR}"),
        ({"tries": [{"says": "x", "changes": {}}]}, "tries.0.changes", "{}", "at least 1"),
        ({"view": {"x": [1, 0], "y": [0, 1]}}, "view.x", "[1, 0]", "first < second"),
        ({"scene": {**SAID, "steps": 0}}, "scene.steps", "0", ">= 1"),
        ({"scene": {**SAID, "surface": {"key": "formula", "formula": "x^^"}}}, "scene.surface.formula", "x^^", "a formula in x and y"),
    ],
)  # fmt: skip
def test_what_it_may_not_hold_is_refused_with_field_value_and_bound(more: dict[str, Any], path: str, value: str, bound: str) -> None:
    assert first_fault({"lessons": [lesson(), lesson(**more)]}) == (f"lessons.1.{path}", value, bound)


def test_of_a_lesson_without_a_list_no_path_names_one() -> None:
    assert first_fault(lesson(title=3)) == ("title", "3", "text")
    assert first_fault(lesson(scene={**SAID, "steps": 0})) == ("scene.steps", "0", ">= 1")


@pytest.mark.parametrize("said", [None, 3, "x", [], [1], {}, {"lessons": {}}, {"lessons": [3]}, {"lessons": None}, SAID])
def test_anything_else_is_refused(said: Any) -> None:
    assert first_fault(said)


def test_there_are_at_most_thirty_and_at_least_one() -> None:
    assert first_fault({"lessons": []})[::2] == ("lessons", "at least 1")
    assert first_fault({"lessons": [lesson()] * (MOST + 1)})[::2] == ("lessons", "at most 30")
    assert first_fault({"version": 2, "lessons": [lesson()]})[::2] == ("version", "<= 1")
    assert len(own_lessons({"lessons": [lesson()] * MOST}).lessons) == MOST


def test_it_is_a_lesson_as_the_catalog_has_them() -> None:
    said = lesson(step=5, hidden=True, question=QUESTION, tries=[{"says": "Faster", "changes": {LR: 0.5}}], hide=["tools"])
    found = own_lessons({"title": "Week 3", "lessons": [said]}).as_json()
    (made,) = found["lessons"]
    assert found["title"] == made["group"] == "Week 3"
    assert made["question"] == {**QUESTION, "until": 5, "changes": None}
    assert made["charts"] == list(USUAL)
    assert (made["hidden"], made["hide"], made["step"]) == (True, ["tools"], 5)
    assert made["scene"]["lanes"][0]["optimizer"]["knobs"]["beta1"] == 0.9
    json.dumps(found)


def test_its_form_has_every_field_of_ours() -> None:
    from app.catalog.catalog import catalog  # noqa: PLC0415

    ours = catalog("en")["lessons"]["saddle"]
    assert set(own_lessons(lesson()).as_json()["lessons"][0]) == {*ours, "hidden", "hide"}


def test_our_own_lessons_fit() -> None:
    """Nothing that a lesson of ours says is too long for one of one's own."""
    for key, ours in LESSONS.items():
        words = ours.words.lines()
        tries = [{"says": says, "changes": dict(changes)} for says, changes in zip(words["tries"], ours.tries, strict=True)]
        said = {name: words[name] for name in ("title", "sentence", "see", "why")}
        asked = {"ask": words["question"], "options": words["options"], "right": ours.right, "answer": words["answer"]}
        step = {"question": asked, "step": ours.until} if ours.until is not None else {}
        hero = [vars(each) for each in ours.hero]
        view: Any = ours.view and {axis: list(ends) for axis, ends in ours.view.items()}
        made = OwnLessons.model_validate({"lessons": [{**said, **step, "tries": tries, "hero": hero, "view": view, "scene": ours.scene}]})
        assert made.lessons[0].title, key


def test_a_link_holds_them_and_names_one() -> None:
    other = scene(lane("adam", lr=0.2), steps=7)
    packed = fragment({"lessons": [lesson(), lesson(scene=other)]}).removeprefix("1")
    assert linked(f"http://x.example/#2{packed}")["steps"] == 20
    assert linked(f"http://x.example/?lesson=2#2{packed}")["steps"] == 7
    assert linked(f"2{packed}")["steps"] == 20
    for number in ("0", "3", "saddle", "-1", "", "\u00b2"):
        assert linked(f"?lesson={number}#2{packed}")["steps"] == 20
    changed = fragment({**SAID, "steps": 9}).removeprefix("1")
    assert linked(f"?lesson=2#2{packed}{changed}")["steps"] == 9


@pytest.mark.parametrize("cut", [5, 40, -3])
def test_a_link_to_lessons_that_was_cut_is_broken(cut: int) -> None:
    packed = fragment({"lessons": [lesson()]}).removeprefix("1")
    with pytest.raises(BrokenLink, match="broken"):
        linked(f"#2{packed[:cut]}")
