"""A server in a process of its own, on cores of its own, and what the system says of it. Needs Linux."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import Server

HERE = hasattr(os, "sched_setaffinity") and Path("/proc/self/stat").exists()
TICK = os.sysconf("SC_CLK_TCK") if HERE else 1


def cores() -> list[int]:
    """Return the cores that this process may use."""
    return sorted(os.sched_getaffinity(0))


@contextmanager
def pinned(chosen: list[int]) -> Iterator[None]:
    """Keep this process on some cores for a while; what it starts stays there."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, chosen)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def serving(workers: int = 1, on: list[int] | None = None) -> Iterator[Server]:
    """Start a server with every kernel compiled, and stop it."""
    with pinned(on or cores()):
        server = Server("--workers", str(workers))
    try:
        rest(server)
        yield server
    finally:
        server.process.terminate()
        server.process.wait(timeout=30)


def rest(server: Server) -> None:
    """Wait until the server has nothing to do: it compiles in the background."""
    before, used = -1.0, cpu(server)
    while used - before > 0.05:
        time.sleep(1)
        before, used = used, cpu(server)


def family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    children = (path.read_text("utf-8").split() for path in Path(f"/proc/{pid}/task").glob("*/children"))
    return [pid, *(one for pids in children for child in pids for one in family(int(child)))]


def cpu(server: Server) -> float:
    """Return the CPU seconds that the server and its workers have used."""
    return sum(cpu_of(pid) for pid in family(server.process.pid))


def cpu_of(pid: int) -> float:
    """Return the CPU seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory(server: Server) -> float:
    """Return the resident memory of the server in MB."""
    return resident(server.process.pid)


def resident(pid: int) -> float:
    """Return the resident memory of a process in MB, 0 once it has ended."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("utf-8").split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
