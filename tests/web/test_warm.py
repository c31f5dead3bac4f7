"""The processes that compile in the background end with the server."""

import subprocess
import sys
import threading
import time
from typing import Any

import pytest

from app.web import warm


def test_who_still_compiles_is_ended_with_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two that would take a minute each are gone at once."""
    real = subprocess.Popen
    sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
    monkeypatch.setattr(warm, "_compilers", [])
    monkeypatch.setattr(subprocess, "Popen", lambda _, **more: real(sleep, **more))
    filling = threading.Thread(target=warm.fill, args=(2,))
    filling.start()
    while len(compilers()) < 2:
        time.sleep(0.01)
    warm.stop()
    filling.join(timeout=30)
    assert not filling.is_alive()
    assert all(process.returncode for process in compilers())


def compilers() -> list[Any]:
    return warm._compilers
