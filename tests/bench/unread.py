"""A class in which every tenth phone never reads: `python -m tests.bench.unread PORT PID PHONES` prints when they were gone."""

import asyncio
import json
import random
import sys
import time
from typing import Any

from tests.bench.crowded import RATE, Lesson, scene, spread
from tests.bench.process import resident

PATIENCE = 90.0
"""Seconds that are waited for at most."""


async def stir(made: Lesson, tick: int) -> None:
    """Send a second of news to everybody: 20 steps, and the pictures of 10 scenes that the host drags through."""
    begin = time.perf_counter()
    for i in range(RATE):
        await asyncio.sleep(max(0.0, begin + i / RATE - time.perf_counter()))
        k = RATE * tick + i
        made.sent[k] = time.perf_counter()
        made.host.send({"t": "step", "k": k})
        if i % 2:
            made.host.send({"t": "drag", "scene": scene(0.001 * (1 + k % 300))["scene"]})


async def lesson(port: int, server: int, count: int) -> dict[str, Any]:
    """Return when the deaf were gone, how much memory the server took meanwhile, and what the others saw."""
    made = Lesson(port, server)
    await made.enter(count)
    deaf, others = made.phones[: count // 10], made.phones[count // 10 :]
    for phone in deaf:
        phone.transport.pause_reading()
    before, grown, begun, gone = made.used(resident), 0.0, time.perf_counter(), -1.0
    tick = 0
    while gone < 0 and time.perf_counter() - begun < PATIENCE:
        await stir(made, tick)
        tick += 1
        grown = max(grown, made.more(resident, before))
        if made.host.said["tally"]["connected"] <= len(others):
            gone = time.perf_counter() - begun
    lost = sum(phone.closed for phone in others)
    return {"deaf": len(deaf), "gone": gone, "grown": grown, "step": spread(made.delays), "lost": lost}


if __name__ == "__main__":
    random.seed(7)
    print(json.dumps(asyncio.run(lesson(*map(int, sys.argv[1:])))))
