"""While the future is hidden, no byte that a follower gets says what comes: over the socket, by polling, late, dragged, and overtaken."""

import asyncio
import base64
import json
import threading
from typing import Any

import pytest

from app.classroom.client import Client
from app.classroom.hall import Hall
from app.classroom.pictures import pictures
from app.classroom.pictures.frames import paths
from app.classroom.pictures.made import Made, question_key
from app.classroom.pictures.packed import Kind, framed, numbered
from app.classroom.poll import Poll, polled
from app.classroom.rules.room import Ask, Room
from app.scene.scene import Scene
from tests.classroom.inside import QUESTION, Guest, School, school
from tests.classroom.secrecy import SECRETS, UNTIL, data, scene, shown, tight
from tests.classroom.unpacked import paths_of
from tests.loops import ended
from tests.patience import PATIENCE


async def asked(made: School, host: Guest, kind: str = "choice") -> None:
    """Show a scene and ask what comes."""
    question = {**QUESTION, "until": UNTIL, **SECRETS}
    if kind != "choice":
        question = {**{key: question[key] for key in ("title", "until", "answer")}, "kind": kind, "lane": 0}
    assert (await host.do("set", **scene()))["t"] == "done"
    assert (await host.do("ask", question=question))["t"] == "done"
    assert made.desk.halls[made.code].room.until == UNTIL


async def polls(made: School) -> list[str | bytes]:
    """Return what a phone without a socket is told, and its pictures."""
    found = await polled(made.desk, Poll(code=made.code, frames=(0, 0, 0, 0)))
    texts = [json.dumps({"t": key, **said}) for key, said in found.items() if isinstance(said, dict)]
    return [*texts, *map(base64.b64decode, found["frames"])]


@pytest.mark.parametrize("kind", ["choice", "click", "step"])
def test_a_whole_question_tells_nothing_before_its_reveal(kind: str) -> None:
    async def lesson() -> None:
        async with school() as made:
            host, one, screen = await made.host(), await made.join(), await made.join(role="screen")
            await asked(made, host, kind)
            late, told = [], [await polls(made)]
            for turn in ("open", "close", "open", "close", "again", "close", "show"):
                await host.do(turn)
                host.say(t="step", k=99)
                late.append(await made.join())
                told.append(await polls(made))
            followers = [one, screen, *late]
            for each in followers:
                await each.until(shown(each, UNTIL))
                assert tight(each.pipe.record) >= 2
            told.append(await polls(made))
            assert all(tight(each) for each in told)
            assert {each[4] for each in told[-1] if isinstance(each, bytes)} == {Kind.PATHS, Kind.GROUND}
            await host.do("reveal")
            for each in followers:
                frame = await each.until(shown(each, None))
                assert paths_of(frame)[1][0]["steps"][-1] > UNTIL
                tight(each.pipe.record)
            assert one.last("state")["ask"]["answer"] == SECRETS["answer"]

    ended(lesson())


def test_a_drag_ends_there_too() -> None:
    async def lesson() -> None:
        async with school() as made:
            host, one = await made.host(), await made.join()
            await host.do("set", **scene(), until=UNTIL)
            await one.until(shown(one, UNTIL))
            for k in range(30):
                host.say(t="drag", scene=scene(rate=0.05 + k / 1000)["scene"])
            await one.until(lambda: any(frame[5] & 1 for frame in one.pipe.frames))
            await host.do("set", **scene(rate=0.1), until=UNTIL)
            late = await made.join()
            for each in (one, late):
                await each.until(lambda each=each: (found := shown(each, UNTIL)()) and not found[5] & 1)
                assert tight(each.pipe.record) > 1

    ended(lesson())


async def hidden_frames(after: float) -> list[bytes]:
    """Return the frames of a follower of a scene, without their numbers, until the reveal."""
    async with school() as made:
        host, one = await made.host(), await made.join()
        await host.do("set", **scene(after), until=UNTIL)
        await one.until(shown(one, UNTIL))
        host.say(t="drag", scene=scene(after, rate=0.07)["scene"])
        await one.until(lambda: len(one.pipe.frames) == 3)
        return [frame[4:] for frame in one.pipe.frames]


