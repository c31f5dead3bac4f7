"""A class is opened, and opened again by its host."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.classroom.bucket import Bucket
from app.classroom.desk import Desk
from app.classroom.rules.commands import Turn
from app.classroom.rules.reducer import reduce
from app.settings import settings
from tests.classroom.inside import QUESTION, SCENE, school
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


@pytest.mark.parametrize(
    "room",
    [
        {"steps": "x"}, {"step": 5, "steps": 3}, {"rev": 1.5}, {"scene": "x"}, {"removed": ["a" * 5000]}, {"name": "Eve"},
        {"labels": ["a"] * 9}, {"steps": 9, "ask": {**QUESTION, "id": 3}}, {"scene": "1." + "a" * 2000}, {"ask": 3},
    ],
    ids=str,
)  # fmt: skip
def test_a_state_that_does_not_fit_opens_nothing(client: TestClient, desk: Desk, room: dict[str, Any]) -> None:
    answer = client.post("/api/class", json={"secret": "A" * 22, "room": room})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"]
    assert client.post("/api/class/poll", json={"code": "12345678"}).status_code == 404
    assert not desk.halls


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
