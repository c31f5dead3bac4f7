"""A Dask scheduler with workers, on this machine."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from tests.patience import within

ROOT = Path(__file__).parents[2]


class Cluster:
    """A scheduler and two workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "scheduler.json"
        own = ["--scheduler-file", str(self.file), "--no-dashboard"]
        self.scheduler = self.begin("scheduler", "--host", "127.0.0.1", "--port", "0", *own)
        self.address = within(self.named)
        of_worker = ["--host", "127.0.0.1", "--nworkers", "1", "--nthreads", "1", "--local-directory", str(folder)]
        self.workers = [self.begin("worker", *own, *of_worker) for _ in range(2)]

    def begin(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """Begin a process, and its children, that can be ended together."""
        command = [sys.executable, "-m", "dask", *arguments]
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def named(self) -> str | None:
        """Return the scheduler's address, once it has one."""
        with suppress(OSError, ValueError):
            address: str = json.loads(self.file.read_text("utf-8"))["address"]
            return address
        return None

    def end(self) -> None:
        """Kill all."""
        for each in (*self.workers, self.scheduler):
            with suppress(ProcessLookupError):
                os.killpg(each.pid, signal.SIGKILL)
            each.wait()
