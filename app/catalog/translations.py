"""The words of lessons and units in other languages: files that map an English text to its own, one a language (lang/KEY.json)."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lang"
LANGUAGES = ("en", *sorted(path.stem for path in FOLDER.glob("*.json")))


@cache
def words(language: str) -> Mapping[str, str]:
    """Return a language's words by the English ones; none for English, and for a language without a file."""
    return json.loads((FOLDER / f"{language}.json").read_text("utf-8")) if language in LANGUAGES[1:] else {}


def say(language: str, english: str) -> str:
    """Return a text in a language; what that does not have stays English."""
    return words(language).get(english, english)
