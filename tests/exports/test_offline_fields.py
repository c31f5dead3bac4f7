"""The offline page of every lesson: its main setting is swept if it is one number, also one that belongs to no unit."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.exports.offline.sweep import FIRST, preferred, sweep
from app.lessons import LESSONS
from app.main import app
from app.scene.faults import Refused
from app.scene.scene import Scene
from tests.exports.test_offline import unpacked
from tests.scenes import lane, scene

NOT_SWEPT = {"steps", "map.search.seed"}
"""Another number of steps would need another timeline; the seed of a search belongs to a map."""
DATA = {"key": "linear_regression"}
GD = lane("gradient_descent", lr=0.1)


@pytest.mark.parametrize("key", LESSONS)
def test_a_lesson_s_main_setting_is_swept(key: str) -> None:
    made, path = Scene.model_validate(LESSONS[key].scene), LESSONS[key].hero[0].path
    swept = preferred(made, path, FIRST, None, None)
    assert swept.path == (FIRST if path in NOT_SWEPT else path)
    assert len(swept.values) > 1
    for value in (swept.values[0], swept.values[-1]):
        swept.scene(made, value)


@pytest.mark.parametrize(
    ("said", "path", "ends"),
    [
        (scene(GD | {"batch": 2}, surface=DATA), "lanes.0.batch", (1, 6)),
        (scene(GD | {"batch": 2, "knobs": {"n": 4}}, surface=DATA), "lanes.0.batch", (1, 4)),
        (scene(GD | {"start": [0.0, 1.0]}, surface=DATA), "lanes.0.start.1", (-1, 3)),
        (scene(GD, surface=DATA, start=[0.5, 0.5]), "start.0", (-1, 3)),
        (scene(GD, surface=DATA, steps=30), "lanes.0.warmup", (0, 30)),
        (scene(GD, surface=DATA), "lanes.0.weight_decay", (0, 1)),
    ],
)
def test_numbers_of_a_lane_are_swept_within_their_bounds(said: Any, path: str, ends: tuple[float, float]) -> None:
    made = Scene.model_validate(said)
    swept = sweep(made, path)
    assert (swept.values[0], swept.values[-1]) == ends
    for value in swept.values:
        swept.scene(made, value)


@pytest.mark.parametrize(
    "path", ["lanes.0.batch", "lanes.0.start.0", "lanes.3.warmup", "batch", "start.2", "lanes.0.start", "steps", "lanes.٠.warmup"]
)
def test_what_is_not_there_is_refused(path: str) -> None:
    with pytest.raises(Refused):
        sweep(Scene.model_validate(scene(GD, surface=DATA)), path)


def test_a_batch_is_dragged_in_a_page_that_counts_examples() -> None:
    said = LESSONS["mini_batches"].scene
    query = {"prefer": "lanes.0.batch", "charts": "loss,x", "by": "examples", "linear": "x"}
    got = TestClient(app).post("/api/offline", params=query, json=said)
    assert got.status_code == 200
    header, _ = unpacked(got.text)
    assert {tuple(state["axis"]["steps"]) for state in header["states"]} == {(0.0, 64.0 * 320)}
    assert header["states"][header["at"]]["value"] == "B = 1"
