"""What every store promises: the same in memory, in a Redis that is played (fakeredis), and in a real one."""

import asyncio

import pytest

from app.classroom.rules.commands import Lock, Pace, Turn
from app.classroom.rules.reducer import reduce
from app.classroom.rules.room import Refusal
from app.classroom.stores.store import MOST_VOTES
from tests.classroom.stores import done, fresh, tried, voting

WHERE = {"kind": "click", "title": "Where?", "until": 50}


def test_a_code_is_taken_once(make):
    async def work(store, _):
        room = fresh()
        assert await store.create(room, b"proof", b"key")
        assert not await store.create(room, b"other", b"key")
        assert await store.load(room.code) == (room, b"proof", b"key")
        assert await store.load("99999999") is None
        await store.drop(room.code)
        assert await store.load(room.code) is None

    tried(make, work)


def test_a_class_is_kept_as_it_is(make):
    async def work(store, _):
        room = await voting(store)
        await done(store, room.code, "close")
        last = await done(store, room.code, "reveal")
        assert (await store.load(room.code)).room == last

    tried(make, work)


def test_of_commands_at_once_one_wins(make):
    async def work(store, _):
        room = fresh()
        await store.create(room, b"proof", b"key")
        said = [Pace(do="mode", mode="free"), Lock(do="lock", on=True)] * 3
        won = await asyncio.gather(*(store.swap(reduce(room, each), room.rev) for each in said))
        assert sum(won) == 1
        assert (await store.load(room.code)).room == reduce(room, said[won.index(True)])

    tried(make, work)


def test_a_seat_has_one_vote_and_only_while_the_round_is_open(make):
    async def work(store, _):
        code = (await voting(store)).code
        assert await store.vote(code, "1.1", "one", "[0,null]")
        assert await store.vote(code, "1.1", "two", "[0,null]")
        assert await store.vote(code, "1.1", "one", "[1,2]")
        assert not await store.vote(code, "1.2", "one", "[0,null]")
        assert await store.voted(code, "1.1") == 2
        await done(store, code, "close")
        assert not await store.vote(code, "1.1", "one", "[0,null]")
        assert await store.ballots(code, "1.1") == {"one": "[1,2]", "two": "[0,null]"}
        assert await store.ballots(code, "1.2") == {}
        assert await store.voted(code, "2.1") == 0

    tried(make, work)


@pytest.mark.parametrize("value", ["0", "[0.5,-1e-05]"])
def test_a_vote_that_comes_too_late_does_not_replace_a_newer_one(make, value):
    """One by HTTP that its page gave up arrives after the page's next one."""

    async def work(store, _):
        code = (await voting(store)).code
        say = lambda n, sure: store.vote(code, "1.1", "one", f"[{value},{sure},{n}]", late=True)  # noqa: E731
        assert await say(9, 1) == f"[{value},1,9]"
        assert await say(10, "null") == f"[{value},null,10]"
        assert await say(9, 1) == f"[{value},null,10]"
        assert await say(10, 3) == f"[{value},3,10]"
        assert await say(2**31, 2) == f"[{value},2,{2**31}]"
        assert await store.ballots(code, "1.1") == {"one": f"[{value},2,{2**31}]"}
        anew = f"[{value},3,1]"  # of a socket the last one counts, whatever its number
        assert await store.vote(code, "1.1", "one", anew) == anew
        await done(store, code, "close")
        assert await say(1, 1) == ""

    tried(make, work)


def test_fifty_votes_against_one_close(make):
    """Each is either stored and said so, or refused."""

    async def work(store, _):
        for place in (0, 10, 25, 49):
            room = await voting(store)
            calls = [store.vote(room.code, "1.1", f"seat{i}", "[0,null]") for i in range(50)]
            calls.insert(place, store.swap(reduce(room, Turn(do="close")), room.rev))
            said = await asyncio.gather(*calls)
            assert said.pop(place)
            assert {f"seat{i}" for i, kept in enumerate(said) if kept} == set(await store.ballots(room.code, "1.1"))

    tried(make, work)


def test_a_round_has_so_many_votes_and_each_may_still_be_changed(make):
    async def work(store, _):
        code = (await voting(store)).code
        for i in range(0, MOST_VOTES, 50):
            await asyncio.gather(*(store.vote(code, "1.1", f"seat{i + j}", "[0,null]") for j in range(50)))
        with pytest.raises(Refusal, match="has its votes"):
            await store.vote(code, "1.1", "one more", "[0,null]")
        assert await store.vote(code, "1.1", "seat7", "[1,null]")
        assert await store.voted(code, "1.1") == MOST_VOTES

    tried(make, work)


def test_every_round_keeps_its_question(make):
    async def work(store, _):
        code = (await voting(store)).code
        for do in ("close", "again", "close", "show", "reveal"):
            await done(store, code, do)
        await done(store, code, "ask", question=WHERE)
        assert [(at, ask.title) for at, ask in (await store.asked(code)).items()] == [
            ("1.1", "What happens next?"),
            ("1.2", "What happens next?"),
        ]
        await done(store, code, "open")
        assert list(await store.asked(code)) == ["1.1", "1.2", "2.1"]

    tried(make, work)


def test_who_is_here(make):
    async def work(store, _):
        room = fresh()
        await store.create(room, b"proof", b"key")
        assert await store.beat(room.code, ["one", "two", "three"]) == 3
        assert await store.beat(room.code, ["two", "three"]) == 2
        assert await store.seats(room.code) in (set(), {"two", "three"})  # a process knows its own anyway
        assert await store.beat(room.code, []) == 0
        assert await store.seats(room.code) == set()

    tried(make, work)


def test_classes_are_counted(make):
    async def work(store, _):
        before = await store.count()
        rooms = [fresh() for _ in range(3)]
        for room in rooms:
            await store.create(room, b"proof", b"key")
        assert await store.count() == before + 3
        await store.drop(rooms[0].code)
        await done(store, rooms[1].code, "end")
        assert await store.count() == before + 1

    tried(make, work)
