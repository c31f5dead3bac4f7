"""Who hears when of who is here and of what was answered."""

import asyncio
import json
from collections.abc import Callable, Collection
from typing import Any

import pytest

from app.classroom import counting, routes
from app.classroom.client import Client
from app.classroom.counting import SECOND, look
from app.classroom.hall import Hall
from app.classroom.rules.commands import COMMAND, Vote
from app.classroom.rules.reducer import ballot, reduce
from app.classroom.rules.room import Room
from app.classroom.stores.memory import Memory
from tests.classroom.inside import QUESTION, school
from tests.loops import ended


class Class:
    """A class in memory with a host, a screen and a student, who do not read: what waits for them is looked at."""

    def __init__(self) -> None:
        self.store = Memory(lambda *_: None)
        self.hall = Hall(Room(code="12345678", epoch=1, steps=100))
        self.host, self.screen, self.student = (Client(None, role) for role in ("host", "screen", "student"))

    async def begin(self) -> None:
        """Enter, and open the question."""
        await self.store.create(self.hall.room, b"proof", b"key")
        for seat, each in zip(("", "", "a" * 12), (self.host, self.screen, self.student), strict=True):
            each.seat = seat
            self.hall.add(each)
        await self.turn({"do": "ask", "question": QUESTION}, {"do": "open"})

    async def turn(self, *commands: dict[str, Any]) -> None:
        """Carry out commands."""
        for command in commands:
            made = reduce(self.hall.room, COMMAND.validate_python(command, strict=False))
            assert await self.store.swap(made, self.hall.room.rev)
            self.hall.show(made)

    async def vote(self, seat: str, choice: int) -> None:
        """Vote."""
        said = Vote(ask=1, round=self.hall.room.ask.round if self.hall.room.ask else 0, choice=choice)
        assert await self.store.vote("12345678", self.hall.room.stand, seat, ballot(self.hall.room, said))

    def heard(self) -> list[Any]:
        """Return the tallies of host, screen and student since the last time, None for those who heard of none."""
        said = [each.slots.pop("tally", None) for each in (self.host, self.screen, self.student)]
        return [json.loads(each) if each else None for each in said]


class Slow:
    """A store whose votes take until `may` is set."""

    def __init__(self, store: Memory) -> None:
        self.store, self.asked, self.may = store, asyncio.Event(), asyncio.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    async def ballots(self, code: str, at: str) -> dict[str, str]:
        """Read the votes, and return them later."""
        votes = await self.store.ballots(code, at)
        self.asked.set()
        await self.may.wait()
        return votes


def taught(lesson: Callable[[Class], Any]) -> None:
    """Run a lesson once the question is open and everybody has heard of it."""

    async def whole() -> None:
        made = Class()
        await made.begin()
        await look(made.store, made.hall, SECOND)
        made.heard()
        await lesson(made)

    ended(whole())


def test_the_host_and_the_screens_hear_at_once_and_phones_with_the_second() -> None:
    async def lesson(made: Class) -> None:
        await made.vote("a" * 12, 1)
        await look(made.store, made.hall, SECOND + 1)
        host, screen, student = made.heard()
        assert (host["voted"], host["counts"], host["connected"]) == (1, [0, 1, 0], 1)
        assert (screen["voted"], student) == (1, None)
        assert "counts" not in screen
        await look(made.store, made.hall, SECOND + 2)
        assert made.heard() == [None, None, None]
        await look(made.store, made.hall, 2 * SECOND)
        assert made.heard() == [None, None, screen]

    taught(lesson)


def test_the_host_hears_of_a_changed_mind() -> None:
    async def lesson(made: Class) -> None:
        for choice, counts in ((1, [0, 1, 0]), (2, [0, 0, 1])):
            await made.vote("a" * 12, choice)
            await look(made.store, made.hall, SECOND + 1)
            assert made.heard()[0]["counts"] == counts

    taught(lesson)


def test_everybody_hears_of_answers_that_are_shown_at_once_and_who_comes_later_too() -> None:
    async def lesson(made: Class) -> None:
        await made.vote("a" * 12, 2)
        await made.turn({"do": "close"}, {"do": "show"})
        await look(made.store, made.hall)
        assert [each["counts"] for each in made.heard()] == [[0, 0, 1]] * 3
        made.hall.add(late := Client(None, "student", "b" * 12))
        assert json.loads(late.slots["tally"])["counts"] == [0, 0, 1]
        await made.turn({"do": "again"})
        await look(made.store, made.hall, 2 * SECOND)
        host, screen, student = made.heard()
        assert (host["round"], host["voted"], host["counts"]) == (2, 0, [0, 0, 0])
        assert ("counts" in screen, "counts" in student) == (False, False)

    taught(lesson)


def test_what_was_counted_stays_where_the_store_loses_it() -> None:
    async def lesson(made: Class) -> None:
        await made.vote("a" * 12, 2)
        await made.turn({"do": "close"})
        await look(made.store, made.hall, SECOND + 1)
        made.heard()
        made.store.held["12345678"].votes.clear()
        await look(made.store, made.hall, 2 * SECOND)
        assert made.heard() == [None, None, {"t": "tally", "ask": 1, "round": 1, "voted": 1, "connected": 1}]
        await made.turn({"do": "show"})
        await look(made.store, made.hall)
        assert [each["counts"] for each in made.heard() if each] == [[0, 0, 1]] * 2
        assert json.loads(made.hall.told["host"])["counts"] == [0, 0, 1]

    taught(lesson)


class Hanging(Memory):
    """A store that answers nobody any more who wants to count."""

    async def beat(self, code: str, seats: Collection[str]) -> int:
        """Say nothing."""
        return await asyncio.Future()


def test_all_hear_something_again_and_again_also_while_the_store_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "BEAT", 0.01)

    async def lesson() -> None:
        async with school(lambda memory: Hanging(memory.heard), counts=False) as made, routes.running():
            guests = [await made.host(), await made.join()]
            room = made.desk.halls[made.code].room
            for each in guests:
                await each.until(lambda each=each: len(each.all("beat")) > 1)
                assert each.last("beat") == {"t": "beat", "epoch": room.epoch, "rev": room.rev}

    ended(lesson())


def test_a_count_that_was_begun_before_the_answers_were_shown_is_not_told() -> None:
    async def lesson(made: Class) -> None:
        await made.vote("a" * 12, 1)
        await made.turn({"do": "close"})
        slow: Any = Slow(made.store)
        counting_it = asyncio.create_task(look(slow, made.hall, 2 * SECOND))
        await slow.asked.wait()
        await made.turn({"do": "show"})
        await look(made.store, made.hall)
        made.heard()
        slow.may.set()
        await counting_it
        assert made.heard() == [None, None, None]
        assert json.loads(made.hall.told["student"])["counts"] == [0, 1, 0]

    taught(lesson)
