"""Endpoints that compute: none holds the event loop, and each ends when its client leaves."""

import json
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import ASGITransport, AsyncClient

from app.main import app
from app.web.processes import processes
from app.web.refusals import GONE
from tests.loops import ended, longest_turn
from tests.scenes import lane, scene
from tests.web.leavers import left, until

LONG = scene(*[lane("adam", lr=0.01 * (i + 1)) for i in range(6)], steps=200_000, noise=1.0)
DEAR = {
    "/api/runs": LONG, "/api/csv": LONG, "/api/offline": LONG, "/api/figure": LONG, "/api/picture?format=gif&frames=120": LONG,
    "/api/code": LONG,
    "/api/range-test": {"scene": LONG, "steps": 10_000}, "/api/tune": {"scene": LONG},
}  # fmt: skip
MOST = 0.1
"""Seconds of the event loop's own that a request may take at once; each of these took three times as many, or more."""


def unknown() -> bytes:
    """Return a megabyte of fields that there are not."""
    return json.dumps({**scene(), **{f"k{i}": 1 for i in range(80_000)}}).encode()


@pytest.mark.parametrize("path", DEAR)
def test_work_ends_when_its_client_leaves(path: str) -> None:
    async def leave() -> tuple[int, set[Any]]:
        status = await left("POST", path, json.dumps(DEAR[path]).encode(), once=processes.shares._running.total)
        return status, set(processes._all) - set(processes._idle)

    assert ended(leave()) == (GONE, set())
    assert processes.shares._running.total() == 0


def test_a_reader_that_leaves_in_mid_answer_ends_the_work() -> None:
    """Of an answer of 24 MB, which is sent as it is read."""
    sent: list[Any] = []
    came = [{"type": "http.request", "body": json.dumps(scene(lane("adam"), lane("adagrad"), steps=100_000)).encode(), "more_body": False}]

    async def receive() -> Any:
        if came:
            return came.pop()
        await until(lambda: len(sent) > 2)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    async def leave() -> set[Any]:
        headers = [(b"content-type", b"application/json")]
        await app({"type": "http", "method": "POST", "path": "/api/csv", "query_string": b"", "headers": headers}, receive, send)
        return set(processes._all) - set(processes._idle)

    assert ended(leave()) == set()
    assert sent[0]["status"] == 200
    assert sum(len(message.get("body", b"")) for message in sent) < 12_000_000


async def asked(method: str, path: str, body: bytes | None = None) -> None:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://it") as there:
        answer = await there.request(method, path, content=body, headers={"content-type": "application/json"})
        assert answer.status_code in (200, 422)


def formula(path: str) -> bytes:
    """Return a request with a formula that nobody has sent before: its minima are searched."""
    surface = {"key": "formula", "formula": f"sin(3 x) cos(2 y) + 0.1 x^2 + 0.{uuid4().int % 10**9} y^2"}
    said = scene(lane("gradient_descent"), surface=surface, steps=10)
    said["lanes"][0]["optimizer"]["knobs"] = {}
    return json.dumps({"id": 1, "scene": said} if path == "/api/frames" else said).encode()


@pytest.mark.parametrize("path", ["/api/runs", "/api/code", "/api/frames"])
def test_a_new_formula_does_not_hold_the_others_up(path: str) -> None:
    ended(asked("POST", path, formula(path)))  # whatever is imported or compiled by the first
    assert ended(longest_turn(asked("POST", path, formula(path)))) < MOST


@pytest.mark.parametrize("path", ["/api/runs", "/api/code", "/api/frames"])
def test_a_megabyte_of_faults_does_not_hold_the_others_up(path: str) -> None:
    assert ended(longest_turn(asked("POST", path, unknown()))) < MOST


def test_the_description_of_the_api_does_not_hold_the_others_up() -> None:
    app.openapi_schema = None
    assert ended(longest_turn(asked("GET", "/openapi.json"))) < MOST
