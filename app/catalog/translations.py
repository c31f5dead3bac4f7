"""Translations of lessons and units: one file for each language (lang/KEY.json) that maps an English text to its translation."""

import json
import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "lang"
LOG = logging.getLogger(__name__)
LANGUAGES = ("en", *sorted(path.stem for path in FOLDER.glob("*.json")))


@cache
def words(language: str) -> Mapping[str, str]:
    """Return a language's translations by English text; empty for English and for a language without a file."""
    return json.loads((FOLDER / f"{language}.json").read_text("utf-8")) if language in LANGUAGES[1:] else {}


@cache
def say(language: str, english: str) -> str:
    """Return a text in a language, or in English if it is not translated, which is logged once."""
    known = words(language)
    if known and english and english not in known:
        LOG.warning("no translation into %s: %s", language, english)
    return known.get(english, english)
