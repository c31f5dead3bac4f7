"""Kinds of messages: each has a channel, a stale mark and a rank of its own; what one does is nothing to another."""

import asyncio
import json
from collections.abc import Iterator
from threading import Event
from time import monotonic, sleep
from typing import Any, ClassVar, Literal, cast

import pytest
from fastapi import WebSocket
from starlette.testclient import TestClient, WebSocketTestSession

from app.engine.run import Abandoned, Stale
from app.engine.threads import LONG
from app.main import app
from app.replies.wire import dumps
from app.scene.scene import Scene
from app.web.message import Message
from app.web.messages import KINDS
from app.web.stream import Connection
from tests.fuzz.asking import Kept
from tests.loops import ended
from tests.patience import PATIENCE
from tests.replies.test_wire import decode
from tests.scenes import lane, scene
from tests.web.test_stream import ask, socket, view

__all__ = ["socket"]

SLOW = {"key": "formula", "formula": "sin(3x)*cos(3y) + 0.05(x^2 + y^2) + exp(sin(x)*cos(y)) + log(2 + sin(x + y))"}


class Long(Message):
    """A kind that is at work until it is let go, or stale."""

    rank = LONG
    kind: Literal["long"] = "long"
    begun: ClassVar[Event]
    let_go: ClassVar[Event]
    stale_ones: ClassVar[list[int]]

    def is_short(self) -> bool:
        """Return False."""
        return False

    def answers(self, stale: Stale) -> Iterator[bytes | str]:
        """Yield a text once it is let go."""
        self.begun.set()
        until = monotonic() + PATIENCE
        while not self.let_go.wait(0.001) and monotonic() < until:
            if stale[0]:
                self.stale_ones.append(self.id)
                raise Abandoned
        yield dumps({"id": self.id, "kind": "long"}).decode()


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> type[Long]:
    """Register the kind; it begins to wait anew."""
    monkeypatch.setitem(KINDS, "long", Long)
    Long.begun, Long.let_go, Long.stale_ones = Event(), Event(), []
    return Long


def told(socket: WebSocketTestSession, kind: str, number: int, **more: Any) -> None:
    socket.send_text(json.dumps({"kind": kind, "id": number, "scene": scene(steps=50), **more}))


def drawn(socket: WebSocketTestSession, number: int, **more: Any) -> None:
    """Ask for a scene and wait for its whole picture, which must be the next answer."""
    said = {"kind": "scene", "id": number, "scene": scene(steps=50), **more}
    while not (header := ask(socket, said)[0])["last"]:
        pass
    assert (header["id"], header["kind"]) == (number, "scene")


def test_what_takes_long_holds_up_no_other_kind(socket: WebSocketTestSession, long: type[Long]) -> None:
    """It is at work from before the first scene to behind the last, and its own answer comes all the same."""
    told(socket, "long", 1)
    assert long.begun.wait(PATIENCE)
    for number in range(2, 22):
        drawn(socket, number)
    inspected = ask(socket, {"kind": "step", "id": 22, "scene": scene(steps=50), "inspect": {"step": 7}})
    assert (inspected["id"], inspected["kind"], inspected["inspect"]["step"]) == (22, "step", 7)
    assert long.stale_ones == []
    long.let_go.set()
    assert socket.receive_json() == {"id": 1, "kind": "long"}


def test_long_work_of_many_leaves_a_thread_to_scenes(long: type[Long]) -> None:
    """Three clients have the server at long work, and a fourth asks for a scene that needs a thread."""
    client = TestClient(app)
    with client:
        sockets = [client.websocket_connect("/api/stream") for _ in range(4)]
        *busy, other = (each.__enter__() for each in sockets)
        for each in busy:
            told(each, "long", 1)
        assert long.begun.wait(PATIENCE)
        other.send_text(json.dumps({"id": 2, "scene": scene(steps=100_000), "view": view(1, 100_000)}))
        assert decode(other.receive_bytes())[0]["id"] == 2
        assert not long.let_go.is_set()
        long.let_go.set()
        for each in busy:
            assert each.receive_json()["id"] == 1
        for each in sockets:
            each.__exit__(None, None, None)


