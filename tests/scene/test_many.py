"""Many runs in a scene: what is refused and why, and that scenes carry it."""

import json
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from app.engine.recorded import packed
from app.scene.faults import Fault, refusal
from app.scene.scene import Scene
from tests.scenes import lane, scene

ADAM = lane("adam", lr=0.1)
DRAWN = {"trajectory": {"file": "a.csv", "points": packed(np.zeros(6)), "loss": None}}


def faults(said: dict[str, Any]) -> list[Fault]:
    """Return the faults of a scene."""
    with pytest.raises(ValidationError) as caught:
        Scene.model_validate(said)
    return refusal(caught.value).faults


def test_it_travels_with_the_scene_and_is_left_out_without() -> None:
    made = Scene.model_validate(scene({**ADAM, "many": {"count": 7}}, ADAM))
    said = json.loads(json.dumps(made.model_dump(mode="json")))
    assert said["lanes"][0]["many"] == {"over": "seeds", "count": 7, "spread": 0.05}
    assert "many" not in said["lanes"][1]
    assert Scene.model_validate(said).model_dump() == made.model_dump()


@pytest.mark.parametrize(("many", "field", "bound"), [
    ({"count": 0}, "count", ">= 1"), ({"count": 257}, "count", "<= 256"), ({"count": 2.5}, "count", "integer"),
    ({"count": True}, "count", "integer"), ({"over": "noise"}, "over", "one of 'seeds' or 'starts'"), ({"spread": 0.0}, "spread", "> 0"),
    ({"spread": 1.01}, "spread", "<= 1"), ({"spread": float("nan")}, "spread", "finite"), ({"runs": 3}, "runs", "known fields only"),
])  # fmt: skip
def test_bad_fields_are_named_with_their_bound(many: dict[str, Any], field: str, bound: str) -> None:
    (found,) = faults(scene({**ADAM, "many": many}))
    assert (found["path"], found["bound"]) == (f"lanes.0.many.{field}", bound)


def test_all_runs_count_against_the_limit_of_a_scene() -> None:
    lanes = [{**ADAM, "many": {"count": 100}}, {**ADAM, "many": {"count": 199}}, ADAM]
    Scene.model_validate(scene(*lanes, steps=4_000))
    (found,) = faults(scene(*lanes, steps=4_001))
    assert (found["path"], found["value"], found["bound"]) == ("lanes.1.many.count", "1200300", "<= 1200000")
    assert found["message"] == "steps times the runs of all walkers is too large"
    (found,) = faults(scene(*[ADAM] * 4, steps=300_001))
    assert found["path"] == "steps"


@pytest.mark.parametrize(("given", "path", "message"), [
    ({**DRAWN, "many": {"count": 3}}, "lanes.0.many", "a path from a file is drawn, not computed"),
    (
        {**ADAM, "fork": {"step": 5, "before": {**ADAM, "many": {"count": 3}}}}, "lanes.0.fork.before.many",
        "the part before a fork is run as often as the walker, so it cannot say how often itself",
    ),
])  # fmt: skip
def test_what_cannot_run_many_times_is_refused(given: dict[str, Any], path: str, message: str) -> None:
    (found,) = faults(scene(given))
    assert (found["path"], found["message"]) == (path, message)


def test_a_fork_may_run_many_times() -> None:
    assert Scene.model_validate(scene({**ADAM, "fork": {"step": 5, "before": ADAM}, "many": {"count": 3}})).lanes[0].runs == 3


def test_many_runs_cost_as_much_as_they_are() -> None:
    once, often = (Scene.model_validate(scene({**ADAM, **more}, steps=200)) for more in ({}, {"many": {"count": 100}}))
    assert often.cost > 100 * once.cost
    assert once.is_quick()
    assert not often.is_quick()
