"""What the workers of a server tell each other through Redis."""

from contextlib import AsyncExitStack

from app.classroom.stores import ballots
from app.classroom.stores.connected import name
from app.classroom.stores.store import LOAD
from tests.classroom.stores import done, voting
from tests.classroom.test_stores_lost import FRAME, followed, tried, worker
from tests.loops import ended


def test_what_one_worker_does_the_others_hear(redis):
    async def work() -> None:
        async with AsyncExitStack() as stack:
            (one, _), (two, heard) = [await stack.enter_async_context(worker(redis)) for _ in range(2)]
            room = await voting(one)
            await heard.follows(two, room.code)
            await one.watch(room.code, True)
            await one.scrub(room.code, 20)
            await heard.of(room.code, room.rev + 1, 20)
            await one.publish(room.code, FRAME, 20)
            await heard.of(room.code, FRAME)
            heard.clear()
            await two.publish(room.code, FRAME, 20)
            made = await done(two, room.code, "close")
            await heard.of(room.code, made.rev, LOAD)
            assert (room.code, FRAME) not in heard, "a worker hears its own frame"

    ended(work())


def test_a_worker_that_says_nothing_is_not_counted(redis, monkeypatch):
    async def work() -> None:
        async with worker(redis) as (one, _), worker(redis) as (two, _):
            room = await voting(one)
            assert [await one.beat(room.code, ["a", "b"]), await two.beat(room.code, ["c"]), await one.beat(room.code, ["b"])] == [2, 3, 2]
            assert await two.seats(room.code) == {"b", "c"}
            await two.db.hset(name(room.code, ":on"), one.worker, "1 1")  # said in 1970
            assert await two.beat(room.code, ["c"]) == 1
            assert await two.seats(room.code) == {"c"}
            monkeypatch.setattr(ballots, "STALE", 0)
            assert await two.beat(room.code, ["c"]) == 0
            assert await two.seats(room.code) == set()

    ended(work())


def test_what_one_worker_does_not_understand_leaves_it_not_deaf(own, caplog):
    async def work(store, heard):
        room = await followed(store, heard)
        heard.clear()
        own.cli("publish", name(room.code), "no news")
        await heard.of(room.code, 0, LOAD)  # it listens anew
        made = await done(store, room.code, "close")
        await heard.of(room.code, made.rev, LOAD)

    tried(own, work)
    assert "could not be taken" in caplog.text
