"""The HTTP endpoints, by the letter of the contract."""

import json
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app import __version__
from app.main import app
from app.scene.scene import Scene
from app.settings import settings
from app.web.processes import processes
from app.web.warm import ready
from surfaces import SURFACES
from tests.replies.test_wire import decode
from tests.scenes import lane, scene


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(app) as made:
        yield made


def post(client: TestClient, said: Any, **more: Any) -> Any:
    return client.post("/api/runs", json=said, **more)


def test_rows_are_the_engine_s(client: TestClient) -> None:
    said = scene(lane("adagrad_mean", lr=0.6), lane("gradient_descent", lr=0.01), steps=40)
    got = post(client, said)
    assert got.status_code == 200
    for found, run, kinds in zip(got.json()["lanes"], Scene.model_validate(said).run(), (["blow-up"], []), strict=True):
        assert found["status"] == {"kind": "finished", "step": 40, "reason": None}
        assert [event["kind"] for event in found["events"]] == kinds
        assert list(found)[:9] == ["status", "x", "y", "loss", "gradient_norm", "lr", "lr_x", "lr_y", "angle"]
        assert list(found)[-1] == "events"
        for name in ("x", "y", "loss", "gradient_norm"):
            assert found[name] == getattr(run, name).tolist()
            assert len(found[name]) == 41
        for name in ("lr", "lr_x", "lr_y"):
            assert len(found[name]) == 40


def test_divergence_is_a_result(client: TestClient) -> None:
    said = scene(lane("gradient_descent", lr=0.3), surface={"key": "ellipse", "knobs": {"kappa": 10}}, start=[-8, 2])
    found = post(client, said).json()["lanes"][0]
    assert found["status"] == {"kind": "diverged", "step": 29, "reason": None}
    assert (len(found["x"]), len(found["lr"])) == (30, 29)
    (event,) = found["events"]
    assert (event["kind"], event["from"], event["to"]) == ("diverged", 29, 29)
    assert event["says"].startswith("diverged at step 29")
    assert event["numbers"]["distance"] == pytest.approx(math.hypot(found["x"][-1], found["y"][-1]))


def test_what_is_not_finite_is_null(client: TestClient) -> None:
    """With eps = 0 and no gradient the divisor is zero, and so the rate is not finite."""
    said = scene(lane("rmsprop", lr=0.1, eps=0), surface={"key": "ellipse"}, start=[0, 0], steps=3)
    text = post(client, said).text
    assert "NaN" not in text
    assert "Infinity" not in text
    assert json.loads(text)["lanes"][0]["lr_x"] == [None] * 3


@pytest.mark.parametrize(("every", "rows"), [(1, 11), (3, [0, 3, 6, 9, 10]), (5, [0, 5, 10]), (100, [0, 10])])
def test_every_keeps_the_first_and_the_last(client: TestClient, every: int, rows: Any) -> None:
    said = scene(steps=10)
    full = post(client, said).json()["lanes"][0]
    some = post(client, said, params={"every": every}).json()["lanes"][0]
    expected = full["x"] if rows == 11 else [full["x"][k] for k in rows]
    assert some["x"] == expected
    assert (some["lr_y"][0], some["lr_y"][-1]) == (full["lr_y"][0], full["lr_y"][-1])


@pytest.mark.parametrize("every", ["0", "-1", "a", "1.5", "", "9" * 50, "²"])
def test_a_bad_every_is_refused(client: TestClient, every: str) -> None:
    got = post(client, scene(), params={"every": every})
    assert (got.status_code, got.json()["errors"][0]["path"]) == (422, "every")


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"{}", "", 415),
        (b" " * (settings.max_body + 1), "application/json", 413),
        (b"{}", "application/json; charset=utf-8", 422),
        (b"null", "application/json", 422),
        (b'{"steps": NaN, "lanes": 1e999, "surface": "\\u0000"}', "application/json", 422),
    ],
)
def test_a_bad_body_has_its_status(client: TestClient, content: bytes, kind: str, status: int) -> None:
    got = client.post("/api/runs", content=content, headers={"content-type": kind})
    assert got.status_code == status
    for fault in got.json()["errors"]:
        assert sorted(fault) == ["bound", "message", "path", "value"]
        assert all(isinstance(text, str) for text in fault.values())
    assert [sorted(said) for said in got.json()["sentences"]] == [["code", "params", "template"]] * len(got.json()["errors"])


def test_unknown_addresses_and_methods_answer_in_the_same_form(client: TestClient) -> None:
    for got, status in ((client.get("/api/nothing"), 404), (client.get("/api/runs"), 405), (client.get("/nothing.js"), 404)):
        assert got.status_code == status
        assert got.json()["errors"][0]["message"]


