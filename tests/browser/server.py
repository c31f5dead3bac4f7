"""A server of the browser tests' own."""

import subprocess
import sys
import urllib.error
import urllib.request
from contextlib import suppress
from typing import IO

from tests.patience import PATIENCE, within
from tests.setup.try_wheel import free_port


class Server:
    """`ravine serve` as a process that a test may stop and start again at the same address."""

    def __init__(self, *options: str, log: int | IO[str] = subprocess.DEVNULL, patience: float = PATIENCE) -> None:
        self.options, self.log, self.patience = options, log, patience
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.start()

    def start(self) -> None:
        """Start, and wait until it is healthy."""
        command = [sys.executable, "-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", str(self.port), *self.options]
        self.process = subprocess.Popen(command, stdout=self.log, stderr=self.log)
        within(lambda: self.process.poll() is not None or self.is_healthy(), self.patience)
        assert self.process.poll() is None, f"the server ended with {self.process.poll()}"

    def is_healthy(self) -> bool:
        """Return whether it says so."""
        with suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(f"{self.url}healthz") as answer:
            return bool(answer.status == 200)
        return False

    def stop(self) -> None:
        """Stop it, connections and all."""
        self.process.kill()
        self.process.wait()
