"""A class that follows what its host drags ten times a second: `python -m tests.bench.dragged PORT PID PHONES` prints what it saw."""

import asyncio
import json
import random
import sys
import time
import zlib
from typing import Any

from app.catalog.link import link_to
from tests.bench.crowded import Lesson, spread
from tests.bench.phone import Phone

RATE, SECONDS = 10, 8.0
"""Scenes a second, for so long."""

SIZES = {"3 lanes x 400 steps": (3, 400), "4 lanes x 1,000 steps": (4, 1000)}
KEYS = ("adam", "gradient_descent", "rmsprop", "momentum")


def scene(lanes: int, steps: int, k: int) -> dict[str, Any]:
    """Return the k-th scene of a drag; its first lane is called k."""
    said = [{"optimizer": {"key": key, "knobs": {"lr": 0.001 * (1 + k)}}, "label": str(k)} for key in KEYS[:lanes]]
    link = link_to({"surface": {"key": "canyon"}, "steps": steps, "lanes": said})[1:]
    return {"scene": link, "steps": steps, "step": 0}


def which(frame: bytes) -> int:
    """Return which scene of the drag a picture is of."""
    raw = zlib.decompress(frame[8:])
    head = json.loads(raw[4 : 4 + int.from_bytes(raw[:4], "little")])
    return int(head["lanes"][0]["label"])


class Drag(Lesson):
    """A class that notes when each picture came to each phone, and its bytes."""

    def __init__(self, port: int, server: int) -> None:
        super().__init__(port, server)
        self.scenes: dict[bytes, int] = {}
        self.sizes: list[int] = []

    def looked(self, frame: bytes) -> None:
        """Note how long a picture was on its way, and its size; it is decoded once for all."""
        self.sizes.append(len(frame))
        if frame[4] == 1:
            if frame[:4] not in self.scenes:
                self.scenes[frame[:4]] = which(frame)
            self.delays.append(time.perf_counter() - self.sent.get(self.scenes[frame[:4]], time.perf_counter()))

    async def drag(self, lanes: int, steps: int) -> None:
        """Drag."""
        await self.do("set", **scene(lanes, steps, 0))
        await asyncio.sleep(2)
        for noted in (self.delays, self.sizes, self.scenes, self.sent):
            noted.clear()
        begin = time.perf_counter()
        for i in range(int(RATE * SECONDS)):
            await asyncio.sleep(max(0.0, begin + i / RATE - time.perf_counter()))
            self.sent[i] = time.perf_counter()
            self.host.send({"t": "drag", "scene": scene(lanes, steps, i)["scene"]})


class Viewer(Phone):
    """A phone that looks at its pictures."""

    made: Drag

    def take(self, opcode: int, said: bytes) -> None:
        """Take one message."""
        if opcode == 2:
            self.made.looked(said)
        super().take(opcode, said)


async def lesson(port: int, server: int, count: int) -> dict[str, Any]:
    """Return what a class saw of each size."""
    made = Drag(port, server)
    await made.host.join()
    for _ in range(count):
        made.phones.append(phone := Viewer(port, {"code": made.code}))
        phone.made = made
        await phone.join()
    seen: dict[str, Any] = {}
    for name, (lanes, steps) in SIZES.items():
        with made.measured(name):
            await made.drag(lanes, steps)
        whole, pictures = sum(made.sizes), len(made.delays)
        seen[name] = {
            "way": spread(made.delays), "core": made.seen[name], "rate": pictures / count / SECONDS,
            "size": whole / max(1, pictures), "mbit": whole * 8e-6 / SECONDS,
        }  # fmt: skip
    return seen


if __name__ == "__main__":
    random.seed(7)
    print(json.dumps(asyncio.run(lesson(*map(int, sys.argv[1:])))))
