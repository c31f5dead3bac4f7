"""What every store tells, and what it must not tell any more."""

from app.classroom.stores.store import LOAD
from tests.classroom.stores import done, fresh, tried, voting

WHERE = {"kind": "click", "title": "Where?", "until": 50}
FRAME = bytes([7, 0, 0, 0, 1, 0, 0, 0]) + b"a path"
MARKED = bytes([8, 0, 0, 0, 2, 2, 0, 0]) + b"a ground"
GROUND = bytes([8, 0, 0, 0, 2, 0, 0, 0]) + b"a ground"


def test_the_marker_stays_before_the_hidden_future_and_is_heard(make):
    async def work(store, heard):
        code = (await voting(store)).code
        await heard.follows(store, code)
        for k in (10, 34, 400):
            await store.scrub(code, k)
        await heard.of(code, 5, 34)
        assert [said for said in heard if said[2] != LOAD] == [(code, 3, 10), (code, 4, 34), (code, 5, 34)]
        room = (await store.load(code)).room
        assert (room.rev, room.step) == (5, 34)

    tried(make, work)


def test_a_command_is_heard(make):
    async def work(store, heard):
        code = (await voting(store)).code
        await heard.follows(store, code)
        room = await done(store, code, "close")
        await heard.of(code, room.rev, LOAD)

    tried(make, work)


def test_the_newest_frame_of_each_kind_is_kept(make):
    async def work(store, _):
        code = (await voting(store)).code
        newer = b"\x09" + FRAME[1:]
        for frame, last in ((FRAME, 34), (GROUND, 0), (newer, 34)):
            assert await store.publish(code, frame, last)
        assert set(await store.frames(code)) == {newer, GROUND}
        assert not await store.publish("99999999", FRAME, 0)

    tried(make, work)


def test_a_frame_never_shows_what_is_hidden(make):
    """Neither one that was made before the future was hidden, nor one that is published after."""

    async def work(store, _):
        room = fresh()
        await store.create(room, b"proof", b"key")
        assert await store.publish(room.code, FRAME, 500)
        await done(store, room.code, "ask", question=WHERE)
        assert await store.frames(room.code) == []
        assert not await store.publish(room.code, FRAME, 51)
        assert await store.frames(room.code) == []
        assert await store.publish(room.code, FRAME, 50)

    tried(make, work)


def test_the_mark_of_the_lowest_loss_is_kept_only_while_it_is_no_answer(make):
    async def work(store, _):
        room = fresh()
        await store.create(room, b"proof", b"key")
        assert await store.publish(room.code, MARKED, 0)
        await done(store, room.code, "ask", question={**WHERE, "until": 500})
        assert await store.frames(room.code) == [MARKED]
        await done(store, room.code, "drop")
        await done(store, room.code, "ask", question={**WHERE, "until": 500, "covers": True})
        assert await store.frames(room.code) == []
        assert not await store.publish(room.code, MARKED, 0)
        assert await store.publish(room.code, GROUND, 0)
        for turn in ("open", "close", "show"):
            await done(store, room.code, turn)
            assert not await store.publish(room.code, MARKED, 0)
        assert await store.frames(room.code) == [GROUND]
        await done(store, room.code, "reveal")
        assert await store.publish(room.code, MARKED, 0)
        assert await store.frames(room.code) == [MARKED]

    tried(make, work)


def test_the_end_erases_what_was_said(make):
    async def work(store, _):
        code = (await voting(store)).code
        await store.vote(code, "1.1", "one", "[0,null]")
        await store.publish(code, FRAME, 34)
        await done(store, code, "end")
        assert (await store.load(code)).room.ended
        assert not await store.vote(code, "1.1", "two", "[0,null]")
        assert (await store.ballots(code, "1.1"), await store.asked(code), await store.frames(code)) == ({}, {}, [])

    tried(make, work)


def test_what_comes_after_the_end_is_not_kept(make):
    """A picture that was still made, and a marker that was still moved."""

    async def work(store, _):
        code = (await voting(store)).code
        over = await done(store, code, "end")
        assert not await store.publish(code, FRAME, 1)
        assert not await store.publish(code, GROUND, 0)
        await store.scrub(code, 5)
        assert await store.frames(code) == []
        assert (await store.load(code)).room == over

    tried(make, work)
