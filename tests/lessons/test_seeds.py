"""The table of the texts' statements is complete, and names what exists."""

import re
from collections import Counter
from pathlib import Path

import pytest

from app.lessons import LESSONS

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\d{3})\.(\d+) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
TEXT = (ROOT / "SEEDS.md").read_text("utf-8")
ROWS = ROW.findall(TEXT)
COUNTS = {"000": 11, "001": 29, "002": 36, "003": 14, "004": 17}
"""How many statements each text makes, counted by hand when the texts were read."""
NAMED = sorted({key for _, _, _, lessons, _ in ROWS for key in re.findall(r"`(\w+)`", lessons)})


def test_every_statement_has_a_row():
    assert Counter(text for text, *_ in ROWS) == COUNTS
    assert [int(number) for _, number, *_ in ROWS] == [n + 1 for count in COUNTS.values() for n in range(count)]


@pytest.mark.parametrize("key", NAMED)
def test_every_lesson_that_is_named_exists(key):
    assert key in LESSONS


def test_a_row_names_lessons_or_none():
    for _, _, statement, lessons, _ in ROWS:
        assert lessons == "—" or re.fullmatch(r"`\w+`(, `\w+`)*", lessons), statement


def test_every_file_that_is_named_exists():
    for *_, reason in ROWS:
        for path in re.findall(r"`([\w/]+\.py)`", reason):
            assert (ROOT / path).is_file(), path


def test_a_reason_names_no_lesson_that_does_not_exist():
    for *_, reason in ROWS:
        assert set(re.findall(r"`(\w+)`", reason)) <= set(NAMED)


def test_nothing_waits_to_be_built():
    assert "not built" not in TEXT
