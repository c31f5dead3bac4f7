"""A formula in a scene: runs, faults, the mesh, the stream."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.exports.drawing.labels import scene_words
from app.exports.scripts.code import script
from app.main import app
from app.scene.scene import Scene
from tests.replies.test_wire import decode
from tests.scenes import lane, scene
from tests.web.test_stream import ask

LANES = (lane("gradient_descent"), lane("adam", lr=0.05), lane("newton"), lane("bfgs"))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(app) as made:
        yield made


def formula(text: str, *lanes: dict[str, Any], **more: Any) -> dict[str, Any]:
    return scene(*(lanes or LANES), surface={"key": "formula", "formula": text}, **more)


def test_it_runs_as_the_declared_surface_does(client: TestClient) -> None:
    """h (u^2 + kappa v^2) / 2 typed, against the ellipse."""
    lanes = (lane("gradient_descent", lr=0.05), lane("adam", lr=0.05), lane("newton", lr=1), lane("bfgs", lr=1))
    typed = client.post("/api/runs", json=formula("(x^2 + 10 y^2)/2", *lanes, start=[-8, 2], steps=60)).json()["lanes"]
    declared = client.post("/api/runs", json=scene(*lanes, surface={"key": "ellipse"}, start=[-8, 2], steps=60)).json()["lanes"]
    for a, b in zip(typed, declared, strict=True):
        np.testing.assert_allclose(a["x"], b["x"], rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(a["loss"], b["loss"], rtol=1e-9, atol=1e-9)


def test_start_and_rates_are_its_own(client: TestClient) -> None:
    found = client.post("/api/runs", json=formula("x^2 + 10 y^2", steps=200)).json()["lanes"]
    assert all(one["loss"][-1] < one["loss"][0] for one in found)
    assert found[0]["lr"][0] == pytest.approx(0.5 / 20)


def test_leaving_the_domain_ends_the_run_with_the_reason(client: TestClient) -> None:
    (found,) = client.post("/api/runs", json=formula("x + log(x)", lane("gradient_descent", lr=0.5), start=[1, 0], steps=50)).json()[
        "lanes"
    ]
    assert found["status"]["kind"] == "diverged"
    assert "log" in found["status"]["reason"]
    assert found["status"]["reason"] in found["events"][0]["says"]


@pytest.mark.parametrize(("text", "says"), [("x +", "column"), ("sine(x)", "sine"), ("x" * 301, "300"), ("", "column"), ("x.y", "column")])
def test_a_bad_formula_is_named_with_its_column(client: TestClient, text: str, says: str) -> None:
    got = client.post("/api/runs", json=formula(text))
    (fault,) = got.json()["errors"]
    assert (got.status_code, fault["path"]) == (422, "surface.formula")
    assert says in fault["message"]


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"domain": [[1, 0], [0, 1]]}, "surface.domain.0"),
        ({"domain": [[0, 1]]}, "surface.domain.1"),
        ({"domain": [[0, 1e10], [0, 1]]}, "surface.domain.0.1"),
        ({"formula": 5}, "surface.formula"),
        ({"knobs": {"a": 1}}, "surface.knobs.a"),
        ({"wings": 1}, "surface.wings"),
    ],
)
def test_what_stands_around_it_is_checked_too(client: TestClient, more: dict[str, Any], path: str) -> None:
    got = client.post("/api/runs", json=scene(surface={"key": "formula", "formula": "x^2", **more}))
    assert (got.status_code, got.json()["errors"][0]["path"]) == (422, path)


def test_its_mesh_is_its_own(client: TestClient) -> None:
    query: Any = {"formula": "x^2 - y", "x0": 0, "x1": 1, "y0": 0, "y1": 2, "nx": 2, "ny": 3}
    f = decode(client.get("/api/surfaces/formula/mesh", params=query).content)[1]["f"]
    np.testing.assert_allclose(f, [0, 1, -1, 0, -2, -1])
    got = client.get("/api/surfaces/formula/mesh", params={**query, "formula": "x +"})
    assert (got.status_code, got.json()["errors"][0]["path"]) == (422, "surface.formula")


def test_the_stream_echoes_what_was_understood() -> None:
    with TestClient(app).websocket_connect("/api/stream") as socket:
        view = {"panels": [{"width": 100, "height": 100, "x": [-4, 4], "y": [-4, 4]}] * 4, "chart": {"width": 50, "steps": [0, 20]}}
        header, _, lanes = ask(socket, {"id": 1, "scene": formula("x^2 + 10 y^2", steps=20), "view": view})
        assert header["surface"]["echo"].startswith("<math")
        assert header["surface"]["minima"] == [pytest.approx([0, 0], abs=1e-9)]
        assert np.isnan(lanes[2]["lr_x"]).all()
        found = ask(socket, {"id": 2, "scene": formula("x^2 + 10 y^2", steps=20), "inspect": {"step": 2}})
        assert len(found["inspect"]["lanes"]) == 4


def test_the_catalog_offers_it(client: TestClient) -> None:
    unit = client.get("/api/catalog").json()["surfaces"]["formula"]
    assert unit["text"] == "x^2 + 10 y^2"
    assert unit["domain"] == [[-4, 4], [-4, 4]]
    assert set(unit["lr"]) == set(client.get("/api/catalog").json()["optimizers"])


def test_the_sentence_shows_the_character_and_the_value_stays_ascii(client: TestClient) -> None:
    (fault,) = client.post("/api/runs", json=formula("x² ± y²")).json()["errors"]
    assert fault["message"] == "column 4: the character '±' (plus-minus sign) has no meaning here"
    assert fault["value"] == "x\\xb2 \\xb1 y\\xb2"


def test_a_spelling_of_people_is_a_scene_like_its_plain_one(client: TestClient) -> None:
    """The same paths, an echo, a script and a picture's title."""
    plain, typed = (formula(text, lane("adam", lr=0.1), start=[1, 2]) for text in ("0.26*(x^2 + y^2) - 0.48*x*y", "0.26(x²+y²)−0.48xy"))
    paths = [client.post("/api/runs", json=said).json()["lanes"] for said in (plain, typed)]
    assert [{**each, "settings": None} for each in paths[0]] == [{**each, "settings": None} for each in paths[1]]  # which hold the text
    assert "x²+y²" in scene_words(Scene.model_validate(typed))
    assert "0.48" in script(Scene.model_validate(typed), "torch")
