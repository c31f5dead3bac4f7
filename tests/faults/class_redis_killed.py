"""Redis is killed while 300 phones vote, and comes back with nothing, with everything, or with what it knew some time ago."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from tests.classroom.stores import Redis
from tests.faults.hall import Class, lecture, nothing
from tests.faults.serving import START, Serving
from tests.faults.worker_killed import whole

AWAY = 1.0
"""Seconds for which there is no Redis."""

WAYS: dict[str, tuple[str, ...]] = {
    "it kept nothing": ("--save", ""),
    "it kept a log (AOF, every second)": ("--save", "", "--appendonly", "yes", "--appendfsync", "everysec"),
    "it kept a copy (RDB) from before the question": ("--save", ""),
    "it kept a copy (RDB) from within the vote": ("--save", ""),
}


def happened(place: Path, way: str) -> list[str]:
    """Kill a Redis that keeps its data in one way."""
    place.mkdir()
    redis = Redis(place, *WAYS[way])
    try:
        with Serving(place / "log", "--workers", "2", environment={"RAVINE_REDIS_URL": redis.url}) as server:
            server.ready(START)
            whole(server, 2)

            async def killed(hall: Class) -> float:
                redis.kill()
                await asyncio.sleep(AWAY)
                redis.start()
                return time.monotonic()

            def saved(_: Class) -> None:
                assert redis.cli("save") == "OK"

            moments: dict[str, Callable[[Class], None]] = {
                "before": saved if "before" in way else nothing, "early": saved if "within" in way else nothing,
            }  # fmt: skip
            found = lecture(server.port, killed, **moments)
            server.said()
    finally:
        redis.kill()
    return [f"{way}: {line}" for line in found]


def fault(place: Path) -> list[str]:
    """The workers write back what is missing, and the phones say their votes again."""
    return [line for i, way in enumerate(WAYS) for line in happened(place / str(i), way)]
