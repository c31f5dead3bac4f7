"""Pictures and figures of a scene's map, asked for over HTTP."""

import base64
import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PIL import Image
from starlette.testclient import TestClient

from app.main import app
from app.web.processes import processes
from tests.maps.clicked import HIMMELBLAU, PLANE, asked, axis

WITH_MAP = {**HIMMELBLAU, "map": {"axes": [axis("start.0", -5, 5, 20), axis("knobs.lr", 1e-3, 0.1, 15, "log")], "measure": "end"}}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(app) as made:
        yield made
    processes.stop()


@pytest.mark.parametrize("path", ["/api/picture", "/api/figure"])
@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_endpoints_draw_the_scene_s_map(client: TestClient, path: str, form: str) -> None:
    got = client.post(f"{path}?show=map&format={form}&width=400&title=Basins", json=WITH_MAP)
    assert got.status_code == 200
    if form == "svg":
        assert "300 runs" in got.text
        assert ">Basins<" in got.text
    else:
        assert Image.open(io.BytesIO(got.content)).size[0] == 400


def test_the_interactive_figure_knows_the_values_of_a_pixel(client: TestClient) -> None:
    found = client.post("/api/figure?show=map", json=WITH_MAP).json()
    layer = found["data"][0]
    numbers = np.frombuffer(base64.b64decode(layer["customdata"]["bdata"]), layer["customdata"]["dtype"]).reshape(15, 20, 2)
    x, y = asked(WITH_MAP, WITH_MAP["map"]["axes"]).values  # type: ignore[index]
    assert numbers[3, 7].tolist() == [x[7], y[3]]
    assert found["layout"]["images"][0]["source"].startswith("data:image/png;base64,")
    assert client.post("/api/figure?show=map&format=html", json=WITH_MAP).text.startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("path", "said", "field"),
    [
        ("/api/picture?show=map", HIMMELBLAU, "map"),
        ("/api/picture?show=map&format=gif", WITH_MAP, "format"),
        ("/api/figure?format=svg", HIMMELBLAU, "format"),
        ("/api/picture?show=map", {**WITH_MAP, "map": {"axes": PLANE, "lane": 1}}, "map.lane"),
        ("/api/picture?show=beauty", WITH_MAP, "show"),
    ],
)
def test_what_cannot_be_drawn_is_refused(client: TestClient, path: str, said: Any, field: str) -> None:
    got = client.post(path, json=said)
    assert got.status_code == 422
    assert got.json()["errors"][0]["path"] == field
