"""Files of compiled kernels are cut off, emptied and garbled."""

import shutil
from pathlib import Path

from tests.faults.serving import COLD, WARM, Serving, clear

BREAKS = [
    lambda content: content[: len(content) // 2],
    lambda _: b"",
    lambda content: content[:500] + bytes(byte ^ 0x55 for byte in content[500:600]) + content[600:],
]


def fault(place: Path) -> list[str]:
    """They are compiled again, and the next start is as always."""
    folder = place / "kernels"
    shutil.copytree(WARM, folder)
    files = sorted(folder.rglob("*.kernel"))[::4]
    for i, file in enumerate(files):
        file.write_bytes(BREAKS[i % 3](file.read_bytes()))
    with Serving(place / "log", environment={"NUMBA_CACHE_DIR": str(folder)}) as server:
        took = server.ready(COLD)
        server.runs()
        [said] = server.said()
    with Serving(place / "again", environment={"NUMBA_CACHE_DIR": str(folder)}) as server:
        server.ready(COLD)
    return [f"{len(files)} files broken; log, once: {clear(said)}", f"ready after {took:.1f} s (bound {COLD:g} s), and a scene is answered"]
