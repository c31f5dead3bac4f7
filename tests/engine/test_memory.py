"""Memory that is free goes back to the system, so that a busy moment is not paid for ever."""

import platform
import subprocess
import sys

import pytest

from app.engine import memory

HOLES = """
import resource
from pathlib import Path
from app.engine import memory
{first}
def resident():
    return int(Path("/proc/self/statm").read_text("utf-8").split()[1]) * resource.getpagesize() / 1e6
pieces = [bytearray(100_000) for _ in range(1_000)]
kept = pieces[::20] + [bytearray(100_000)]
before = resident()
del pieces
{then}
print(before - resident())
"""


def given_back(first: str = "", then: str = "") -> float:
    """Return how many MB a process gives back of 100 that it freed with holes between."""
    return float(subprocess.run([sys.executable, "-c", HOLES.format(first=first, then=then)], capture_output=True, check=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="no other C library is told")
def test_free_memory_between_what_is_kept_goes_back() -> None:
    assert given_back() < 20
    assert given_back(then="memory.give_back()") > 80


@pytest.mark.parametrize("call", ["give_back", "give_back_large", "share_heap"])
@pytest.mark.parametrize("system", ["win32", "linux"])
def test_another_system_or_library_is_no_fault(call: str, system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.engine.memory.sys.platform", system)
    monkeypatch.setattr("app.engine.memory.ctypes.CDLL", lambda _: object())
    getattr(memory, call)()
