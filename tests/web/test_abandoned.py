"""Work that nobody wants any more ends, wherever it is: in the loops of thinning, in the search for minima, between runs."""

import asyncio
import json
from collections.abc import Callable
from contextvars import copy_context
from threading import Event, Thread
from time import monotonic, process_time, sleep
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.engine.run import Abandoned, check, fresh, mark
from app.engine.thinning.thin import Window, path
from app.main import app
from app.replies.step import step
from app.scene.scene import Scene
from app.web.work import Load
from surfaces.formula import surface
from surfaces.stationary import minima
from tests.loops import ended
from tests.patience import PATIENCE
from tests.scenes import lane, scene

FREE = 20
"""Seconds of processors for a scene of a moment, and for what others have begun."""
WIDEST = Window(8192, 8192, -4, 4, -4, 4)
X, Y = np.random.default_rng(1).uniform(-4, 4, (2, 150_000))


def abandoned(work: Callable[[], Any], begun: Callable[[], Any] = lambda: sleep(0.3)) -> bool:
    """Have work done in a thread, abandon it once it is at work; return whether it says so in time."""
    stale, heard = fresh(), Event()

    def tried() -> None:
        mark.set(stale)
        minima.beat.set(check)
        try:
            work()
        except Abandoned:
            heard.set()

    thread = Thread(target=copy_context().run, args=[tried], daemon=True)
    thread.start()
    begun()
    stale[0] = 1
    return heard.wait(PATIENCE)


def test_thinning_ends() -> None:
    """This path on this panel takes a minute."""
    path(Window(9, 9, -4, 4, -4, 4), X[:50], Y[:50], 40)  # compiled
    assert abandoned(lambda: path(WIDEST, X, Y, 11_000))


def test_the_search_for_minima_ends() -> None:
    rounds: list[int] = []
    stale = fresh()

    def noted() -> None:
        rounds.append(1)
        stale[0] = 1
        check()

    def search() -> None:
        mark.set(stale)
        minima.beat.set(noted)
        surface("sin(3x) cos(2y) + x y / 7").minima()

    with pytest.raises(Abandoned):
        copy_context().run(search)
    assert len(rounds) == 1


def test_an_inspection_ends_between_lanes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, seen, stale = Scene.model_validate(scene(*[lane("adam")] * 5)), [], fresh()

    def inspected(*_: Any) -> None:
        seen.append(1)
        stale[0] = 1

    monkeypatch.setattr("app.replies.step.inspect_step", inspected)

    def explain() -> None:
        mark.set(stale)
        step(1, asked, 3, stale)

    with pytest.raises(Abandoned):
        copy_context().run(explain)
    assert len(seen) == 1


def test_what_several_wait_for_ends_when_the_last_one_leaves() -> None:
    marks, begun = list[Any](), Event()

    def work() -> None:
        marks.append(mark.get())
        begun.set()
        end = monotonic() + PATIENCE
        while not mark.get()[0] and monotonic() < end:
            sleep(0.001)

    async def two_leave() -> list[int]:
        load = Load(1, 9)
        asked = [asyncio.create_task(load.share("it", work)) for _ in range(2)]
        await asyncio.to_thread(begun.wait, PATIENCE)
        states = []
        for task in asked:
            task.cancel()
            await asyncio.wait([task])
            states.append(int(marks[0][0]))
        assert await asyncio.wait_for(load.share("it", lambda: 7), PATIENCE) == 7  # who comes now begins anew
        return states

    assert ended(two_leave()) == [0, 1]
    assert len(marks) == 1


def test_a_client_that_leaves_frees_the_threads() -> None:
    """A scene that would hold every thread for minutes; then another one is computed at once."""
    with TestClient(app) as client:
        panel = {"width": 8192, "height": 8192, "x": [-4, 4], "y": [-4, 4]}
        said = scene(*[lane("adam", lr=1)] * 8, surface={"key": "crescent"}, steps=150_000, noise=30.0)
        shown = {"panels": [panel] * 8, "chart": {"width": 100, "steps": [0, 9]}}
        with client.websocket_connect("/api/stream") as socket:
            socket.send_text(json.dumps({"id": 1, "scene": said, "view": shown}))
            sleep(0.5)
        begin = process_time()  # a thread that is not free computes for minutes
        assert client.post("/api/frames", json={"id": 1, "scene": scene(lane("adam"), steps=30_000)}).status_code == 200
        assert process_time() - begin < FREE
