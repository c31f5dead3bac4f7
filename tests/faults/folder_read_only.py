"""The folder of kernels belongs to somebody else: with kernels in it, and empty."""

import os
import shutil
from pathlib import Path

from tests.faults.serving import COLD, START, WARM, Serving, clear


def served(place: Path, folder: Path) -> Serving:
    """Serve as a user who may not write: nobody if this is root, else with the folder's own rights taken away."""
    for each in (folder, *folder.rglob("*")):
        each.chmod(0o555 if each.is_dir() else 0o444)
    return Serving(place / f"{folder.name}.log", environment={"NUMBA_CACHE_DIR": str(folder)}, user="nobody" if os.geteuid() == 0 else None)


def fault(place: Path) -> list[str]:
    """Full, it is as good as any; empty, kernels are compiled every time."""
    full, empty = place / "full", place / "empty"
    shutil.copytree(WARM, full)
    empty.mkdir()
    with served(place, full) as server:
        warm = server.ready(START)
        server.runs()
        assert server.said() == []
    with served(place, empty) as server:
        cold = server.ready(COLD)
        server.runs()
        [said] = server.said()
    for each in (full, empty, *full.rglob("*")):
        each.chmod(0o755)
    return [
        f"with kernels: ready after {warm:.1f} s (bound {START:g} s), nothing to say",
        f"empty: log, once: {clear(said)}",
        f"ready after {cold:.0f} s (bound {COLD:g} s), and a scene is answered",
    ]
