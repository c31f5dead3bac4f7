"""One of two workers is killed under 50 clients that drag: how long until all are answered again. Needs Linux."""

import asyncio
import json
import os
import signal
import time

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, WebSocketException

from tests.bench.process import HERE, family, serving
from tests.bench.students import FIRST, RATE, SECOND, message, number
from tests.bench.table import Row

CLIENTS = 50
SECONDS = 6
KILLED = 2.0
"""Seconds from the first scene to the death of the worker."""

PATIENCE = 120
"""Seconds until the first answers."""

WAITS = (0.25, 0.5, 1.0, 2.0, 4.0)
"""Seconds before each attempt to connect again, as the page has it (static/js/server/connection.js)."""


class Dragging:
    """One client. It has one scene in flight, as the page has, and sends the newest again once it is connected again."""

    def __init__(self, url: str, text: str) -> None:
        self.url, self.text = url, text
        self.begin = asyncio.Event()
        self.newest = 0
        self.answered: dict[int, float] = {}
        self.cut: float | None = None
        self.back: float | None = None

    async def talk(self, last: int) -> None:
        """Send and read on one socket until the last scene is answered."""
        async with connect(self.url, compression=None, max_size=None, open_timeout=4) as socket:
            while last not in self.answered:
                asked = self.newest
                await socket.send(self.text.replace(FIRST, str(asked)).replace(SECOND, f"{0.001 * (asked + 1):.3f}"))
                while asked not in self.answered:
                    self.answered[number(await socket.recv())] = time.perf_counter()
                if self.cut is not None and self.back is None:
                    self.back = time.perf_counter()
                while self.newest == asked and asked < last:  # noqa: ASYNC110  (simple, and as coarse as a hand)
                    await asyncio.sleep(0.01)

    async def drag(self, last: int) -> None:
        """Drag, across the loss of the connection."""
        mover = asyncio.create_task(self.move(last))
        for wait in (*WAITS, 5.0, 5.0):
            try:
                await self.talk(last)
                break
            except (OSError, ConnectionClosed, WebSocketException, TimeoutError):
                self.cut = self.cut or time.perf_counter()
                await asyncio.sleep(wait)
        await mover

    async def move(self, last: int) -> None:
        """Move the slider every tenth of a second, once all are there."""
        await self.begin.wait()
        for i in range(last + 1):
            self.newest = i
            await asyncio.sleep(1 / RATE)


async def lesson(url: str, worker: int) -> tuple[list[Dragging], float]:
    """Return the clients after the lesson, and the moment at which a worker was killed."""
    last = int(SECONDS * RATE) - 1
    clients = [Dragging(url, message()) for _ in range(CLIENTS)]
    tasks = [asyncio.create_task(client.drag(last)) for client in clients]
    async with asyncio.timeout(PATIENCE):  # kernels may have to be loaded first
        while not all(client.answered for client in clients):  # noqa: ASYNC110  (fifty clients, one look)
            await asyncio.sleep(0.1)
    for client in clients:
        client.begin.set()
    await asyncio.sleep(KILLED)
    os.kill(worker, signal.SIGKILL)
    killed = time.perf_counter()
    await asyncio.wait(tasks, timeout=60)
    return clients, killed


def rows() -> list[Row]:
    """Return how long the clients were cut off, and how many saw their last scene."""
    if not HERE:
        return [Row("a killed worker", None, note="needs Linux")]
    with serving(workers=2) as server:
        worker = next(pid for pid in reversed(family(server.process.pid)) if "spawn_main" in command(pid))
        clients, killed = asyncio.run(lesson(f"ws{server.url.removeprefix('http')}api/stream", worker))
    cut = [client for client in clients if client.cut is not None]
    back = [client.back - killed for client in cut if client.back is not None]
    last = int(SECONDS * RATE) - 1
    note = json.dumps({"cut off": len(cut), "back": len(back), "median": round(sorted(back)[len(back) // 2], 2) if back else None})
    return [
        Row("kill -9 of one of two workers: all drag again after", max(back, default=0.0), "s", most=3.0, note=note),
        Row("last scene answered", sum(last in client.answered for client in clients) / CLIENTS * 100, "%", least=100),
    ]


def command(pid: int) -> str:
    """Return the command line of a process."""
    with open(f"/proc/{pid}/cmdline", encoding="utf-8") as file:  # noqa: PTH123
        return file.read()
