"""A few cases of every kind, the same ones each time; what is wrong names its seed and its number."""

from contextlib import closing
from typing import Any

import httpx2
import orjson
import pytest
from starlette.testclient import TestClient, WebSocketTestSession

from app.classroom.bucket import Bucket
from app.main import app
from tests.fuzz import classes, formulas, labels, links, requests, schemas, sockets
from tests.fuzz.scenes import FEW
from tests.loops import ended

SEED = 7


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(app)


def told(sent: sockets.Burst, socket: WebSocketTestSession, before: sockets.Burst) -> str | None:
    """Return what is wrong with the answers to a burst."""
    answers = sockets.Answers(sent, before)
    for said in sent.messages:
        socket.send_bytes(said) if isinstance(said, bytes) else socket.send_text(said)
    while not answers.complete():
        came = socket.receive()
        answers.take(came["bytes"] if came.get("bytes") is not None else came["text"])
    return "; ".join(answers.wrong) or None


def test_every_message_is_answered_or_superseded(client: TestClient) -> None:
    with client.websocket_connect("/api/stream") as socket:
        bursts = [sockets.Burst(()), *(sockets.burst(SEED, i, FEW) for i in range(30))]
        found = {f"burst {SEED} {i}": told(sent, socket, bursts[i]) for i, sent in enumerate(bursts[1:])}
    assert not {case: wrong for case, wrong in found.items() if wrong}


def test_a_class_stands_whatever_is_said_in_it(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.classroom.client.Bucket", lambda *_: Bucket(1e9, 1e9))
    made = client.post("/api/class", json={}).json()
    with client.websocket_connect("/api/class") as host:
        host.send_json({"t": "hello", "role": "host", **made})
        for i in range(120):
            said = classes.message(SEED, i)
            if len(said) > classes.LARGEST:
                continue
            host.send_bytes(said) if isinstance(said, bytes) else host.send_text(said)
            host.send_json({"t": "do", "n": classes.SURE + i, "command": {"do": "lock", "on": False}})
            found: Any = {}
            while (found.get("t"), found.get("n")) != ("done", classes.SURE + i):
                came = host.receive()
                found = orjson.loads(came.get("text") or "{}")
                assert not found or not classes.wrong_text(found), (SEED, i, found)


def test_requests_are_answered_as_documented() -> None:
    async def all_of() -> dict[str, str | None]:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://testserver") as client:
            return {f"request {SEED} {i}": await requests.verdict(client, requests.request(SEED, i, FEW)) for i in range(40)}

    assert not {case: wrong for case, wrong in ended(all_of()).items() if wrong}


def test_the_schema_names_every_status_and_type(client: TestClient) -> None:
    sent, wrong = schemas.every(SEED, 24, lambda case: schemas.here(client, case))
    assert not wrong, (SEED, wrong)
    assert sent >= 20


def test_formulas_have_the_values_of_mpmath_or_are_refused() -> None:
    found = {f"formula {SEED} {i}": formulas.verdict(SEED, i) for i in range(300)}
    assert not {case: wrong for case, wrong in found.items() if wrong}


def test_links_are_opened_alike_by_page_and_command_line() -> None:
    with closing(links.Page()) as page:
        found = {f"link {SEED} {i}": links.verdict(SEED, i, page) for i in range(100)}
    assert not {case: wrong for case, wrong in found.items() if wrong}


@pytest.mark.parametrize("kind", labels.ASKED)
def test_labels_are_nothing_but_text(kind: str) -> None:
    found = {f"label {SEED} {i}": ended(labels.verdict(kind, labels.label(SEED, i)[1])) for i in range(3)}
    assert not {case: wrong for case, wrong in found.items() if wrong}


def test_what_is_not_documented_is_wrong() -> None:
    sent = requests.Sent("GET", "/healthz", {}, None)
    assert requests.undocumented(sent, 200, requests.JSON) is None
    assert requests.undocumented(sent, 418, requests.JSON) is None  # any refusal is
    assert requests.undocumented(sent, 200, "text/plain")
    assert requests.undocumented(sent, 500, requests.JSON)


def test_an_answer_that_nobody_asked_is_wrong_and_a_missing_one_is_waited_for() -> None:
    asked = sockets.Burst(('{"id": 1}', '{"id": 2}', "3", b"4", "{"))
    answers = sockets.Answers(asked, sockets.Burst(()))
    assert (answers.door, answers.last) == ([(None, None)] * 2, {"scene": None})
    answers.done(("scene", 1))  # superseded, and answered all the same
    assert not answers.wrong
    answers.done(("scene", 3))
    assert answers.wrong
    assert not answers.complete()


def test_another_program_or_element_than_with_a_plain_label_is_wrong() -> None:
    labels._plain |= {"torch": b"x = 1  # plain", "figure page": b"<p>plain</p>"}
    try:
        assert labels.WRONG["torch"](b"x = 1  # label", "label") is None
        assert labels.WRONG["torch"](b"x = 2  # label", "label")
        assert labels.WRONG["figure page"](b"<p>label<script></script></p>", "<script></script>")
        assert labels.WRONG["csv"](b"lane,name,settings\n0,=cmd|' /C calc'!A0,\n", "=cmd|' /C calc'!A0")
        with pytest.raises(ValueError, match="could not convert"):
            labels.WRONG["csv"](b"lane,name,settings\nx,,\n", "x")
    finally:
        labels._plain.clear()
