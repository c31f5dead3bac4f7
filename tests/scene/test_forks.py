"""A fork in a scene: what is refused and why, and that links, files and scripts carry it or say that they cannot."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from app.engine.recorded import packed
from app.exports.drawing.image import Picture, svg
from app.exports.scripts.code import FRAMEWORKS, script
from app.main import app
from app.replies.names import titles
from app.scene.faults import Fault, refusal
from app.scene.scene import Scene
from tests.command import Command
from tests.scenes import lane, scene

ADAM, SLOW = lane("adam", lr=0.1), lane("adam", lr=0.01)
DRAWN = {"trajectory": {"file": "a.csv", "points": packed(np.zeros(6)), "loss": None}}


def forked(step: int = 20, before: Any = ADAM, after: Any = SLOW, **more: Any) -> dict[str, Any]:
    """Return a scene with a lane and its fork."""
    made = scene(ADAM, {**after, "fork": {"step": step, "before": before, **more}}, steps=60)
    return json.loads(json.dumps(made))  # type: ignore[no-any-return]


def fault(said: dict[str, Any]) -> Fault:
    """Return the only fault of a scene."""
    with pytest.raises(ValidationError) as caught:
        Scene.model_validate(said)
    (found,) = refusal(caught.value).faults
    return found


def test_the_rows_up_to_the_fork_are_the_parent_s() -> None:
    with TestClient(app) as client:
        parent, child = client.post("/api/runs", json=forked()).json()["lanes"]
    assert child["x"][:21] == parent["x"][:21]
    assert child["x"][21] != parent["x"][21]
    assert child["lr"][19:21] == [0.1, 0.01]


def test_it_travels_with_the_scene() -> None:
    made = Scene.model_validate(forked(anew=True))
    said = made.model_dump(mode="json")
    assert "fork" not in said["lanes"][0]
    assert Scene.model_validate(json.loads(json.dumps(said))).model_dump() == made.model_dump()
    assert titles(made.lanes)[1].endswith("from step 20")


@pytest.mark.parametrize(
    ("said", "path", "message"),
    [
        (forked(60), "lanes.1.fork.step", "the fork must lie within the run"),
        (forked(0), "lanes.1.fork.step", "step must be at least 1"),
        (forked(after=lane("momentum", lr=0.1)), "lanes.1.fork", "cannot go on with the state of Adam"),
        (forked(after=lane("newton", lr=1.0), before=lane("gradient_descent", lr=0.1)), "lanes.1.fork", "cannot go on"),
        (forked(20, {**ADAM, "fork": {"step": 20, "before": ADAM}}), "lanes.1.fork", "each time later than before"),
        (forked(before=DRAWN), "lanes.1.fork", "drawn, not computed"),
        (forked(before={"optimizer": {"key": "nothing"}}), "lanes.1.fork.before.optimizer.key", "there is no nothing"),
    ],
)
def test_a_fork_that_cannot_be_is_refused(said: dict[str, Any], path: str, message: str) -> None:
    found = fault(said)
    assert found["path"] == path
    assert message in found["message"]


def test_the_csv_of_the_command_line_has_its_rows_and_settings(ravine: Command, tmp_path: Path) -> None:
    (tmp_path / "scene.json").write_text(json.dumps(forked()), "utf-8")
    done = ravine("run", str(tmp_path / "scene.json"), "-o", str(tmp_path / "rows.csv"))
    assert (done.returncode, done.stderr) == (0, "")
    rows = [row for row in csv.DictReader(io.StringIO((tmp_path / "rows.csv").read_text("utf-8"))) if row["lane"] == "1"]
    run = Scene.model_validate(forked()).run()[1]
    assert [float(row["x"]) for row in rows] == run.x.tolist()
    assert Scene.model_validate(json.loads(rows[0]["settings"])).run()[0].x.tolist() == run.x.tolist()


def test_a_variant_with_the_same_state_goes_on() -> None:
    Scene.model_validate(forked(after=lane("adamw", lr=0.1)))


def test_hostile_depth_is_refused() -> None:
    deep: dict[str, Any] = ADAM
    for step in range(1, 200):
        deep = {**ADAM, "fork": {"step": step, "before": deep}}
    with pytest.raises(ValidationError):
        Scene.model_validate(scene(deep, steps=400))


def test_pictures_draw_it_and_scripts_say_that_they_cannot() -> None:
    made = Scene.model_validate(forked())
    assert 'stroke-opacity="0.4"' in svg(Picture.of(made))
    for framework in FRAMEWORKS:
        written = script(made, framework)
        assert "Lane 1 goes on from step 20 of another run" in written
        assert "def lane_0():" in written
        assert "def lane_1" not in written
        compile(script(made, framework, 1), "script", "exec")
