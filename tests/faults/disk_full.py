"""The disk is full, so that no kernel can be kept."""

import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.serving import COLD, Serving, clear

SIZE = 65536
"""Bytes: enough for one or two kernels."""


@contextmanager
def small(place: Path) -> Iterator[str]:
    """Yield how the folder was made small: a file system of its own if this user may mount one, else nothing but a limit of file sizes."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        yield "a limit of 1,000 bytes to a file (RLIMIT_FSIZE), for this user may not mount"
        return
    try:
        yield f"a tmpfs of {SIZE:,} bytes"
    finally:
        subprocess.run(["umount", str(place)], check=True)


def limit() -> None:
    """Let no file grow; Python ignores the signal and gets an error."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def fault(place: Path) -> list[str]:
    """Everything works, compiled in the process."""
    with small(place / "kernels") as how:
        mounted = how.startswith("a tmpfs")
        before = None if mounted else limit
        with Serving(place / "log", environment={"NUMBA_CACHE_DIR": str(place / "kernels")}, before=before) as server:
            took = server.ready(COLD)
            server.runs()
            [said] = server.said()
    return [f"(made with {how})", f"log, once: {clear(said)}", f"ready after {took:.0f} s (bound {COLD:g} s), and a scene is answered"]
