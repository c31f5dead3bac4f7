"""The server may open 64 files, and 80 connections stay idle."""

import resource
import socket
from pathlib import Path

from tests.faults.serving import START, Serving, clear, waited
from tests.faults.visitor import redraws, visiting

BACK = 30.0
"""Seconds until a new visitor is answered; connections without a request are closed after 20."""


def few() -> None:
    """Set the limit, hard and soft."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def fault(place: Path) -> list[str]:
    """Those who are there stay, those who come wait a little, and the log stays short."""
    with Serving(place / "log", before=few) as server:
        server.ready(START)
        with visiting(server.url) as page:
            idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(80)]
            stays = redraws(page, 3)
            took = waited(lambda: server.ask("/healthz", patience=5)[0] == 200, BACK, "a new visitor is not answered")
        for each in idle:
            each.close()
        said = server.said()
        lines = server.log.read_text("utf-8").count("\n")
    assert lines < 20, lines
    return [
        f"the page draws on ({stays:.1f} s); a new visitor is answered after {took:.1f} s (bound {BACK:g} s)",
        *(f"log: {clear(each)}" for each in said),
    ]
