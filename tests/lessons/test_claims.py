"""No lesson teaches what the engine does not do."""

from typing import Any

import pytest

from app.catalog import catalog
from app.lessons import LESSONS
from app.scene import Scene


@pytest.mark.parametrize("key", LESSONS)
def test_the_claim_holds(key: str) -> None:
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
    offered = {"loss", "gradient_norm", "lr", "lr_x", "lr_y", "x", "y", "u", "v", "ratio_x", "ratio_y"}
    assert set(lesson.charts) <= offered
    assert lesson.main is None or lesson.main < len(scene.lanes)
    assert lesson.next in LESSONS


@pytest.mark.parametrize("key", LESSONS)
def test_the_words_are_there_and_the_sentence_calls_to_act(key: str) -> None:
    words = LESSONS[key].words["en"].lines()
    assert all(words.values())
    assert words["sentence"].endswith(".")
    assert len(words["sentence"]) <= 160


def test_the_catalog_keeps_the_order_of_the_course() -> None:
    assert list(catalog("en")["lessons"]) == ["adagrad_blow_up", "decay_fix", "rmsprop_braking", "braking_in_slow_motion"]
