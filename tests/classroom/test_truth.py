"""The right answer of a question is what the run does, and opens with it; what a run cannot say keeps no question from opening."""

import asyncio
from typing import Any

import pytest

from app.catalog.catalog import catalog
from app.catalog.link import link_to
from app.catalog.translations import LANGUAGES
from app.classroom.desk import Desk
from app.classroom.pictures import truth as truths
from app.classroom.pictures.truth import rate_at, right
from app.classroom.rules.commands import COMMAND
from app.classroom.rules.reducer import public
from app.classroom.rules.room import Ask, Question, Reads, Room, Truth
from app.lessons import LESSONS
from app.replies.lr_range import range_test_of, ranged
from app.scene.scene import Scene
from tests.loops import ended

PROOF = b"proof", b"key"
PLACES = ("saddle", "adagrad_blow_up", "lr_range_test", "shuffling", "dropout", "committee", "transfer", "mirror", "warm_up")
"""Lessons with examples, mini-batches, noise, many runs and lanes with their own starts."""


def link(scene: Any) -> str:
    """Return the part of a scene's link behind #."""
    return link_to(scene)[1:]


def asked(**said: Any) -> Ask:
    """Return a question that was asked."""
    return Ask(**{"id": 1, "title": "Where?", "until": 1, **said})


def opened(scene: Any, question: dict[str, Any], link_of: str = "") -> tuple[Room, Room]:
    """Return the class once a question of it is open, and once it was revealed."""

    async def commands() -> tuple[Room, Room]:
        desk = Desk()
        room = Room(code="12345678", epoch=1, scene=link_of or link(scene), steps=scene["steps"])
        await desk.store.create(room, *PROOF)
        for do in ({"do": "ask", "question": question}, {"do": "open"}):
            made = await desk.command(room.code, COMMAND.validate_python(do))
        await desk.command(room.code, COMMAND.validate_python({"do": "close"}))
        return made, await desk.command(room.code, COMMAND.validate_python({"do": "reveal"}))

    return ended(commands())


@pytest.mark.parametrize("key", PLACES)
def test_a_place_is_that_of_the_run_bit_for_bit(key: str) -> None:
    scene = Scene.model_validate(LESSONS[key].scene)
    for lane, run in enumerate(scene.run()):
        for at in (0, 1, scene.steps // 3, scene.steps, None):
            last = scene.steps if at is None else at
            there = Truth() if run.diverged and run.step <= last else Truth(at=(float(run.x[last]), float(run.y[last])))
            assert right(link(LESSONS[key].scene), asked(kind="click", lane=lane, at=at)) == there


def test_a_run_that_has_diverged_is_nowhere() -> None:
    scene = link(LESSONS["lr_range_test"].scene)
    run = Scene.model_validate(LESSONS["lr_range_test"].scene).run()[3]
    assert run.diverged
    assert run.step == 43
    assert right(scene, asked(kind="click", lane=3, at=42)).at is not None
    for at in (43, 44, 200, None):
        assert right(scene, asked(kind="click", lane=3, at=at)) == Truth()


def test_a_run_that_ends_without_a_number_is_nowhere_although_its_last_place_has_one() -> None:
    lane = {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.01}}}
    scene = {"surface": {"key": "formula", "formula": "exp(x^2) + y^2"}, "start": [3, 1], "steps": 50, "lanes": [lane]}
    run = Scene.model_validate(scene).run()[0]
    assert (run.step, run.diverged, len(run.x)) == (2, True, 2)
    assert right(link(scene), asked(kind="click", at=1)) == Truth(at=(float(run.x[1]), float(run.y[1])))
    for at in (2, 50, None):
        assert right(link(scene), asked(kind="click", at=at)) == Truth()


@pytest.mark.parametrize(("until", "first"), [(28, 34), (33, 34), (34, 72), (100, 123), (346, None)])
def test_a_step_is_the_first_one_of_the_next_event(until: int, first: int | None) -> None:
    """What is seen already is not asked for."""
    question = asked(kind="step", until=until, lane=1, event="blow_up")
    assert right(link(LESSONS["adagrad_blow_up"].scene), question) == Truth(step=first)


def test_divergence_is_an_event() -> None:
    assert right(link(LESSONS["lr_range_test"].scene), asked(kind="step", lane=3, event="diverged")) == Truth(step=43)