def test_two_futures_with_the_same_past_look_the_same_byte_by_byte() -> None:
    calm, wild = ended(hidden_frames(1.0)), ended(hidden_frames(50.0))
    assert calm == wild
    last = [Scene.model_validate(data(after)).run()[0].loss[-1] for after in (1.0, 50.0)]
    assert last[1] > 1e6 * last[0]


def test_a_picture_that_is_computed_when_the_future_is_hidden_is_never_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(*args: Any, **more: Any) -> bytes:
        begun.set()
        go_on.wait(PATIENCE)
        return paths(*args, **more)

    async def lesson() -> None:
        async with school() as made:
            host, one = await made.host(), await made.join()
            monkeypatch.setattr(pictures, "paths", slowly)
            await host.do("set", **scene(steps=30_000))
            assert await asyncio.to_thread(begun.wait, PATIENCE)  # in a thread of ours: its cost is large
            await host.do("ask", question={**QUESTION, "until": UNTIL})
            go_on.set()
            await one.until(shown(one, UNTIL))
            assert tight(one.pipe.record) >= 2
            assert len([frame for frame in one.pipe.frames if frame[4] == Kind.PATHS]) == 1

    ended(lesson())


def test_a_picture_that_waits_for_a_slow_phone_is_dropped_when_the_future_is_hidden() -> None:
    async def lesson() -> None:
        async with school() as made:
            host, slow, quick = await made.host(), await made.join(), await made.join()
            slow.pipe.deaf.clear()
            await host.do("set", **scene())
            await quick.until(shown(quick, None))
            await host.do("ask", question={**QUESTION, "until": UNTIL, **SECRETS})
            await quick.until(shown(quick, UNTIL))
            slow.pipe.deaf.set()
            await slow.until(shown(slow, UNTIL))
            assert tight(slow.pipe.record) >= 2
            assert len([frame for frame in slow.pipe.frames if frame[4] == Kind.PATHS]) == 1

    ended(lesson())


def test_a_picture_from_another_process_waits_for_the_state_that_allows_it() -> None:
    whole = Scene.model_validate(data(50.0))
    view = (-3.0, 3.0, -3.0, 3.0)
    full = Made(b"12345678", 100, numbered(7, paths(whole, view)))
    half = Made(b"87654321", UNTIL, numbered(5, paths(whole, view, UNTIL)))
    hidden = Room(code="12345678", epoch=1, rev=3, steps=100, until=UNTIL)

    async def lesson() -> None:
        hall = Hall(hidden)
        hall.pictures.heard(half.published())
        hall.pictures.heard(full.published())
        assert hall.pictures.newest == {Kind.PATHS: half}
        hall.show(hidden.put({"until": None}))
        assert hall.pictures.newest == {Kind.PATHS: full}
        hall.show(hall.room.put({"until": UNTIL}))
        assert hall.pictures.newest == {}

    ended(lesson())


def test_what_the_starts_of_a_class_came_to_is_seen_after_the_reveal_of_that_question_alone() -> None:
    ask = Ask(id=4, kind="click", title="Where?", until=UNTIL, runs=True, phase="shown")
    made = Made(question_key(ask), 0, numbered(7, framed(Kind.STARTS, {"view": []}, b"")))
    room = Room(code="12345678", epoch=1, rev=3, steps=100, until=UNTIL, ask=ask)

    async def lesson() -> None:
        hall = Hall(room)
        hall.pictures.heard(made.published())
        assert hall.pictures.newest == {}
        hall.show(room.put({"until": None}))
        assert hall.pictures.newest == {Kind.STARTS: made}
        for later in ({"round": 2}, {"id": 5}):
            hall.show(hall.room.put({"ask": ask}))
            hall.pictures.heard(made.published())
            assert hall.pictures.newest == {Kind.STARTS: made}
            hall.show(hall.room.put({"ask": ask.model_copy(update=later)}))
            assert hall.pictures.newest == {}

    ended(lesson())


def test_a_state_comes_before_what_was_made_for_it() -> None:
    client = Client(None, "student")
    client.put("frame", b"of before")
    for said in ("hidden", "revealed"):
        client.put("state", said)
        client.put("step", "9")
        client.put("frame", said.encode())
    assert list(client.slots.items()) == [("state", "revealed"), ("frame", b"revealed"), ("step", "9")]
