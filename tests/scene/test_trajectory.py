"""A trajectory of the user's own: drawn as a lane, not computed."""

import math
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from app.engine.recorded import packed
from app.main import app
from app.scene.faults import refusal
from app.scene.scene import Scene
from tests.replies.test_wire import decode
from tests.scenes import lane, scene

POINTS = [(0.0, 3.0), (1.0, 2.0), (-0.5, 1.25)]
client = TestClient(app)


def given(points: Any = POINTS, loss: Any = None, **more: Any) -> dict[str, Any]:
    """Return a lane with a trajectory."""
    losses = None if loss is None else packed(np.array(loss, dtype=np.float64))
    return {"trajectory": {"file": "mine.csv", "points": packed(np.array(points, dtype=np.float64).ravel()), "loss": losses, **more}}


def on_bowl(*lanes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a scene on (x^2 + 10 y^2) / 2, the ellipse with its default knobs."""
    return scene(*lanes, surface={"key": "formula", "formula": "(x^2 + 10 y^2)/2"}, **{"steps": 50, **more})


def test_its_rows_are_those_of_the_file_and_the_rest_is_the_surface_s() -> None:
    own, other = client.post("/api/runs", json=on_bowl(given(), lane("adam"))).json()["lanes"]
    assert (own["name"], own["status"]) == ("mine.csv", {"kind": "finished", "step": 2, "reason": None})
    assert list(zip(own["x"], own["y"], strict=True)) == POINTS
    assert own["loss"] == pytest.approx([(x * x + 10 * y * y) / 2 for x, y in POINTS])
    assert own["gradient_norm"] == pytest.approx([math.hypot(x, 10 * y) for x, y in POINTS])
    assert own["lr"] == [None, None]
    assert other["status"]["step"] == 50
    again = client.post("/api/runs", json=own["settings"]).json()["lanes"][0]
    assert again["x"] == own["x"]


def test_a_loss_in_the_file_is_drawn_in_place_of_the_surface_s() -> None:
    (own,) = client.post("/api/runs", json=on_bowl(given(loss=[7.0, 5.5, 0.1]))).json()["lanes"]
    assert own["loss"] == [7.0, 5.5, 0.1]


def test_no_more_is_shown_than_the_run_has_steps() -> None:
    (own,) = client.post("/api/runs", json=on_bowl(given(), steps=1)).json()["lanes"]
    assert own["x"] == [0.0, 1.0]


@pytest.mark.parametrize(
    ("lane_given", "path", "says"),
    [
        (given([(0, math.nan)]), "points", "points must be a finite number"),
        (given([(0, math.inf)]), "points", "points must be a finite number"),
        (given([(0, 2e9)]), "points", "a position is too far away"),
        (given([1.0, 2.0, 3.0]), "points", "an x and a y in every row"),
        (given([]), "points", "an x and a y in every row"),
        (given(loss=[1.0]), "loss", "one loss for every row"),
        ({"trajectory": {"file": "mine.csv", "points": "no base64!"}}, "points", "packed as base64"),
        (given(file="x" * 81), "file", "file is too long"),
    ],
)
def test_what_is_no_trajectory_is_refused_by_its_field(lane_given: Any, path: str, says: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        Scene.model_validate(on_bowl(lane_given))
    (fault,) = refusal(wrong.value).faults
    assert fault["path"] == f"lanes.0.trajectory.{path}"
    assert says in fault["message"]


def test_without_a_trajectory_a_lane_still_needs_its_method() -> None:
    assert client.post("/api/runs", json=on_bowl({})).json()["errors"][0]["path"] == "lanes.0.optimizer"


def test_every_file_can_be_made_of_it() -> None:
    said = on_bowl(given(loss=[3, 2, 1]), lane("momentum"))
    for path in ("/api/csv", "/api/picture", "/api/picture?format=gif&frames=3", "/api/figure", "/api/offline", "/api/code"):
        assert client.post(path, json=said).status_code == 200, path
    assert "def lane_1" in (text := client.post("/api/code", json=said).text)
    assert "def lane_0" not in text


@pytest.mark.parametrize(("path", "body"), [("/api/code?lane=0", on_bowl(given())), ("/api/range-test", {"scene": on_bowl(given())})])
def test_what_needs_a_method_is_refused(path: str, body: Any) -> None:
    (fault,) = client.post(path, json=body).json()["errors"]
    assert (fault["path"], fault["message"]) == ("lane", "a path from a file is drawn, not computed")


def test_the_stream_draws_it_and_explains_no_step() -> None:
    said = on_bowl(given(), lane("adam"))
    with client.websocket_connect("/api/stream") as socket:
        socket.send_json({"id": 1, "scene": said})
        header, _, lanes = decode(socket.receive_bytes())
        assert header["lanes"][0]["status"]["step"] == 2
        assert lanes[0]["y"].tolist() == [3.0, 2.0, 1.25]
        socket.send_json({"id": 2, "scene": said, "inspect": {"step": 1}})
        told = socket.receive_json()["inspect"]
        assert [step is None for step in told["lanes"]] == [True, False]
        assert [[row["step"], row["x"]] for row in told["rows"][0]] == [[0, 0.0], [1, 1.0]]
        socket.send_json({"id": 3, "scene": said, "inspect": {"step": 40}})
        assert [row["step"] for row in socket.receive_json()["inspect"]["rows"][0]] == [2]
