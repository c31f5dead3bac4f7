"""What a hostile student can do to a class: nothing, or not for long."""

import asyncio
import json
import logging
from typing import Any

import pytest

from app.classroom.client import BURST
from app.classroom.stores.store import Away
from tests.classroom.inside import QUESTION, SCENE, Guest, School, school
from tests.loops import ended

COMMANDS: list[dict[str, Any]] = [
    {"do": "end"}, {"do": "open"}, {"do": "mode", "mode": "free"}, {"do": "lock", "on": True}, {"do": "remove", "seat": "a" * 12}, SCENE,
    {"do": "ask", "question": QUESTION},
]  # fmt: skip


async def hall(made: School, **question: Any) -> tuple[Guest, Guest]:
    """Return the host and a student of a class that has a scene and, with a question, votes."""
    host, guest = await made.host(), await made.join()
    await host.do(**SCENE)
    if question:
        await host.do("ask", question=question)
        await host.do("open")
        await guest.phase("open")
    return host, guest


def test_what_a_host_says_while_its_network_stands_still_comes_at_once_and_is_heard() -> None:
    """Its page says thirty things a second while a slider is dragged, and waits 25 s for a sign of life."""

    async def burst() -> None:
        async with school() as made:
            host, guest = await hall(made)
            for k in range(750):
                host.say(t="step", k=k % 100)
            host.say(t="step", k=77)
            assert (await host.do("mode", mode="free"))["t"] == "done"
            await guest.until(lambda: (guest.last("state")["step"], guest.last("state")["mode"]) == (77, "free"))
            assert not host.all("error")
            for k in range(2 * BURST):
                host.say(t="step", k=k % 100)
            assert await host.closed() == 4429

    ended(burst())


def test_a_student_and_a_screen_give_no_commands() -> None:
    async def tries() -> None:
        async with school() as made:
            host, guest = await hall(made)
            screen = await made.join(role="screen")
            before = made.desk.halls[made.code].room
            for each in (guest, screen):
                each.say(t="step", k=3)
                await each.hears("error", code="not_allowed")
                for said in COMMANDS:
                    assert (await each.do(**said))["code"] == "not_allowed"
                    await asyncio.sleep(0.25)  # four a second
                each.say(t="drag", scene=SCENE["scene"])
                await each.hears("error", code="not_allowed")
            for each in (screen, host):
                each.say(t="vote", ask=1, round=1, choice=0)
                await each.hears("error", code="not_allowed")
            assert made.desk.halls[made.code].room == before

    ended(tries())


def test_a_flood_of_votes_is_one_vote_and_the_end_of_a_socket() -> None:
    async def flood() -> None:
        async with school() as made:
            host, guest = await hall(made, **QUESTION)
            bad = [await made.join() for _ in range(5)]
            for each in bad:
                for _ in range(300):
                    each.say(t="vote", ask=1, round=1, n=1, choice=2)
            assert [await each.closed() for each in bad] == [4429] * 5
            assert (await guest.vote(0))["t"] == "ack"
            assert (await host.hears("tally", voted=6))["counts"] == [1, 0, 5]

    ended(flood())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x", "not JSON"),
        ("[]", "must be an object"),
        ("{}", "t is missing"),
        ('{"t": "hello", "code": "12345678"}', "t is not known"),
        ('{"t": "vote", "ask": 1, "round": 1, "choice": 99}', "choice must be at most 5 (<= 5; it is 99)"),
        ('{"t": "vote", "ask": 1, "round": 1, "at": [NaN, 1]}', "finite"),
        ('{"t": "vote", "ask": 1, "round": 1, "choice": 1, "name": "a"}', "name is not known here"),
        ('{"t": "vote", "ask": "1", "round": 1, "choice": 1}', "ask must be a whole number"),
        ('{"t": "do", "n": 5, "command": {"do": "fly"}}', "command.do: do is not known"),
        ('{"t": "do", "n": 5, "command": {"do": "mode", "mode": "up"}}', "command.mode: mode is not known"),
        ('{"t": "step", "k": 1e9}', "k must be"),
        ("[" * 4000, "not JSON"),
        ("", "not JSON"),
        (json.dumps({"t": "vote", "ask": 1, "round": 1, "sure": 4}), "sure must be at most 3"),
    ],
)  # fmt: skip
def test_a_message_that_does_not_fit_is_answered_with_field_bound_and_value(text: str, words: str) -> None:
    async def tries() -> None:
        async with school() as made:
            host = await made.host()
            host.pipe.coming.put_nowait(text)
            said = await host.hears("error", code="bad")
            assert words in said["message"]
            assert ("n" in said) is ('"n": 5' in text)
            assert (await host.do("mode", mode="free"))["t"] == "done"

    ended(tries())


class Gone:
    """A store that goes away."""

    def __init__(self, store: Any) -> None:
        self.store, self.away = store, False

    def __getattr__(self, name: str) -> Any:
        call = getattr(self.store, name)

        async def perhaps(*said: Any) -> Any:
            if self.away:
                raise Away("nobody there")
            return await call(*said)

        return perhaps if asyncio.iscoroutinefunction(call) and name != "run" else call


def test_while_the_store_is_away_all_hear_that_nothing_was_stored_and_stay(caplog: pytest.LogCaptureFixture) -> None:
    async def tries() -> None:
        async with school(Gone) as made:
            store: Any = made.desk.store
            host, guest = await hall(made, **QUESTION)
            store.away = True
            assert (await guest.vote(1))["code"] == "unavailable"
            assert (await host.do("close"))["code"] == "unavailable"
            assert await made.turned_away() == ("unavailable", 4503)
            host.say(t="step", k=12)
            await asyncio.sleep(0.6)
            store.away = False
            assert (await guest.vote(1))["t"] == "ack"
            await guest.until(lambda: any(said.get("k") == 12 for said in guest.all("step")))
            await host.hears("tally", voted=1)

    ended(tries())
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_nobody_waits_for_one_who_does_not_read() -> None:
    async def deaf() -> None:
        async with school() as made:
            host, guest = await hall(made)
            mute = await made.join()
            mute.pipe.deaf.clear()
            for k in range(1, 100):
                await host.do("mode", mode=("free", "follow")[k % 2])
            await guest.hears("state", rev=host.last("done")["rev"])
            client = next(each for each in made.desk.halls[made.code].clients if each.seat == mute.last("welcome")["seat"])
            assert len(client.slots) <= 8

    ended(deaf())