def test_only_a_newer_one_of_its_kind_makes_a_message_stale(socket: WebSocketTestSession, long: type[Long]) -> None:
    told(socket, "long", 1)
    assert long.begun.wait(PATIENCE)
    drawn(socket, 2)
    told(socket, "step", 3, inspect={"step": 1})
    assert socket.receive_json()["id"] == 3
    assert long.stale_ones == []
    told(socket, "long", 4)
    told(socket, "scene", 5)
    assert decode(socket.receive_bytes())[0]["id"] == 5
    until = monotonic() + PATIENCE
    while not long.stale_ones and monotonic() < until:  # its thread looks when it gets the interpreter
        sleep(0.001)
    long.let_go.set()
    assert socket.receive_json()["id"] == 4
    assert long.stale_ones == [1]


def test_a_step_and_a_long_scene_do_not_wait_for_each_other(socket: WebSocketTestSession) -> None:
    """Both are answered, whichever is first."""
    said = {"surface": SLOW, "steps": 50_000, "lanes": [lane("gradient_descent", lr=0.01)]}
    told(socket, "scene", 1, scene=said, view=view(1, 50_000))
    told(socket, "step", 2, scene=said, inspect={"step": 10})
    events = [socket.receive(), socket.receive()]
    assert [json.loads(event["text"])["id"] for event in events if event.get("text")] == [2]
    assert [decode(event["bytes"])[0]["id"] for event in events if event.get("bytes")] == [1]


def test_of_messages_in_one_breath_the_scene_is_answered_first() -> None:
    """The step is asked for first; both are short, so that only their ranks tell which is computed first."""
    Scene.model_validate(scene(steps=50)).run()  # else it may not be compiled yet, and goes to a thread
    socket = Kept()

    async def both() -> None:
        connection = Connection(cast(WebSocket, socket))
        for said in ({"kind": "step", "id": 1, "inspect": {"step": 7}}, {"kind": "scene", "id": 2}):
            await connection.take({"text": json.dumps({**said, "scene": scene(steps=50)})})
        for _ in range(50):
            await asyncio.sleep(0)
        await connection.close()

    ended(both())
    assert [type(answer) for answer in socket.sent] == [bytes, str]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"id": 1, "scene": scene(steps=9)}, "scene"),
        ({"id": 1, "scene": scene(steps=9), "inspect": None}, "scene"),
        ({"id": 1, "scene": scene(steps=9), "inspect": {"step": 3}}, "step"),
        ({"id": 1, "scene": scene(steps=9), "inspect": {"step": 3}, "view": view(1, 9)}, "step"),
    ],
)
def test_a_message_without_a_kind_is_read_as_before(socket: WebSocketTestSession, said: Any, kind: str) -> None:
    found = ask(socket, said)
    header = found if isinstance(found, dict) else found[0]
    assert (header["id"], header["kind"], "inspect" in header) == (1, kind, kind == "step")


@pytest.mark.parametrize("kind", ["chart", "", None, 7, ["scene"], {"a": 1}])
def test_an_unknown_kind_is_refused_with_those_that_there_are(socket: WebSocketTestSession, kind: Any) -> None:
    found = ask(socket, {"kind": kind, "id": 5, "scene": scene(steps=9)})
    assert (found["id"], found["kind"]) == (5, None)
    value = kind if isinstance(kind, str) else json.dumps(kind)
    assert found["errors"] == [{"path": "kind", "message": "kind is not known", "value": value, "bound": "one of scene, step, map"}]
    answer = TestClient(app).post("/api/frames", json={"kind": kind, "id": 5, "scene": scene(steps=9)})
    assert (answer.status_code, answer.json()["errors"]) == (422, found["errors"])


def test_what_belongs_to_another_kind_is_refused(socket: WebSocketTestSession) -> None:
    found = ask(socket, {"kind": "scene", "id": 5, "scene": scene(steps=9), "inspect": {"step": 3}})
    assert (found["id"], found["kind"], found["errors"][0]["path"]) == (5, "scene", "inspect")
    found = ask(socket, {"kind": "step", "id": 6, "scene": scene(steps=9)})
    assert (found["id"], found["kind"], found["errors"][0]["path"]) == (6, "step", "inspect")
