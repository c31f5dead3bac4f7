"""What a unit declares can be drawn, and what it takes from another exists."""

import inspect
import re
from itertools import chain
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from latex2mathml.converter import convert
from sympy.parsing.latex import parse_latex

from app.answers import ANSWERS
from app.catalog.catalog import catalog
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled
from app.schedules import SCHEDULES
from surfaces import SURFACES
from tests.optimizers.test_formula import COMPARED

KINDS: dict[str, dict[str, Any]] = {"surface": SURFACES, "optimizer": OPTIMIZERS, "schedule": SCHEDULES, "answer": ANSWERS}
UNITS = [pytest.param(kind, key, id=f"{kind}-{key}") for kind, units in KINDS.items() for key in units]


@pytest.mark.parametrize(("kind", "key"), UNITS)
def test_every_formula_is_rendered(kind, key):
    for line in KINDS[kind][key].formula:
        mathml = convert(line)
        assert "\\" not in "".join(ET.fromstring(mathml).itertext()), "a command that the converter does not know"


@pytest.mark.parametrize(
    ("kind", "key"), [unit for unit in UNITS if unit.values[0] != "surface" and unit.values not in {("optimizer", key) for key in COMPARED}]
)
def test_every_formula_parses(kind, key):
    """Each line by SymPy, without the words behind a \\quad; those of surfaces, and of the other optimizers, are parsed where they are
    compared with the code."""
    assert KINDS[kind][key].formula
    for line in KINDS[kind][key].formula:
        parse_latex(line.split(r"\quad")[0], backend="antlr")


@pytest.mark.parametrize(("kind", "key"), UNITS)
def test_every_knob_is_in_the_formula_by_its_symbol(kind, key):
    unit = KINDS[kind][key]
    formula = " ".join(unit.formula)
    made = unit.data.model.groups() if kind == "surface" and unit.data else {}
    tables = [*made.get("data", []), *made.get("recipe", [])]  # they change the examples, not what is done with them
    for name, knob in unit.knobs.items():
        if name in tables:
            continue
        assert re.search(re.escape(knob.symbol) + r"(?![a-z])", formula), (name, knob.symbol)


@pytest.mark.parametrize("key", [key for key, unit in SURFACES.items() if unit.data])
def test_knobs_of_examples_have_symbols_of_their_own_and_are_in_one_group(key):
    unit = SURFACES[key]
    assert unit.data
    symbols = [knob.symbol for knob in unit.knobs.values()]
    assert len(set(symbols)) == len(symbols)
    groups = unit.data.model.groups()
    assert sorted(chain.from_iterable(groups.values())) == sorted(unit.knobs)
    assert groups["penalty"] == [name for name in unit.knobs if name in ("l1", "l2")]


@pytest.mark.parametrize(("kind", "key"), UNITS)
def test_defaults_lie_within_slider_and_slider_within_bounds(kind, key):
    for knob in KINDS[kind][key].knobs.values():
        defaults = knob.default if isinstance(knob.default, tuple) else (knob.default,)
        assert all(default is None or knob.low <= default <= knob.high or default == 0 for default in defaults)
        assert knob.min is None or knob.min <= knob.low
        assert knob.max is None or knob.high <= knob.max
        assert not ("max" in knob.open and knob.high == knob.max)
        assert not ("min" in knob.open and knob.low == knob.min)


@pytest.mark.parametrize(("kind", "key"), UNITS)
def test_it_varies_another_and_says_what_it_is_in_a_sentence(kind, key):
    unit = KINDS[kind][key]
    assert unit.varies is None or unit.varies in KINDS[kind].keys() - {key}
    assert unit.source
    assert unit.summary.endswith(".")
    assert unit.name not in {other.name for name, other in KINDS[kind].items() if name != key}


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_step_fits_a_page(key):
    most = 30 if isinstance(OPTIMIZERS[key], Coupled) else 20
    assert len(inspect.getsource(OPTIMIZERS[key].step).splitlines()) <= most


def test_the_catalog_marks_what_is_made_of_examples_and_lists_the_answers():
    found = catalog("en")
    for key, surface in found["surfaces"].items():
        made = SURFACES[key].data
        assert surface.get("data", False) == (made is not None)
        assert surface.get("groups") == (made.model.groups() if made else None)
    assert (next(iter(found["answers"])), sorted(found["answers"])) == ("last", sorted(ANSWERS))
    assert [key for key, each in found["answers"].items() if each["monitors"]] == ["best"]
    assert {key for key, each in found["series"].items() if each["data"]} == {"held", "train", "weights", "committee"}
    assert all({"by", "data", "held"} <= set(lesson) for lesson in found["lessons"].values())
