"""Who is here and who answered: the lecturer's own list, from which a student can be removed. Nobody else gets it."""

from typing import Any

import fakeredis
import pytest
from fastapi import Request
from fastapi.testclient import TestClient

from app.classroom import routes
from app.classroom.client import Client
from app.classroom.counting import SECOND, look
from app.classroom.desk import Desk
from app.classroom.rules.commands import COMMAND, Hello, Vote
from app.classroom.rules.reducer import ballot, reduce
from app.classroom.stores.shared import Shared
from app.classroom.stores.store import Away, Store
from tests.classroom.inside import QUESTION, SCENE, school
from tests.classroom.stores import running
from tests.classroom.web import code_of, opened, said
from tests.loops import ended

PLACE: dict[str, Any] = {"kind": "click", "title": "Where?", "at": 80, "view": (-2.0, 2.0, -2.0, 2.0), "until": 80}
STEP: dict[str, Any] = {"kind": "step", "title": "When?", "until": 80}
ONE, TWO, THREE = (f"seat-{i:07d}" for i in range(1, 4))


async def do(store: Store, code: str, do: str, **more: Any) -> None:
    """Carry out a command of the host."""
    found = await store.load(code)
    assert found
    assert await store.swap(reduce(found.room, COMMAND.validate_python({"do": do, **more}, strict=False)), found.room.rev)


async def vote(store: Store, code: str, seat: str, **fields: Any) -> None:
    """Store a vote in the round that is open."""
    found = await store.load(code)
    assert found
    assert found.room.ask
    voted = Vote.model_validate({"ask": found.room.ask.id, "round": found.room.ask.round, **fields}, strict=False)
    assert await store.vote(code, found.room.stand, seat, ballot(found.room, voted))


