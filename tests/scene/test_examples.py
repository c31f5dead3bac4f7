"""Surfaces made of examples and what lanes have of their own: what is refused and why, and what is a fact and no fault."""

import json
from typing import Any

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from app import settings as environment
from app.catalog.link import link_to, linked
from app.main import app
from app.scene.faults import Fault, refusal
from app.scene.scene import Scene
from tests.scene.bad_examples import ADAM, LINEAR, LOGISTIC, NAN, NETWORK, NEWTON, REFUSED, ROWS, examples, knobs, of, own


def fault(said: Any) -> Fault:
    """Return the first fault of a scene."""
    with pytest.raises(ValidationError) as caught:
        Scene.model_validate(said)
    return refusal(caught.value).faults[0]


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_field_bound_and_value(name: str) -> None:
    said, path, bound, value = REFUSED[name]
    found = fault(said)
    assert (found["path"], found["bound"][: len(bound)]) == (path, bound)
    assert found["value"][: len(value)] == value
    assert len(found["message"].split()) <= 24


@pytest.mark.parametrize("name", ["n", "sample", "rho", "keep"])
@pytest.mark.parametrize("value", [True, "3", 1.5, -1, 10**9, NAN, None, [1]])
def test_a_fault_of_a_lanes_knob_is_that_of_the_surfaces_knob(name: str, value: Any) -> None:
    """Field apart: kind, sentence, bound and value."""
    if (name, value) == ("rho", -1):
        value = -2
    of_surface, of_lane = fault(knobs(**{name: value})), fault(own(knobs={name: value}))
    assert of_lane["path"] == f"lanes.0.knobs.{name}"
    assert {**of_lane, "path": ""} == {**of_surface, "path": ""}


def test_steps_times_examples_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the batches before and after a fork, the larger one counts, for every one of many runs."""
    monkeypatch.setattr(environment, "settings", environment.settings.model_copy(update={"max_lane_steps": 600}))
    Scene.model_validate(of({**ADAM, "batch": 4}, {**ADAM, "batch": 2}, steps=100))
    found = fault(of({**ADAM, "batch": 2}, {**ADAM, "batch": 5}, steps=100))
    assert (found["path"], found["bound"], found["value"]) == ("lanes.1.batch", "<= 600", "700")
    found = fault(of({**ADAM, "batch": 3, "many": {"count": 3}}, steps=100))
    assert (found["path"], found["value"]) == ("lanes.0.batch", "900")
    found = fault(of({**ADAM, "batch": 1, "fork": {"step": 5, "before": {**ADAM, "batch": 6}}}, ADAM, ADAM, steps=150))
    assert (found["path"], found["value"]) == ("lanes.0.fork.before.batch", "900")


SOUND: dict[str, dict[str, Any]] = {
    "classes that a line separates": knobs(LOGISTIC, d=3.0),
    "one class only": examples([1.0, 0.5, 1.0], [0.5, -1.0, 1.0], surface=LOGISTIC),
    "two inputs that are one": knobs(rho=1.0),
    "a constant column": examples([1.0, 0.0, 1.0], [2.0, 0.0, 0.5], [3.0, 0.0, 0.1]),
    "nothing but zeros": examples([0.0, 0.0, 0.0], [0.0, 0.0, 0.0]),
    "numbers as large as allowed": examples([1e9, -1e9, 1e9], [-1e9, 1e9, 1e9], [1e9, 1e9, -1e9]),
    "a lost input": knobs(lose=1),
    "two lost inputs": knobs(lose=3),
    "two lost inputs of two classes": knobs(LOGISTIC, lose=3),
    "a network of zeros": examples([0.0, 0.0, 1.0], [0.0, 0.0, 0.0], surface=NETWORK),
    "a network of large numbers": examples([1e9, 0.0, 1e9], [-1e9, 0.0, 1e9], surface=NETWORK),
    "large classes": examples([1e9, 1e9, 1.0], [1e9, -1e9, 0.0], [-1e9, 1e9, 0.5], surface=LOGISTIC),
}


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("batch", [None, 2])
def test_what_has_no_minimum_is_a_fact(name: str, batch: int | None) -> None:
    """It runs, and nothing that is no number is sent."""
    said = {**SOUND[name], "lanes": [{**ADAM, "batch": batch}, {**NEWTON}, {**ADAM, "answer": {"key": "average"}}]}
    answer = TestClient(app).post("/api/runs", json=said)
    assert answer.status_code == 200
    json.loads(answer.text, parse_constant=pytest.fail)


@pytest.mark.parametrize("name", REFUSED)
def test_the_api_says_the_same(name: str) -> None:
    said, path, bound, _ = REFUSED[name]
    if "NaN" in json.dumps(said) or "Infinity" in json.dumps(said):
        return  # no JSON
    answer = TestClient(app).post("/api/runs", json=said)
    assert answer.status_code == 422
    first = answer.json()["errors"][0]
    assert (first["path"], first["bound"][: len(bound)]) == (path, bound)


def test_all_of_it_travels_in_links() -> None:
    lanes = [{**ADAM, "knobs": {"l2": 0.5}, "start": [1.0, 2.0], "batch": 2, "order": "fixed", "freeze": {"x": 3, "y": 0},
              "answer": {"key": "ema", "knobs": {"decay": 0.5}}}, ADAM]  # fmt: skip
    made = Scene.model_validate(of(*lanes, surface={**LINEAR, "examples": ROWS, "held": ROWS}))
    again = Scene.model_validate(linked(link_to(made.model_dump(mode="json"))))
    assert again == made
    assert again.model_dump(mode="json")["lanes"][0]["freeze"] == {"x": 3, "y": 0}
    assert not {"knobs", "start", "batch", "order", "freeze", "answer"} & again.model_dump(mode="json")["lanes"][1].keys()
    assert (again.grounds[0].knobs["l2"], again.starts) == (0.5, [(1.0, 2.0), (0.0, 0.0)])
