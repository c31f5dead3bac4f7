"""A server process that is fuzzed: what it wrote down, how much memory it has, how much of a processor it used. Needs Linux."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.process import cpu, family, resident, rest
from tests.browser.server import Server

SLOWEST_START = 900
"""Seconds that the server may take to start: the machine may be busy."""


class Fuzzed:
    """A server whose output is kept."""

    def __init__(self, log: Path) -> None:
        self.log = log
        with log.open("w", encoding="utf-8") as file:
            self.server = Server(log=file, patience=SLOWEST_START)
        self.url = self.server.url.rstrip("/")

    def memory(self) -> float:
        """Return the resident memory of the server and of its processes in MB."""
        return sum(resident(pid) for pid in family(self.server.process.pid))

    def used(self) -> float:
        """Return the processor seconds used so far."""
        return cpu(self.server)

    def tracebacks(self) -> int:
        """Return how many tracebacks the log holds."""
        return self.log.read_text("utf-8", "replace").count("Traceback (most recent call last)")

    def runs(self) -> bool:
        """Say whether the process is still there."""
        return self.server.process.poll() is None


@contextmanager
def fuzzed() -> Iterator[Fuzzed]:
    """Start a server with every kernel compiled, and stop it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Fuzzed(Path(folder) / "log")
        try:
            rest(made.server)
            yield made
        finally:
            made.server.process.terminate()
            made.server.process.wait(timeout=60)
