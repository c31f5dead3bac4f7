"""The stream's protocol, over real connections: messages, memory and ends are bounded. Fails where uvicorn renames what it relies on."""

import json
import logging
import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from app.settings import settings
from app.web import guarded, sockets
from tests.web.raw import frame
from tests.web.serving import ANSWERED, LARGE, Serving, served, whole


@pytest.fixture(scope="module")
def serving() -> Iterator[Serving]:
    with served() as made:
        yield made


def test_a_connection_sends_at_once_and_keeps_little(serving: Serving) -> None:
    with serving.stream() as client:
        client.send(ANSWERED)
        client.recv()
        (held,) = serving.held()
        end = held.transport.get_extra_info("socket")
        for name, value in guarded.OPTIONS.items():
            assert bool(end.getsockopt(socket.IPPROTO_TCP, getattr(socket, name))) == bool(value)
        assert held.transport.get_write_buffer_limits()[1] == guarded.AHEAD


@pytest.mark.parametrize("pieces", [1, 5])
def test_a_message_that_is_too_large_is_answered_in_words_and_the_socket_stays_open(serving: Serving, pieces: int) -> None:
    text = "x" * (3 * settings.max_body)
    with serving.stream() as client:
        client.send(text if pieces == 1 else [text[i::pieces] for i in range(pieces)])
        (error,) = json.loads(client.recv())["errors"]
        assert (error["message"], error["value"]) == ("the message is too large", str(len(text)))
        assert error["bound"] == f"<= {settings.max_body} bytes"
        client.send(ANSWERED)
        assert isinstance(client.recv(), bytes)


def test_one_that_is_too_large_may_come_in_the_same_breath_as_another(serving: Serving) -> None:
    with serving.stream() as client:
        for extra in (1, 2, 100_000):
            client.send("3")
            client.send(" " * (settings.max_body + extra))
            kinds = sorted(json.loads(client.recv())["errors"][0]["bound"] for _ in range(2))
            assert kinds == [f"<= {settings.max_body} bytes", "object"]


def test_a_message_as_large_as_allowed_is_read(serving: Serving) -> None:
    with serving.stream() as client:
        for pieces in (1, 100):
            text = ANSWERED[:-1] + " " * (settings.max_body - len(ANSWERED)) + "}"
            client.send(
                text if pieces == 1 else [text[i : i + len(text) // pieces + 1] for i in range(0, len(text), len(text) // pieces + 1)]
            )
            assert isinstance(client.recv(), bytes)


@pytest.mark.parametrize(
    "said",
    [frame(bytes(60_000_000), length=64_000_000), b"".join([frame(b"", last=False), *[frame(b"", 0, last=False)] * 100_000])],
    ids=["large", "empty pieces"],
)
def test_an_unfinished_message_costs_nothing_and_ends(serving: Serving, said: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "MESSAGE_TIME", 0.5)
    with serving.deaf() as client, suppress(ConnectionError):
        (held,) = serving.held()
        most = 0
        for i in range(0, len(said), 1_000_000):
            client.sendall(said[i : i + 1_000_000])
            most = max(most, len(held.conn.reader.buffer), len(held.frames))
        assert most <= 65_536
        assert b"within 0.5 s" in whole(client)
    serving.gone()


def test_a_message_has_time_while_we_do_not_read_it(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "MESSAGE_TIME", 0.05)
    with serving.deaf() as client:
        (held,) = serving.held()
        held.read_paused = True
        client.sendall(frame(b"{", length=9))
        serving.until(lambda: held.deadline is not None)
        first = held.deadline
        serving.until(lambda: held.deadline is not first)
        assert serving.held()
        held.read_paused = False
        serving.gone()


def test_a_message_that_was_sent_while_the_server_stood_still_is_in_time(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "MESSAGE_TIME", 1.0)
    said = frame(ANSWERED.encode() + b" " * 200_000)
    with serving.deaf() as client:
        (held,) = serving.held()
        client.sendall(said[:99])
        serving.until(lambda: held.deadline is not None)
        serving.stand_still(1.5)
        client.sendall(said[99:])
        assert client.recv(1) == b"\x82"  # a binary message: the picture


def test_a_text_that_is_none_ends_its_socket_without_a_word_in_the_log(serving: Serving, caplog: pytest.LogCaptureFixture) -> None:
    with serving.deaf() as client:
        client.sendall(frame(b"\xff"))
        assert b"the text is not UTF-8" in whole(client)
    assert not [record for record in caplog.records if record.levelno > logging.INFO]


def test_unread_pongs_are_bounded(serving: Serving) -> None:
    with serving.deaf() as client:
        client.sendall(frame(bytes(125), opcode=9) * 40_000)
        (held,) = serving.held()
        serving.until(lambda: not held.writable.is_set())
        assert held.transport.get_write_buffer_size() <= 2 * guarded.AHEAD
    serving.gone()


def test_a_client_that_takes_nothing_is_dropped_and_keeps_little(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving.deaf() as client:
        (held,) = serving.held()
        monkeypatch.setattr(guarded, "PATIENCE", 0.3)
        client.sendall(frame(LARGE.encode()))
        serving.until(held.transport.get_write_buffer_size)
        most = held.transport.get_write_buffer_size()
        with suppress(ConnectionError):
            for _ in range(200):
                client.sendall(frame(LARGE.encode()))
                assert held.transport.get_write_buffer_size() <= most
        serving.gone()


def test_a_client_that_answers_no_ping_is_dropped() -> None:
    with served(ws_ping_interval=0.2, ws_ping_timeout=0.2) as serving, serving.deaf() as client:
        with suppress(ConnectionError):
            for _ in range(20):
                client.sendall(frame(LARGE.encode()))
        serving.gone()


@pytest.mark.parametrize(
    "leave", [lambda client: client.sendall(frame(b"", 8)), lambda client: client.shutdown(socket.SHUT_WR)], ids=["close", "half"]
)
def test_close_ends_with_a_full_buffer(serving: Serving, leave: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving.deaf() as client:
        (held,) = serving.held()
        for _ in range(3):
            client.sendall(frame(LARGE.encode()))
        serving.until(lambda: held.transport.get_write_buffer_size() > guarded.AHEAD)
        monkeypatch.setattr(guarded, "PATIENCE", 0.1)
        held.transport.calm()
        leave(client)
        serving.gone()


def test_a_socket_that_ends_in_mid_answer_leaves_no_trace(serving: Serving, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(5):
        with serving.deaf() as client:
            client.sendall(frame(LARGE.encode()) * 5 + frame(b"\xff"))
    serving.gone()
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
