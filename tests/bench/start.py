"""From nothing to every kernel compiled: with an empty cache, and with a full one."""

import os
import subprocess
import sys
import tempfile
import time


def seconds(cache: str) -> float:
    """Return how long a new process takes."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "app.warm"], check=True, stdout=subprocess.DEVNULL, env={**os.environ, "NUMBA_CACHE_DIR": cache})
    return time.perf_counter() - begin


def main() -> None:
    """Print cold and warm."""
    with tempfile.TemporaryDirectory() as cache:
        cold, warm = seconds(cache), seconds(cache)
    print(f"imports and every kernel: cache empty {cold:.1f} s, cache full {warm:.1f} s")
