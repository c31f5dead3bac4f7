"""Where × would answer the question, no byte that a follower gets has it while the future is hidden, in memory or through Redis."""

import asyncio
import base64
from typing import Any

import pytest

from app.classroom.hall import Hall
from app.classroom.pictures import pictures
from app.classroom.pictures.ground import ground
from app.classroom.pictures.made import Made
from app.classroom.pictures.packed import Kind, numbered
from app.classroom.poll import Poll, polled
from app.classroom.rules.room import Room
from app.scene.scene import Scene
from tests.classroom.inside import QUESTION, Guest, School, school
from tests.classroom.secrecy import UNTIL, data, scene, tight
from tests.classroom.test_pictures_shared import phone, two_workers
from tests.classroom.unpacked import ground_of
from tests.loops import ended
from tests.patience import PATIENCE

ASKED: dict[str, Any] = {**QUESTION, "until": UNTIL}
LESSON: dict[str, dict[str, Any]] = {
    "with the scene": {"set": {"covers": True, "until": UNTIL}, "ask": {}},
    "with the question": {"set": {}, "ask": {"covers": True}},
}
"""What says that × is the answer: the scene, before any question, or the question alone."""


def grounds(guest: Guest) -> list[bytes]:
    """Return the grounds that a guest has got."""
    return [frame for frame in guest.pipe.frames if frame[4] == Kind.GROUND]


async def has(guest: Guest, marked: bool) -> None:
    """Wait until the newest ground of a guest has marks, or has none."""
    await guest.until(lambda: (found := grounds(guest)) and bool(ground_of(found[-1])[0]["minima"]) is marked)


async def asks(made: School) -> list[bytes]:
    """Return the grounds that a phone without a socket gets."""
    found = await polled(made.desk, Poll(code=made.code, frames=(0, 0, 0, 0)))
    return [frame for each in found["frames"] if (frame := base64.b64decode(each))[4] == Kind.GROUND]


@pytest.mark.parametrize("said", LESSON)
def test_no_ground_has_the_marks_until_the_reveal(said: str) -> None:
    async def lesson() -> None:
        async with school() as made:
            host, one, screen = await made.host(), await made.join(), await made.join(role="screen")
            followers = [one, screen]
            await host.do("set", **scene(), **LESSON[said]["set"])
            await has(one, said == "with the question")  # before it was asked, nothing was hidden
            await host.do("ask", question={**ASKED, **LESSON[said]["ask"]})
            for turn in ("open", "close", "again", "close", "show"):
                await host.do(turn)
                followers.append(await made.join())
                await has(followers[-1], False)
                polls = await asks(made)
                assert polls
                assert not any(ground_of(each)[0]["minima"] for each in polls)
            host.say(t="drag", scene=scene(rate=0.07)["scene"])
            await one.until(lambda: any(frame[5] & 1 for frame in one.pipe.frames))
            again = await made.join(seat=one.last("welcome")["seat"], secret=one.last("welcome")["secret"])
            for each in (*followers, again):
                await has(each, False)
                assert tight(each.pipe.record, covers=True) > 1
            await host.do("reveal")
            for each in (*followers, again):
                await has(each, True)
                tight(each.pipe.record, covers=True)
            assert [bool(ground_of(each)[0]["minima"]) for each in await asks(made)] == [True]
            await host.do("ask", question={**ASKED, "covers": True})
            await has(one, False)
            assert tight(one.pipe.record, covers=True) > 1

    ended(lesson())


def test_a_dropped_question_leaves_hidden_what_the_scene_hides() -> None:
    async def lesson() -> None:
        async with school() as made:
            host, one = await made.host(), await made.join()
            await host.do("set", **scene(), covers=True, until=UNTIL)
            await host.do("ask", question=ASKED)
            await host.do("drop")
            await host.do("set", **scene(rate=0.1), covers=True, until=UNTIL)
            late = await made.join()
            for each in (one, late):
                await has(each, False)
                assert tight(each.pipe.record, covers=True) > 1
            await host.do("reveal")
            for each in (one, late):
                await has(each, True)

    ended(lesson())


def test_phones_of_another_worker_get_the_ground_without_the_marks_and_with_them_after_the_reveal() -> None:
    async def newest(client: Any, marked: bool) -> None:
        async with asyncio.timeout(PATIENCE):
            while not (isinstance(frame := client.slots.get("ground"), bytes) and bool(ground_of(frame)[0]["minima"]) is marked):
                client.filled.clear()
                await client.filled.wait()

    async def lesson() -> None:
        async with two_workers() as (made, other):
            host, far = await made.host(), await phone(made, other)
            await host.do("set", **scene())
            await newest(far, True)
            await host.do("ask", question={**ASKED, "covers": True})
            await newest(far, False)
            late = await phone(made, other)
            await newest(late, False)
            assert all(not ground_of(each[:-12])[0]["minima"] for each in await other.store.frames(made.code) if each[4] == Kind.GROUND)
            for turn in ("open", "close", "reveal"):
                await host.do(turn)
            for each in (far, late):
                await newest(each, True)

    ended(lesson())


def test_a_ground_with_marks_from_another_process_waits_for_the_state_that_allows_it() -> None:
    whole, view = Scene.model_validate(data(50.0)), (-3.0, 3.0, -3.0, 3.0)
    bare, marked = (Made(bytes(8), 0, numbered(n, ground(whole.ground, view, covered=n == 5))) for n in (5, 7))
    room = Room(code="12345678", epoch=1, rev=3, steps=100, until=UNTIL, covers=True)

    async def lesson() -> None:
        hall = Hall(room)
        for each in (bare, marked):
            hall.pictures.heard(each.published())
        assert hall.pictures.newest == {Kind.GROUND: bare}
        hall.show(room.put({"until": None}))
        assert hall.pictures.newest == {Kind.GROUND: marked}
        hall.show(hall.room.put({"until": UNTIL}))
        assert hall.pictures.newest == {}

    ended(lesson())


def test_marks_that_wait_for_a_slow_phone_or_are_computed_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []

    async def lesson() -> None:
        async with school() as made:
            host, slow = await made.host(), await made.join()
            slow.pipe.deaf.clear()
            offer = pictures.Pictures.offer

            async def late(self: pictures.Pictures, kind: Kind, *rest: Any) -> bool:
                if kind is Kind.GROUND and not held:
                    held.append(True)
                    await host.do("ask", question={**ASKED, "covers": True})
                return await offer(self, kind, *rest)

            monkeypatch.setattr(pictures.Pictures, "offer", late)
            await host.do("set", **scene())
            await host.until(lambda: held and host.last("state")["ask"] and grounds(host))
            slow.pipe.deaf.set()
            await has(slow, False)
            assert tight(slow.pipe.record, covers=True) > 1
            assert len(grounds(slow)) == 1

    ended(lesson())


def test_the_host_keeps_the_word_for_a_server_that_has_forgotten_the_class() -> None:
    async def lesson() -> None:
        async with school() as made:
            host, one = await made.host(), await made.join()
            await host.do("set", **scene(), covers=True, until=UNTIL)
            assert (await host.hears("state", until=UNTIL))["covers"] is True
            assert "covers" not in await one.hears("state", until=UNTIL)

    ended(lesson())
