"""Every language has every word, with the same places for values and the same numbers; what the sources no longer say is gone."""

import json
import re
import unicodedata
import warnings
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from app.catalog.catalog import catalog
from app.catalog.translations import LANGUAGES, say
from tests.inventory import of_the_catalog, of_the_page, of_the_server

ROOT = Path(__file__).parents[2]
OTHERS = [language for language in LANGUAGES if language != "en"]
FILES = {"page": ROOT / "static" / "lang", "catalog": ROOT / "app" / "catalog" / "lang"}
PLACE = re.compile(r"\{\w+(?::[^}]+)?\}")
NUMBER = re.compile(r"\d+(?:[,\u202f]\d{3})*(?!\d)(?:\.\d+)?")
SYMBOLS = "ηκσβγλθμραε∂√₁₂"
PARTS_OF_SIGNS = set("²³⁴⁵⁶⁷⁸⁹⁰¹⁻⁺ᵗ₀₁₂…′″\u202f\u0e33（），：；？！")
"""What is written in pieces elsewhere and stands in texts on purpose; any other such sign looks like one that it is not."""
SPELLED = re.compile(r"\b(?:alpha|beta|gamma|delta|eps|epsilon|eta|theta|kappa|lambda|mu|nu|rho|sigma|sqrt|infinity)\d?\b|\b(?:sqrt|abs)\(")
MEANT_AS_MINUS = re.compile(r"(?:^|[\s(=<>×·/（，：])[-–‐‑]\s?[\d.√(α-ωηh]|\s-\s|\d\s?[-‐‑]\s?[α-ω]")
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
    return Counter(number for number in NUMBER.findall(text) if len(number) > 1)


def sign(language: str) -> str:
    """Return what a language puts between groups of three digits (the page's `counted` takes it from the same words)."""
    return "," if language == "en" else words(language, "page")["1,000"].strip("01")


@pytest.mark.filterwarnings("default::UserWarning")
@pytest.mark.parametrize("language", OTHERS)
def test_there_is_no_word_too_many_and_what_is_missing_is_reported(language: str) -> None:
    """A text without a translation stays English: a warning in the report, so that a new unit waits for no translator."""
    for part, english in (("page", of_the_page() | of_the_server()), ("catalog", of_the_catalog())):
        if missing := english - words(language, part).keys():
            warnings.warn(f"not translated into {language} ({part}): {sorted(missing)}", stacklevel=1)
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
    """A group of three digits behind a comma is a fraction to a reader of Vietnamese or Indonesian: 12,400 is 12.4 there."""
    assert sign(language) == {"zh": ",", "vi": "\u202f", "th": ",", "id": "\u202f"}[language]
    for part in FILES:
        for english, own in words(language, part).items():
            wanted = {each.replace(",", sign(language)): count for each, count in numbers(english).items()}
            assert numbers(own) == wanted, english


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
            if other in words(language, "catalog"):
                assert own.search(text), text
                assert text != other


def test_what_is_not_translated_stays_english_and_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        assert say("th", "a text that nobody has translated") == "a text that nobody has translated"
    assert say("th", "") == ""  # as of a lesson without a picture question
    assert [record.getMessage() for record in caplog.records] == ["no translation into th: a text that nobody has translated"]


def test_a_lesson_stays_the_same_lesson() -> None:
    """Words change with the language, nothing that is run or drawn does."""
    for language in OTHERS:
        for key, lesson in catalog(language)["lessons"].items():
            english = catalog("en")["lessons"][key]
            assert {
                name: lesson[name] for name in ("hero", "charts", "linear", "view", "replay", "step", "numbered", "main", "lecture")
            } == {name: english[name] for name in ("hero", "charts", "linear", "view", "replay", "step", "numbered", "main", "lecture")}
            bare = [[{**lane, "label": None} for lane in each["scene"]["lanes"]] for each in (lesson, english)]
            assert bare[0] == bare[1]


