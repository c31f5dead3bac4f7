"""Parts of the plane, of a run and of a range that numbers cannot resolve are refused by name, wherever they are asked for."""

import json
import sys
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.catalog.catalog import catalog
from app.exports.offline.sweep import FIRST, sweep
from app.main import app
from app.scene.intervals import FARTHEST, FINEST, NARROWEST, wrong
from app.scene.scene import Scene
from tests.scenes import lane, scene
from tests.web.test_stream import PANEL, ask, socket, view

__all__ = ["socket"]

FLAT: list[list[float]] = [
    [0, 5e-324], [0, 1e-31], [3, float(np.nextafter(3, 4))], [1, 1 + 5e-13], [-1e9, -1e9 + 1e-5], [2, 1], [2, 2], [-0.0, 0.0],
]  # fmt: skip
FAR: list[list[float]] = [[-1e308, 1e308], [0, 1e13], [-2e12, 0], [1e19, 1e20]]
SOUND: list[list[float]] = [[0, 1e-30], [1, 1 + 1e-12], [-1e12, 1e12], [-1e9, -1e9 + 1e-2], [-1e-29, 0]]


def paths(said: Any) -> dict[str, dict[str, str]]:
    """Return the faults of an answer by their paths; none of them says nothing."""
    faults = said["errors"]
    assert faults
    assert all(fault["message"] and fault["bound"] and fault["value"] for fault in faults)
    return {fault["path"]: fault for fault in faults}


def test_an_interval_needs_as_much_room_as_numbers_resolve() -> None:
    assert wrong(0, NARROWEST) is None
    assert wrong(0, NARROWEST / 2) == ("narrow_end", 1e-30)
    assert wrong(1e9, 1e9 * (1 + 2 * FINEST)) is None
    assert wrong(1e9, 1e9 * (1 + FINEST / 2))
    assert wrong(-1e-9 * (1 + FINEST / 2), -1e-9)
    assert wrong(1, 1) == ("falling", 1)


def test_the_page_has_the_same_limits() -> None:
    assert catalog("en")["plane"] == {"farthest": FARTHEST, "finest": FINEST, "narrowest": NARROWEST}


@pytest.mark.parametrize("side", FLAT + FAR)
@pytest.mark.parametrize("axis", ["x", "y"])
def test_a_panel_that_cannot_be_drawn_is_refused(axis: str, side: list[float], socket: Any) -> None:
    said = ask(socket, {"id": 1, "scene": scene(), "view": {**view(), "panels": [{**PANEL, axis: side}]}})
    assert all(path.startswith(f"view.panels.0.{axis}") for path in paths(said))


@pytest.mark.parametrize("side", SOUND)
def test_a_panel_as_far_and_as_narrow_as_allowed_is_drawn(side: list[float], socket: Any) -> None:
    header, _, (arrays,) = ask(socket, {"id": 1, "scene": scene(), "view": {**view(), "panels": [{**PANEL, "x": side}]}})
    assert header["last"]
    assert "path" in arrays


@pytest.mark.parametrize("scale", ["linear", "log"])
@pytest.mark.parametrize("steps", [*FLAT, *FAR, [3, 1e19], [-1, 20], [0, 401], [400, 401], [0, 400.5], [-1e-9, 400]])
def test_a_chart_of_steps_that_the_run_has_not_is_refused(steps: list[float], scale: str, socket: Any) -> None:
    said = ask(socket, {"id": 1, "scene": scene(steps=400), "view": {**view(), "chart": {"width": 100, "steps": steps, "scale": scale}}})
    assert all(path.startswith("view.chart.steps") for path in paths(said))


@pytest.mark.parametrize("steps", [[0, 400], [3, 3.5], [0, 1e-30], [399, 400], [0.5, 0.75]])
def test_a_chart_of_any_part_of_the_run_is_drawn(steps: list[float], socket: Any) -> None:
    chart = {"width": 100, "steps": steps, "scale": "log"}
    assert ask(socket, {"id": 1, "scene": scene(steps=400), "view": {**view(), "chart": chart}})[0]["last"]