def test_the_catalog_holds_every_unit(client: TestClient) -> None:
    found = client.get("/api/catalog").json()
    others = ["series", "charts", "opening", "plane", "limits", "lessons", "own"]
    assert list(found) == ["surfaces", "optimizers", "schedules", "answers", *others]
    for kind in ("surfaces", "optimizers", "schedules", "answers"):
        for unit in found[kind].values():
            assert {"name", "summary", "formula", "source", "varies", "peer", "code", "knobs"} <= set(unit)
            assert unit["formula"]["latex"]
            assert unit["formula"]["mathml"].startswith("<math")
            assert unit["source"]
            assert unit["varies"] is None or unit["varies"] in found[kind]
            assert "def " in unit["code"]
            for knob in unit["knobs"].values():
                assert {"symbol", "kind", "default", "low", "high", "scale", "min", "max"} <= set(knob)
    for key, surface in found["surfaces"].items():
        assert {"domain", "start", "minima", "saddles", "lr"} <= set(surface)
        assert surface["lr"].keys() == found["optimizers"].keys()
        assert key == "formula" or surface["start"] == list(SURFACES[key].start)
    for lesson in found["lessons"].values():
        assert {"title", "group", "scene"} <= set(lesson)
        Scene.model_validate(lesson["scene"])
    assert client.get("/api/catalog?lang=xx").json() == found


def test_the_mesh_is_the_surface(client: TestClient) -> None:
    got = client.get("/api/surfaces/canyon/mesh", params={"x0": -1, "x1": 3, "y0": 0, "y1": 2, "nx": 5, "ny": 3, "kappa": 50})
    header, shared, _ = decode(got.content)
    assert (header["nx"], header["ny"]) == (5, 3)
    x, y = np.meshgrid(np.linspace(-1, 3, 5), np.linspace(0, 2, 3))
    knobs = {name: knob.default for name, knob in SURFACES["canyon"].knobs.items()} | {"kappa": 50.0}
    np.testing.assert_allclose(shared["f"].reshape(3, 5), SURFACES["canyon"].value(x, y, **knobs), rtol=1e-6)
    whole = decode(client.get("/api/surfaces/regression/mesh").content)[0]
    assert (whole["x"], whole["y"]) == ([-200, -100], [-5, 8])


def test_a_relative_mesh_tells_the_points_of_a_small_part_apart(client: TestClient) -> None:
    """f = 5 + x along 1e-8: in float32 f itself is one number, its rise above the lowest node is not."""
    query: dict[str, str | float] = {"formula": "5 + x", "x0": 0, "x1": 1e-8, "y0": 0, "y1": 1, "nx": 3, "ny": 2}
    assert len(set(decode(client.get("/api/surfaces/formula/mesh", params=query).content)[1]["f"])) == 1
    header, shared, _ = decode(client.get("/api/surfaces/formula/mesh", params={**query, "relative": 1}).content)
    assert header["low"] == 5
    np.testing.assert_allclose(shared["f"][:3], [0, 5e-9, 1e-8], rtol=1e-6)


@pytest.mark.parametrize(
    ("query", "path"),
    [("nx=513", "nx"), ("nx=1", "nx"), ("nx=2.5", "nx"), ("x0=7", "x1"), ("x0=nan", "x0"), ("kappa=-1", "surface.knobs.kappa"),
     ("kappa=big", "surface.knobs.kappa"), ("wings=2", "surface.knobs.wings"), ("x1=1e999", "x1"), ("relative=2", "relative"),
     ("spacing=even", "spacing"),
     ("nx=" + "9" * 5000, "nx")],
)  # fmt: skip
def test_a_bad_mesh_is_refused(client: TestClient, query: str, path: str) -> None:
    got = client.get(f"/api/surfaces/canyon/mesh?{query}")
    assert (got.status_code, got.json()["errors"][0]["path"]) == (422, path)


def test_an_unknown_surface_has_no_mesh(client: TestClient) -> None:
    assert client.get("/api/surfaces/nowhere/mesh").status_code == 404


def test_health_says_the_version(client: TestClient) -> None:
    first = client.get("/healthz")
    if first.status_code != 200:
        assert (first.status_code, first.json()) == (503, {"status": "starting"})
    assert ready.wait(120), "compiling the kernels of the first lesson takes some 20 seconds at most"
    assert client.get("/healthz").json() == {"status": "ok", "version": __version__}


def test_the_page_brings_nothing_from_outside(client: TestClient) -> None:
    got = client.get("/")
    assert got.status_code == 200
    assert "default-src 'self'" in got.headers["content-security-policy"]
    assert "//" not in got.text.replace("http://www.w3.org", "").partition("<body")[0].replace("<!--", "")


def test_the_api_documentation_knows_the_scene(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    assert "Scene" in schema["components"]["schemas"]
    body = schema["paths"]["/api/runs"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert body["$ref"] == "#/components/schemas/Scene"


def test_beyond_the_load_limit_the_answer_is_503(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes.shares, "_most_waiting", 0)
    got = post(client, scene(steps=100_000))
    assert (got.status_code, got.headers["retry-after"]) == (503, "1")
    assert post(client, scene(steps=10)).status_code == 200
