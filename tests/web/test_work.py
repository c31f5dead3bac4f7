"""The server's threads: so many and no more, in order of rank; answers are made no faster than they are read."""

import asyncio
import gc
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event, current_thread
from typing import Any

import pytest
from httpx2 import ASGITransport, AsyncClient

from app.engine import lanes
from app.engine.run import Abandoned
from app.exports import table
from app.exports.drawing import image
from app.main import app
from app.replies.mesh import Mesh
from app.settings import settings
from app.web.work import AHEAD, Load
from tests.loops import ended
from tests.patience import PATIENCE
from tests.scenes import lane, scene

ROOT = Path(__file__).parents[2]
LANES = scene(*[lane("adam", lr=0.01 * (i + 1)) for i in range(6)], steps=20_000)


def test_whatever_pages_wait_for_is_computed_in_the_same_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenes of six lanes and meshes, all at once: as many threads as the setting says; files are made in no thread of this process."""
    seen: set[str] = set()

    def watched(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            seen.add(current_thread().name)
            return real(*given, **named)

        return call

    for module, name in ((lanes, "run"), (Mesh, "frame"), (image, "svg"), (table, "block")):
        monkeypatch.setattr(module, name, watched(getattr(module, name)))

    async def all_at_once() -> list[int]:
        async with AsyncClient(transport=ASGITransport(app), base_url="http://all") as client:
            posted = [client.post(path, json=LANES) for path in ["/api/runs?every=1000", "/api/csv", "/api/picture"] for _ in range(2)]
            framed = [client.post("/api/frames", json={"id": 1, "scene": LANES}) for _ in range(2)]
            meshes = [client.get(f"/api/surfaces/canyon/mesh?nx={nodes}") for nodes in range(20, 30)]
            return [answer.status_code for answer in await asyncio.gather(*posted, *framed, *meshes)]

    assert set(ended(all_at_once())) == {200}
    assert len(seen) <= settings.threads, seen
    assert {name.rpartition("_")[0] for name in seen} == {"compute"}


class Made:
    """Items that are made, each noted, and whether the maker was closed."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.items: list[int] = []
        self.closed = Event()
        self.closer = ""

    def work(self) -> Iterator[int]:
        """Yield the items."""
        try:
            for i in range(self.count):
                self.items.append(i)
                yield i
        finally:
            self.closer = current_thread().name
            self.closed.set()


def test_a_slow_reader_holds_the_maker_and_no_thread() -> None:
    made = Made(10)

    async def read() -> list[int]:
        load, found = Load(1, 9), []
        async for item in load.each(False, made.work):
            found.append(item)
            for _ in range(20):
                await load.carry(False, lambda: None)  # the only thread is free
            assert len(made.items) <= len(found) + AHEAD
        assert load._waiting == 0
        return found

    assert ended(read()) == list(range(10))
    assert made.closed.is_set()


def test_a_reader_that_leaves_ends_the_maker() -> None:
    made = Made(1000)

    async def read() -> None:
        load = Load(2, 9)
        items = load.each(False, made.work)
        assert await anext(items) == 0
        await items.aclose()
        for _ in range(20):
            await load.carry(False, lambda: None)
        assert load._waiting == 0

    ended(read())
    assert made.closed.wait(PATIENCE)
    assert len(made.items) <= 1 + AHEAD
    assert made.closer.startswith("compute")  # what it holds may take a while to let go: not on the event loop


def test_a_fault_on_the_way_reaches_the_reader_behind_what_was_made() -> None:
    def work() -> Iterator[int]:
        yield 1
        raise RuntimeError("broken")

    found: list[int] = []

    async def read() -> None:
        async for item in Load(2, 9).each(False, work):
            found.append(item)  # noqa: PERF401  (a comprehension would lose it)

    with pytest.raises(RuntimeError, match="broken"):
        ended(read())
    assert found == [1]


class Held:
    """Stands for the arrays of a run."""


def test_work_that_fails_holds_nothing() -> None:
    """Without the garbage collector, which comes late to a few large arrays."""
    held: list[weakref.ref[Held]] = []

    def work() -> Iterator[int]:
        array = Held()
        held.append(weakref.ref(array))
        yield 1
        raise Abandoned

    async def read() -> None:
        load = Load(1, 9)
        with suppress(Abandoned):
            async for _ in load.onward(work):
                pass
        await load.carry(False, lambda: None)
        await asyncio.sleep(0)
        assert [ref() for ref in held] == [None]

    gc.disable()
    try:
        ended(read())
    finally:
        gc.enable()
