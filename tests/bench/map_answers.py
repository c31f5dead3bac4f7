"""Maps as the server answers them: first patch, coarse picture, all, under a hand, given up, and a dragged scene beside one."""

import asyncio
import json
import time
from typing import Any, cast

import numpy as np
from fastapi import WebSocket

from app.engine.run import fresh
from app.maps.asked import Asked
from app.maps.checks import check
from app.scene.maps import MapChoice
from app.scene.scene import Scene
from app.web import maps
from app.web.stream import Connection
from tests.bench.cases import usual, view
from tests.bench.clock import quantile
from tests.bench.table import Row

ROUNDS, SECONDS = 9, 1.5
ADAM = {"surface": {"key": "rosenbrock"}, "lanes": [{"optimizer": {"key": "adam", "knobs": {"lr": 0.02}}}]}


def starts(count: int, steps: int) -> Asked:
    """Return a map of starts of Adam on rosenbrock."""
    axes = [{"path": f"start.{k}", "low": low, "high": high, "count": count} for k, (low, high) in enumerate(((-2, 2), (-1, 3)))]
    made = Asked(Scene.model_validate({**ADAM, "steps": steps}), MapChoice.model_validate({"axes": axes}))
    check(made)
    return made


async def drawn(asked: Asked, *, draft: bool = False) -> dict[str, float]:
    """Return when in ms the first patch, every eighth pixel and all of a map are there."""
    begun = time.perf_counter()
    seen: dict[str, float] = {}
    coarse = len([job for job in maps.plan_of(asked, draft).jobs() if job[0] == 8])
    async for part in maps.parts(asked, 1, fresh(), draft=draft):
        now = (time.perf_counter() - begun) * 1e3
        if isinstance(part, bytes):
            tiles = json.loads(part[4 : 4 + int.from_bytes(part[:4], "little")])["tiles"]
            seen.setdefault("first", now)
            coarse -= len([tile for tile in tiles if tile[0] == 8])
            if coarse <= 0:
                seen.setdefault("coarse", now)
            seen["all"] = now
    return seen


async def given_up() -> float:
    """Return the ms from giving up a map of long runs until all its threads are free."""
    parts = maps.parts(starts(320, 20_000), 1, fresh())
    await anext(parts)
    await anext(parts)
    begun = time.perf_counter()
    await parts.aclose()
    await asyncio.gather(*(asyncio.wrap_future(maps.threads.pool.submit(time.sleep, 0)) for _ in range(maps.threads.size)))
    return (time.perf_counter() - begun) * 1e3


class Heard:
    """A socket that says when a scene's answer is whole."""

    def __init__(self) -> None:
        self.whole = asyncio.Event()

    async def send_bytes(self, data: bytes) -> None:
        """Take a frame."""
        header = json.loads(data[4 : 4 + int.from_bytes(data[:4], "little")])
        if "map" not in header and header["last"]:
            self.whole.set()

    async def send_text(self, text: str) -> None:
        """Take a map's header."""


async def dragged(beside: bool) -> list[float]:
    """Return how long each scene of 4 lanes x 1,000 steps took in ms, one behind the other, beside a map or alone."""
    socket, times = Heard(), []
    connection = Connection(cast(WebSocket, socket))
    said: Any = usual(4, 1_000)
    shown = view(Scene.model_validate(said)).model_dump(exclude_none=True)
    long = starts(320, 20_000)
    if beside:
        of = {"scene": long.scene.model_dump(mode="json"), "map": long.chosen.model_dump(mode="json")}
        await connection.take({"text": json.dumps({"kind": "map", "id": 0, **of})})
        await asyncio.sleep(0.1)
    end, number = time.perf_counter() + SECONDS, 0
    while time.perf_counter() < end:
        number += 1
        said["lanes"][0]["optimizer"]["knobs"]["lr"] = 0.01 + 1e-6 * number
        socket.whole.clear()
        begun = time.perf_counter()
        await connection.take({"text": json.dumps({"kind": "scene", "id": number, "scene": said, "view": shown})})
        await socket.whole.wait()
        times.append((time.perf_counter() - begun) * 1e3)
        await asyncio.sleep(0.01)
    await connection.close()
    return times


async def measured() -> list[Row]:
    """Return all rows."""
    quick, hand = starts(512, 500), starts(64, 2_000)
    await drawn(quick)  # compiles
    seen = [await drawn(quick) for _ in range(ROUNDS)]
    under = [(await drawn(hand, draft=True))["all"] for _ in range(ROUNDS)]
    size = maps.pace.size(hand)
    late = [await given_up() for _ in range(ROUNDS)]
    turns = [(await dragged(beside=False), await dragged(beside=True)) for _ in range(3)]
    alone, beside = ([time for turn in turns for time in turn[k]] for k in (0, 1))
    of = {name: float(np.median([each[name] for each in seen])) for name in ("first", "coarse", "all")}
    name = "512 x 512 x 500 Adam"
    return [
        Row(f"{name}: first patch", of["first"], "ms", most=10),
        Row(f"{name}: every eighth pixel", of["coarse"], "ms", most=30),
        Row(f"{name}: all", of["all"], "ms"),
        Row("64 x 64 x 2,000 Adam under the hand", float(np.median(under)), "ms", most=50, note=f"{size} pixels are chosen on a side"),
        Row("a map of 20,000 steps is given up", float(np.median(late)), "ms", most=5, note=f"at most {max(late):.1f} ms"),
        *(beside_one(p, alone, beside) for p in (0.5, 0.95)),
    ]


def beside_one(p: float, alone: list[float], beside: list[float]) -> Row:
    """Return a quantile of dragged scenes beside a map."""
    a, b = quantile(alone, p), quantile(beside, p)
    return Row(f"a dragged scene beside a map, p{100 * p:.0f}", b, "ms", b / a, most=1.1, note=f"alone {a:.2f} ms")


def rows() -> list[Row]:
    """Return the rows."""
    return asyncio.run(measured())