def listed(client: TestClient, made: dict[str, str]) -> Any:
    """Return the list as the lecturer gets it."""
    answer = client.get(f"/api/class/{made['code']}/seats", headers={"authorization": f"Bearer {made['secret']}"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return answer.json()


def test_the_list_is_that_of_the_round_that_stands_in_the_order_of_the_seats(client: TestClient, desk: Desk) -> None:
    made = opened(client, room={"steps": 100})
    code, empty = made["code"], {"ask": "", "round": "", "seats": []}

    async def asks(question: dict[str, Any]) -> None:
        await do(desk.store, code, "ask", question=question)
        assert listed(client, made) == empty  # a draft
        await do(desk.store, code, "open")

    async def story() -> None:
        assert listed(client, made) == empty
        await asks(QUESTION)
        await vote(desk.store, code, TWO, choice=2, sure=3)
        await vote(desk.store, code, ONE, choice=0)
        await do(desk.store, code, "remove", seat=TWO)
        one = {"seat": ONE, "choice": 0, "sure": None, "removed": False, "here": False}
        assert listed(client, made) == {
            "ask": 1,
            "round": 1,
            "seats": [one, {"seat": TWO, "choice": 2, "sure": 3, "removed": True, "here": False}],
        }
        await do(desk.store, code, "close")
        assert len(listed(client, made)["seats"]) == 2
        await do(desk.store, code, "again")
        assert listed(client, made) == {"ask": 1, "round": 2, "seats": []}
        for turn in ("close", "drop"):
            await do(desk.store, code, turn)
        assert listed(client, made) == empty
        await asks(PLACE)
        await vote(desk.store, code, ONE, at=(-1.5, 0.25))
        assert listed(client, made)["seats"] == [{"seat": ONE, "at": [-1.5, 0.25], "sure": None, "removed": False, "here": False}]
        for turn in ("close", "drop"):
            await do(desk.store, code, turn)
        await asks(STEP)
        await vote(desk.store, code, THREE, step=7, sure=1)
        assert listed(client, made) == {
            "ask": 3,
            "round": 1,
            "seats": [{"seat": THREE, "step": 7, "sure": 1, "removed": False, "here": False}],
        }

    ended(story())


def test_without_the_secret_there_is_no_list_and_no_class(client: TestClient, desk: Desk) -> None:
    made = opened(client, room={"steps": 100})

    async def asks() -> None:
        await do(desk.store, made["code"], "ask", question=QUESTION)
        await do(desk.store, made["code"], "open")
        await vote(desk.store, made["code"], ONE, choice=1)

    ended(asks())
    path, secret = f"/api/class/{made['code']}/seats", made["secret"]
    seat = client.post("/api/class/poll", json={"code": made["code"]}).json()
    for wrong in ("", "Bearer", secret, f"Bearer {secret}x", f"Bearer {seat['secret']}", f"Basic {secret}", "Bearer " + "A" * 22):
        answer = client.get(path, headers={"authorization": wrong})
        assert code_of(answer) == (404, "no_class")
        assert ONE not in answer.text
    assert code_of(client.get(f"{path}?secret={secret}")) == (404, "no_class")
    elsewhere = client.get("/api/class/12345678/seats", headers={"authorization": f"Bearer {secret}"})
    assert code_of(elsewhere) == (404, "no_class")
    assert client.get("/api/class/1234/seats").status_code == 422
    assert [row["seat"] for row in listed(client, made)["seats"]] == [ONE, seat["seat"]]
    ended(do(desk.store, made["code"], "end"))
    assert code_of(client.get(path, headers={"authorization": f"Bearer {secret}"})) == (410, "ended")


def test_a_store_that_is_away_is_said(client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = opened(client, room={"steps": 100})
    ended(do(desk.store, made["code"], "ask", question=QUESTION))
    ended(do(desk.store, made["code"], "open"))

    async def away(code: str, at: str) -> dict[str, str]:
        raise Away(code, at)

    monkeypatch.setattr(desk.store, "ballots", away)
    answer = client.get(f"/api/class/{made['code']}/seats", headers={"authorization": f"Bearer {made['secret']}"})
    assert code_of(answer) == (503, "unavailable")


def test_phones_at_every_worker_are_in_the_list_also_without_an_answer_and_can_be_removed() -> None:
    played = fakeredis.FakeServer()

    def share(desk: Desk) -> Shared:
        return Shared(desk.heard, desk.heard_frame, fakeredis.FakeAsyncRedis(server=played))

    async def story() -> None:
        other = Desk()
        other.store = share(other)
        async with school(store=lambda memory: share(memory.heard.__self__)) as made, running(made.desk.store), running(other.store):
            host, far = await made.host(), Client(None, "student")
            await host.do(**SCENE)
            await other.enter(Hello(t="hello", code=made.code), far)
            await look(other.store, other.halls[made.code], SECOND)
            near = (await made.join()).last("welcome")["seat"]
            headers = [(b"authorization", f"bearer {made.secret}".encode())]
            asks = Request({"type": "http", "headers": headers})
            silent = [{"seat": seat, "sure": None, "removed": False, "here": True} for seat in sorted((far.seat, near))]
            assert said(await routes.answered(made.code, asks)) == {"ask": "", "round": "", "seats": silent}
            await host.do("ask", question=QUESTION)
            await host.do("open")
            assert said(await routes.answered(made.code, asks))["seats"] == silent
            await other.vote(far, other.halls[made.code], Vote(ask=1, round=1, choice=2, sure=1))
            row = {"seat": far.seat, "choice": 2, "sure": 1, "removed": False, "here": True}
            other_row = {"seat": near, "sure": None, "removed": False, "here": True}
            assert said(await routes.answered(made.code, asks))["seats"] == [row, other_row]
            for seat in (far.seat, near):
                await host.do("remove", seat=seat)
            assert said(await routes.answered(made.code, asks))["seats"] == [{**row, "removed": True}]
            assert await made.guests[1].closed() == 4403
            await host.hears("tally", voted=1, counts=[0, 0, 1])
            await other.refresh(made.code)
            assert far.refusal
            assert far.refusal.code == "removed"

    ended(story())
