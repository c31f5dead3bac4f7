"""The stream's answers over HTTP: the same bytes, errors in the house's form, and no work for who has left."""

import json
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.engine.run import Abandoned
from app.main import app
from app.settings import settings
from app.web.messages import SceneMessage
from app.web.refusals import GONE
from app.web.work import load
from tests.loops import ended
from tests.scenes import lane, scene
from tests.web.leavers import left
from tests.web.test_stream import view

client = TestClient(app)


def posted(said: Any) -> Any:
    return client.post("/api/frames", json=said)


def streamed(said: Any, count: int) -> list[Any]:
    """Return what the socket answers to the same message."""
    with client.websocket_connect("/api/stream") as socket:
        socket.send_json(said)
        return [socket.receive().get("bytes") for _ in range(count)]


def lengths(answer: bytes) -> list[int]:
    """Return how long each frame of an answer is: up to the end of the last of its arrays."""
    found, at = [], 0
    while at < len(answer):
        size = int.from_bytes(answer[at : at + 4], "little")
        header = json.loads(answer[at + 4 : at + 4 + size])
        groups = [header["arrays"], *(lane["arrays"] for lane in header["lanes"] if lane)]
        ends = [array["offset"] + 4 * array["length"] for group in groups for array in group.values()]
        found.append(max([-(-(4 + size) // 8) * 8, *ends]))
        at += found[-1]
    assert at == len(answer)
    return found


MANY = scene(*[lane("gradient_descent", lr=1.0)] * 4, steps=60_000, noise=3.0)
"""More than one frame holds."""


@pytest.mark.parametrize("said", [{"id": 7, "scene": scene(steps=50)}, {"id": 8, "scene": scene(steps=400), "view": view()}])
def test_the_bytes_are_those_of_the_stream(said: Any) -> None:
    answer = posted(said)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/octet-stream")
    assert [answer.content] == streamed(said, 1)


def test_frames_stand_one_behind_the_other() -> None:
    said = {"id": 9, "scene": MANY, "view": view(4, 60_000)}
    answer = posted(said).content
    ends = lengths(answer)
    assert len(ends) > 1
    first = json.loads(answer[4 : 4 + int.from_bytes(answer[:4], "little")])
    assert (first["id"], first["part"], first["last"]) == (9, 0, False)


def test_a_step_is_told_as_json() -> None:
    said = {"id": 3, "scene": scene(steps=50), "inspect": {"step": 7}}
    answer = posted(said)
    with client.websocket_connect("/api/stream") as socket:
        socket.send_json(said)
        assert answer.text == socket.receive_text()
    assert answer.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("said", "path", "status"),
    [
        ({"id": 1, "scene": scene(steps=0)}, "steps", 422),
        ({"id": 1, "scene": scene(steps=9), "inspect": {"step": 10}}, "inspect.step", 422),
        ({"id": 1, "scene": scene(lane("adam", beta1=2.0))}, "lanes.0.optimizer.knobs.beta1", 422),
        ({"scene": scene()}, "id", 422),
        ([], "", 422),
        ({"id": 1, "scene": scene(), "view": view(2)}, "view.panels", 422),
    ],
)
def test_bad_messages_have_the_errors_of_the_house(said: Any, path: str, status: int) -> None:
    answer = posted(said)
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (status, path)
    assert set(answer.json()["errors"][0]) == {"path", "message", "value", "bound"}


def test_the_body_is_bounded_and_must_be_json() -> None:
    as_json = {"content-type": "application/json"}
    assert client.post("/api/frames", content=b"{", headers=as_json).status_code == 400
    assert client.post("/api/frames", content=b"{}", headers={"content-type": "text/plain"}).status_code == 415
    assert client.post("/api/frames", content=b" " * (settings.max_body + 1), headers=as_json).status_code == 413


def test_beyond_the_load_limit_the_answer_is_503(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "_waiting", settings.max_waiting)
    answer = posted({"id": 1, "scene": MANY})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


def test_who_leaves_gets_no_more_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run looks at `stale` between its steps; here it runs until that is set."""

    def answers(_: SceneMessage, stale: Any) -> Any:
        while not stale[0]:
            pass
        raise Abandoned
        yield b""

    monkeypatch.setattr(SceneMessage, "answers", answers)
    text = json.dumps({"id": 1, "scene": MANY}).encode()
    assert ended(left("POST", "/api/frames", text)) == GONE


def test_who_leaves_in_mid_body_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    assert ended(left("POST", "/api/runs", b"{", whole=False)) == GONE
    assert caplog.records == []
