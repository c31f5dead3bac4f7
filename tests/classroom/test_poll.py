"""A class is followed without a socket."""

import base64
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.classroom import desk as desks
from app.classroom import routes
from app.classroom.bucket import Bucket
from app.classroom.desk import Desk
from app.classroom.poll import Poll
from app.classroom.rules.commands import COMMAND
from app.classroom.rules.reducer import reduce
from tests.classroom.inside import QUESTION, SCENE, School, school
from tests.classroom.web import code_of, opened, said, vote
from tests.loops import ended


async def ask(made: School, **question: Any) -> Any:
    """Open a question; return the host."""
    host = await made.host()
    await host.do(**SCENE)
    await host.do("ask", question={**QUESTION, **question})
    await host.do("open")
    await host.phase("open")
    return host


def test_a_phone_without_a_socket_votes_and_sees_what_others_see() -> None:
    async def lesson() -> None:
        async with school() as made:
            host = await ask(made, right=2, answer="It diverges because the rate is too high.")
            first = await routes.poll(Poll(code=made.code))
            seat = {key: value for key, value in said(first).items() if key in ("seat", "secret")}
            state = said(first)["state"]
            assert (state["scene"], state["ask"]["right"], state["ask"]["answer"], state["until"]) == (None, None, "", 34)
            known = {"epoch": state["epoch"], "rev": state["rev"]}
            answer = said(await routes.poll(Poll.model_validate({"code": made.code, **seat, **known, "vote": vote(choice=1)})))
            assert answer["ack"]["n"] == 3
            assert "state" not in answer
            await host.hears("tally", voted=1, connected=1)
            late = said(await routes.poll(Poll.model_validate({"code": made.code, **seat, **known, "vote": vote(choice=4)})))
            assert late["error"]["code"] == "bad"
            assert late["tally"]["voted"] == 1
            assert "counts" not in late["tally"]
            await host.do("close")
            await host.do("show")
            await host.hears("tally", counts=[0, 1, 0])
            seen = said(await routes.poll(Poll.model_validate({"code": made.code, **seat, **known})))
            assert (seen["state"]["ask"]["phase"], seen["tally"]["counts"]) == ("shown", [0, 1, 0])

    ended(lesson())


def test_a_vote_by_http_that_comes_after_a_newer_one_of_the_socket_is_acknowledged_with_its_number() -> None:
    async def lesson() -> None:
        async with school() as made:
            await ask(made)
            guest = await made.join()
            seat = {key: guest.last("welcome")[key] for key in ("seat", "secret")}
            assert (await guest.vote(2, n=7))["n"] == 7
            late = said(await routes.poll(Poll.model_validate({"code": made.code, **seat, "vote": vote(n=6, choice=0)})))
            assert late["ack"] == {"t": "ack", "ask": 1, "round": 1, "n": 7}
            assert await made.desk.store.ballots(made.code, "1.1") == {seat["seat"]: "[2,null,7]"}
            guest.say(t="vote", **vote(n=1, choice=1))  # a page that counts anew: of a socket the last one counts
            await guest.until(lambda: guest.last("ack")["n"] == 1)
            assert await made.desk.store.ballots(made.code, "1.1") == {seat["seat"]: "[1,null,1]"}

    ended(lesson())


def test_a_phone_without_a_socket_gets_the_pictures_that_it_has_not() -> None:
    async def lesson() -> None:
        async with school() as made:
            host = await made.host()
            await host.do(**SCENE)
            await host.until(lambda: len(host.pipe.frames) >= 2)
            ask = lambda **more: routes.poll(Poll.model_validate({"code": made.code, **more}))  # noqa: E731
            assert "frames" not in said(await ask())
            frames = [base64.b64decode(each) for each in said(await ask(frames=[0, 0, 0, 0]))["frames"]]
            assert sorted(frames) == sorted(host.pipe.frames[-2:])
            numbers = {frame[4]: int.from_bytes(frame[:4], "little") for frame in frames}
            assert said(await ask(frames=[numbers[1], 0, 0, 0]))["frames"] == [base64.b64encode(f).decode() for f in frames if f[4] == 2]
            assert said(await ask(frames=[numbers[1], numbers[2], 0, 0]))["frames"] == []

    ended(lesson())


def test_who_asks_no_more_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    async def lesson() -> None:
        async with school() as made:
            host = await made.host()
            await routes.poll(Poll(code=made.code))
            await host.hears("tally", connected=1)
            monkeypatch.setattr(desks, "SILENT", 0.0)
            await host.hears("tally", connected=0)

    ended(lesson())


def test_who_may_not_poll_hears_why(client: TestClient, desk: Desk) -> None:
    made = opened(client)
    poll = lambda **more: client.post("/api/class/poll", json={"code": made["code"], **more})  # noqa: E731
    seat = {key: value for key, value in poll().json().items() if key in ("seat", "secret")}
    assert code_of(poll(code="12345678")) == (404, "no_class")
    assert poll(code="123").status_code == 422
    assert poll(vote={"ask": 1, "round": 1, "choice": "x"}).status_code == 422
    desk.makes = desk.door.guesses = Bucket(0, 0)
    assert code_of(poll(code="12345678")) == (429, "too_fast")
    (asking,) = desk.halls[made["code"]].clients
    asking.pace = Bucket(0, 2)
    assert [poll(**seat).status_code for _ in range(2)] == [200, 200]
    assert code_of(poll(**seat)) == (429, "too_fast")

    async def turn(**command: Any) -> None:
        found = await desk.store.load(made["code"])
        assert found
        assert await desk.store.swap(reduce(found.room, COMMAND.validate_python(command)), found.room.rev)

    ended(turn(do="lock", on=True))
    assert code_of(poll()) == (423, "locked")
    ended(turn(do="remove", seat=seat["seat"]))
    assert code_of(poll(**seat)) == (403, "removed")
    ended(turn(do="end"))
    assert code_of(poll(**seat)) == (410, "ended")
