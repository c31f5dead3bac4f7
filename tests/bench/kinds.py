"""Scenes that are dragged while a long answer of another kind is computed for 2 s, against the same scenes alone, in turns."""

import asyncio
import json
import time
from collections.abc import Iterator
from itertools import chain
from typing import Any, Literal, cast

from fastapi import WebSocket

from app.engine.run import Stale
from app.engine.threads import LONG
from app.replies.recent import recent
from app.replies.wire import dumps
from app.scene.scene import Scene
from app.web.message import Message
from app.web.messages import KINDS
from app.web.stream import Connection
from tests.bench.cases import sized, usual, view
from tests.bench.clock import quantile
from tests.bench.table import Row

ROUNDS, SECONDS = 8, 2.0
SIZES = ((4, 1_000), (4, 20_000))
"""One that is computed at once, and one that needs a thread."""
LONGEST, SHORTER = 200_000, 20_000
"""Steps of the six lanes that run meanwhile: as many as one scene may have, and fewer, which are compiled code for 0.6 ms at a time.

The interpreter's lock changes hands at every end of a compiled loop. A dragged scene waits longer beside short ones.
"""


class Long(Message):
    """A kind that runs long scenes for so many seconds."""

    rank = LONG
    kind: Literal["long"] = "long"

    def is_short(self) -> bool:
        """Return False."""
        return False

    def answers(self, stale: Stale) -> Iterator[bytes | str]:
        """Yield a text once the time is over."""
        end = time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            list(self.scene.run_each(lambda *_: None, stale))
        yield dumps({"id": self.id, "kind": "long"}).decode()


class Heard:
    """A socket that says when an answer is whole."""

    def __init__(self) -> None:
        self.whole = asyncio.Event()
        self.told = asyncio.Event()

    async def send_bytes(self, data: bytes) -> None:
        """Take a frame."""
        if json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])["last"]:
            self.whole.set()

    async def send_text(self, text: str) -> None:
        """Take a text."""
        assert json.loads(text)["kind"] == "long"
        self.told.set()


async def dragged(scene: Scene, beside: bool, long: int = LONGEST) -> list[float]:
    """Return how long each scene of 2 s took in ms, one behind the other, `beside` the long kind or alone."""
    socket, times = Heard(), []
    connection = Connection(cast(WebSocket, socket))

    async def ask(**said: Any) -> None:
        await connection.take({"text": json.dumps(said)})

    said, shown = usual(len(scene.lanes), scene.steps), view(scene).model_dump(exclude_none=True)
    if beside:
        await ask(kind="long", id=0, scene=usual(6, long))
        await asyncio.sleep(0.05)
    end = time.perf_counter() + SECONDS - 0.2
    while time.perf_counter() < end:
        begin = time.perf_counter()
        socket.whole.clear()
        recent.clear()  # as if all lanes were dragged
        await ask(kind="scene", id=1, scene=said, view=shown)
        await socket.whole.wait()
        times.append((time.perf_counter() - begin) * 1e3)
        await asyncio.sleep(0.02)
    if beside:
        assert not socket.told.is_set()
        await socket.told.wait()
    await connection.close()
    return times


def rows() -> list[Row]:
    """Return the 95th percentile beside the long kind as a multiple of that alone, for every size."""
    KINDS["long"] = Long
    made = []
    for lanes, steps in SIZES:
        scene = sized(lanes, steps)
        scene.run()
        kinds = ((False, 0), (True, LONGEST), (True, SHORTER))
        turns = [asyncio.run(dragged(scene, *kind)) for _ in range(ROUNDS) for kind in kinds]
        alone, beside, shorter = (list(chain(*turns[k :: len(kinds)])) for k in range(len(kinds)))
        for name, times, most in (("a long run", beside, 1.2), ("runs of 0.6 ms", shorter, None)):
            a, b = quantile(alone, 0.95), quantile(times, 0.95)
            note = f"alone {a:.1f} ms; p50 {quantile(times, 0.5):.1f}, alone {quantile(alone, 0.5):.1f} ms"
            made.append(Row(f"{lanes} x {steps:,}, p95 beside {name}", b, "ms", b / a, most=most, note=note))
    del KINDS["long"]
    return made
