"""The only server is killed while 300 phones vote, and started again; the classes were in its memory."""

import json
import time
from pathlib import Path

from tests.bench.crowded import asked
from tests.faults.hall import Class, lecture
from tests.faults.serving import START, Serving

KEPT = ("rev", "scene", "labels", "step", "steps", "until", "view", "mode", "locked", "ask", "asked", "removed")
"""What the host's page keeps of a class."""


def fault(place: Path) -> list[str]:
    """The host's page opens the class again with its secret: the same code, and the same seats."""
    took = 0.0
    with Serving(place / "log") as server:
        server.ready(START)

        async def killed(hall: Class) -> float:
            nonlocal took
            state = hall.host.said["state"]
            server.kill()
            server.start()
            took = server.ready(START)
            body = {"secret": hall.secret, "room": {key: state[key] for key in KEPT}}
            assert json.loads(asked(server.port, "/api/class", body))["code"] == hall.code
            return time.monotonic()

        found = lecture(server.port, killed)
        server.said()
    return [*found, f"(the server was ready {took:.1f} s after it was started again, and the host came at once)"]
