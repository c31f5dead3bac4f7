"""Clients of one kind, as a process of their own: `python -m tests.bench.crowd KIND URL SECONDS` prints the answers that each had."""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from itertools import count
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.bench.cases import KEYS, sized, usual, view
from tests.scenes import lane

RATE = 10
LARGEST = 8192
PLACE = "0.01234"
"""What stands for the number of a message, its id and its seed."""

Answers = list[float]
"""What one client saw: milliseconds from sending a message to its whole answer; -1 for a refusal."""


def text(scene: dict[str, Any], shown: Any) -> str:
    """Return a message with two places to fill in."""
    return json.dumps({"id": 0.01234, "scene": {**scene, "seed": 0.01234}, "view": shown})


def dragged(lanes: int, steps: int) -> str:
    """Return what a student drags."""
    return text(usual(lanes, steps), view(sized(lanes, steps)).model_dump(exclude_none=True))


def dearest() -> str:
    """Return the scene that costs most: eight long noisy lanes on the largest panels."""
    lanes = [lane("adam", lr=0.1 * (i + 1)) for i in range(8)]
    said = {"surface": {"key": "crescent"}, "steps": 150_000, "noise": 30.0, "lanes": lanes}
    panel = {"width": LARGEST, "height": LARGEST, "x": [-4, 4], "y": [-4, 4]}
    return text(said, {"panels": [panel] * 8, "chart": {"width": 4096, "steps": [0, 150_000]}})


def filled(message: str, number: int) -> str:
    """Return a message with its number."""
    return message.replace(PLACE, str(number))


def whole(said: str | bytes) -> tuple[int, bool, bool]:
    """Return the id of an answer, whether it is the last of its message, and whether it is a refusal."""
    if isinstance(said, str):
        return json.loads(said)["id"], True, True
    header = json.loads(said[4 : 4 + int.from_bytes(said[:4], "little")])
    return header["id"], header["last"], False


async def listen(socket: ClientConnection, sent: dict[int, float], seen: Answers) -> None:
    """Note every answer."""
    async for said in socket:
        number, last, refused = whole(said)
        if last and number in sent:
            seen.append(-1.0 if refused else (time.perf_counter() - sent[number]) * 1e3)


async def drag(socket: ClientConnection, message: str, every: float) -> Answers:
    """Send scene after scene, whether the last one was answered or not."""
    sent: dict[int, float] = {}
    seen: Answers = []
    listener = asyncio.create_task(listen(socket, sent, seen))
    begin = time.perf_counter()
    with suppress(asyncio.CancelledError, ConnectionClosed):
        for number in count():
            await asyncio.sleep(max(0.0, begin + number * every - time.perf_counter()))
            sent[number] = time.perf_counter()
            await socket.send(filled(message, number))
    with suppress(asyncio.CancelledError):
        await asyncio.sleep(0.5)
    listener.cancel()
    return seen


async def hurry(socket: ClientConnection, message: str, every: float = 0.0) -> Answers:
    """Ask again as soon as the answer is whole, as the page does; no sooner than `every` so many seconds."""
    seen: Answers = []
    with suppress(asyncio.CancelledError, ConnectionClosed):
        for number in count():
            begin = time.perf_counter()
            await socket.send(filled(message, number))
            last = refused = False
            while not last:
                _, last, refused = whole(await socket.recv())
            took = time.perf_counter() - begin
            seen.append(-1.0 if refused else took * 1e3)
            await asyncio.sleep(max(0.0, every - took))
    return seen


async def deaf(socket: ClientConnection, message: str) -> Answers:
    """Send and never read."""
    socket.transport.pause_reading()
    with suppress(asyncio.CancelledError, ConnectionClosed):
        for number in count():
            await asyncio.sleep(0.02)
            await socket.send(filled(message, number))
    return []


Client = Callable[[ClientConnection], Awaitable[Answers]]


def crowd(kind: str) -> Iterator[Client]:
    """Yield the clients of a kind."""
    if kind == "student":
        short = dragged(4, 1_000)
        yield lambda socket: drag(socket, short, 1 / RATE)
    elif kind == "dearest":
        dear = dearest()
        yield lambda socket: hurry(socket, dear)
    elif kind == "flood":
        flood = dragged(len(KEYS), 300)
        yield lambda socket: drag(socket, flood, 1 / 2_000)
    elif kind == "deaf":
        long = dragged(4, 30_000)
        yield from [lambda socket: deaf(socket, long)] * 20
    else:
        long = dragged(4, 30_000)
        yield from [lambda socket: hurry(socket, long, 1 / RATE)] * 40


async def present(client: Client, url: str, wait: float, seconds: float) -> Answers:
    """Return what a client that comes after `wait` seconds saw in so many seconds."""
    await asyncio.sleep(wait)
    socket = await connect(url, compression=None, max_size=None, ping_interval=None)
    at_work = asyncio.ensure_future(client(socket))
    await asyncio.wait([at_work], timeout=seconds)
    at_work.cancel()
    seen = await at_work
    socket.transport.abort()
    return seen


async def gathered(kind: str, url: str, seconds: float) -> list[Answers]:
    """Return what all clients of a kind saw."""
    clients = list(crowd(kind))
    waits = (i / len(clients) / RATE for i in range(len(clients)))
    return await asyncio.gather(*(present(client, url, wait, seconds) for client, wait in zip(clients, waits, strict=True)))


if __name__ == "__main__":
    print(json.dumps(asyncio.run(gathered(sys.argv[1], sys.argv[2], float(sys.argv[3])))))
