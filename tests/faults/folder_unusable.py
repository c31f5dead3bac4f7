"""`NUMBA_CACHE_DIR` names a folder that there cannot be."""

from pathlib import Path

from tests.faults.serving import COLD, ROOT, Serving, clear


def kernels() -> set[Path]:
    """Return the compiled kernels in the source tree."""
    return {path for folder in ("app", "surfaces") for kind in ("*.kernel", "*.nbi", "*.nbc") for path in (ROOT / folder).rglob(kind)}


def fault(place: Path) -> list[str]:
    """Nothing is written into the source tree instead."""
    (place / "file").touch()
    before = kernels()
    with Serving(place / "log", environment={"NUMBA_CACHE_DIR": str(place / "file" / "kernels")}) as server:
        took = server.ready(COLD)
        server.runs()
        [said] = server.said()
    assert kernels() == before
    return [f"log, once: {clear(said)}", f"ready after {took:.0f} s (bound {COLD:g} s); nothing in the source tree"]
