"""A text that has not its form is refused in words, with field, bound and value; a remark replaces no answer."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.classroom.client import Client
from app.classroom.rules.room import Refusal
from tests.classroom.inside import QUESTION, SCENE, Guest, Pipe, school
from tests.loops import ended

OURS = ("String should", "Input should", "^", "\\")
"""What stands in the words of pydantic, and in a pattern."""

BODIES: list[tuple[str, dict[str, Any], tuple[str, str, str]]] = [
    ("api/class/poll", {"code": "12"}, ("code", "a class code is eight digits, and the first is not 0", "12")),
    (
        "api/class/poll",
        {"code": "47291358", "seat": "x x"},
        ("seat", "seat must be 11 to 43 letters, digits, hyphens or underscores", "x x"),
    ),
    ("api/class", {"secret": "ab c"}, ("secret", "secret must be 11 to 43 letters, digits, hyphens or underscores", "ab c")),
]


@pytest.mark.parametrize(("path", "body", "says"), BODIES, ids=lambda value: str(value)[:30])
def test_a_body_that_has_not_its_form_is_refused_in_words(
    client: TestClient, path: str, body: dict[str, Any], says: tuple[str, str, str]
) -> None:
    found = client.post(path, json=body).json()["errors"][0]
    assert (found["path"], found["message"], found["value"]) == says
    assert found["bound"]


def test_the_first_message_says_which_field_does_not_fit() -> None:
    async def tries() -> None:
        async with school() as made:
            for hello, field in (({"code": "12"}, "code: a class code is eight digits"), ({"seat": "x x"}, "seat: seat must be 11 to 43")):
                guest = Guest(made, **hello)
                assert await guest.closed() == 4400
                assert field in guest.last("error")["message"]
                assert "it is " in guest.last("error")["message"]

    ended(tries())


COMMANDS: list[dict[str, Any]] = [
    {**SCENE, "scene": "zz"},
    {**SCENE, "scene": ""},
    {"do": "remove", "seat": "é"},
    {"do": "lock", "on": 3},
    {"do": "mode", "mode": 1},
    *({"do": "ask", "question": {**QUESTION, **wrong}} for wrong in ({"event": "A-b"}, {"until": "x"}, {"view": [1]})),
]


def test_no_command_is_refused_with_a_pattern() -> None:
    async def tries() -> None:
        async with school() as made:
            host = await made.host()
            for command in COMMANDS:
                said = await host.do(**command)
                assert said["code"] == "bad", said
                assert not any(part in said["template"] for part in OURS), said
            host.say(t="drag", scene="zz")
            said = await host.until(lambda: next((each for each in host.all("error") if "n" not in each), None))
            assert said["message"].startswith("scene: scene must be the part of a link behind #")

    ended(tries())


def test_a_remark_replaces_no_answer_that_waits() -> None:
    """A command whose answer is lost would hold back all that follow it."""
    pipe: Any = Pipe()
    client = Client(pipe, "host")
    client.refuse(Refusal("bad", "no"), 7)
    client.refuse(Refusal("bad", "this drag is not drawn"))
    assert [json.loads(said).get("n") for said in client.slots.values()] == [7, None]


WORDS: list[tuple[dict[str, Any], str]] = [
    ({"t": None}, "t: t is not known (one of 'vote', 'do', 'step', 'drag'; it is null)"),
    ({"n": 1}, "t: t is missing (required)"),
    ({"t": "do", "command": {"do": 1.5}}, "command.do: do is not known (one of 'set', 'mode', 'ask', 'open', 'close', 'again', "),
    ({"t": "do", "command": {**SCENE, "labels": None}}, "command.labels: labels must be a list (list; it is null)"),
    ({"t": "do", "command": {**SCENE, "labels": [""]}}, "command.labels.0: labels 0 must not be empty (at least 1 characters)"),
    ({"t": "do", "command": {"do": "ask", "question": {**QUESTION, "options": 3}}}, "command.question.options: options must be a list (li"),
]  # fmt: skip


def test_a_refusal_names_the_value_as_it_was_said_and_calls_a_list_a_list() -> None:
    async def tries() -> None:
        async with school() as made:
            host = await made.host()
            for said, begins in WORDS:
                before = len(host.all("error"))
                host.say(**said)
                await host.until(lambda before=before: len(host.all("error")) > before)
                assert host.last("error")["message"].startswith(begins)
            assert (await host.do("lock", on=False))["t"] == "done"

    ended(tries())


def test_a_body_calls_a_list_a_list(client: TestClient) -> None:
    found = client.post("api/class/poll", json={"code": "47291358", "frames": 5}).json()["errors"][0]
    assert (found["path"], found["message"], found["bound"]) == ("frames", "frames must be a list", "list")
