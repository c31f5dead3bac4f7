"""Gives memory that is free back to the system, where the C library is glibc. Left alone, it keeps what its busiest moment took."""

import ctypes
import sys
from contextlib import suppress

TRIM, MMAP, ARENAS = -1, -3, -8
"""What glibc's `mallopt` calls the free bytes at the heap's end that it keeps, the bytes of an array from which on it is given back
when it is freed, and the number of heaps: with one for each thread, each keeps holes that only its thread fills."""
LARGE = 4_000_000
"""Bytes of the first two. The server keeps glibc's own, which grow: to get its arrays anew takes long runs a quarter longer."""


def _tell(name: str, *numbers: int) -> None:
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library
            getattr(ctypes.CDLL(None), name)(*numbers)


def give_back() -> None:
    """Give back what is free now. That takes a millisecond."""
    _tell("malloc_trim", 0)


def give_back_large() -> None:
    """Give back at once what becomes free from here on, if it is large."""
    for what in (TRIM, MMAP):
        _tell("mallopt", what, LARGE)


def share_heap() -> None:
    """Have the threads that begin from here on share the heap of the others."""
    _tell("mallopt", ARENAS, 1)
