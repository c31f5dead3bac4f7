"""The stream: frames, the inspector, bad input, and the newest scene wins."""

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from app.main import app
from app.scene.scene import Scene
from app.settings import settings
from app.web.work import load
from tests.replies.test_wire import decode
from tests.scenes import lane, scene

PANEL = {"width": 345, "height": 300, "x": [-23, 6], "y": [-3.3, 3.3]}


def view(lanes: int = 1, steps: int = 400, **chart: Any) -> dict[str, Any]:
    return {"panels": [PANEL] * lanes, "chart": {"width": 100, "steps": [0, steps], **chart}}


@pytest.fixture
def socket() -> Iterator[WebSocketTestSession]:
    with TestClient(app).websocket_connect("/api/stream") as made:
        yield made


def ask(socket: WebSocketTestSession, said: Any) -> Any:
    """Send a message; return the decoded frame, or what the text says."""
    socket.send_text(said if isinstance(said, str) else json.dumps(said))
    event = socket.receive()
    return decode(event["bytes"]) if event.get("bytes") is not None else json.loads(event["text"])


def test_a_view_gets_pixels_and_columns(socket: WebSocketTestSession) -> None:
    said = scene(lane("adagrad_mean", lr=0.6), lane("gradient_descent", lr=0.01))
    header, shared, lanes = ask(socket, {"id": 7, "scene": said, "view": view(2)})
    runs = Scene.model_validate(said).run()
    assert (header["id"], header["part"], header["last"], header["steps"]) == (7, 0, True, 400)
    assert header["surface"]["axes"] == {"angle": 0.01, "center": [0, 0]}
    np.testing.assert_array_equal(shared["stops"], np.arange(401))
    for arrays, run in zip(lanes, runs, strict=True):
        balls = arrays["balls"].reshape(-1, 2)
        np.testing.assert_allclose(balls[:, 0], (run.x + 23) * 345 / 29, atol=1e-3)
        np.testing.assert_allclose(balls[:, 1], (3.3 - run.y) * 300 / 6.6, atol=1e-3)
        assert len(arrays["path"]) == 2 * len(arrays["path_steps"])
        columns = arrays["loss"].reshape(100, 2)
        np.testing.assert_allclose([columns[:, 0].min(), columns[:, 1].max()], [run.loss.min(), run.loss.max()], rtol=1e-6)
        v = run.y * np.cos(0.01) - run.x * np.sin(0.01)
        np.testing.assert_allclose(arrays["v"].reshape(100, 2)[:, 1].max(), v.max(), rtol=1e-6)


def test_only_the_wanted_series_are_sent(socket: WebSocketTestSession) -> None:
    _, _, (arrays,) = ask(socket, {"id": 1, "scene": scene(), "view": view(series=["loss", "lr_y"])})
    assert list(arrays) == ["path", "path_steps", "balls", "loss", "lr_y"]


def test_without_a_view_the_rows_come_in_full_up_to_a_limit(socket: WebSocketTestSession) -> None:
    _, shared, (arrays,) = ask(socket, {"id": 1, "scene": scene(steps=50)})
    np.testing.assert_array_equal(shared["steps"], np.arange(51))
    assert (len(arrays["x"]), len(arrays["lr"])) == (51, 50)
    _, shared, (arrays,) = ask(socket, {"id": 2, "scene": scene(steps=90_000)})
    assert len(shared["steps"]) == len(arrays["x"]) <= 20_000
    assert shared["steps"][-1] == 90_000


def test_a_frame_stays_small_whatever_the_run_does(socket: WebSocketTestSession) -> None:
    """Limit cycles, chaos and divergence at 6 lanes of 100,000 steps: below 100 kB."""
    rates = (0.01, 0.019, 0.02, 0.5, 1.0, 3.0)
    for surface, optimizer in (("crescent", "gradient_descent"), ("crescent", "adam"), ("rosenbrock", "rmsprop"), ("saddle", "momentum")):
        said = scene(*[lane(optimizer, lr=lr) for lr in rates], surface={"key": surface}, steps=100_000)
        socket.send_text(
            json.dumps(
                {
                    "id": 1,
                    "scene": said,
                    "view": {
                        **view(6, 100_000, series=["loss", "lr_y"]),
                        "chart": {"width": 345, "steps": [0, 100_000], "series": ["loss", "lr_y"]},
                    },
                }
            )
        )
        assert len(socket.receive_bytes()) < 100_000