GLUE = re.compile(
    r"""(?<!map\(chosen\))(?<!map\(measured\))(?<!map\(exact\))\.join\("[,;:.]\s"\)  # but coordinates are mathematics
    |\$\{[^`{}]*\}(?:[,;:](?=[\s`<$])|\.(?=[\s<]|\$\{))|</\w+>[.:,;](?=\s)|[`>][,;:.]\s(?=\$\{|`)""",
    re.VERBOSE,
)
PATHS = {"link.js", "history.js"}
"""Where a full stop stands in an address, not at the end of a sentence."""


def test_no_sentence_is_glued_with_english_signs() -> None:
    """Chinese ends with its own full stop, Thai with none: signs between parts stand in the words, not in the modules."""
    for path in sorted((ROOT / "static" / "js").rglob("*.js")):
        if path.parent.name == "offline" or path.name in PATHS:  # the one-file page speaks English
            continue
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.strip().startswith(("*", "/**"))]
        assert [line.strip() for line in lines if GLUE.search(line)] == [], path


def test_signs_are_those_of_the_language() -> None:
    """Chinese has no ASCII comma, colon, semicolon or full stop behind its own characters, Thai no full stop at all."""
    for part in FILES:
        for own in words("zh", part).values():
            assert not re.search(r"[\u4e00-\u9fff}][,;:.](?!\S)|[\u4e00-\u9fff][,;:.]", re.sub(r"\{[xy](?::[^}]+)?\},", "", own)), own
        for own in words("th", part).values():
            assert not re.search(r"[\u0e01-\u0e5b}]\s?\.(?!\S)|。", own.replace("{letter}. ", "")), own


def every_text() -> set[str]:
    """Return all texts of the page and of the catalog, in English and in every other language."""
    return {*of_the_page(), *of_the_catalog(), *(own for language in OTHERS for part in FILES for own in words(language, part).values())}


def test_a_sign_is_the_one_it_looks_like() -> None:
    """Not the micro sign for \u03bc, the ohm for \u03a9, a variant epsilon, a full-width digit, a Cyrillic a, a letter in two pieces."""
    for text in every_text():
        assert text == unicodedata.normalize("NFC", text), text
        for sign in text:
            assert unicodedata.normalize("NFKC", sign) == sign or sign in PARTS_OF_SIGNS, f"{sign} U+{ord(sign):04X} in {text}"
            script = unicodedata.name(sign).split()[0] if sign.isalpha() else ""
            assert script in {"", "LATIN", "GREEK", "THAI", "CJK", "MODIFIER"}, f"{sign} U+{ord(sign):04X} in {text}"
            assert script != "GREEK" or sign in "αβγδεζηθκλμνρστφχψωΔΣΩ", f"{sign} U+{ord(sign):04X} in {text}"


def test_a_minus_is_a_minus() -> None:
    assert [text for text in every_text() if MEANT_AS_MINUS.search(text)] == []


def test_a_symbol_is_written_as_the_slider_shows_it() -> None:
    """Not its name in the code: \u03c3, \u03ba, \u03b2\u2081, \u221a\u03b5."""
    assert [text for text in every_text() if SPELLED.search(text)] == []


OTHER_NAMES = re.compile(r"\b[Ll]anes?\b|轨迹|\b[Ll]àn\b|เลน\b")


def test_who_walks_is_a_walker_everywhere() -> None:
    """`lane` is a name of the code and of files; a run is what the walker does, a path the line that is drawn."""
    assert [text for text in every_text() if OTHER_NAMES.search(text)] == []


def test_page_and_server_have_the_same_languages() -> None:
    page = (ROOT / "static" / "js" / "text" / "language.js").read_text("utf-8")
    (listed,) = re.findall(r"LANGUAGES = .*?\(\{(.*?)\}\)", page)
    assert set(re.findall(r"(\w+): ", listed)) == set(LANGUAGES)
    assert {path.stem for path in FILES["page"].glob("*.json")} == set(OTHERS)
