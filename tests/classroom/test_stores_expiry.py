"""For how long a store keeps a class, and that it forgets it then."""

import asyncio
import time

from app.classroom.rules.room import Ask
from app.classroom.stores import memory
from app.classroom.stores.connected import name
from app.classroom.stores.memory import Memory
from tests.classroom.stores import QUESTION, done, fresh, running, tried, voting
from tests.loops import ended
from tests.patience import PATIENCE
from tests.web.leavers import until

LATE = 60
"""Seconds that a test may have taken meanwhile."""


async def left(store, code, part=""):
    """Return for how many seconds something is kept."""
    if isinstance(store, Memory):
        return store.held[code].ends - time.monotonic()
    return await store.db.ttl(name(code, part))


def near(seconds, hours):
    """Return whether a time is that of so many hours, at most a minute less."""
    return hours * 3600 - LATE <= seconds <= hours * 3600


def test_a_class_is_kept_for_ten_minutes_until_a_host_has_connected_then_for_its_hours_from_its_opening(make):
    async def work(store, _):
        room = fresh()
        room = room.model_copy(update={"epoch": room.epoch - 2 * 3_600_000})
        await store.create(room, b"proof", b"key")
        assert near(await left(store, room.code), 1 / 6)
        await store.hosted(room.code)
        assert near(await left(store, room.code), 10)

    tried(make, work)


def test_votes_questions_and_frames_are_kept_no_longer_than_their_class(make):
    async def work(store, _):
        code = (await voting(store)).code
        await store.vote(code, "1.1", "one", "[0,null]")
        await store.publish(code, bytes(9), 0)
        await store.beat(code, ["one"])
        for part in ("", ":1.1", ":asked", ":f"):
            assert near(await left(store, code, part), 12), part
        for part in (":on", ":seats"):
            assert isinstance(store, Memory) or 0 < await left(store, code, part) <= 25

    tried(make, work)


def test_votes_that_come_before_the_host_are_kept_as_long_as_the_class(make):
    """A class that was opened again stands a moment before its host is back, and the phones say their votes again at once."""

    async def work(store, _):
        ask = Ask.model_validate({**QUESTION, "options": ("It bursts", "It stays calm"), "id": 1, "phase": "open"})
        room = fresh(asked=1, ask=ask, until=34)
        await store.create(room, b"proof", b"key")
        assert await store.vote(room.code, "1.1", "one", "[0,null]")
        await store.hosted(room.code)
        assert near(await left(store, room.code, ":1.1"), 12)

    tried(make, work)


def test_the_end_is_heard_for_ten_minutes(make):
    async def work(store, _):
        code = (await voting(store)).code
        await done(store, code, "end")
        assert near(await left(store, code), 1 / 6)

    tried(make, work)


def test_a_process_forgets_what_has_expired(monkeypatch):
    async def swept() -> None:
        store = Memory(lambda *_: None)
        old, new = fresh(), fresh()
        for room in (old, new):
            await store.create(room, b"proof", b"key")
        store.held[old.code].ends = 0.0
        async with running(store), asyncio.timeout(PATIENCE):
            await until(lambda: list(store.held) == [new.code])

    monkeypatch.setattr(memory, "SWEEP", 0.01)
    ended(swept())
