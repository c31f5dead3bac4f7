"""The sockets of a class over real connections: what is too large is never read, and who never reads is gone."""

import json
import signal
import socket as sockets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from app.classroom import desk as desks
from app.classroom import routes, socket
from app.classroom.desk import Desk
from app.classroom.hall import Hall
from app.web import guarded
from app.web.sockets import SMALL
from tests.classroom.inside import SCENE
from tests.classroom.wire import code_of, hears, joined, opened
from tests.patience import PATIENCE, within
from tests.setup.try_wheel import ask, free_port
from tests.web.raw import frame
from tests.web.raw import opened as upgraded
from tests.web.serving import Serving, served

MOST = SMALL["/api/class"]
MOST_STIRRED = 6_000
"""News until one who never reads is gone: two minutes of them."""


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    desk = Desk()
    for module in (desks, routes, socket):
        monkeypatch.setattr(module, "desk", desk)
    with served() as made:
        yield made


def deaf(port: int, **hello: Any) -> sockets.socket:
    """Return a client that says hello, takes next to nothing and reads no more."""
    made = upgraded(port, patience=PATIENCE, small=True, path="/api/class")
    made.sendall(frame_of({"t": "hello", **hello}))
    return made


def stir(host: ClientConnection, n: int) -> None:
    """Have something new for everybody."""
    host.send(json.dumps({"t": "do", "n": n, "command": {**SCENE, "labels": [f"{n:080d}"] * 8}}))
    hears(host, "done")
    time.sleep(0.02)  # a host says 60 things a second


def hall_of(code: str) -> Hall:
    """Return a class as its server has it."""
    return desks.desk.halls[code]


def frame_of(said: dict[str, Any]) -> bytes:
    """Return a message as a client sends it."""
    return frame(json.dumps(said).encode())


@pytest.mark.parametrize(
    "said",
    [
        frame(bytes(100), length=60_000_000),
        frame(bytes(100), length=MOST + 1),
        frame(b" " * MOST, last=False) + frame(b" ", 0),
    ],
    ids=["60 MB", "a byte too many", "in pieces"],
)
def test_a_large_message_ends_its_socket_unread(serving: Serving, said: bytes) -> None:
    with upgraded(serving.port, patience=PATIENCE, path="/api/class") as client:
        (held,) = serving.held()
        client.sendall(said)
        read = b""
        with suppress(ConnectionError):
            while piece := client.recv(4096):
                read += piece
        assert (1009).to_bytes(2, "big") in read
        assert len(held.conn.reader.buffer) + sum(map(len, held.frames)) <= MOST
    serving.gone()


def test_who_sends_too_much_hears_why(serving: Serving) -> None:
    made = opened(serving.port)
    for _ in range(5):
        with joined(serving.port, code=made["code"]) as guest:
            hears(guest, "state")
            with suppress(ConnectionClosed):
                guest.send(" " * 5_000_000)
            assert code_of(guest) == 1009


def test_a_message_as_large_as_allowed_is_read_and_the_stream_takes_more(serving: Serving) -> None:
    made = opened(serving.port)
    with joined(serving.port, role="host", **made) as host:
        said = json.dumps({"t": "do", "n": 7, "command": {"do": "mode", "mode": "free"}})
        host.send(said + " " * (MOST - len(said)))
        assert hears(host, "done")["n"] == 7
    with serving.stream() as client:
        client.send(" " * (3 * MOST))
        assert "errors" in json.loads(client.recv(timeout=PATIENCE))


def test_an_end_and_a_removal_close_sockets_with_their_codes(serving: Serving) -> None:
    made, port = opened(serving.port), serving.port
    student = {"code": made["code"]}
    with joined(port, role="host", **made) as host, joined(port, **student) as guest, joined(port, **student) as bad:
        seat = hears(bad, "welcome")["seat"]
        host.send(json.dumps({"t": "do", "n": 1, "command": {"do": "remove", "seat": seat}}))
        assert code_of(bad) == 4403
        host.send(json.dumps({"t": "do", "n": 2, "command": {"do": "end"}}))
        assert (code_of(guest), code_of(host)) == (4410, 4410)
    serving.gone()


def test_who_never_reads_is_gone_and_has_cost_little(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "PATIENCE", 0.3)
    made = opened(serving.port)
    most = 0
    with joined(serving.port, role="host", **made) as host, ExitStack() as mute:
        for _ in range(20):
            mute.enter_context(deaf(serving.port, code=made["code"]))
        serving.until(lambda: len(hall_of(made["code"]).clients) == 21)
        for n in count():
            if len(hall_of(made["code"]).clients) == 1:
                break
            assert n < MOST_STIRRED
            stir(host, n)
            most = max([most, *(each.transport.get_write_buffer_size() for each in serving.held())])
    assert most <= 2 * guarded.AHEAD


def test_the_end_of_the_server_waits_for_no_phone(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        within(lambda: ask(port, "/healthz")[0] == 200)
        made = opened(port)
        with joined(port, role="host", **made) as host, ExitStack() as mute:
            for _ in range(20):
                mute.enter_context(deaf(port, code=made["code"]))
            for n in range(100):
                stir(host, n)
            process.send_signal(signal.SIGTERM)
            within(lambda: process.poll() is not None, 20)  # 5 s where the machine has nothing else to do
            assert code_of(host) == 1012
    finally:
        process.kill()
        process.wait()
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8")
