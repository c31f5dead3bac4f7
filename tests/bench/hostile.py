"""Hostile clients: the server's memory before and after, and how long it takes to end among them. Needs Linux."""

import contextlib
import json
import resource
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.bench.process import HERE, family, memory, serving
from tests.bench.table import Row
from tests.browser.server import Server
from tests.web.raw import connected, frame, opened

SECONDS = 5.0
"""In which a server must end."""


def dear(lanes: int, steps: int, number: int = 1) -> bytes:
    """Return a message for a noisy run without a view, whose answer is large."""
    lane = {"optimizer": {"key": "adam", "knobs": {"lr": 0.01 + number * 1e-6}}}
    scene = {"surface": {"key": "canyon"}, "steps": steps, "noise": 1.0, "lanes": [lane] * lanes}
    return frame(json.dumps({"id": number, "scene": scene}).encode())


def push(to: socket.socket, said: bytes) -> None:
    """Send what is taken within a second."""
    to.settimeout(1)
    with contextlib.suppress(OSError):
        to.sendall(said)


def deaf(server: Server, clients: int = 50, lanes: int = 4, steps: int = 30_000, scenes: int = 20) -> list[socket.socket]:
    """Clients that ask and never read."""
    made = [opened(server.port, small=True) for _ in range(clients)]
    for number in range(scenes):
        for each in made:
            push(each, dear(lanes, steps, number))
        time.sleep(0.3)
    return made


def unfinished(server: Server, clients: int = 10) -> list[socket.socket]:
    """Clients that begin a message of 64 MB."""
    made = [opened(server.port) for _ in range(clients)]
    for each in made:
        push(each, frame(bytes(60_000_000), length=64_000_000))
    return made


def pinging(server: Server) -> list[socket.socket]:
    """A client that sends 108 MB of pings and reads no pong."""
    made = opened(server.port, small=True)
    for _ in range(108):
        push(made, frame(bytes(125), opcode=9) * 7634)
    return [made]


def churned(server: Server, times: int = 10_000) -> list[socket.socket]:
    """Streams that open, ask and leave."""
    said = dear(2, 200)
    for _ in range(times):
        made = opened(server.port)
        push(made, said)
        made.close()
    return []


def dragging(server: Server) -> list[socket.socket]:
    """Clients that ask again and again, up to the end."""
    return deaf(server, clients=20, lanes=4, steps=1000, scenes=3)


def dearest(server: Server) -> list[socket.socket]:
    """Four clients that ask for the dearest scenes and never read."""
    return deaf(server, clients=4, lanes=8, steps=150_000, scenes=10)


def half(server: Server) -> list[socket.socket]:
    """Requests that are never complete."""
    said = b"POST /api/runs HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{"
    return [connected(server.port, said) for _ in range(300)]


def long(server: Server) -> list[socket.socket]:
    """Requests that take long: runs, pictures and tables of the longest scenes."""
    body = dear(8, 150_000)[14:]
    scene = json.dumps(json.loads(body)["scene"]).encode()
    head = "POST {} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n"
    paths = ["/api/runs", "/api/csv", "/api/picture?format=svg", "/api/picture?format=gif", "/api/offline"] * 2
    made = [connected(server.port, head.format(path, len(scene)).encode() + scene) for path in paths]
    time.sleep(1)
    return made


@contextlib.contextmanager
def among(server: Server, clients: Callable[[Server], list[socket.socket]]) -> Iterator[None]:
    """Have clients there for a while."""
    made = clients(server)
    try:
        yield
    finally:
        for each in made:
            each.close()


MEMORY = {
    "50 clients that never read": deaf,
    "4 at 8 x 150,000 that never read": dearest,
    "10 unfinished messages of 64 MB": unfinished,
    "108 MB of pings": pinging,
    "10,000 churned connections": churned,
}
ENDS: dict[str, Callable[[Server], list[socket.socket]]] = {
    "nobody": lambda _: [],
    "clients that drag": dragging,
    "clients that never read": deaf,
    "half requests": half,
    "long requests": long,
}


def remembered(what: str, clients: Callable[[Server], list[socket.socket]]) -> Row:
    """Return how much memory the server has with these clients."""
    with serving() as server:
        before = memory(server)
        with among(server, clients):
            during = memory(server)
        time.sleep(3)
        return Row(f"memory: {what}", during, "MB", note=f"{before:.0f} MB before, {memory(server):.0f} after")


def ended(what: str, clients: Callable[[Server], list[socket.socket]], workers: int) -> Row:
    """Return the seconds from SIGTERM to the end of the server and all its processes."""
    with serving(workers) as server, among(server, clients):
        processes = family(server.process.pid)
        begun = time.perf_counter()
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(timeout=120)
        took = time.perf_counter() - begun
        left = [Path(f"/proc/{pid}/cmdline") for pid in processes if Path(f"/proc/{pid}").exists()]
        note = "; ".join(" ".join(each.read_text("utf-8").split("\0")) for each in left)
    return Row(f"SIGTERM, {workers} workers: {what}", took, "s", most=SECONDS, note=note and f"left: {note}")


def idle(server: Server, connect: Callable[[int], Any], number: int = 2000) -> float:
    """Return the memory of an idle connection in kB."""
    before = memory(server)
    made = [connect(server.port) for _ in range(number)]
    time.sleep(1)
    took = (memory(server) - before) * 1000 / number
    for each in made:
        each.close()
    return took


def rows() -> list[Row]:
    """Return a row for each attack."""
    if not HERE:
        return [Row("hostile clients", None, note="needs Linux")]
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with serving() as server:
        rest = [Row("an idle stream", idle(server, opened), "kB"), Row("an idle connection", idle(server, connected), "kB")]
    ends = [ended(*each, workers) for workers in (1, 2) for each in ENDS.items()]
    return [*(remembered(*each) for each in MEMORY.items()), *rest, *ends]
