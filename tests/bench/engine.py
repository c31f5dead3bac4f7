"""One recorded step, compiled, against the same loop in C (gcc -O3 -march=native), on the ellipse."""

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

from app.engine.compile import listener_address, surface_address, walk_kernel
from app.engine.landscape import UNFED, Landscape
from app.engine.run import fresh
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from tests.bench.cases import awake
from tests.bench.clock import in_turns, ratio
from tests.bench.table import Row

STEPS = 100_000
ROUNDS = 31
SOURCE = Path(__file__).with_name("loops.c")
Start = tuple[float, float]


def library() -> ctypes.CDLL:
    """Return the C loops, compiled for this machine."""
    target = Path(tempfile.mkdtemp()) / "loops.so"
    subprocess.run(["gcc", "-O3", "-march=native", "-shared", "-fPIC", "-o", str(target), str(SOURCE), "-lm"], check=True)
    return ctypes.CDLL(str(target))


STILL = np.empty((0, 2))


def ours(
    landscape: Landscape, walker: Walker, start: Start, rows: np.ndarray, rates: np.ndarray,
    steps: int = STEPS, noise: np.ndarray = STILL, feed: np.ndarray = UNFED,
) -> Callable[[], object]:  # fmt: skip
    """Return a call of the compiled kernel; memory is laid out before."""
    kernel, surface, k = walk_kernel(walker.optimizer), surface_address(landscape.key), landscape.vector()
    pace = (listener_address("constant"), np.empty(0), np.empty(0), walker.rates(steps), 1.0, 1.0)
    seen = (noise, np.inf, 0.0, *walker.freeze, walker.vector(), fresh(), np.empty((2, 0)))
    return lambda: kernel(surface, k, feed, *start, 0, *pace, *seen, rows, rates, walker.begin(start))


def theirs(c: ctypes.CDLL, landscape: Landscape, walker: Walker, start: Start, rows: np.ndarray, rates: np.ndarray) -> Callable[[], object]:
    """Return a call of the C loop on the same input."""
    kept = (landscape.vector(), walker.rates(STEPS), np.ascontiguousarray(walker.vector()), walker.begin(start))
    at = lambda array: array.ctypes.data_as(ctypes.c_void_p)  # noqa: E731
    k, lr, h, state = map(at, kept)
    loop = getattr(c, walker.optimizer)
    arguments = k, ctypes.c_double(start[0]), ctypes.c_double(start[1]), lr, ctypes.c_long(STEPS), h, at(rows), at(rates), state
    return lambda: (loop(*arguments), kept)


def compared(c: ctypes.CDLL, key: str) -> Row:
    """Return the row of one optimizer."""
    landscape, walker, start = awake(key)
    rows, rates = np.zeros((2, 4, STEPS + 1)), np.zeros((2, 2, STEPS))
    a, b = in_turns(ROUNDS, ours(landscape, walker, start, rows[0], rates[0]), theirs(c, landscape, walker, start, rows[1], rates[1]))
    apart = max(np.abs(rows[0, :, :200] - rows[1, :, :200]).max(), np.abs(rates[0, :, :200] - rates[1, :, :200]).max())
    note = f"C {median(b) / STEPS * 1e9:.1f} ns; first 200 rows apart {apart:.0e}"
    return Row(key, median(a) / STEPS * 1e9, "ns", ratio(a, b), most=1.5, note=note)


def rows() -> list[Row]:
    """Return a row per optimizer that has a C loop, and Adam's time as such."""
    if not shutil.which("gcc"):
        return [Row("a recorded step against C", None, note="needs gcc")]
    c = library()
    found = [compared(c, key) for key in OPTIMIZERS if hasattr(c, key)]
    adam = next(row for row in found if row.what == "adam")
    return [*found, Row("adam, a recorded step", adam.measured, "ns", most=35)]
