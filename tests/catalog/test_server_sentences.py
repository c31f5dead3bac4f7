"""What the server says to the page: every kind of fault is in the table, and what is said has its words in every language."""

import re
from pathlib import Path
from typing import Any

import pytest

from app.scene.fault_kinds import KINDS
from surfaces.formula import surface
from surfaces.typed.grammar import FormulaError
from tests.catalog.test_translations import OTHERS, PLACE, words
from tests.inventory import of_the_page, of_the_server
from tests.surfaces.test_formula_refusals import REFUSED
from tests.surfaces.test_formula_surface import SAYS

APP = Path(__file__).parents[2] / "app"
RAISED = re.compile(r'\b(?:single|unfit)\(\s*"(\w+)"')


def test_what_is_raised_is_in_the_table() -> None:
    for path in sorted(APP.rglob("*.py")):
        assert set(RAISED.findall(path.read_text("utf-8"))) <= KINDS.keys(), path


def test_every_kind_of_fault_has_its_words() -> None:
    """One that hands on a whole sentence has none of its own."""
    for code, kind in KINDS.items():
        for language in OTHERS if kind.template != "{says}" else ():
            own = words(language, "page")[kind.template]
            assert set(PLACE.findall(own)) == set(PLACE.findall(kind.template)), code


def templates(said: Any) -> set[str]:
    """Return the templates of a sentence and of those in it."""
    return {said["template"]}.union(*(templates(value) for value in said["params"].values() if isinstance(value, dict)))


def test_what_is_said_of_a_formula_has_its_words() -> None:
    """Of a text that is none, and of a point where it has no value."""
    known = of_the_page() | of_the_server()
    for text in REFUSED:
        with pytest.raises(FormulaError) as raised:
            surface(text)
        assert templates(raised.value.says.parts()) <= known, text
    for text, x, y in SAYS:
        reason: Any = (complaint := surface(text).complaint) and complaint(x, y)
        assert templates(reason.parts()) <= known, text
