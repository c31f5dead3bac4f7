"""No lesson teaches what the engine does not do."""

import re
from collections import Counter
from typing import Any

import pytest

from app.catalog.catalog import catalog
from app.engine.series import SERIES
from app.lessons import LESSONS
from app.lessons.measure import changed
from app.maps.asked import Asked
from app.maps.checks import check
from app.scene.scene import Scene
from tests.jitter import SEEDS, jitter


@pytest.mark.parametrize("key", LESSONS)
def test_the_claim_holds(key: str) -> None:
    LESSONS[key].claim()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("key", LESSONS)
def test_the_claim_holds_however_a_machine_rounds(key: str, seed: int) -> None:
    with jitter(seed):
        LESSONS[key].claim()


@pytest.mark.parametrize("key", LESSONS)
def test_the_declaration_fits_the_scene(key: str) -> None:
    """Hero knobs exist and stand inside their sliders, charts and lanes are there, the next lesson is a lesson."""
    lesson, scene = LESSONS[key], Scene.model_validate(LESSONS[key].scene)
    assert lesson.hero
    for hero in lesson.hero:
        place: Any = scene.model_dump()
        for part in hero.path.split("."):
            place = place[int(part) if part.isdigit() else part]
        assert hero.low <= place <= hero.high
    assert set(lesson.charts) <= SERIES.keys()
    assert lesson.main is None or lesson.main < len(scene.lanes)
    assert lesson.until is None or 0 < lesson.until < scene.steps
    if lesson.numbered:
        assert lesson.numbered["lane"] < len(scene.lanes)
        assert all(0 < step <= scene.steps for step in lesson.numbered["steps"])
    if lesson.tap:
        assert 0 < lesson.tap.until < scene.steps
        assert lesson.tap.lane < len(scene.lanes)
        assert lesson.tap.at is None or lesson.tap.until < lesson.tap.at <= scene.steps
    assert lesson.step is None or (0 <= lesson.step < scene.steps and lesson.replay is None)


@pytest.mark.parametrize("key", LESSONS)
def test_every_try_is_a_scene(key: str) -> None:
    """Two or three changes, each with its words; a path names what is there."""
    lesson = LESSONS[key]
    assert 2 <= len(lesson.tries) == len(lesson.words.tries) <= 3
    for changes in lesson.tries:
        Scene.model_validate(changed(lesson.scene, changes))


@pytest.mark.parametrize("key", LESSONS)
def test_the_words_are_there_and_the_sentence_calls_to_act(key: str) -> None:
    lesson, words = LESSONS[key], LESSONS[key].words.lines()
    assert all(words[name] for name in ("title", "sentence", "see", "why", "ask"))
    assert words["sentence"].endswith(".")
    assert len(words["sentence"]) <= 170
    assert len(f"{words['see']} {words['why']}".split()) <= 150
    asked = [bool(part) for part in (words["question"], words["options"], words["answer"], lesson.until is not None)]
    assert len(set(asked)) == 1
    assert lesson.right is None or lesson.right < len(words["options"])
    assert lesson.reveal is None or (lesson.until is not None and 0 <= lesson.reveal < len(lesson.tries))
    assert {bool(words["tap"]), bool(words["tap_answer"])} == {lesson.tap is not None}


@pytest.mark.parametrize("key", [key for key, lesson in LESSONS.items() if lesson.show == "map"])
def test_a_map_opens_within_the_limits_with_every_change_that_is_suggested(key: str) -> None:
    lesson = LESSONS[key]
    for changes in ({}, *lesson.tries):
        scene = Scene.model_validate(changed(lesson.scene, changes))
        assert scene.map
        check(Asked(scene, scene.map))


SENTENCE = re.compile(r"(?<=[.!?])[\"”)]*\s+")


def test_sentences_are_short() -> None:
    """Twenty words are the rule for a new one."""
    told = [lesson.words.lines()[part] for lesson in LESSONS.values() for part in ("see", "why", "question", "answer")]
    words = {sentence: len(sentence.split()) for text in told for sentence in SENTENCE.split(text)}
    assert {sentence: count for sentence, count in words.items() if count > 25} == {}
    assert sum(words.values()) / len(words) <= 16


def test_every_lesson_has_a_question() -> None:
    """In the lecture a lesson opens with it (static/js/play/lessons.js)."""
    assert [key for key, lesson in LESSONS.items() if lesson.until is None or lesson.right is None] == []


def test_no_letter_is_right_more_often_than_the_others() -> None:
    """Who always says C learns nothing."""
    found = Counter(lesson.right for lesson in LESSONS.values() if lesson.until is not None)
    assert set(found) == {0, 1, 2, 3}
    assert max(found.values()) - min(found.values()) <= 2


def test_the_catalog_keeps_the_order_of_the_course() -> None:
    found = catalog("en")["lessons"]
    assert list(found) == sorted(LESSONS, key=lambda key: LESSONS[key].order)
