"""A class is opened, and opened again by its host."""

import asyncio
import time
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.classroom import opening
from app.classroom.bucket import Bucket
from app.classroom.desk import Desk
from app.classroom.opening import Opening, fresh
from app.classroom.rules.commands import Turn
from app.classroom.rules.reducer import reduce
from app.classroom.stores.store import left
from app.settings import settings
from tests.classroom.inside import QUESTION, SCENE, school
from tests.classroom.test_races import Sleepy
from tests.classroom.web import opened, vote
from tests.loops import ended


def test_a_class_has_a_code_that_follows_from_the_secret_and_is_opened_once(client: TestClient) -> None:
    made = opened(client)
    assert made["code"].isdigit()
    assert len(made["code"]) == 8
    assert made["code"][0] != "0"
    assert len(made["secret"]) == 22
    assert opened(client, secret=made["secret"]) == made
    assert opened(client)["code"] != made["code"]


def test_a_host_opens_its_class_again_where_it_was(client: TestClient, desk: Desk) -> None:
    async def lesson() -> tuple[str, str, dict[str, Any], dict[str, str]]:
        async with school() as old:
            host, guest = await old.host(), await old.join()
            await host.do(**SCENE)
            await host.do("ask", question=QUESTION)
            await host.do("open")
            state = await host.phase("open")
            return old.code, old.secret, state, guest.last("welcome")

    code, secret, state, seat = ended(lesson())
    said = {key: value for key, value in state.items() if key not in ("t", "epoch", "code")}
    assert opened(client, secret=secret, room=said) == {"code": code, "secret": secret}
    answer = client.post(
        "/api/class/poll", json={"code": code, "seat": seat["seat"], "secret": seat["secret"], "vote": vote(choice=1)}
    ).json()
    assert answer["seat"] == seat["seat"]
    assert answer["ack"] == {"t": "ack", "ask": 1, "round": 1, "n": 3}
    newer = answer["state"]
    assert newer["epoch"] > state["epoch"]
    assert {**newer["ask"], "right": None} == {**state["ask"], "right": None}


def test_a_class_asked_again_about_a_shorter_run_is_opened_again_where_it_was(client: TestClient, desk: Desk) -> None:
    """A question names no step that the run has not, or its state would not fit together."""

    async def lesson() -> dict[str, Any]:
        async with school() as old:
            host = await old.host()
            await host.do(**SCENE)
            await host.do("ask", question={**QUESTION, "kind": "click", "options": [], "at": 80})
            for turn in ("open", "close", "reveal"):
                await host.do(turn)
            await host.do(**{**SCENE, "steps": 20})
            await host.do("again")
            state: dict[str, Any] = await host.phase("open")
            return state

    state = ended(lesson())
    assert [state["ask"][key] for key in ("round", "until", "at")] == [2, 20, 20]
    opened(client, room={key: value for key, value in state.items() if key not in ("t", "epoch", "code")})


def asking(**more: Any) -> dict[str, Any]:
    """Return a state in which a question stands."""
    return {"steps": 99, "asked": 1, "ask": {**QUESTION, "id": 1, "phase": "open", **more}}


@pytest.mark.parametrize(
    "room",
    [
        {"steps": "x"}, {"step": 5, "steps": 3}, {"rev": 1.5}, {"scene": "x"}, {"removed": ["a" * 5000]}, {"name": "Eve"},
        {"labels": ["a"] * 9}, {"steps": 9, "ask": {**QUESTION, "id": 3}}, {"scene": "1." + "a" * 2000}, {"ask": 3},
        {"rev": -1}, {"rev": 2**53}, {"rev": 2**64}, {"rev": 10**30}, {"asked": 501}, {"asked": -1}, asking(id=0), asking(id=2),
        asking(options=["a"]), asking(right=3), asking(kind="click", options=[], view=[1, 1, 0, 1]),
        asking(kind="click", options=[], view=[0, 5e-324, 0, 1]), asking(reads={"name": "rate", "low": 2, "high": 1}),
    ],
    ids=str,
)  # fmt: skip
def test_a_state_that_does_not_fit_opens_nothing(client: TestClient, desk: Desk, room: dict[str, Any]) -> None:
    answer = client.post("/api/class", json={"secret": "A" * 22, "room": room})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"]
    assert client.post("/api/class/poll", json={"code": "12345678"}).status_code == 404
    assert not desk.halls