def test_the_inspector_answers_in_text(socket: WebSocketTestSession) -> None:
    found = ask(socket, {"id": 8, "scene": scene(), "inspect": {"step": 34}})
    run = Scene.model_validate(scene()).run()[0]
    (told,) = found["inspect"]["lanes"]
    assert (found["id"], found["inspect"]["step"]) == (8, 34)
    assert told["to"] == pytest.approx([run.x[34], run.y[34]], rel=1e-12)
    assert (told["x"], told["y"]) == (run.x[33], run.y[33])
    assert told["lr"] / told["sigma"][1] == pytest.approx(run.lr_y[33], rel=1e-12)


@pytest.mark.parametrize(
    ("said", "path", "number"),
    [
        ("{", "", None),
        ("[" * 100_000, "", None),
        ("x" * 10_000_000, "", None),
        ("[]", "", None),
        ({"scene": scene()}, "id", None),
        ({"id": "a", "scene": scene()}, "id", None),
        ({"id": 10**30, "scene": scene()}, "id", None),
        ({"id": 3}, "scene", 3),
        ({"id": 3, "scene": scene(steps=0)}, "steps", 3),
        ({"id": 3, "scene": scene(lane("adam", beta1=2))}, "lanes.0.optimizer.knobs.beta1", 3),
        ({"id": 3, "scene": scene(), "view": view(2)}, "view.panels", 3),
        ({"id": 3, "scene": scene(), "view": {**view(), "chart": {"width": 0, "steps": [0, 1]}}}, "view.chart.width", 3),
        ({"id": 3, "scene": scene(), "view": {**view(), "chart": {"width": 9, "steps": [5, 5]}}}, "view.chart.steps", 3),
        ({"id": 3, "scene": scene(), "inspect": {"step": 401}}, "inspect.step", 3),
        ({"id": 3, "scene": scene(), "inspect": {"step": 0}}, "inspect.step", 3),
        ({"id": 3, "scene": scene(), "wings": 2}, "wings", 3),
        ('{"id": 3, "scene": {"surface": {"key": "canyon"}, "steps": NaN, "lanes": []}}', "steps", 3),
    ],
    ids=str,
)  # fmt: skip
def test_bad_input_is_answered_and_the_socket_stays_open(socket: WebSocketTestSession, said: Any, path: str, number: int | None) -> None:
    found = ask(socket, said)
    assert found["id"] == number
    assert found["errors"][0]["path"] == path
    assert ask(socket, {"id": 9, "scene": scene(steps=5)})[0]["id"] == 9


def test_a_binary_message_is_answered_and_the_socket_stays_open(socket: WebSocketTestSession) -> None:
    socket.send_bytes(b"\0\1")
    assert "binary" in socket.receive_json()["errors"][0]["message"]
    assert ask(socket, {"id": 9, "scene": scene(steps=5)})[0]["id"] == 9


def test_the_newest_scene_wins(socket: WebSocketTestSession) -> None:
    """Forty scenes sent in one breath: few are answered, in order, the last one always."""
    for number in range(40):
        socket.send_text(json.dumps({"id": number, "scene": scene(steps=100_000), "view": view(1, 100_000)}))
    answered = [decode(socket.receive_bytes())[0]["id"]]
    while answered[-1] != 39:
        answered.append(decode(socket.receive_bytes())[0]["id"])
    assert answered == sorted(answered)
    assert len(answered) < 20


def test_a_fault_of_ours_costs_nobody_the_connection(socket: WebSocketTestSession, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> bytes:
        raise RuntimeError("broken")

    monkeypatch.setattr("app.web.messages.pictures", fails)
    assert "server failed" in ask(socket, {"id": 1, "scene": scene(steps=5)})["errors"][0]["message"]
    monkeypatch.undo()
    assert ask(socket, {"id": 2, "scene": scene(steps=5)})[0]["id"] == 2


def test_nobody_who_drags_is_refused(socket: WebSocketTestSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its turn comes: a client has one scene at work and one that waits, so that no limit is needed."""
    monkeypatch.setattr(load, "_waiting", settings.max_waiting)
    assert ask(socket, {"id": 1, "scene": scene(steps=100_000), "view": view(1, 100_000)})[0]["id"] == 1
