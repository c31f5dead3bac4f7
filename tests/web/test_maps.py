"""Maps on the stream and over HTTP: a header, then frames, coarse first; the newest wins; who leaves frees the threads."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from app.engine.run import fresh
from app.main import app
from app.web import maps
from app.web.map_message import MapMessage
from app.web.work import load
from tests.loops import ended
from tests.maps.clicked import HIMMELBLAU, PLANE, asked, axis, clicked
from tests.patience import within
from tests.scenes import lane, scene
from tests.web.leavers import left, until
from tests.web.map_answers import drawn, painted, split
from tests.web.test_stream import socket

__all__ = ["socket"]

WIDE = [axis("start.0", -6, 6, 60), axis("start.1", -6, 6, 50)]
SLOW = scene(lane("adam", lr=0.01), surface={"key": "rosenbrock"}, steps=20_000)
LONG: Any = {"scene": SLOW, "map": {"axes": [axis("start.0", -2, 2, 300), axis("start.1", -1, 3, 300)]}}
"""Ten seconds of two threads: Adam's steps read the time, so that no run is known to be through."""


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(app) as made:
        yield made


def test_the_stream_draws_a_map_coarse_first(socket: WebSocketTestSession) -> None:
    told = {**HIMMELBLAU, "steps": 150}
    header, frames = drawn(socket, {"id": 7, "scene": told, "map": {"axes": WIDE}})
    assert (header["id"], header["map"]["runs"], header["map"]["value"]) == (7, 3_000, "log10_since")
    assert len(header["map"]["minima"]) == 4
    assert header["map"]["depths"] == pytest.approx([0, 0, 0, 0], abs=1e-20)
    cells = [job[0] for head, _ in frames for job in head["tiles"]]
    assert set(cells) == {8, 4, 2, 1}
    assert cells == sorted(cells, reverse=True)
    classes, values = painted(header["map"], frames)
    x, y = header["map"]["x"], header["map"]["y"]
    of = asked(told, WIDE)
    for i, j in ((0, 0), (13, 5), (59, 49), (31, 24)):
        run = clicked(of, start__0=x[i], start__1=y[j])
        apart = [np.hypot(run.x - at[0], run.y - at[1]) for at in header["map"]["minima"]]
        assert classes[j, i] == np.argmin([each[-1] for each in apart])
        inside = apart[classes[j, i]] <= header["map"]["tolerance"]
        assert values[j, i] == np.float16(np.log10(1 + len(inside) - inside[::-1].argmin()))
    last = frames[-1][0]
    assert (last["id"], last["done"], last["runs"], last["map"]) == (7, 3_000, 3_000, True)
    assert last["shares"] == {str(kind): count / 3_000 for kind, count in zip(*np.unique(classes, return_counts=True), strict=True)}


def test_a_draft_is_one_pass_of_fewer_pixels(socket: WebSocketTestSession, monkeypatch: pytest.MonkeyPatch) -> None:
    """At 1 us a step, 60 steps and two threads: 32 x 32 take 61 ms of the 100, 48 x 48 would take 138."""
    monkeypatch.setattr(maps, "GUESS", 1e-6)
    monkeypatch.setattr(maps.pace, "known", {})
    monkeypatch.setattr(maps.threads, "size", 2)
    header, frames = drawn(socket, {"id": 8, "scene": HIMMELBLAU, "map": {"axes": WIDE}, "draft": True})
    assert (len(header["map"]["x"]), len(header["map"]["y"]), header["map"]["coarse"]) == (32, 32, 1)
    classes, _ = painted(header["map"], frames)
    assert (classes != 253).all()
    assert len(maps.pace.known) == 1, "the next map of this lane knows better"


def test_the_newest_map_wins_and_null_ends_it(socket: WebSocketTestSession) -> None:
    def told(number: int, **said: Any) -> None:
        socket.send_text(json.dumps({"kind": "map", "id": number, **said}))

    def until_last(number: int) -> list[tuple[int, bool]]:
        seen: list[tuple[int, bool]] = []
        while not seen or seen[-1] != (number, True):
            event = socket.receive()
            head = json.loads(event["text"]) if event.get("text") else split(event["bytes"])[0][0]
            seen.append((head["id"], head.get("last", False)))
        return seen

    short = {"scene": HIMMELBLAU, "map": {"axes": PLANE}}
    told(1, **LONG)
    assert json.loads(socket.receive()["text"])["id"] == 1
    told(2, **short)
    assert (1, True) not in until_last(2)
    told(3, **LONG)
    assert json.loads(socket.receive()["text"])["id"] == 3
    told(4, map=None)
    within(maps.threads.pool.submit(lambda: "free").done, 20)
    assert maps.threads.pool._work_queue.empty()
    told(5, **short)
    assert (3, True) not in until_last(5)