@pytest.mark.parametrize(
    ("room", "path"), [({"steps": 0}, "room.steps"), (asking(right=6), "room.ask.right"), ({"step": 5, "steps": 3}, "room")], ids=str
)
def test_what_is_wrong_with_a_state_is_said_with_its_place_in_the_body(client: TestClient, room: dict[str, Any], path: str) -> None:
    (fault, *_) = client.post("/api/class", json={"room": room}).json()["errors"]
    assert (fault["path"], bool(fault["value"] and fault["bound"])) == (path, True)


@pytest.mark.parametrize(
    "value", ['"\\ud800"', "NaN", "-Infinity", "1e999", "1" * 400, "1" * 5000, "[" * 300 + "]" * 300, '{"a":' * 150 + "1" + "}" * 150]
)
@pytest.mark.parametrize("field", ["scene", "labels", "rev", "epoch", "name"])
def test_a_state_that_no_page_has_written_is_refused_in_words(client: TestClient, field: str, value: str) -> None:
    headers = {"content-type": "application/json"}
    answer = client.post("/api/class", content=f'{{"room": {{"{field}": {value}}}}}', headers=headers)
    refused = answer.status_code in (400, 422) and answer.json()["errors"][0]["message"]
    assert refused or (field == "epoch" and answer.status_code == 201)  # an epoch that is none is no epoch


def test_a_question_that_was_revealed_may_be_about_a_longer_run_than_the_scene_that_came_after_it(client: TestClient, desk: Desk) -> None:
    room = asking(phase="shown", until=90, at=99)
    assert opened(client, room={**room, "steps": 50})
    assert client.post("/api/class", json={"room": {**room, "ask": {**room["ask"], "phase": "open"}, "steps": 50}}).status_code == 422


def test_two_devices_that_open_a_class_again_at_once_open_one_class() -> None:
    async def both() -> set[str]:
        async with school(lambda store: Sleepy(store, 1)) as made:
            again = Opening()
            return set(await asyncio.gather(*(opening.opened(made.desk, again) for _ in range(4))))

    assert len(ended(both())) == 1


def test_a_clock_that_was_set_back_makes_no_class_older() -> None:
    now = time.time_ns() // 1_000_000
    for before, least in ((None, now), (now - 5000, now), (now + 5000, now + 5001), ("x", now), (True, now), (-1, now)):
        assert least <= fresh({"epoch": before}, "12345678").epoch <= least + 60_000
    for far in (10**15, 10**40):
        assert fresh({"epoch": far}, "12345678").epoch <= now + opening.SET_BACK + 60_000
        assert left(fresh({"epoch": far}, "12345678")) <= settings.class_hours * 3600


def test_so_many_classes_are_opened_and_no_more(client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.makes = Bucket(0, 3)
    made = [opened(client) for _ in range(3)]
    answer = client.post("/api/class", json={})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    desk.makes = Bucket(0, 9)
    monkeypatch.setattr("app.classroom.opening.settings", settings.model_copy(update={"max_classes": 3}))
    assert client.post("/api/class", json={}).status_code == 503
    assert opened(client, secret=made[0]["secret"]) == made[0]


def test_after_its_end_a_class_is_opened_as_a_new_one(client: TestClient, desk: Desk) -> None:
    made = opened(client)

    async def end() -> None:
        found = await desk.store.load(made["code"])
        assert found
        assert await desk.store.swap(reduce(found.room, Turn(do="end")), found.room.rev)

    ended(end())
    again = opened(client, secret=made["secret"])
    assert again["secret"] == made["secret"]
    assert again["code"] != made["code"]
