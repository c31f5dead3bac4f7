"""The log names no client and no query, whoever serves the application."""

import json
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import HTTPError

import pytest
from websockets.exceptions import InvalidStatus

from tests.patience import PATIENCE, within
from tests.scenes import lane, scene
from tests.setup.try_wheel import free_port
from tests.web.raw import frame, handshake, linked

SECRET = "secret"
OURS = ["-m", "app.cli", "serve", "--port"]
BY_HAND = ["-m", "uvicorn", "app.main:app", "--port"]


@contextmanager
def logged(command: list[str], workers: int = 1) -> Iterator[list[str]]:
    """Serve with so many workers, and give a list that holds the lines of the log once the server has ended."""
    found: list[str] = []
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("w", encoding="utf-8") as file:
            process = subprocess.Popen([sys.executable, *command], stdout=file, stderr=subprocess.STDOUT)
        try:
            within(lambda: process.poll() is not None or log.read_text("utf-8").count("startup complete") >= workers)
            yield found
            if process.poll() is not None:
                found.append(f"Traceback: ended with {process.returncode}")
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)
            found += log.read_text("utf-8").splitlines(keepends=True)


@pytest.mark.parametrize("command", [OURS, BY_HAND], ids=["ravine serve", "uvicorn"])
def test_the_log_holds_no_address_and_nothing_that_was_asked(command: list[str]) -> None:
    port = free_port()
    with logged([*command, str(port)]) as lines:
        for path in (f"/healthz?{SECRET}=1", f"/api/catalog?lang={SECRET}", f"/nowhere?{SECRET}"):
            with suppress(HTTPError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}").close()
        with linked(f"ws://127.0.0.1:{port}/api/stream?{SECRET}") as client:
            client.send(json.dumps({"id": 1, "scene": scene(steps=5, surface={"key": SECRET})}))
            client.recv()
        with pytest.raises(InvalidStatus):
            linked(f"ws://127.0.0.1:{port}/nowhere?{SECRET}")
    assert lines
    told = "".join(line for line in lines if "://127.0.0.1" not in line)
    assert SECRET not in told
    assert "127.0.0.1" not in told
    assert "Traceback" not in told


def test_the_end_waits_for_nobody() -> None:
    """Two workers, with a client that never reads, half a request and a run that takes long: no traceback, nobody left."""
    port = free_port()
    body = json.dumps(scene(*[lane("adam", lr=0.01)] * 8, steps=150_000, noise=1.0)).encode()
    head = f"POST /api/runs HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n".encode()
    clients = [socket.socket() for _ in range(6)]
    with logged([*OURS, str(port), "--workers", "2"], workers=2) as lines:
        for client, said in zip(clients, [handshake(), head + body, head] * 2, strict=True):
            client.connect(("127.0.0.1", port))
            client.sendall(said)
        for client in clients[::3]:
            client.recv(1000)
            client.sendall(frame(json.dumps({"id": 1, "scene": json.loads(body)}).encode()))
    for client in clients:
        client.close()
    told = "".join(lines)
    assert "Traceback" not in told
    assert told.count("Finished server process") == 2
