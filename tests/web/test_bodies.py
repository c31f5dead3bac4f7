"""Every endpoint that takes a body refuses the same ones, in the same form."""

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.main import app
from app.settings import settings
from tests.scenes import lane, scene
from tests.web.serving import Serving, served

client = TestClient(app)
JSON = {"content-type": "application/json"}
ENDPOINTS = [path for path, methods in app.openapi()["paths"].items() if "post" in methods]


@pytest.fixture(scope="module")
def serving() -> Iterator[Serving]:
    with served() as made:
        yield made


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize(
    ("content", "kind", "status", "says"),
    [
        (b"", "application/json", 400, "the message is not JSON"),
        (b"{", "application/json", 400, "the message is not JSON"),
        (b"\xff\xfe{", "application/json", 400, "not text in UTF-16"),
        (b"[" * 100_000, "application/json", 400, "the message is not JSON"),
        (b"null", "application/json", 422, "the message must be an object"),
        (b"{}", "text/plain", 415, "the body must be application/json"),
        (b"{}", "", 415, "the body must be application/json"),
        (b" " * (settings.max_body + 1), "application/json", 413, "the body is too large"),
    ],
    ids=["empty", "broken", "UTF-16", "deep", "null", "text", "unnamed", "large"],
)  # fmt: skip
def test_a_bad_body_is_refused(path: str, content: bytes, kind: str, status: int, says: str) -> None:
    got = client.post(path, content=content, headers={"content-type": kind})
    (fault,) = got.json()["errors"]
    assert (got.status_code, fault["path"]) == (status, "")
    assert fault["message"].startswith(says) or says in fault["message"]


@pytest.mark.parametrize("path", ENDPOINTS)
@pytest.mark.parametrize("steps", ["NaN", "1e999", '"5"', "true", "9" * 400, "2.5"])
def test_a_value_of_another_kind_is_named_by_its_path_in_the_scene(path: str, steps: str) -> None:
    said = f'{{"surface": {{"key": "canyon"}}, "lanes": [{{"optimizer": {{"key": "adam"}}}}], "steps": {steps}}}'
    body = f'{{"scene": {said}, "id": 1}}' if path in ("/api/range-test", "/api/tune", "/api/frames") else said
    got = client.post(path, content=body.encode(), headers=JSON)
    assert got.status_code == 422
    assert "steps" in {fault["path"] for fault in got.json()["errors"]}


def test_a_bad_query_and_a_bad_body_are_both_named() -> None:
    got = client.post("/api/runs?every=0", json=scene(lane("adam", beta1=2.0)))
    paths = [fault["path"] for fault in got.json()["errors"]]
    assert paths == ["every", "lanes.0.optimizer.knobs.beta1"]


def test_a_large_body_is_not_read_to_its_end() -> None:
    sent = 0

    def blocks() -> Any:
        nonlocal sent
        while sent < 100:
            sent += 1
            yield b" " * settings.max_body

    assert client.post("/api/runs", content=blocks(), headers=JSON).status_code == 413


def test_whoever_sends_ten_megabytes_before_reading_is_told_that_they_are_too_many(serving: Serving) -> None:
    """As http.client of Python does; a connection that is closed before all was sent is reset, and its answer never read."""
    body = json.dumps({"surface": {"key": "linear_regression"}, "text": "1,2\n" * 2_500_000}).encode()
    connection = HTTPConnection("127.0.0.1", serving.port, timeout=60)
    connection.request("POST", "/api/data", body, JSON)
    answer = connection.getresponse()
    (fault,) = json.loads(answer.read())["errors"]
    connection.close()
    assert (answer.status, fault["message"], fault["value"]) == (413, "the body is too large", str(len(body)))


def test_where_nothing_is_posted_the_body_is_not_looked_at() -> None:
    assert client.post("/healthz", content=b"x", headers={"content-type": "text/plain"}).status_code == 405
    assert client.post("/nowhere", content=b"x", headers={"content-type": "text/plain"}).status_code == 405
