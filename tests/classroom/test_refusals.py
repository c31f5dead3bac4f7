"""What is refused is said so that the page can translate it, holds nobody in memory, and lets nobody stay."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from app.classroom.bucket import Bucket
from app.classroom.client import Client
from app.classroom.door import NOWHERE
from app.classroom.hall import ENDED, REMOVED
from app.classroom.rules.room import Refusal
from app.classroom.said import AWAY
from app.classroom.stores.store import Away
from tests.classroom.inside import QUESTION, SCENE, Pipe, School, school
from tests.classroom.test_abuse import Gone
from tests.classroom.test_races import Sleepy
from tests.loops import ended
from tests.patience import PATIENCE

LINKS = {"broken": "1.AAAA", "no scene": SCENE["scene"][:-4]}


def test_a_refusal_that_many_meet_keeps_nobody() -> None:
    """An exception that is raised again keeps the frames of all who raised it, with all that these know."""

    async def many() -> None:
        async with school(Gone) as made:
            store: Any = made.desk.store
            host, guest = await made.host(), await made.join()
            seat = {key: guest.last("welcome")[key] for key in ("seat", "secret")}
            await host.do("remove", seat=seat["seat"])
            assert (await made.turned_away(**seat))[0] == "removed"
            assert (await made.turned_away(code="12345678"))[0] == "no_class"
            store.away = True
            assert (await made.turned_away())[0] == "unavailable"
            store.away = False
            await host.do("end")
            assert (await made.turned_away())[0] == "ended"

    ended(many())
    assert [each.__traceback__ for each in (NOWHERE, ENDED, REMOVED, AWAY)] == [None] * 4


def test_no_refusal_is_raised_twice() -> None:
    folder = Path(__file__).parents[2] / "app"
    assert [path.name for path in folder.rglob("*.py") if re.search(r"raise [A-Z][A-Z_]+\b(?!\.anew)", path.read_text("utf-8"))] == []


async def translated(made: School, **command: Any) -> tuple[str, dict[str, Any], str]:
    """Give a command that is refused; return template, values and path."""
    (host,) = made.guests
    said = await host.do(**command)
    assert said["code"] == "bad", said
    assert said["message"]
    return said["template"], said["params"], said.get("path", "")


def test_a_host_reads_in_its_own_language_what_a_class_does_not_take() -> None:
    async def tries() -> None:
        async with school() as made:
            await (await made.host()).do(**SCENE)
            assert await translated(made, do="ask", question={**QUESTION, "right": 3}) == (
                "right must be one of {count} options, counted from 0; it is {right}", {"count": 3, "right": 3}, "",
            )  # fmt: skip
            assert await translated(made, do="ask", question={**QUESTION, "until": 101}) == (
                "{name} must be at most {last}, the run's last step; it is {step}", {"name": "until", "last": 100, "step": 101}, "",
            )  # fmt: skip
            assert await translated(made, do="ask", question={**QUESTION, "title": "a" * 161}) == (
                "{name} is too long", {"name": "title"}, "command.question.title",
            )  # fmt: skip
            assert (await translated(made, **{**SCENE, "view": [1, 1, 0, 1]}))[::2] == ("the interval must rise", "view.x1")
            for link in LINKS.values():
                broken: tuple[str, dict[str, Any], str] = ("this link is broken: part of it is missing or was changed", {}, "")
                assert await translated(made, **{**SCENE, "scene": link}) == broken

    ended(tries())


def test_who_must_leave_gets_nothing_more_however_much_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would stay as long as more comes than it reads."""

    async def tries() -> None:
        pipe: Any = Pipe()
        client = Client(pipe, "student", "a" * 12)

        async def slow(text: str) -> None:
            await asyncio.sleep(0)
            pipe.sent.append(text)
            client.put("tally", "{}")

        pipe.send_text = slow
        client.put("state", "{}")
        sending = asyncio.create_task(client.send())
        await asyncio.sleep(0.01)
        client.end(REMOVED)
        async with asyncio.timeout(PATIENCE):
            await sending
        assert pipe.code == 4403

    ended(tries())


def test_a_guess_that_nobody_answers_is_none() -> None:
    async def tries() -> None:
        async with school(Gone) as made:
            store: Any = made.desk.store
            made.desk.door.guesses = Bucket(0, 2)
            store.away = True
            for _ in range(4):
                with pytest.raises(Away):
                    await made.desk.door.look_up(made.desk.store, made.code, known=False)
            store.away = False
            assert await made.desk.door.look_up(made.desk.store, made.code, known=False)

    ended(tries())


def test_a_refusal_anew_says_the_same() -> None:
    again = AWAY.anew()
    assert again is not AWAY
    assert (again.code, str(again), again.parts) == (AWAY.code, str(AWAY), AWAY.parts)
    assert isinstance(again, Refusal)


def test_a_command_is_answered_although_its_class_ends_with_it() -> None:
    async def tries() -> None:
        async with school(lambda store: Sleepy(store, 3)) as made:
            for _ in range(2):
                await made.host()
            one, two = made.guests
            assert [each["t"] for each in await asyncio.gather(one.do("end"), two.do("end"))].count("done") >= 1
            assert [await each.closed() for each in made.guests] == [4410] * 2

    ended(tries())
