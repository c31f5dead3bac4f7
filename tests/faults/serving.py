"""A server that a fault happens to, and what it says."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from tests.setup.try_wheel import ask, free_port

ROOT = Path(__file__).parents[2]
WARM = Path(os.environ.get("NUMBA_CACHE_DIR") or ROOT / ".cache" / "numba")
"""Kernels that are compiled already; `make faults` sees to it."""

START = 60.0
"""Seconds in which a server with compiled kernels must be ready, on a busy machine."""

COLD = 300.0
"""Seconds in which a server must be ready that compiles the first lesson's kernels, on a busy machine."""

SCENE = {"surface": {"key": "canyon"}, "steps": 50, "lanes": [{"optimizer": {"key": "gradient_descent"}}]}


class Serving:
    """`ravine serve` as a process; its log goes to a file. `before` is called in the new process, as in `subprocess`."""

    def __init__(
        self, log: Path, *options: str, environment: Mapping[str, str] | None = None,
        before: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.log = log
        self.command = [sys.executable, "-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", str(self.port), *options]
        self.how: dict[str, Any] = {"cwd": ROOT, "env": {**os.environ, **(environment or {})}, "preexec_fn": before}
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=20)
        self.process.kill()
        self.process.wait()

    def start(self) -> None:
        """Start the server at its port."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=log, **self.how)

    def kill(self) -> None:
        """End it as a crash does."""
        self.process.kill()
        self.process.wait()

    def ask(self, path: str, body: object = None, patience: float = 10) -> tuple[int, str]:
        """Return status and text of an answer, (0, "") if there is none."""
        return ask(self.port, path, body, patience)

    def ready(self, within: float) -> float:
        """Wait until the first lesson can run; return after how many seconds."""
        return waited(lambda: self.ask("/healthz")[0] == 200, within, "the server is not ready")

    def runs(self, scene: object = SCENE) -> None:
        """Check that a scene is answered."""
        status, text = self.ask("/api/runs", scene, patience=60)
        assert status == 200, (status, text[:300])

    def said(self) -> list[str]:
        """Return our own sentences of the log; fail if it holds a traceback."""
        text = self.log.read_text("utf-8")
        assert "Traceback" not in text, text[-2000:]
        return re.findall(r"^(?:ravine|ERROR): +(.*)$", text, re.MULTILINE)


def waited(done: Callable[[], bool], within: float, otherwise: str) -> float:
    """Wait until something holds; return after how many seconds, and fail if it takes longer than `within`."""
    begun = time.monotonic()
    while not done():
        assert time.monotonic() - begun < within, f"{otherwise} within {within:g} s"
        time.sleep(0.02)
    return time.monotonic() - begun


def clear(sentence: str) -> str:
    """Return a sentence for a person; fail if it is none: names of Python's, several lines, or no words."""
    assert re.search(r"\w+ \w+ \w+", sentence), sentence
    assert not re.search(r"Traceback|Error\b|Exception|0x[0-9a-f]{6}|\n", sentence), sentence
    return sentence
