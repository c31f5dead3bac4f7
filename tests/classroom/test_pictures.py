"""Who gets which picture, and when."""

import asyncio
import time
from typing import Any

import pytest

from app.catalog.link import link_to
from app.classroom.hall import Hall
from app.classroom.pictures.packed import Kind
from app.classroom.pictures.pictures import SHORTEST, pause
from app.classroom.rules.room import Room
from tests.classroom.inside import QUESTION, Guest, school
from tests.classroom.unpacked import ground_of, paths_of, stream_of
from tests.loops import ended


def link(rate: float = 0.1, steps: int = 100, key: str = "ellipse", **more: Any) -> str:
    """Return the fragment of a scene with one lane of gradient descent."""
    lane = {"optimizer": {"key": "gradient_descent", "knobs": {"lr": rate}}}
    return link_to({"surface": {"key": key}, "steps": steps, "lanes": [lane], **more})[1:]


def scene(rate: float = 0.1, steps: int = 100, **more: Any) -> dict[str, Any]:
    """Return the parts of a `set`."""
    return {"scene": link(rate, steps, **more), "steps": steps, "step": 0}


def of(guest: Guest, kind: Kind) -> list[bytes]:
    """Return the frames of a kind that a guest has got."""
    return [frame for frame in guest.pipe.frames if frame[4] == kind]


async def picture(guest: Guest, until: int | None, draft: bool = False) -> bytes:
    """Wait until the newest picture ends there."""

    def found() -> Any:
        frames = of(guest, Kind.PATHS)
        return frames and (head := stream_of(frames[-1])[0]) and (head["until"], head["draft"]) == (until, draft) and frames[-1]

    frame: bytes = await guest.until(found)
    return frame


def test_a_scene_is_seen_by_all_and_by_those_who_come_late() -> None:
    async def lesson() -> None:
        async with school() as made:
            host, one = await made.host(), await made.join()
            await host.do("set", **scene())
            frame = await picture(one, None)
            head, (lane,) = paths_of(frame)
            assert (head["steps"], lane["steps"][-1]) == (100, 100)
            await one.until(lambda: of(one, Kind.GROUND))
            late, screen = await made.join(), await made.join(role="screen")
            for each in (late, screen):
                assert await picture(each, None) == frame
                await each.until(lambda each=each: of(each, Kind.GROUND))
                assert of(each, Kind.GROUND) == of(one, Kind.GROUND)

    ended(lesson())


def test_the_picture_ends_where_the_future_is_hidden_and_goes_on_when_it_is_revealed() -> None:
    async def lesson() -> None:
        async with school() as made:
            host, one = await made.host(), await made.join()
            await host.do("set", **scene())
            await picture(one, None)
            await host.do("ask", question=QUESTION)
            await picture(one, 34)
            for turn in ("open", "close", "show"):
                await host.do(turn)
            late = await made.join()
            await picture(late, 34)
            assert len(of(late, Kind.PATHS)) == 1
            await host.do("reveal")
            await picture(one, None)
            await picture(late, None)
            numbers = [int.from_bytes(frame[:4], "little") for frame in of(one, Kind.PATHS)]
            assert numbers == sorted(set(numbers))

    ended(lesson())


def test_a_drag_is_drawn_and_the_class_sees_its_scene_again() -> None:
    async def lesson() -> None:
        async with school() as made:
            host, one = await made.host(), await made.join()
            await host.do("set", **scene())
            first = await picture(one, None)
            host.say(t="drag", scene=link(0.15))
            draft = paths_of(await picture(one, None, draft=True))[1]
            assert draft[0]["x"][5] != paths_of(first)[1][0]["x"][5]
            rest = await picture(one, None)
            assert rest[8:] == first[8:]
            assert len(of(one, Kind.GROUND)) == 1

    ended(lesson())


def test_no_more_is_drawn_than_the_air_has_room_for() -> None:
    assert pause(10, 2_000) == SHORTEST
    assert pause(300, 10_000) == pytest.approx(300 * 10_000 * 8 / 40e6)

    async def lesson() -> None:
        async with school() as made:
            host, one = await made.host(), await made.join()
            await host.do("set", **scene())
            await picture(one, None)
            begun = time.monotonic()
            for k in range(100):
                host.say(t="drag", scene=link(0.1 + k / 1000))
                await asyncio.sleep(0.005)
            await one.until(lambda: len(of(one, Kind.PATHS)) > 1)
            drawn = len(of(one, Kind.PATHS))
            assert drawn <= 2 + (time.monotonic() - begun) / SHORTEST

    ended(lesson())


def test_what_was_dragged_before_a_new_scene_is_not_drawn_after_it() -> None:
    async def lesson() -> None:
        hall = Hall(Room(code="12345678", epoch=1, scene=link(0.1), steps=100))
        hall.pictures.drag(link(0.15))
        hall.show(hall.room.put({"scene": link(0.2)}))
        wanted = hall.pictures.next()
        hall.pictures.stop()
        assert wanted is None  # no host is here, and others may have made it already
        assert hall.pictures.dragged == ""

    ended(lesson())


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ({"scene": "1.abc"}, "this link is broken"),
        ({"scene": link_to({"surface": {"key": "ellipse"}, "steps": 10, "lanes": []})[1:]}, "lanes: "),
        ({"scene": link(steps=10**7)}, "steps: "),
        ({"scene": link(key="nowhere")}, "surface"),
        (
            {
                "scene": link_to({"surface": {"key": "formula", "formula": "x +"}, "steps": 9, "lanes": [{"optimizer": {"key": "adam"}}]})[
                    1:
                ]
            },
            "formula",
        ),
        ({"view": [1.0, 1.0, 0.0, 1.0]}, "view.x1: the interval must rise"),
        ({"view": [0.0, 1.0, 1.0, 0.0]}, "view.y1: the interval must rise"),
    ],
)
def test_a_scene_that_cannot_be_drawn_is_refused_with_a_sentence(said: dict[str, Any], part: str) -> None:
    async def lesson() -> None:
        async with school() as made:
            host = await made.host()
            answer = await host.do("set", **{**scene(), **said})
            assert (answer["t"], answer["code"]) == ("error", "bad")
            assert part in answer["message"]
            assert (await host.do("set", **scene()))["t"] == "done"

    ended(lesson())


def test_nothing_is_dragged_while_a_question_stands() -> None:
    async def lesson() -> None:
        async with school() as made:
            host = await made.host()
            await host.do("set", **scene())
            await host.do("ask", question=QUESTION)
            await host.do("open")
            host.say(t="drag", scene=link(0.15))
            assert (await host.hears("error"))["code"] == "not_now"

    ended(lesson())


def test_a_view_of_the_host_is_drawn() -> None:
    async def lesson() -> None:
        async with school() as made:
            host, one = await made.host(), await made.join()
            view = [-1.0, 2.0, -3.0, 4.0]
            await host.do("set", **scene(), view=view)
            assert stream_of(await picture(one, None))[0]["view"] == view
            await one.until(lambda: of(one, Kind.GROUND))
            assert ground_of(of(one, Kind.GROUND)[-1])[0]["view"] == view

    ended(lesson())
