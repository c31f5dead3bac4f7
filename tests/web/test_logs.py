"""The log names no client and no query, whoever serves the application."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.error import HTTPError

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.scenes import scene
from tests.setup.try_wheel import free_port

PATIENCE = 120
SECRET = "secret"
OURS = ["-m", "app.cli", "serve", "--port"]
BY_HAND = ["-m", "uvicorn", "app.main:app", "--port"]


@contextmanager
def logged(command: list[str], port: int) -> Iterator[list[str]]:
    """Give a list that holds the lines of a server's log once the server has ended."""
    found: list[str] = []
    process = subprocess.Popen([sys.executable, *command, str(port)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    end = time.monotonic() + PATIENCE
    try:
        while time.monotonic() < end and process.poll() is None:
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            time.sleep(0.02)
        yield found
    finally:
        process.terminate()
        found += process.communicate(timeout=PATIENCE)[0].splitlines(keepends=True)


@pytest.mark.parametrize("command", [OURS, BY_HAND], ids=["ravine serve", "uvicorn"])
def test_the_log_holds_no_address_and_nothing_that_was_asked(command: list[str]) -> None:
    port = free_port()
    with logged(command, port) as lines:
        for path in (f"/healthz?{SECRET}=1", f"/api/catalog?lang={SECRET}", f"/nowhere?{SECRET}"):
            with suppress(HTTPError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}{path}").close()
        with connect(f"ws://127.0.0.1:{port}/api/stream?{SECRET}") as client:
            client.send(json.dumps({"id": 1, "scene": scene(steps=5, surface={"key": SECRET})}))
            client.recv()
        with pytest.raises(InvalidStatus):
            connect(f"ws://127.0.0.1:{port}/nowhere?{SECRET}")
    assert lines
    told = "".join(line for line in lines if "://127.0.0.1" not in line)
    assert SECRET not in told
    assert "127.0.0.1" not in told
    assert "Traceback" not in told
