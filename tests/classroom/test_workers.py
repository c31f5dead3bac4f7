"""A class that two workers share through Redis: who is with the one and who is with the other see the same class."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from websockets.sync.client import ClientConnection

from tests.bench.process import family
from tests.classroom.inside import QUESTION, SCENE
from tests.classroom.stores import Redis
from tests.classroom.wire import code_of, hears, joined, opened
from tests.patience import PATIENCE, within
from tests.setup.try_wheel import ask, free_port

MOST = 60
"""Phones that are tried until both workers have some."""


def is_socket(file: Path) -> bool:
    """Return whether an open file is a socket."""
    with suppress(FileNotFoundError):
        return str(file.readlink()).startswith("socket:")
    return False


class Two(NamedTuple):
    """A server of two workers."""

    port: int
    pid: int

    def sockets(self) -> list[int]:
        """Return how many sockets each worker has; a process or a file that is gone by the time it is looked at has none."""
        counts = []
        for pid in sorted(set(family(self.pid)) - {self.pid}):
            with suppress(FileNotFoundError):
                if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes():
                    counts.append(sum(is_socket(each) for each in Path(f"/proc/{pid}/fd").iterdir()))
        return counts


@pytest.fixture
def server(redis: Redis, tmp_path: Path) -> Iterator[Two]:
    port = free_port()
    command = [sys.executable, "-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", str(port), "--workers", "2"]
    with (tmp_path / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "RAVINE_REDIS_URL": redis.url})
    try:
        within(lambda: (tmp_path / "log").read_text("utf-8").count("startup complete") == 2)
        yield Two(port, process.pid)
    finally:
        process.terminate()
        process.wait(PATIENCE)
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8")


def do(host: ClientConnection, n: int, **command: Any) -> None:
    """Give a command, and wait until it is done."""
    host.send(json.dumps({"t": "do", "n": n, "command": command}))
    assert hears(host, "done")["n"] == n


def until(client: ClientConnection, kind: str, holds: Any) -> Any:
    """Return the next message of a kind of which something holds."""
    while not holds(said := hears(client, kind)):
        pass
    return said


def on_both(server: Two, made: dict[str, str], all_of: ExitStack) -> list[ClientConnection]:
    """Return phones, of which each worker has some."""
    before, phones = server.sockets(), []
    while min(now - then for now, then in zip(server.sockets(), before, strict=True)) < 3:
        phones.append(all_of.enter_context(joined(server.port, code=made["code"])))
        hears(phones[-1], "state")
        assert len(phones) < MOST, "one worker takes all"
    return phones


def test_both_see_the_same_class_from_the_first_scene_to_the_end(server: Two) -> None:
    made = opened(server.port)
    with ExitStack() as all_of:
        host = all_of.enter_context(joined(server.port, role="host", **made))
        do(host, 1, **SCENE)
        phones = on_both(server, made, all_of)
        do(host, 2, do="ask", question=QUESTION)
        do(host, 3, do="open")
        for i, phone in enumerate(phones):
            until(phone, "state", lambda said: said["ask"] and said["ask"]["phase"] == "open")
            phone.send(json.dumps({"t": "vote", "ask": 1, "round": 1, "n": 1, "choice": i % 3}))
            assert hears(phone, "ack")["n"] == 1
        counts = [sum(i % 3 == k for i in range(len(phones))) for k in range(3)]
        whole = until(host, "tally", lambda said: said["voted"] == len(phones) == said["connected"])
        assert whole["counts"] == counts
        host.send(json.dumps({"t": "step", "k": 20}))
        for phone in phones:
            assert hears(phone, "step")["k"] == 20
        do(host, 4, do="close")
        do(host, 5, do="show")
        for phone in phones:
            until(phone, "tally", lambda said: said.get("counts") == counts)
        status, text = ask(server.port, "/api/class/poll", {"code": made["code"]})
        assert (status, json.loads(text)["state"]["ask"]["phase"]) == (200, "shown")
        do(host, 6, do="end")
        assert {code_of(phone) for phone in [host, *phones]} == {4410}
