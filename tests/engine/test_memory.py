"""Memory that is free goes back to the system, so that a busy moment is not paid for ever."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

from app.engine import memory

HOLES = """
import os
from app.engine import memory
from tests.bench.process import resident
pieces = [bytearray(100_000) for _ in range(1_000)]
kept = pieces[::20] + [bytearray(100_000)]
before = resident(os.getpid())
del pieces
{then}
print(before - resident(os.getpid()))
"""
ROOT = Path(__file__).parents[2]


def given_back(then: str) -> float:
    """Return how many MB a process gives back of 100 that it freed with holes between; 0 where there is no `/proc`."""
    command = [sys.executable, "-c", HOLES.format(then=then)]
    return float(subprocess.run(command, capture_output=True, check=True, cwd=ROOT).stdout)


def test_free_memory_between_what_is_kept_goes_back() -> None:
    """The C library is told; only glibc listens."""
    assert given_back("") < 20
    assert given_back("memory.give_back()") > (80 if platform.libc_ver()[0] == "glibc" else -20)


@pytest.mark.parametrize("call", ["give_back", "give_back_large", "share_heap"])
@pytest.mark.parametrize("system", ["win32", "linux"])
def test_another_system_or_library_is_no_fault(call: str, system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.engine.memory.sys.platform", system)
    monkeypatch.setattr("app.engine.memory.ctypes.CDLL", lambda _: object())
    getattr(memory, call)()
