"""The stories of the first lessons in numbers, asked of the API as a script would."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.main import app
from tests.jitter import rounded
from tests.scenes import lane

__all__ = ["rounded"]
pytestmark = pytest.mark.usefixtures("rounded")

CANYON = {"surface": {"key": "canyon"}, "start": [-20, 1.5], "steps": 2000}
CRESCENT_MINIMUM = (3.00995, 0.0)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(app) as made:
        yield made


def run(client: TestClient, place: dict[str, Any], *lanes: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the lanes of an answer, positions as arrays."""
    got = client.post("/api/runs", json={**place, "lanes": lanes})
    assert got.status_code == 200
    return [{**found, "x": np.array(found["x"]), "y": np.array(found["y"])} for found in got.json()["lanes"]]


def across(found: dict[str, Any]) -> Any:
    """Return |v| at every row, v = -x sin 0.01 + y cos 0.01."""
    return np.abs(-found["x"] * np.sin(0.01) + found["y"] * np.cos(0.01))


def bursts(found: dict[str, Any]) -> list[np.ndarray]:
    """Return the steps of every burst: |v| > 0.25 after step 30, gaps of up to 20 steps merged."""
    steps = np.flatnonzero(across(found) > 0.25)
    steps = steps[steps > 30]
    return np.split(steps, np.flatnonzero(np.diff(steps) > 20) + 1) if len(steps) else []


def test_the_two_adagrads_and_decay_on_the_canyon(client: TestClient) -> None:
    mean, total, inverse, cosine_300, cosine = run(
        client,
        CANYON,
        lane("adagrad_mean", lr=0.4),
        lane("adagrad", lr=0.4),
        lane("adagrad_mean", "inverse_time", schedule_knobs={"k": 0.01}, lr=0.4),
        lane("adagrad_mean", "cosine", schedule_knobs={"span": 300}, lr=0.4),
        lane("adagrad_mean", "cosine", lr=0.4),
    )
    found = bursts(mean)
    assert len(found) == 11
    assert abs(found[0][0] - 96) <= 3
    assert across(mean)[found[0]].max() == pytest.approx(1.17, abs=0.05)
    assert across(total)[31:].max() < 0.01
    assert across(inverse)[31:].max() < 0.01
    assert np.hypot(inverse["x"][-1], inverse["y"][-1]) < 0.1
    assert across(cosine_300)[31:].max() < 0.05
    assert across(cosine)[31:].max() > 1


def test_the_cliff_is_leapt_or_braked_on(client: TestClient) -> None:
    place = {"surface": {"key": "cliff"}, "start": [-40, 1], "steps": 400}
    adagrad, rmsprop = run(client, place, lane("adagrad_mean", lr=0.6), lane("rmsprop_lecture", lr=0.6, alpha=0.5))
    stride = lambda found: np.abs(np.diff(found["x"]))[np.abs(found["x"][:-1]) < 4].max()  # noqa: E731
    assert stride(adagrad) > 4
    assert stride(rmsprop) < 0.85


def test_the_trench_is_left_or_kept(client: TestClient) -> None:
    place = {"surface": {"key": "trench"}, "start": [-40, 0.3], "steps": 2000}
    adagrad, rmsprop = run(client, place, lane("adagrad_mean", lr=0.8), lane("rmsprop_lecture", lr=0.8, alpha=0.5))
    assert adagrad["loss"][-1] > -1
    assert rmsprop["loss"][-1] < -10


@pytest.mark.thorough
def test_the_crescent_takes_each_its_time(client: TestClient) -> None:
    place = {"surface": {"key": "crescent"}, "steps": 30_000}
    found = run(client, place, lane("rmsprop_lecture", lr=0.01, alpha=0.9), lane("adagrad_mean", lr=0.01), lane("adagrad", lr=0.01))
    near = [np.hypot(one["x"] - CRESCENT_MINIMUM[0], one["y"] - CRESCENT_MINIMUM[1]) < 0.1 for one in found]
    assert near[0].argmax() == pytest.approx(926, rel=0.03)
    assert near[1].argmax() == pytest.approx(4454, rel=0.03)
    assert not near[2].any()
