"""The disk is full, so that no kernel can be kept."""

import resource
from pathlib import Path

from tests.faults.mounting import mounted
from tests.faults.serving import COLD, Serving, clear

SIZE = 65536
"""Bytes: enough for one or two kernels."""


def limit() -> None:
    """Let no file grow; Python ignores the signal and gets an error."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def fault(place: Path) -> list[str]:
    """Everything works, compiled in the process."""
    with mounted(place / "kernels", SIZE) as own:
        environment = {"NUMBA_CACHE_DIR": str(place / "kernels")}
        with Serving(place / "log", environment=environment, before=None if own else limit) as server:
            took = server.ready(COLD)
            server.runs()
            [said] = server.said()
    how = f"a tmpfs of {SIZE:,} bytes" if own else "a limit of 1,000 bytes to a file (RLIMIT_FSIZE), for this user may not mount"
    return [f"(made with {how})", f"log, once: {clear(said)}", f"ready after {took:.0f} s (bound {COLD:g} s), and a scene is answered"]
