"""How long tests wait. A machine may be busy, or stand still for a minute, whatever is tried on it."""

from collections.abc import Callable
from time import sleep
from typing import Any

PATIENCE = 120.0
"""Seconds until a test gives up; what it waits for takes a fraction of one."""

LOOK = 0.01
"""Seconds between two looks, at least."""


def within(holds: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Wait until something holds, and return it; fail after so many seconds in which this process ran: a pause of it counts as one look."""
    for _ in range(int(seconds / LOOK)):
        if found := holds():
            return found
        sleep(LOOK)
    found = holds()
    assert found, f"it does not hold within {seconds:g} s"
    return found