def test_faults_name_the_field(socket: WebSocketTestSession) -> None:
    def fault(**said: Any) -> Any:
        socket.send_text(json.dumps({"kind": "map", "id": 9, "scene": HIMMELBLAU, **said}))
        answer = json.loads(socket.receive()["text"])
        assert (answer["id"], answer["kind"]) == (9, "map")
        return {name: answer["errors"][0][name] for name in ("path", "bound", "value")}

    assert fault(map={"axes": [PLANE[0], axis("knobs.mu", 0, 1)]})["path"] == "map.axes.1.path"
    assert fault(map={"axes": PLANE, "lane": 4}) == {"path": "map.lane", "bound": "0 ... 0", "value": "4"}
    assert fault(map={"axes": PLANE}, until=61) == {"path": "until", "bound": "<= 60", "value": "61"}
    assert fault(map={"axes": PLANE}, scene=None) == {"path": "scene", "bound": "required", "value": ""}
    assert fault(map={"axes": [PLANE[0], {**PLANE[1], "low": 9}]})["path"] == "map.axes.1.high"
    assert fault()["path"] == "map"
    assert fault(map={"axes": PLANE, "measure": "beauty"})["path"] == "map.measure"


def test_the_endpoint_answers_in_json(client: TestClient) -> None:
    body = {"scene": HIMMELBLAU, "lane": 0, "axes": PLANE, "measure": "loss", "tolerance": 0.05, "seeds": 1, "format": "json"}
    got = client.post("/api/map", json=body)
    assert got.status_code == 200
    said = got.json()
    assert (len(said["values"]), len(said["values"][0]), len(said["y"]), len(said["x"])) == (9, 12, 9, 12)
    assert (said["tolerance"], said["runs"], said["value"]) == (0.05, 108, "loss")
    assert sum(said["shares"].values()) == pytest.approx(1)
    run = clicked(asked(HIMMELBLAU), start__0=said["x"][3], start__1=said["y"][8])
    assert said["values"][8][3] == run.loss[-1]


def test_the_endpoint_answers_in_frames(client: TestClient) -> None:
    body = {"scene": HIMMELBLAU, "axes": WIDE, "measure": "end"}
    whole = client.post("/api/map", json=body).json()
    (header, nothing), *frames = split(client.post("/api/map", json={**body, "format": "frames"}).content)
    assert (header["map"]["x"], nothing) == (whole["x"], b"")
    assert np.array_equal(painted(header["map"], frames)[0], whole["classes"])
    assert [head["last"] for head, _ in frames] == [False] * (len(frames) - 1) + [True]
    over_http = split(client.post("/api/frames", json={"kind": "map", "id": 3, "scene": HIMMELBLAU, "map": {"axes": WIDE}}).content)
    assert (over_http[0][0]["id"], over_http[-1][0]["last"]) == (3, True)
    assert np.array_equal(painted(over_http[0][0]["map"], over_http[1:])[0], whole["classes"])


@pytest.mark.parametrize(
    ("change", "path", "bound"),
    [
        ({"axes": [axis("start.0", 0, 1, 600), axis("start.1", 0, 1, 600)]}, "axes", "<= 262144 pixels"),
        ({"format": "xml"}, "format", "one of 'json' or 'frames'"),
        ({"until": 0}, "until", ">= 1"),
        ({"until": 100}, "until", "<= 60"),
        ({"seeds": 0}, "seeds", ">= 1"),
        ({"tolerance": 0}, "tolerance", "> 0"),
        ({"axes": [PLANE[0], axis("steps", 0, 9)]}, "axes.1.low", ">= 1"),
        ({"axes": None}, "axes", "list"),
    ],
)
def test_the_endpoint_refuses(client: TestClient, change: Any, path: str, bound: str) -> None:
    got = client.post("/api/map", json={"scene": HIMMELBLAU, "axes": PLANE, **change})
    assert got.status_code == 422
    assert (got.json()["errors"][0]["path"], got.json()["errors"][0]["bound"]) == (path, bound)


@pytest.mark.parametrize("form", ["json", "frames"])
def test_who_leaves_frees_the_threads(form: str) -> None:
    body = {"scene": LONG["scene"], **LONG["map"], "format": "frames"}
    if form == "json":
        body = {"scene": LONG["scene"], **LONG["map"], "format": "json"}

    async def leave() -> None:
        await left("POST", "/api/map", json.dumps(body).encode(), once=lambda: load._waiting == 1)
        await until(lambda: load._waiting == 0)

    ended(asyncio.wait_for(leave(), 60))
    within(maps.threads.pool.submit(lambda: "free").done, 20)
    assert maps.threads.pool._work_queue.empty()


def test_patches_are_few_ahead() -> None:
    """So that giving up is cheap: of a map's 100 patches no more are under way than two for each thread."""
    plan = maps.plan_of(asked(LONG["scene"], LONG["map"]["axes"]), draft=False)
    stale = fresh()

    async def some() -> None:
        async for _ in maps.patches(plan, stale):
            assert maps.threads.pool._work_queue.qsize() <= maps.threads.ahead
            break

    ended(some())
    assert stale[0] == 1


def test_a_message_needs_no_scene_to_end_a_map() -> None:
    message = MapMessage.model_validate({"id": 1, "map": None})
    assert not message.is_short()
