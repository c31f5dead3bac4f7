"""One recorded step, compiled, against the same loop in C (gcc -O3 -march=native), interleaved."""

import ctypes
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from app.engine.compile import listener_kernel, surface_kernel, walk_kernel
from app.engine.run import Ground, Walker, fresh
from app.optimizers import OPTIMIZERS
from tests.scenes import settled

STEPS = 100_000
ROUNDS = 15
SOURCE = Path(__file__).with_name("loops.c")


def library() -> ctypes.CDLL:
    """Return the C loops, compiled for this machine."""
    target = Path(tempfile.mkdtemp()) / "loops.so"
    subprocess.run(["gcc", "-O3", "-march=native", "-shared", "-fPIC", "-o", str(target), str(SOURCE), "-lm"], check=True)
    return ctypes.CDLL(str(target))


def ours(ground: Ground, walker: Walker, start: tuple[float, float], rows: np.ndarray, rates: np.ndarray) -> Callable[[], object]:
    """Return a call of the compiled kernel; memory is laid out before."""
    kernel, surface, k = walk_kernel(walker.optimizer), surface_kernel(ground.key), ground.vector()
    pace = (listener_kernel("constant"), np.empty(0), np.empty(0), walker.rates(STEPS), 1.0, 1.0)
    seen = (np.empty((0, 2)), np.inf, 0.0, walker.vector(), fresh(), np.empty((2, 0)))
    return lambda: kernel(surface, k, *start, *pace, *seen, rows, rates, walker.begin(start))


def theirs(
    c: ctypes.CDLL, ground: Ground, walker: Walker, start: tuple[float, float], rows: np.ndarray, rates: np.ndarray
) -> Callable[[], object]:
    """Return a call of the C loop on the same input."""
    k, lr, h = ground.vector(), walker.rates(STEPS), np.ascontiguousarray(walker.vector())
    at = lambda array: array.ctypes.data_as(ctypes.c_void_p)  # noqa: E731
    loop = getattr(c, walker.optimizer)
    arguments = at(k), ctypes.c_double(start[0]), ctypes.c_double(start[1]), at(lr), ctypes.c_long(STEPS), at(h), at(rows), at(rates)
    return lambda: (loop(*arguments), k, lr, h)


def fastest(*calls: Callable[[], object]) -> list[float]:
    """Return the shortest time of every call in ns per step, measured in turns."""
    best = [float("inf")] * len(calls)
    for _ in range(ROUNDS):
        for i, call in enumerate(calls):
            begin = time.perf_counter()
            call()
            best[i] = min(best[i], (time.perf_counter() - begin) / STEPS * 1e9)
    return best


def main() -> None:
    """Print a line per optimizer."""
    c = library()
    print(f"one recorded step on the ellipse, {STEPS} steps, best of {ROUNDS}")
    for key in (key for key in OPTIMIZERS if hasattr(c, key)):
        ground, walker, start = settled("ellipse", key)
        rows, rates = (np.zeros((2, 4, STEPS + 1)), np.zeros((2, 2, STEPS)))
        a, b = fastest(ours(ground, walker, start, rows[0], rates[0]), theirs(c, ground, walker, start, rows[1], rates[1]))
        apart = np.abs(rows[0, :2, :200] - rows[1, :2, :200]).max()
        print(f"  {key:20} {a:6.1f} ns   C {b:6.1f} ns   ratio {a / b:4.2f}   first 200 rows apart {apart:.0e}")
