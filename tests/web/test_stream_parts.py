"""Answers of the stream that take long or weigh much: parts, stale runs, what is not compiled yet."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import WebSocketTestSession

from app.engine.run import Abandoned
from app.scene.scene import Scene
from app.web import messages
from tests.replies.test_wire import decode
from tests.scenes import lane, scene
from tests.web.test_stream import socket, view

__all__ = ["socket"]

SLOW = {"key": "formula", "formula": "sin(3x)*cos(3y) + 0.05(x^2 + y^2) + exp(sin(x)*cos(y)) + log(2 + sin(x + y))"}


def slow_scene(lanes: int, steps: int) -> dict[str, Any]:
    """Return a scene that takes seconds."""
    return {"surface": SLOW, "steps": steps, "lanes": [lane("gradient_descent", lr=0.01)] * lanes}


def test_a_stale_run_is_abandoned_on_its_way(socket: WebSocketTestSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run ends by the mark that the newer scene sets, not because it is done."""
    ended: list[type[BaseException] | None] = []
    real = messages.__dict__["pictures"]

    def watched(*given: Any) -> Iterator[bytes]:
        try:
            yield from real(*given)
            ended.append(None)
        except BaseException as error:
            ended.append(type(error))
            raise

    monkeypatch.setattr(messages, "pictures", watched)
    socket.send_text(json.dumps({"id": 1, "scene": slow_scene(6, 200_000), "view": view(6, 200_000)}))
    socket.send_text(json.dumps({"id": 2, "scene": scene(steps=5), "view": view(1, 5)}))
    header = decode(socket.receive_bytes())[0]
    while header["id"] != 2:
        assert not header["last"]
        header = decode(socket.receive_bytes())[0]
    assert ended[0] is Abandoned


def parts_of(socket: WebSocketTestSession, said: Any) -> list[tuple[dict[str, Any], int]]:
    """Return the headers of all frames that answer a message, and what each weighs."""
    socket.send_text(json.dumps(said))
    found: list[tuple[dict[str, Any], int]] = []
    while not found or not found[-1][0]["last"]:
        event = socket.receive_bytes()
        found.append((json.loads(event[4 : 4 + int.from_bytes(event[:4], "little")]), len(event)))
    return found


@pytest.mark.parametrize("draft", [True, False])
def test_no_frame_weighs_more_than_100_kb(socket: WebSocketTestSession, draft: bool) -> None:
    """Eight chaotic lanes on large panels, all series, moving schedules: the heaviest picture there is."""
    chaotic = {**lane("adam", lr=1.0), "schedule": {"key": "triangular", "knobs": {}}}
    said = {"surface": {"key": "crescent"}, "steps": 100_000, "lanes": [chaotic] * 8}
    large = {"panels": [{"width": 1000, "height": 1000, "x": [-4, 4], "y": [-4, 4]}] * 8, "chart": {"width": 1000, "steps": [0, 100_000]}}
    parts = parts_of(socket, {"id": 4, "scene": said, "view": {**large, "draft": draft}})
    assert max(size for _, size in parts) <= 100_000
    assert [header["part"] for header, _ in parts] == list(range(len(parts)))
    assert [header["last"] for header, _ in parts] == [False] * (len(parts) - 1) + [True]
    for i in range(8):
        names = [name for header, _ in parts if header["lanes"][i] for name in header["lanes"][i]["arrays"]]
        assert sorted(names) == sorted(set(names))
        assert {"path", "path_steps", "balls", "loss", "lr_y"} <= set(names)


def test_short_runs_come_in_one_frame(socket: WebSocketTestSession) -> None:
    assert len(parts_of(socket, {"id": 1, "scene": scene(*[lane("adam")] * 3, steps=1000), "view": view(3, 1000)})) == 1


def test_a_unit_that_is_not_compiled_yet_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its first run is computed in a thread, however short it is."""
    few = Scene.model_validate(scene(steps=5))
    few.run()
    assert few.is_short()
    monkeypatch.setattr("app.engine.compile._made", {})
    assert not few.is_short()
