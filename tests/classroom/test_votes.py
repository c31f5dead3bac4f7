"""The answers of a class are taken home, and nobody is in them."""

import csv
import io
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.classroom import votes as tables
from app.classroom.desk import Desk
from app.classroom.rules.commands import COMMAND, Vote
from app.classroom.rules.reducer import ballot, reduce
from app.classroom.rules.room import Truth
from app.classroom.stores.store import Away
from app.classroom.votes import COLUMNS
from tests.classroom.web import code_of, opened
from tests.loops import ended


async def answered(desk: Desk, code: str, votes: dict[str, Any], truth: Truth | None = None, **question: Any) -> None:
    """Ask a question and store votes, by seat."""
    for command in ({"do": "ask", "question": {"until": 80, **question}}, {"do": "open"}):
        found = await desk.store.load(code)
        assert found
        assert await desk.store.swap(reduce(found.room, COMMAND.validate_python(command, strict=False), truth), found.room.rev)
    found = await desk.store.load(code)
    assert found
    assert found.room.ask
    at = {"ask": found.room.ask.id, "round": 1}
    for seat, said in votes.items():
        await desk.store.vote(code, found.room.stand, seat, ballot(found.room, Vote.model_validate({**at, **said}, strict=False)))
    for do in ("close", "reveal"):
        found = await desk.store.load(code)
        assert found
        await desk.store.swap(reduce(found.room, COMMAND.validate_python({"do": do})), found.room.rev)


def test_the_answers_are_a_table_without_the_numbers_of_the_tabs(client: TestClient, desk: Desk) -> None:
    made = opened(client, room={"steps": 100})
    secret, seats = made["secret"], [f"seat-{i:07d}" for i in range(3)]
    choice: dict[str, Any] = {"kind": "choice", "title": '=HYPERLINK("x")', "options": ["+1, please", 'a\n"b"'], "right": 1}
    ended(answered(desk, made["code"], {seats[0]: {"choice": 0, "sure": 2}, seats[1]: {"choice": 1}}, **choice))
    place: dict[str, Any] = {"kind": "click", "title": "Where?", "at": 80, "view": (-2.0, 2.0, -2.0, 2.0)}
    ended(answered(desk, made["code"], {seats[1]: {"at": (-1.5, 0.25)}}, Truth(at=(1.0, -1.0)), **place))
    ended(answered(desk, made["code"], {seats[2]: {"step": 7, "sure": 3}}, Truth(step=9), kind="step", title="When?"))
    path = f"/api/class/{made['code']}/votes.csv"
    answer = client.get(path, headers={"authorization": f"Bearer {secret}"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert not [seat for seat in seats if seat in answer.text]
    two, one = sorted(rows[1:3], key=lambda row: row[7], reverse=True)
    assert one[:6] + one[7:] == ["1", "1", "choice", '\'=HYPERLINK("x")', "80", "", "1", "'+1, please", "", "", "", "2", "2"]
    assert two[7:] == ["2", 'a\n"b"', "", "", "", "", "2"]
    assert rows[3] == ["2", "1", "click", "Where?", "80", "80", two[6], "", "", "-1.5", "0.25", "", "", "1.0 -1.0"]
    assert rows[4] == ["3", "1", "step", "When?", "80", "", "3", "", "", "", "", "7", "3", "9"]
    for wrong in ({}, {"authorization": "Bearer " + "A" * 22}, {"authorization": secret}, {"authorization": f"Bearer {secret}x"}):
        assert code_of(client.get(path, headers=wrong)) == (404, "no_class")
    assert code_of(client.get("/api/class/12345678/votes.csv", headers={"authorization": f"Bearer {secret}"})) == (404, "no_class")


def test_the_order_of_seats_is_another_one_in_each_file(client: TestClient, desk: Desk) -> None:
    made = opened(client, room={"steps": 100})
    votes = {f"seat-{i:07d}": {"choice": i % 2} for i in range(60)}
    ended(answered(desk, made["code"], votes, kind="choice", title="What?", options=["a", "b"]))
    files = {
        client.get(f"/api/class/{made['code']}/votes.csv", headers={"authorization": f"Bearer {made['secret']}"}).text for _ in range(3)
    }
    assert len(files) == 3


def test_a_class_that_has_ended_has_no_answers_any_more(client: TestClient, desk: Desk) -> None:
    made = opened(client, room={"steps": 100})
    ended(answered(desk, made["code"], {"a" * 12: {"choice": 1}}, kind="choice", title="What?", options=["a", "b"]))

    async def end() -> None:
        found = await desk.store.load(made["code"])
        assert found
        assert await desk.store.swap(reduce(found.room, COMMAND.validate_python({"do": "end"})), found.room.rev)

    ended(end())
    answer = client.get(f"/api/class/{made['code']}/votes.csv", headers={"authorization": f"Bearer {made['secret']}"})
    assert code_of(answer) == (410, "ended")


def test_a_file_that_has_begun_waits_for_a_store_that_is_away(client: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "AGAIN", 0.001)
    made = opened(client, room={"steps": 100})
    ended(answered(desk, made["code"], {"a" * 12: {"choice": 1}}, kind="choice", title="What?", options=["a", "b"]))
    answers, asked = desk.store.ballots, []

    async def away(code: str, at: str) -> dict[str, str]:
        asked.append(at)
        if len(asked) < 4:
            raise Away("nobody there")
        return await answers(code, at)

    monkeypatch.setattr(desk.store, "ballots", away)
    answer = client.get(f"/api/class/{made['code']}/votes.csv", headers={"authorization": f"Bearer {made['secret']}"})
    assert len(answer.text.splitlines()) == 2
