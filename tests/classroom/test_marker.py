"""The marker of a class moves no faster than anybody looks, ends where it was left, and is there before what comes next."""

import asyncio

import pytest

from app.classroom import marker as markers
from app.classroom.marker import Marker
from app.classroom.stores.store import Away
from tests.classroom.inside import SCENE, school
from tests.loops import ended


class Moves:
    """Where a marker was moved to. A move takes until `may` is set."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.done: list[int] = []
        self.may = asyncio.Event()
        self.may.set()

    async def __call__(self, k: int) -> None:
        self.begun.append(k)
        await self.may.wait()
        self.done.append(k)


async def turns() -> None:
    """Let everything else run that can."""
    for _ in range(10):
        await asyncio.sleep(0)


def test_it_moves_at_once_and_then_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markers, "PAUSE", 1000)

    async def scrub() -> None:
        moves = Moves()
        marker = Marker(moves)
        for k in (3, 4, 5):
            marker.to(k)
            await turns()
        assert moves.done == [3]
        await marker.settle()
        assert moves.done == [3, 5]
        marker.stop()

    ended(scrub())


def test_it_ends_where_it_was_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markers, "PAUSE", 0.001)

    async def scrub() -> None:
        moves = Moves()
        marker = Marker(moves)
        for k in range(50):
            marker.to(k)
        await turns()
        marker.to(7)
        assert marker.task
        await marker.task
        assert moves.done == [49, 7]

    ended(scrub())


def test_what_comes_next_waits_for_a_move_that_has_begun() -> None:
    async def scrub() -> None:
        moves = Moves()
        moves.may.clear()
        marker = Marker(moves)
        marker.to(3)
        await turns()
        settling = asyncio.create_task(marker.settle())
        await turns()
        assert (moves.begun, settling.done()) == ([3], False)
        moves.may.set()
        await settling
        assert moves.done == [3]
        marker.stop()

    ended(scrub())


def test_it_goes_on_once_a_store_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markers, "AGAIN", 0.001)
    tries = []

    async def move(k: int) -> None:
        tries.append(k)
        if len(tries) < 3:
            raise Away("nobody there")

    async def scrub() -> None:
        marker = Marker(move)
        marker.to(3)
        assert marker.task
        await marker.task
        assert tries == [3, 3, 3]

    ended(scrub())


def test_what_a_command_could_not_move_is_not_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markers, "PAUSE", 0.01)
    tries = []

    async def move(k: int) -> None:
        tries.append(k)
        if len(tries) == 2:
            raise Away("nobody there")

    async def scrub() -> None:
        marker = Marker(move)
        marker.to(3)
        await turns()
        marker.to(50)
        with pytest.raises(Away):
            await marker.settle()
        assert marker.task
        await marker.task
        assert tries == [3, 50, 50]

    ended(scrub())


def test_a_command_finds_the_marker_where_the_host_has_left_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markers, "PAUSE", 1000)

    async def lesson() -> None:
        async with school() as made:
            host = await made.host()
            await host.do(**SCENE)
            for k in (1, 50):
                host.say(t="step", k=k)
                await turns()
            await host.do("mode", mode="free")
            found = await made.desk.store.load(made.code)
            assert found
            assert found.room.step == 50

    ended(lesson())
