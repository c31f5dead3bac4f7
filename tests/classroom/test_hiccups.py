"""A store that is away once, at whichever of its calls: the class comes to the same end, and nobody's connection breaks."""

import asyncio
import logging
from contextlib import suppress
from typing import Any

import pytest

from app.classroom import counting, desk, marker, routes
from app.classroom.pictures.made import Made
from app.classroom.pictures.packed import Kind
from app.classroom.poll import Poll
from app.classroom.stores.store import LOAD, Away
from app.scene.faults import Refused
from tests.classroom.inside import QUESTION, SCENE, Guest, School, school
from tests.classroom.web import said
from tests.loops import ended
from tests.patience import PATIENCE

NOT_YET = ("unavailable", "busy", "too_fast")
TURNS = ("open", "close", "show", "reveal")


class Hiccup:
    """A store that fails once: at a call of a method, before or after it has done what it was asked."""

    def __init__(self, store: Any, method: str, before: int, late: bool) -> None:
        self.store, self.method, self.left, self.late = store, method, before, late

    def __getattr__(self, name: str) -> Any:
        call = getattr(self.store, name)
        if name != self.method:
            return call

        async def perhaps(*given: Any) -> Any:
            self.left -= 1
            fails = self.left == -1
            if fails and not self.late:
                raise Away("nobody there")
            found = await call(*given)
            if fails:
                raise Away("nobody there any more")
            return found

        return perhaps


async def came(made: School, **hello: Any) -> Guest:
    """Join, as a page does that is told to come again."""
    guest = Guest(made, **hello)
    made.guests.append(guest)
    heard = await guest.until(lambda: guest.last("state") or guest.last("error"))
    return guest if heard["t"] == "state" else await came(made, **hello)


async def surely(host: Guest, do: str, **more: Any) -> None:
    """Give a command until it is carried out. One that was carried out before its answer got lost is refused."""
    while (answer := await host.do(do, **more))["t"] == "error" and answer["code"] in NOT_YET:
        pass
    assert answer["t"] == "done" or answer["code"] == "not_now", answer


async def voted(guest: Guest, choice: int) -> None:
    """Vote until it is stored."""
    while (answer := await guest.vote(choice))["t"] == "error":
        assert answer["code"] in NOT_YET
        await asyncio.sleep(0.3)


async def asked(made: School, **more: Any) -> Any:
    """Ask without a socket until there is an answer."""
    while True:
        with suppress(Refused):
            return said(await routes.poll(Poll.model_validate({"code": made.code, **more})))


async def lesson(made: School) -> None:
    """Ask, vote, show and reveal; see that everybody sees the end of it."""
    host, guest = await came(made, role="host", secret=made.secret), await came(made)
    await surely(host, **SCENE)
    host.say(t="step", k=20)
    await surely(host, "ask", question=QUESTION)
    await surely(host, "open")
    await guest.phase("open")
    seat = {key: value for key, value in (await asked(made)).items() if key in ("seat", "secret")}
    await voted(guest, 1)
    ballot = {"ask": guest.last("state")["ask"]["id"], "round": 1, "n": 1, "choice": 2}  # a question that was put twice is the second
    assert (await asked(made, **seat, vote=ballot))["ack"]["n"] == 1
    for do in TURNS[1:]:
        await surely(host, do)
    for each in (host, guest):
        await each.until(lambda each=each: (state := each.last("state"))["ask"]["phase"] == "shown" and state["until"] is None)
        await each.hears("tally", voted=2, counts=[0, 1, 1])
    assert (await asked(made, **seat))["state"]["until"] is None
    for _ in range(2):  # the first may not be stored; where only its answer was lost, nobody is there for the second
        host.say(t="do", n=99, command={"do": "end"})
        await host.until(lambda: host.pipe.code or (host.last("error") or {}).get("n") == 99)
    assert {await each.closed() for each in (host, guest)} == {4410}


@pytest.mark.parametrize("method", ["load", "hosted", "swap", "scrub", "vote", "ballots", "beat", "watch", "frames", "publish"])
@pytest.mark.parametrize("late", [False, True])
def test_a_class_comes_to_its_end_whichever_call_of_its_store_fails(
    method: str, late: bool, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    for module, name in ((counting, "TURN"), (desk, "TURN"), (marker, "AGAIN")):
        monkeypatch.setattr(module, name, 0.01)

    async def one(before: int) -> None:
        async with asyncio.timeout(PATIENCE), school(lambda store: Hiccup(store, method, before, late)) as made:
            await lesson(made)

    for before in range(1 if method == "load" else 0, 7):  # the first load opens the class
        ended(one(before))
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_a_worker_that_hears_again_takes_the_frames_that_it_has_missed() -> None:
    """Nobody makes those of a reveal once more."""
    ground = Made(bytes(8), 0, bytes([7, 0, 0, 0, Kind.GROUND, 0, 0, 0]) + b"a ground")

    async def tries() -> None:
        async with school() as made:
            guest = await made.join()
            assert await made.desk.store.publish(made.code, ground.published(), 0)
            made.desk.heard(made.code, 0, LOAD)
            await guest.until(lambda: ground.frame in guest.pipe.frames)

    ended(tries())
