"""One of two workers is killed, then the other one, under an open page."""

import os
import signal
import subprocess
import time
from pathlib import Path

from tests.faults.serving import START, Serving, waited
from tests.faults.visitor import redraws, visiting

BACK = 3.0
"""Seconds until the page draws again."""


def workers(parent: int) -> list[int]:
    """Return the process ids of the workers, without Python's resource tracker."""
    found = subprocess.run(["ps", "--ppid", str(parent), "-o", "pid=,args="], capture_output=True, encoding="utf-8", check=False).stdout
    return [int(line.split()[0]) for line in found.splitlines() if "spawn_main" in line]


def started(server: Serving) -> int:
    """Return how many workers have ever become ready."""
    return server.log.read_text("utf-8").count("Application startup complete")


def rests(process: int) -> bool:
    """Return whether a process does nothing for half a second: it has loaded its kernels."""
    ticks = lambda: Path(f"/proc/{process}/stat").read_text("utf-8").split()[13:15]  # noqa: E731
    before = ticks()
    time.sleep(0.5)
    return ticks() == before


def whole(server: Serving, count: int) -> None:
    """Wait until so many workers have become ready, two are there, and both have loaded their kernels."""
    waited(lambda: started(server) >= count, START, "there are no two workers")
    waited(lambda: all(rests(each) for each in workers(server.process.pid)), START, "the workers do not come to rest")


def fault(place: Path) -> list[str]:
    """The page was with one of the two; it goes to the other one, and a new worker takes the dead one's place."""
    with Serving(place / "log", "--workers", "2") as server:
        server.ready(START)
        whole(server, 2)
        seconds = []
        with visiting(server.url) as page:
            for i, victim in enumerate(workers(server.process.pid)):
                os.kill(victim, signal.SIGKILL)
                seconds.append(redraws(page, BACK))
                whole(server, 3 + i)
        server.said()
    return [f"page: draws {' and '.join(f'{took:.1f} s' for took in seconds)} after each kill (bound {BACK:g} s)"]
