"""Orders for the worker processes of `test_processes.py`."""

import os
import signal
from collections.abc import Iterator
from time import process_time, sleep
from typing import Any

from app.scene.faults import single


def who() -> Iterator[int]:
    """Yield the number of this process, and by how much it steps back behind others."""
    yield os.getpid()
    yield os.nice(0) if hasattr(os, "nice") else 10


def forever() -> Iterator[int]:
    """Yield the number of this process, and nothing more."""
    yield os.getpid()
    while True:
        sleep(1)


def endless() -> Iterator[int]:
    """Yield the number of this process, then compute for ever."""
    yield os.getpid()
    while True:
        pass


def waits(seconds: float) -> Iterator[int]:
    """Yield the number of this process when so many seconds are over by the clock, of which it computes in none."""
    sleep(seconds)
    yield os.getpid()


def computes(seconds: float) -> Iterator[int]:
    """Yield the number of this process when it has computed for so many seconds."""
    end = process_time() + seconds
    while process_time() < end:
        pass
    yield os.getpid()


def refuse() -> Iterator[Any]:
    """Refuse, as a scene that does not fit is refused."""
    raise single("no_lane", "lane", 7, last=3)
    yield


def fail() -> Iterator[Any]:
    """Fail, which is a fault of ours."""
    raise ZeroDivisionError
    yield


def die() -> Iterator[Any]:
    """End in the middle of the work, as where memory is short."""
    yield 1
    os.kill(os.getpid(), signal.SIGKILL)


def opened(descriptor: int) -> Iterator[bool]:
    """Yield whether a file is open in this process."""
    try:
        os.fstat(descriptor)
    except OSError:
        yield False
    else:
        yield True


def counted() -> Iterator[int]:
    """Yield numbers as fast as they are taken."""
    yield from range(1_000_000)
