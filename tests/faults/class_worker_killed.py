"""One of two workers is killed while 300 phones vote; the classes are in Redis."""

import os
import signal
import time
from pathlib import Path

from tests.classroom.stores import Redis
from tests.faults.hall import Class, lecture
from tests.faults.serving import START, Serving
from tests.faults.worker_killed import whole, workers


def fault(place: Path) -> list[str]:
    """Its phones go to the other one."""
    redis = Redis(place)
    try:
        with Serving(place / "log", "--workers", "2", environment={"RAVINE_REDIS_URL": redis.url}) as server:
            server.ready(START)
            whole(server, 2)

            async def killed(_: Class) -> float:
                os.kill(workers(server.process.pid)[0], signal.SIGKILL)
                return time.monotonic()

            found = lecture(server.port, killed)
            server.said()
    finally:
        redis.kill()
    return found
