"""Start of the server, kernels cached and not, and of everything from nothing: `app.web.warm` with an empty cache."""

import os
import subprocess
import sys
import tempfile
from statistics import median
from unittest import mock

from tests.bench.clock import seconds
from tests.bench.table import Row
from tests.browser.server import Server

ROUNDS = 5


def serve() -> float:
    """Return the seconds from the start of the process to the first healthy answer."""
    made: list[Server] = []
    took = seconds(lambda: made.append(Server()))
    made[0].stop()
    return took


def warm() -> float:
    """Return the seconds in which a new process compiles, or loads, every kernel."""
    return seconds(lambda: subprocess.run([sys.executable, "-m", "app.web.warm"], check=True, stdout=subprocess.DEVNULL))


def rows() -> list[Row]:
    """Return cold and cached, of the server and of everything."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, {"NUMBA_CACHE_DIR": folder}):
        first, everything = serve(), warm()
        cached, again = median(serve() for _ in range(ROUNDS)), median(warm() for _ in range(ROUNDS))
    return [
        Row("server healthy, kernels cached", cached, "s", most=1),
        Row("server healthy, cache empty", first, "s"),
        Row("every kernel, cache empty", everything, "s", most=10),
        Row("every kernel, cached", again, "s"),
    ]
