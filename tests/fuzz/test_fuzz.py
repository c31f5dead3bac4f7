"""The fuzzer finds nothing in its first cases, and would find what it is there for."""

import json
import sys
from pathlib import Path
from random import Random

import numpy as np
import pytest

from app.replies.wire import frame
from tests.fuzz import __main__ as runner
from tests.fuzz import asking
from tests.fuzz.cases import Case, case
from tests.fuzz.turned import ODD, bent
from tests.loops import ended

SEED, COUNT = 7, 250
GOOD = {"path": "steps", "message": "steps must be at least 1", "value": "0", "bound": ">= 1"}


def test_nothing_is_wrong_with_the_first_cases(capfd: pytest.CaptureFixture[str]) -> None:
    """With `NUMBA_BOUNDSCHECK=1`, as `make boundscheck` has it, no index is out of its array either."""
    wrong = runner.fuzz(COUNT, SEED, few=True)
    assert wrong == 0, capfd.readouterr().out


def test_a_case_is_the_same_whatever_came_before() -> None:
    assert case(SEED, 3) == case(SEED, 3)
    assert len({str(case(SEED, i)) for i in range(50)}) == 50


def test_a_part_anywhere_becomes_a_value_of_every_kind_but_never_the_whole() -> None:
    said = {"a": [1, {"b": "c"}], "d": None}
    made = [json.dumps(bent(Random(i), said)) for i in range(3000)]
    assert all(json.dumps(odd) in " ".join(made) for odd in ODD)
    assert all(isinstance(json.loads(each), dict) for each in made)
    assert {'{"d": null}', '{"a": [1, {"b": "c"}, 1, {"b": "c"}], "d": null}', '{"a": [1, {}], "d": null}'} <= set(made)


def test_a_process_that_dies_is_named_and_the_next_case_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A stand-in for Python writes down case 12 and dies of a bad address."""
    stand_in = tmp_path / "python"
    stand_in.write_text('#!/bin/sh\necho 12 > "$7"\nkill -SEGV $$\n', encoding="ascii")
    stand_in.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(stand_in))
    assert runner.part(5, 10, 40, True) == (3, 1)
    assert "case 5 12: the process ended with status -11" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("said", "is_wrong"),
    [
        ({"errors": [GOOD]}, False),
        ({"errors": []}, True),
        ({"errors": [{**GOOD, "bound": ""}]}, True),
        ({"errors": [{**GOOD, "path": ""}]}, True),
        ({"errors": [{**GOOD, "value": ""}]}, True),
        ({"errors": [{**GOOD, "value": "", "bound": "required"}]}, False),
        ({"errors": [{**GOOD, "message": "the server failed: IndexError"}]}, True),
    ],
)
def test_a_refusal_needs_field_value_and_bound(said: object, is_wrong: bool) -> None:
    assert bool(asking.wrong_errors(said)) is is_wrong


def test_an_infinity_in_a_frame_is_wrong() -> None:
    whole = frame({"id": 1, "last": True}, {"a": np.ones(3)}, [None, ({"status": 1}, {"b": np.array([np.nan, 1.0])})])
    assert asking.wrong_frame(whole) is None
    assert asking.wrong_frame(whole[:-4] + np.float32(np.inf).tobytes())
    assert asking.wrong_message([whole], Case("", {"id": 1}, {})) is None
    assert asking.wrong_message([whole], Case("", {"id": 2}, {}))
    assert asking.wrong_message([], Case("", {"id": 1}, {}))


def test_a_fault_of_ours_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> object:
        raise IndexError("index is out of bounds")

    monkeypatch.setattr("app.web.messages.pictures", fails)
    monkeypatch.setattr("app.web.api.answer", fails)
    scene = {"surface": {"key": "canyon"}, "steps": 5, "lanes": [{"optimizer": {"key": "adam"}}]}
    said = [ended(asking.verdict(each)) for each in (Case("", {"id": 1, "scene": scene}, {}), Case("/api/runs", scene, {}))]
    assert all(text and "IndexError" in text for text in said)