def test_the_suggested_rate_is_that_of_the_range_test_whose_rates_are_read() -> None:
    tap = LESSONS["lr_range_test"].tap
    assert tap
    assert tap.reads
    reads = Reads(**vars(tap.reads))
    scene = Scene.model_validate(LESSONS["lr_range_test"].scene)
    assert [rate_at(reads, k, 200) for k in (1, 60, 200)] == pytest.approx([scene.run()[0].lr[k - 1] for k in (1, 60)] + [10.0], rel=1e-9)
    found = right(link(LESSONS["lr_range_test"].scene), asked(kind="step", until=132, event="suggested_rate", reads=reads)).step
    test = ranged(range_test_of({"scene": LESSONS["lr_range_test"].scene, "lane": 1, "low": 1e-4, "high": 10.0, "steps": 200}))
    lr = test["suggestion"]["lr"]
    assert lr == 0.0155
    assert found is not None
    assert rate_at(reads, found - 0.5, 200) < lr < rate_at(reads, found + 0.5, 200)


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "click", "lane": 7},
        {"kind": "step", "event": "no_such_event"},
        {"kind": "step", "event": "suggested_rate"},
        {"kind": "step", "event": "suggested_rate", "reads": Reads(name="rate", low=1e-300, high=1e9)},
    ],
)
@pytest.mark.parametrize("scene", [LESSONS["saddle"].scene, {**LESSONS["saddle"].scene, "steps": 5}], ids=["long", "short"])
def test_a_question_that_the_run_cannot_answer_opens_without_a_right_one(said: dict[str, Any], scene: Any, caplog: Any) -> None:
    question = {"title": "?", "until": 1, **said, "reads": said.get("reads") and said["reads"].model_dump()}
    opens, revealed = opened(scene, question)
    for room in (opens, revealed):
        assert room.ask
        assert room.ask.truth in (None, Truth())
    assert caplog.records == []


@pytest.mark.parametrize(
    "broken",
    ["1.AAAA", "1." + "A" * 100, link({"steps": 1}), link({"surface": {"key": "saddle"}, "steps": 10**9, "lanes": [{}]}), link([])],
)
def test_a_broken_link_opens_without_a_right_answer(broken: str) -> None:
    opens, _ = opened(LESSONS["saddle"].scene, {"kind": "click", "title": "?", "until": 1}, broken)
    assert opens.ask
    assert opens.ask.phase == "open"
    assert opens.ask.truth is None


@pytest.mark.parametrize("fails", [MemoryError(), RuntimeError("ours"), TimeoutError()])
def test_a_run_that_fails_opens_without_a_right_answer(fails: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(link: str, ask: Ask) -> Truth:
        raise fails

    monkeypatch.setattr(truths, "right", fail)
    opens, _ = opened(LESSONS["saddle"].scene, {"kind": "click", "title": "?", "until": 1})
    assert opens.ask
    assert opens.ask.phase == "open"
    assert opens.ask.truth is None


def test_a_question_opens_in_time_although_its_run_takes_long_and_has_its_answer_at_the_reveal(monkeypatch: pytest.MonkeyPatch) -> None:
    scene, waits = {**LESSONS["saddle"].scene, "steps": 200_000}, iter((0.0, 60.0))
    timeout = asyncio.timeout
    monkeypatch.setattr(asyncio, "timeout", lambda _: timeout(next(waits)))
    opens, revealed = opened(scene, {"kind": "click", "title": "?", "until": 1})
    assert opens.ask
    assert opens.ask.phase == "open"
    assert opens.ask.truth is None
    assert revealed.ask
    assert revealed.ask.truth == right(link(scene), asked(kind="click"))
    assert revealed.ask.truth.at is not None


@pytest.mark.parametrize("key", [key for key, lesson in LESSONS.items() if lesson.tap])
def test_a_lessons_tap_opens_in_a_class_and_is_answered_by_the_run_after_the_reveal_alone(key: str) -> None:
    """In every language, within the bounds of a question."""
    lesson, found = LESSONS[key], set()
    for language in LANGUAGES:
        said = catalog(language)["lessons"][key]
        question = Question.model_validate({**said["tap"], "view": (-1.0, 1.0, -1.0, 1.0)})
        assert len(question.title) <= 120
        opens, revealed = opened(said["scene"], question.model_dump())
        assert opens.ask
        found.add(opens.ask.truth)
        assert b'"truth":null' in public(opens, host=False)
        assert b'"answer":""' in public(opens, host=False)
        assert b'"truth":{' in public(opens, host=True)
        assert b'"truth":{' in public(revealed, host=False)
        assert question.answer.encode() in public(revealed, host=False)
    if lesson.tap and lesson.tap.kind == "click":
        run = Scene.model_validate(lesson.scene).run()[question.lane]
        assert found == {Truth(at=(float(run.x[-1]), float(run.y[-1])))}
    else:
        assert found == {Truth(step={"adagrad_blow_up": 34, "lr_range_test": 88}[key])}


def test_which_lessons_have_taps() -> None:
    assert {key for key, lesson in LESSONS.items() if lesson.tap} == {"saddle", "adagrad_blow_up", "lr_range_test"}
