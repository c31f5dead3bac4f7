"""The folder of kernels is read-only: with kernels in it, and empty."""

import shutil
from pathlib import Path

from tests.faults.mounting import mounted, read_only
from tests.faults.serving import COLD, START, WARM, Serving, clear

SIZE = 64 * 1024 * 1024
"""Bytes: enough for all kernels."""


def serve(place: Path, folder: Path, within: float) -> tuple[float, list[str]]:
    """Return after how many seconds a server with this folder is ready, and what it says."""
    with Serving(place / f"{folder.name}.log", environment={"NUMBA_CACHE_DIR": str(folder)}) as server:
        took = server.ready(within)
        server.runs()
        return took, server.said()


def fault(place: Path) -> list[str]:
    """Full, it is as good as any; empty, kernels are compiled every time."""
    with mounted(place / "full", SIZE) as own:
        shutil.copytree(WARM, place / "full", dirs_exist_ok=True)
        with read_only(place / "full", own):
            warm, nothing = serve(place, place / "full", START)
    with mounted(place / "empty", SIZE) as own, read_only(place / "empty", own):
        cold, [said] = serve(place, place / "empty", COLD)
    assert nothing == []
    return [
        f"(made with {'a read-only tmpfs' if own else 'rights'})",
        f"with kernels: ready after {warm:.1f} s (bound {START:g} s), nothing to say",
        f"empty: log, once: {clear(said)}",
        f"ready after {cold:.0f} s (bound {COLD:g} s), and a scene is answered",
    ]
