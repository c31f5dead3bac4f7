"""What is computed on the event loop: what costs little, whatever its steps count, and no formula that nobody has sent before."""

import json
from collections.abc import Iterator
from threading import current_thread
from typing import Any

import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from app.main import app
from app.scene.faults import Refused
from app.scene.json_text import read
from app.web import formulas
from app.web.messages import message
from tests.replies.test_wire import decode
from tests.scenes import lane, scene

SHAPE = {"key": "formula", "formula": "sin(3x) cos(3y) + (x^2 + y^2) / 20"}
WAVES = {"key": "formula", "formula": " + ".join(f"sin({i}x) cos({i}y)" for i in range(1, 13))}


def view(lanes: int, steps: int, pixels: int = 345, width: int = 510, **more: Any) -> dict[str, Any]:
    panel = {"width": pixels, "height": pixels, "x": [-4, 4], "y": [-4, 4]}
    return {"panels": [panel] * lanes, "chart": {"width": width, "steps": [0, steps], "series": ["loss"]}, "draft": True, **more}


def is_short(lanes: int, steps: int, shown: Any = ..., key: str = "adam", **more: Any) -> bool:
    """Return whether a message is answered on the event loop, once everything is compiled."""
    said = scene(*[lane(key)] * lanes, steps=steps, **{"surface": {"key": "crescent"}, **more})
    shown = view(lanes, steps) if shown is ... else shown
    message({"id": 1, "scene": {**said, "steps": 2}}).scene.run()
    return message({"id": 1, "scene": said, **({"view": shown} if shown else {})}).is_short()


def test_short_scenes_are_computed_at_once() -> None:
    assert is_short(4, 1_000)
    assert is_short(4, 5_000)
    assert is_short(4, 1_000, view(4, 1_000, draft=False))
    assert is_short(4, 1_000, surface=SHAPE)
    assert is_short(4, 1_000, key="newton")


@pytest.mark.parametrize(
    "asked",
    [
        {"lanes": 4, "steps": 5_001},
        {"lanes": 4, "steps": 5_000, "surface": SHAPE},
        {"lanes": 4, "steps": 2_000, "key": "bfgs"},
        {"lanes": 1, "steps": 1_000, "key": "bfgs", "surface": WAVES},
        {"lanes": 1, "steps": 5_000, "shown": view(1, 5_000, 8_192, draft=False)},
        {"lanes": 4, "steps": 1_000, "shown": view(4, 1_000, width=4_096) | {"chart": {"width": 4_096, "steps": [0, 9]}}},
        {"lanes": 1, "steps": 100, "surface": SHAPE, "shown": view(1, 100, profile={"along": "x", "step": 1, "width": 345})},
        {"lanes": 4, "steps": 1_000, "shown": None},
    ],
    ids=str,
)  # fmt: skip
def test_what_costs_more_than_its_steps_is_not(asked: dict[str, Any]) -> None:
    """A long tape, a line search, paths on large panels, many columns, a profile read by Python, rows in full."""
    assert not is_short(**asked)


def test_the_numbers_of_a_step_of_a_formula_are_not() -> None:
    asked = {"scene": scene(surface=SHAPE), "inspect": {"step": 3}}
    assert not message({"id": 1, **asked}).is_short()


LINE, NETWORK = {"key": "linear_regression"}, {"key": "tiny_network"}
PROFILE = view(1, 100, profile={"along": "x", "step": 1, "width": 345})


def test_few_examples_are_read_at_once_and_a_network_is_searched_for_minima_in_a_thread() -> None:
    """Least squares has a formula for its minimum; dropout and jitter make a long table of a short one."""
    assert is_short(2, 1_000, surface=LINE)
    assert is_short(1, 100, PROFILE, surface=LINE)
    assert not is_short(1, 100, PROFILE, surface={**LINE, "knobs": {"n": 64, "jitter": 0.5}})
    assert not is_short(1, 100, surface=NETWORK)
    asked = {"id": 1, "inspect": {"step": 3}}
    assert message({**asked, "scene": scene(lane("adam"), surface=LINE)}).is_short()
    assert not message({**asked, "scene": scene(lane("adam"), surface={**LINE, "knobs": {"n": 64, "jitter": 0.5}})}).is_short()


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Note where formulas are read; none is known."""
    seen: set[str] = set()
    real = formulas.learn

    def noted(surface: Any) -> None:
        seen.add(current_thread().name.rpartition("_")[0])
        real(surface)

    monkeypatch.setattr(formulas, "learn", noted)
    monkeypatch.setattr(formulas, "known", {})
    return seen


@pytest.fixture
def socket() -> Iterator[WebSocketTestSession]:
    with TestClient(app).websocket_connect("/api/stream") as made:
        yield made


def test_a_new_formula_is_read_in_a_thread(threads: set[str], socket: WebSocketTestSession) -> None:
    said = scene(steps=9, surface=SHAPE)
    socket.send_text(json.dumps({"id": 1, "scene": said}))
    assert decode(socket.receive_bytes())[0]["id"] == 1
    assert threads == {"compute"}
    threads.clear()
    socket.send_text(json.dumps({"id": 2, "scene": said}))
    assert decode(socket.receive_bytes())[0]["id"] == 2
    assert not threads  # it is known now
    assert TestClient(app).post("/api/runs", json=scene(steps=9, surface=WAVES)).status_code == 200
    assert threads == {"compute"}


@pytest.mark.parametrize(
    ("surface", "path"),
    [
        ({"key": "formula", "formula": "x +"}, "surface.formula"),
        ({"key": "formula", "formula": "x" * 2_000}, "surface.formula"),
        ({"key": "formula", "formula": 7}, "surface.formula"),
        ({"key": "formula", "formula": "x", "domain": [[0, 0], [0, 1]]}, "surface.domain.0"),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_formula_is_said_all_the_same(socket: WebSocketTestSession, surface: Any, path: str) -> None:
    for _ in range(2):
        socket.send_text(json.dumps({"id": 1, "scene": scene(steps=9, surface=surface)}))
        assert socket.receive_json()["errors"][0]["path"] == path


def test_as_many_formulas_are_known_as_are_remembered(threads: set[str]) -> None:
    formulas.known |= dict.fromkeys(map(str, range(formulas.KNOWN)))
    assert TestClient(app).post("/api/runs", json=scene(steps=9, surface=SHAPE)).status_code == 200
    assert len(formulas.known) == formulas.KNOWN
    assert "0" not in formulas.known


def test_a_crowd_of_keys_is_refused_before_it_is_read() -> None:
    """100,000 unknown keys would be 100,000 errors."""
    with pytest.raises(Refused) as refused:
        read(json.dumps({**scene(), **{f"k{i}": i for i in range(10_000)}}))
    assert refused.value.faults[0]["code"] == "too_long"
    assert refused.value.faults[0]["bound"] == "at most 9000"
    largest = scene(*[lane("adam")] * 8, steps=9)
    assert read(json.dumps({"scene": largest, "view": view(8, 9)}))