def test_a_profile_of_a_step_that_the_run_has_not_is_refused(socket: Any) -> None:
    profile = {"along": "x", "step": 401, "width": 9}
    [(path, fault)] = paths(ask(socket, {"id": 1, "scene": scene(steps=400), "view": {**view(), "profile": profile}})).items()
    assert (path, fault["bound"], fault["value"]) == ("view.profile.step", "<= 400", "401")


@pytest.mark.parametrize("name", ["mesh", "picture", "offline"])
@pytest.mark.parametrize("side", FLAT + FAR)
def test_queries_have_the_same_bounds(name: str, side: list[float]) -> None:
    client, query = TestClient(app), {"x0": side[0], "x1": side[1], "y0": 0, "y1": 1}
    if name == "mesh":
        answer = client.get("/api/surfaces/canyon/mesh", params=query)
    else:
        answer = client.post(f"/api/{name}", params=query, content=json.dumps(scene()), headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert set(paths(answer.json())) <= {"x0", "x1"}


@pytest.mark.parametrize("side", FLAT + FAR)
def test_a_domain_has_the_same_bounds(side: list[float]) -> None:
    typed = scene(surface={"key": "formula", "formula": "x^2 + y^2", "domain": [side, [0, 1]]})
    for path in ("runs", "picture", "offline"):
        answer = TestClient(app).post(f"/api/{path}", json=typed)
        assert answer.status_code == 422
        assert all(place.startswith("surface.domain.0") for place in paths(answer.json()))


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"low": 1e-3, "high": 1e-3}, "high"),
        ({"low": 1e-3, "high": float(np.nextafter(1e-3, 1))}, "high"),
        ({"low": 1.0, "high": 1.0 + 1e-10, "steps": 1000}, "high"),
        ({"low": 1e12}, "low"),
        ({"high": 1e-30}, "high"),
        ({"low": 1e-31, "high": 1.0}, "low"),
        ({"low": 0.0}, "low"),
    ],
)
def test_a_range_test_whose_rates_are_one_is_refused(said: dict[str, float], path: str) -> None:
    answer = TestClient(app).post("/api/range-test", json={"scene": scene(), **said})
    assert answer.status_code == 422
    assert list(paths(answer.json())) == [path]


@pytest.mark.parametrize(
    ("low", "high", "path"),
    [("1", "1", "high"), ("2", "1", "high"), ("1", str(1 + 5e-13), "high"), ("1e301", "1e302", "low"), ("nan", "1", "low")],
)
def test_a_sweep_that_numbers_do_not_resolve_is_refused(low: str, high: str, path: str) -> None:
    answer = TestClient(app).post("/api/offline", params={"low": low, "high": high}, json=scene())
    assert answer.status_code == 422
    assert list(paths(answer.json())) == [path]


@pytest.mark.parametrize(
    ("rate", "low", "high"),
    [(1e19, 5e-324, 1e9), (5e-324, 5e-324, 1e300), (1.0, 1e-300, 1e300), (1.7e308, 1e299, 1e300), (sys.float_info.max, 1.0, 2.0)],
)
def test_a_sweep_over_all_numbers_holds_the_rate_that_the_scene_has(rate: float, low: float, high: float) -> None:
    made = sweep(Scene.model_validate(scene(lane("adam", lr=rate))), FIRST, low, high)
    assert made.values[made.at] == rate
    assert list(made.values) == sorted(set(made.values))


@pytest.mark.parametrize("rate", [5e-324, 1e-310, 1e300, 1e308, sys.float_info.max])
def test_a_rate_at_the_end_of_what_numbers_are_is_swept(rate: float) -> None:
    answer = TestClient(app).post("/api/offline", json=scene(lane("gradient_descent", lr=rate), steps=20))
    assert answer.status_code == 200
    assert b"<!doctype html>" in answer.content.lower()


def test_a_picture_of_a_step_that_the_run_has_not_is_refused() -> None:
    for form in ("svg", "gif"):
        answer = TestClient(app).post("/api/picture", params={"step": 401, "format": form}, json=scene(steps=400))
        assert answer.status_code == 422
        assert paths(answer.json())["step"]["bound"] == "<= 400"
