"""The protocol of requests, over real connections: size, time and number are bounded. Fails where uvicorn renames what it relies on."""

import json
import logging
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from app.settings import settings
from app.web import protocol
from app.web.protocol import Http
from tests.web.raw import handshake
from tests.web.serving import ANSWERED, Serving, served, whole


@pytest.fixture(scope="module")
def serving() -> Iterator[Serving]:
    with served() as made:
        yield made


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what sets a setting while a test runs."""

    def change(**named: Any) -> None:
        changed = settings.model_copy(update=named)
        for module in ("protocol", "sockets", "stream"):
            monkeypatch.setattr(f"app.web.{module}.settings", changed)

    return change


@pytest.mark.parametrize(
    "said", [b"GET /" + b"x" * 300_000, b"GET / HTTP/1.1\r\na: " + b"x" * 300_000, b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 50_000]
)
def test_a_head_that_is_too_large_is_refused(serving: Serving, said: bytes) -> None:
    with serving.raw() as client, suppress(ConnectionError):
        for i in range(0, len(said), 4096):
            client.sendall(said[i : i + 4096])
    with serving.raw(said[:70_000]) as client:
        answer = whole(client)
    assert answer.startswith(b"HTTP/1.1 431 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["errors"][0]["bound"] == f"<= {protocol.MAX_HEAD} bytes"


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (b"", b""),
        (b"GET /healthz HT", b"HTTP/1.1 408 "),
        (b"GET /healthz HTTP/1.1\r\nhost: a\r\n", b"HTTP/1.1 408 "),
        (b"POST /api/runs HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{", b"HTTP/1.1 408 "),
        (b"POST /api/runs HTTP/1.1\r\nhost: a\r\ncontent-type: text/plain\r\ncontent-length: 9\r\n\r\n{", b"HTTP/1.1 415 "),
    ],
)
def test_a_request_must_arrive_in_time(serving: Serving, said: bytes, answer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "REQUEST_TIME", 1.0)
    with serving.raw(said) as client:
        assert whole(client).startswith(answer)
    serving.gone()
    assert not Http.waiting


def test_what_was_sent_while_the_server_stood_still_is_in_time(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits in the kernel, more of it than one read takes."""
    monkeypatch.setattr(protocol, "REQUEST_TIME", 1.0)
    body = ANSWERED.encode() + b" " * 200_000
    head = b"POST /api/frames HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body)
    with serving.raw(head + body[:9]) as client:
        serving.until(lambda: any(each.headed for each in serving.held()))
        serving.stand_still(1.5)
        client.sendall(body[9:])
        assert client.recv(65536).startswith(b"HTTP/1.1 200 ")


def test_a_connection_is_used_again(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "REQUEST_TIME", 2.0)  # shorter than all requests together, far longer than one on a busy machine
    with serving.raw() as client:
        for _ in range(12):
            client.sendall(b"HEAD /healthz HTTP/1.1\r\nhost: a\r\n\r\n")
            assert client.recv(65536).startswith(b"HTTP/1.1 ")
            time.sleep(0.2)


def test_one_that_waits_makes_room_for_the_next_connection(serving: Serving, small: Any) -> None:
    small(max_connections=3)
    idle = [serving.raw(b"GET / HT") for _ in range(20)]
    with serving.stream() as client:
        client.send(ANSWERED)
        assert client.recv()
    for each in idle:
        each.close()
    serving.gone()


def test_too_many_sockets_are_refused_in_words(serving: Serving, small: Any) -> None:
    small(max_connections=2)
    with serving.stream(), serving.stream() as client:
        with serving.raw(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n") as refused:
            answer = whole(refused)
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b"retry-after: 1" in answer
        assert json.loads(answer.partition(b"\r\n\r\n")[2])["errors"][0]["bound"] == "<= 2 connections"
        with pytest.raises(InvalidStatus) as status:
            serving.stream()
        assert status.value.response.status_code == 503
        client.send(ANSWERED)
        assert client.recv()


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (handshake("/nowhere"), 404),
        (handshake("/api/runs"), 404),
        (handshake(more="origin: http://evil.example\r\n"), 403),
        (handshake(more="a: b\r\n" * 200), 431),
        (handshake(more=f"a: {'b' * 9000}\r\n"), 431),
        (handshake().replace(b"dGhl", b""), 400),
        (handshake().replace(b"/api/stream", b"/\xc3\xbc"), 400),
    ],
)
def test_a_socket_that_is_refused_has_its_status(serving: Serving, said: bytes, status: int, caplog: pytest.LogCaptureFixture) -> None:
    with serving.raw(said) as client:
        assert whole(client).startswith(b"HTTP/1.1 %d " % status)
    serving.gone()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_who_leaves_in_mid_body_leaves_no_trace(serving: Serving, caplog: pytest.LogCaptureFixture) -> None:
    for path in ("/api/runs", "/api/frames", "/api/picture", "/nowhere"):
        said = f"POST {path} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{{"
        with serving.raw(said.encode()):
            time.sleep(0.02)
    serving.gone()
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
