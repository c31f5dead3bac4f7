"""The endpoint of lessons of one's own."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.main import app
from app.web.own import MOST_FORMULAS
from tests.catalog.test_own import QUESTION, lesson
from tests.scenes import lane, scene


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(app) as made:
        yield made


def post(client: TestClient, said: Any) -> Any:
    return client.post("/api/lessons", json=said)


def test_one_lesson_or_several_are_answered_as_the_catalog_has_them(client: TestClient) -> None:
    ours = client.get("/api/catalog").json()["lessons"]["saddle"]
    for said in (lesson(), {"title": "Week 3", "lessons": [lesson(), lesson(step=3, question=QUESTION)]}):
        answer = post(client, said)
        assert answer.status_code == 200
        assert all(set(ours) <= set(each) for each in answer.json()["lessons"])


def test_thirty_lessons_of_eight_walkers_are_not_too_many(client: TestClient) -> None:
    """A body of one scene has far fewer values."""
    whole = post(client, lesson(scene=scene(*[lane("adam", lr=0.1)] * 8, steps=9))).json()["lessons"][0]["scene"]
    answer = post(client, {"lessons": [lesson(scene=whole)] * 30})
    assert (answer.status_code, len(answer.json()["lessons"])) == (200, 30)


def test_what_is_wrong_is_said_as_everywhere(client: TestClient) -> None:
    answer = post(client, {"lessons": [lesson(), lesson(title="x" * 200)]})
    assert answer.status_code == 422
    said = {"path": "lessons.1.title", "message": "title is too long", "value": "x" * 100, "bound": "at most 120 characters"}
    assert answer.json()["errors"] == [said]
    assert client.post("/api/lessons", content="{", headers={"content-type": "application/json"}).status_code == 400
    assert client.post("/api/lessons", content="{}", headers={"content-type": "text/plain"}).status_code == 415
    assert post(client, {"lessons": ["x" * 1_100_000]}).status_code == 413


@pytest.mark.parametrize("n", [1, MOST_FORMULAS + 1])
def test_formulas_are_read_beside_the_server(client: TestClient, n: int) -> None:
    formulas = [lesson(scene=scene(surface={"key": "formula", "formula": f"x^2 + {i + 2} y^2"}, steps=5)) for i in range(n)]
    answer = post(client, {"lessons": formulas})
    assert answer.status_code == 200
    assert answer.json()["lessons"][-1]["scene"]["surface"]["formula"] == f"x^2 + {n + 1} y^2"
    formulas[-1]["scene"]["surface"]["formula"] = "x +"
    assert post(client, {"lessons": formulas}).json()["errors"][0]["path"] == f"lessons.{n - 1}.scene.surface.formula"
