"""A surface on a grid, as the server computes it; what it holds is in test_api.py."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.engine.threads import STEP
from app.main import app
from app.settings import settings
from app.web.work import load


def test_a_surface_is_computed_by_the_server_s_threads_and_never_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page without its background would stay so."""
    monkeypatch.setattr(load, "_waiting", settings.max_waiting)
    asked: list[int] = []
    submit = load._threads.submit

    def noted(work: Any, rank: int, *client: Any) -> Any:
        asked.append(rank)
        return submit(work, rank, *client)

    monkeypatch.setattr(load._threads, "submit", noted)
    assert TestClient(app).get("/api/surfaces/canyon/mesh?nx=5&ny=5").status_code == 200
    assert asked == [STEP]


@pytest.mark.parametrize(("knobs", "path", "bound"), [
    ({"keep": 0.5, "swap": 0.5}, "surface.knobs.swap", "one recipe"),
    ({"mix": 1.0, "n": 17}, "surface.knobs.mix", "n <= 16"),
])  # fmt: skip
def test_a_surface_that_no_scene_can_have_is_refused(knobs: dict[str, float], path: str, bound: str) -> None:
    """Mixup of 500 examples would be a million rows at every node."""
    client, place = TestClient(app), {"x0": -1, "x1": 3, "y0": -1, "y1": 3, "nx": 5, "ny": 5}
    query = "&".join(f"{name}={value}" for name, value in knobs.items())
    by_query = client.get(f"/api/surfaces/linear_regression/mesh?nx=5&ny=5&{query}")
    by_body = client.post("/api/mesh", json={"surface": {"key": "linear_regression", "knobs": knobs}, **place})
    own = {"key": "linear_regression", "examples": [[i, i % 7, 1] for i in range(500)], "knobs": knobs}
    with_examples = client.post("/api/mesh", json={"surface": own, **place})
    for answer in (by_query, by_body, with_examples):
        (fault,) = answer.json()["errors"]
        assert (answer.status_code, fault["path"], fault["bound"]) == (422, path, bound)


@pytest.mark.parametrize("text", ["\u0663", "1_0", "\uff18"])
def test_a_number_in_a_query_has_the_digits_that_json_has(text: str) -> None:
    for name in ("n", "nx"):
        answer = TestClient(app).get("/api/surfaces/linear_regression/mesh", params={"ny": 5, name: text})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["path"].endswith(name)
