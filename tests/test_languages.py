"""Every language has every word, with the same places for values and the same numbers; what the sources no longer say is gone."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from app.catalog import catalog
from app.faults import SENTENCES
from app.range_test import RULES
from app.words import LANGUAGES
from tests.inventory import of_the_catalog, of_the_page

ROOT = Path(__file__).parents[1]
OTHERS = [language for language in LANGUAGES if language != "en"]
FILES = {"page": ROOT / "static" / "lang", "catalog": ROOT / "app" / "lang"}
PLACE = re.compile(r"\{\w+\}")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
SYMBOLS = "ηκσβγλθμµραε∂√"
SCRIPTS = {
    "zh": "\u4e00-\u9fff",
    "th": "\u0e01-\u0e5b",
    "vi": "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹàáãèéìíòóõùúýĩũ",
    "id": "a-z",
}


@cache
def words(language: str, part: str) -> dict[str, str]:
    """Return a file of words."""
    found: dict[str, str] = json.loads((FILES[part] / f"{language}.json").read_text("utf-8"))
    return found


def numbers(text: str) -> Counter[str]:
    """Return the numbers that teach something: those with two digits or a decimal point."""
    return Counter(number for number in (each.replace(",", "") for each in NUMBER.findall(text)) if len(number) > 1)


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_is_there_and_no_other(language: str) -> None:
    for part, english in (("page", of_the_page()), ("catalog", of_the_catalog())):
        assert english - words(language, part).keys() == set()
        assert words(language, part).keys() - english == set()
        assert all(text.strip() for text in words(language, part).values())


@pytest.mark.parametrize("language", OTHERS)
def test_places_for_values_and_symbols_are_the_same(language: str) -> None:
    for part in FILES:
        for english, own in words(language, part).items():
            assert sorted(PLACE.findall(own)) == sorted(PLACE.findall(english)), english
            assert [own.count(symbol) for symbol in SYMBOLS] == [english.count(symbol) for symbol in SYMBOLS], english


@pytest.mark.parametrize("language", OTHERS)
def test_the_numbers_are_the_same(language: str) -> None:
    for english, own in words(language, "catalog").items():
        assert numbers(own) == numbers(english), english


@pytest.mark.parametrize("language", OTHERS)
def test_lessons_are_written_in_the_language(language: str) -> None:
    """Not left in English, but for a title that is a name."""
    own = re.compile(f"[{SCRIPTS[language]}]")
    for key, lesson in catalog(language)["lessons"].items():
        english = catalog("en")["lessons"][key]
        for text, other in (
            (lesson["sentence"], english["sentence"]),
            *zip(lesson["text"].values(), english["text"].values(), strict=True),
        ):
            assert own.search(text), text
            assert text != other


def test_a_lesson_stays_the_same_lesson() -> None:
    """Words change with the language, nothing that is run or drawn does."""
    for language in OTHERS:
        for key, lesson in catalog(language)["lessons"].items():
            english = catalog("en")["lessons"][key]
            assert {name: lesson[name] for name in ("hero", "charts", "view", "replay", "main", "lecture")} == {
                name: english[name] for name in ("hero", "charts", "view", "replay", "main", "lecture")
            }
            bare = [[{**lane, "label": None} for lane in each["scene"]["lanes"]] for each in (lesson, english)]
            assert bare[0] == bare[1]


NEVER_TYPED = ("a text", "a pair of numbers", "a list", "an object")
"""What the page's own controls cannot send, so that no sentence about it reaches a reader."""


def test_what_the_server_says_is_known_to_the_page() -> None:
    """The sentences that reach the page in English from the server have their words there."""
    page = of_the_page()
    templates = {re.sub(r"\{(?!name)\w+\}", "{}", each) for each in page}
    for message, _ in SENTENCES.values():
        if not message.endswith(NEVER_TYPED) and "Unicode" not in message:
            assert re.sub(r"\{(?!name)\w+\}", "{}", message) in templates, message
    assert set(RULES.values()) <= page


def test_page_and_server_have_the_same_languages() -> None:
    page = (ROOT / "static" / "js" / "language.js").read_text("utf-8")
    (listed,) = re.findall(r"LANGUAGES = .*?\(\{(.*?)\}\)", page)
    assert set(re.findall(r"(\w+): ", listed)) == set(LANGUAGES)
    assert {path.stem for path in FILES["page"].glob("*.json")} == set(OTHERS)
