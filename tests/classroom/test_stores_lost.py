"""A Redis that loses something, or is away: what the workers write back, and what they say meanwhile."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from app.classroom.rules.room import Room
from app.classroom.stores import connected
from app.classroom.stores.shared import Shared
from app.classroom.stores.store import LOAD, Away
from tests.classroom.stores import QUESTION, Heard, Redis, done, fresh, opened_redis, running, voting
from tests.loops import ended
from tests.patience import PATIENCE

FRAME = bytes([7, 0, 0, 0, 1, 0, 0, 0]) + b"a path"


@asynccontextmanager
async def worker(server: Redis, patience: float = PATIENCE) -> AsyncIterator[tuple[Shared, Heard]]:
    """A worker's store, and what it hears."""
    store = Shared((heard := Heard()).change, heard.frame, opened_redis(server.url, patience))
    async with running(store):
        yield store, heard


async def again(server: Redis) -> None:
    """Kill a Redis and start it again, while the stores see their connections end."""
    server.kill()
    await asyncio.to_thread(server.start)


async def followed(store: Shared, heard: Heard) -> Room:
    """Return a class with an open question that a worker follows; two have voted, and the worker has counted them."""
    room = await voting(store)
    await heard.follows(store, room.code)
    await store.load(room.code)
    for seat in ("one", "two"):
        await store.vote(room.code, "1.1", seat, "[0,null]")
    await store.ballots(room.code, "1.1")
    return room


async def set_back(server: Redis, store: Shared, heard: Heard) -> Room:
    """Return a class that is followed, after Redis came back with a copy of the same revision, from before the third vote."""
    room = await followed(store, heard)
    server.cli("save")
    await store.vote(room.code, "1.1", "three", "[1,null]")
    await again(server)
    return room


def tried(own: Redis, work, patience: float = PATIENCE) -> None:
    """Do something with a worker's store."""

    async def alone() -> None:
        async with worker(own, patience) as (store, heard):
            await work(store, heard)

    ended(alone())


def test_an_empty_redis_gets_the_class_back_in_a_new_epoch(own):
    async def work(store, heard):
        room = await followed(store, heard)
        await again(own)
        found = (await store.load(room.code)).room
        assert found == room.model_copy(update={"epoch": room.epoch + 1, "rev": room.rev + 1000})
        assert await store.vote(room.code, "1.1", "three", "[1,null]")
        assert set(await store.ballots(room.code, "1.1")) == {"one", "two", "three"}
        assert [ask.title for ask in (await store.asked(room.code)).values()] == [QUESTION["title"]]
        assert await store.count() == 1

    tried(own, work)


def test_an_old_copy_is_brought_up_to_date(own):
    async def work(store, heard):
        room = await followed(store, heard)
        own.cli("save")
        await store.vote(room.code, "1.1", "three", "[1,null]")
        closed = await done(store, room.code, "close")
        await store.ballots(room.code, "1.1")
        await again(own)
        found = (await store.load(room.code)).room
        assert (found.epoch, found.rev, found.ask) == (room.epoch + 1, closed.rev + 1000, closed.ask)
        assert await store.ballots(room.code, "1.1") == {"one": "[0,null]", "two": "[0,null]", "three": "[1,null]"}

    tried(own, work)


def test_a_copy_of_the_same_revision_has_lost_votes_and_begins_a_new_epoch(own):
    async def work(store, heard):
        room = await set_back(own, store, heard)
        assert not await store.swap(room.put({"locked": True}), room.rev)
        found = (await store.load(room.code)).room
        assert (found.epoch, found.rev) == (room.epoch + 1, room.rev + 1000)
        assert (await store.load(room.code)).room == found

    tried(own, work)


def test_a_command_that_was_under_way_hides_no_loss(own):
    """Redis is another one, the worker knows, and the command was made for a state that looks like the one that stands."""

    async def work(store, heard):
        room = await set_back(own, store, heard)
        await store.which()
        assert not await store.swap(room.put({"locked": True}), room.rev)
        assert (await store.load(room.code)).room.epoch == room.epoch + 1

    tried(own, work)


def test_what_phones_say_again_is_newer_than_what_a_worker_remembers(own):
    async def work(store, heard):
        room = await followed(store, heard)
        async with worker(own) as (other, told):
            await told.follows(other, room.code)
            await other.load(room.code)
            await again(own)
            await other.load(room.code)
            await other.vote(room.code, "1.1", "one", "[1,3]")
            await done(other, room.code, "close")
            await store.load(room.code)
            assert await store.ballots(room.code, "1.1") == {"one": "[1,3]", "two": "[0,null]"}

    tried(own, work)


def test_a_class_that_has_ended_or_never_had_a_host_stays_gone(own):
    async def work(store, heard):
        room, over = fresh(), await followed(store, heard)
        await store.create(room, b"proof", b"key")
        await heard.follows(store, room.code)
        await store.load(room.code)
        await done(store, over.code, "end")
        await again(own)
        assert await store.load(room.code) is None
        assert await store.load(over.code) is None

    tried(own, work)


def test_a_class_is_heard_again_and_looked_at(own):
    async def work(store, heard):
        room = await followed(store, heard)
        heard.clear()
        await again(own)
        await heard.of(room.code, 0, LOAD)
        await store.load(room.code)
        made = await done(store, room.code, "close")
        await heard.of(room.code, made.rev, LOAD)

    tried(own, work)


@pytest.mark.parametrize("way", ["kill", "stop"])
def test_what_cannot_be_stored_is_said(own, way):
    """Killed, or hanging: the answer does not wait for ever, and works again afterwards."""

    async def work(store, heard):
        room = await followed(store, heard)
        own.kill() if way == "kill" else os.kill(own.process.pid, signal.SIGSTOP)
        calls = [store.vote(room.code, "1.1", f"s{i}", "[0,null]") for i in range(40)]
        calls += [store.load(room.code), store.count(), store.scrub(room.code, 1), store.swap(room.put({}), room.rev)]
        assert {type(each) for each in await asyncio.gather(*calls, return_exceptions=True)} == {Away}
        own.start() if way == "kill" else os.kill(own.process.pid, signal.SIGCONT)
        assert await store.load(room.code)
        assert await store.vote(room.code, "1.1", "three", "[0,null]")

    tried(own, work, connected.PATIENCE)
