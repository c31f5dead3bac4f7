"""CSV says what `/api/runs` says, to the last bit."""

import csv
import io
import json
import math
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.exports.table import BLOCK, csv_blocks
from app.main import app
from app.scene.scene import Scene
from app.web.processes import processes
from tests.scenes import lane, scene


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(app)


def column(rows: list[dict[str, str]], lane: int, name: str) -> list[float | None]:
    return [float(row[name]) if row[name] else None for row in rows if row["lane"] == str(lane)]


@pytest.mark.parametrize(
    "said",
    [
        scene(lane("adagrad_mean", lr=0.6), lane("gradient_descent", lr=0.01), steps=2 * BLOCK),
        scene(
            lane("gradient_descent", lr=0.3), lane("adam"), surface={"key": "ellipse", "knobs": {"kappa": 10}}, start=[-8, 2]
        ),  # diverges
        scene(lane("rmsprop", lr=0.1, eps=0), surface={"key": "ellipse"}, start=[0, 0], steps=3),  # rates that are not finite
        scene(lane("gradient_descent", lr=1e300), surface={"key": "ellipse"}, steps=5),  # a last position that is not finite
    ],
)
def test_values_are_those_of_runs(client: TestClient, said: Any) -> None:
    got = client.post("/api/csv", json=said)
    assert got.headers["content-type"] == "text/csv; charset=utf-8"
    assert got.headers["content-disposition"] == 'attachment; filename="ravine.csv"'
    rows = list(csv.DictReader(io.StringIO(got.text)))
    assert list(rows[0])[:10] == ["lane", "step", "x", "y", "loss", "gradient_norm", "lr", "lr_x", "lr_y", "angle"]
    for i, found in enumerate(client.post("/api/runs", json=said).json()["lanes"]):
        count = len(found["x"])
        assert column(rows, i, "step") == list(range(count))
        for name in ("x", "y", "loss", "gradient_norm"):
            assert column(rows, i, name) == found[name]
        for name in ("lr", "lr_x", "lr_y", "angle"):
            assert column(rows, i, name) == (found[name] + [None])[:count]


def test_numbers_are_as_short_as_python_writes_them() -> None:
    made = Scene.model_validate(scene(lane("adam"), steps=50))
    (run,) = made.run()
    first = b"".join(csv_blocks(made, [run])).decode().splitlines()[2].split(",")
    assert [len(text) for text in first[2:6]] == [len(repr(float(values[1]))) for values in (run.x, run.y, run.loss, run.gradient_norm)]
    assert all(math.isfinite(float(text)) for text in first[:-2])


def test_every_row_has_the_name_and_the_first_one_the_settings() -> None:
    lanes = [lane("adam", lr=0.1), lane("adam", lr=0.2), {**lane("gradient_descent"), "label": '=1+1\n"quoted",  €'}]
    made = Scene.model_validate(scene(*lanes, steps=20))
    rows = list(csv.DictReader(io.StringIO(b"".join(csv_blocks(made, made.run())).decode())))
    names = ["Adam, η = 0.1", "Adam, η = 0.2", '\'=1+1 "quoted", €']  # a spreadsheet would run what begins with =
    for i, name in enumerate(names):
        own = [row for row in rows if row["lane"] == str(i)]
        assert {row["name"] for row in own} == {name}
        assert [row["settings"] for row in own[1:]] == [""] * 20
        again = Scene.model_validate(json.loads(own[0]["settings"]))
        assert again.lanes == [made.lanes[i]]
        assert again.run()[0].x.tolist() == [float(row["x"]) for row in own]


def test_runs_say_names_and_settings_too(client: TestClient) -> None:
    said = scene(lane("adam", lr=0.1), lane("adam", lr=0.2), steps=20)
    for i, found in enumerate(client.post("/api/runs", json=said).json()["lanes"]):
        assert found["name"] == f"Adam, η = 0.{i + 1}"
        assert client.post("/api/runs", json=found["settings"]).json()["lanes"][0]["x"] == found["x"]


def test_a_bad_scene_and_a_full_server_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.post("/api/csv", json=scene(steps=0)).json()["errors"][0]["path"] == "steps"
    monkeypatch.setattr(processes.shares, "_most_waiting", 0)
    assert client.post("/api/csv", json=scene(steps=100_000)).status_code == 503
