"""Many runs of a lane in blocks: against C with OpenMP, against single runs, and how soon they stop when nobody wants them any more."""

import ctypes
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from app.engine.blocks.outcome import Outcome
from app.engine.blocks.outcomes import outcomes
from app.engine.landscape import Landscape
from app.engine.run import Abandoned, Array, fresh, run
from app.engine.walker import Walker
from app.scene.scene import Scene
from tests.bench.clock import in_turns, quantile, ratio
from tests.bench.table import Row

SOURCE = Path(__file__).with_name("blocks.c")
FLAGS = ("-O3", "-march=native", "-fno-math-errno", "-fno-trapping-math", "-fopenmp", "-shared", "-fPIC")
"""Without the third and fourth flag gcc makes no vector code of a square root."""
THREADS, TILE, ROUNDS = 2, 4096, 7
STILL = np.empty((0, 2))
TABLE = (
    ("rosenbrock", "gradient_descent"), ("rosenbrock", "momentum"), ("rosenbrock", "rmsprop"), ("rosenbrock", "adam"),
    ("rosenbrock", "newton"), ("rosenbrock", "prodigy"), ("rosenbrock", "lookahead"), ("rosenbrock", "sam"), ("rosenbrock", "bfgs"),
    ("rosenbrock", "adagrad_window"), ("himmelblau", "gradient_descent"), ("canyon", "gradient_descent"),
    ("rastrigin", "gradient_descent"), ("ackley", "gradient_descent"), ("formula", "gradient_descent"),
)  # fmt: skip
"""Pairs whose time per step is told, in a block and alone."""


@dataclass(frozen=True)
class Map:
    """Starts all over a surface's domain, and the lane that goes on from each."""

    landscape: Landscape
    walker: Walker
    starts: dict[str, Array]
    goals: Array
    tol: float

    def tile(self, at: int, steps: int, stale: Any = None, size: int = TILE) -> Outcome:
        """Run one tile."""
        starts = {name: values[at : at + size] for name, values in self.starts.items()}
        return outcomes(self.landscape, self.walker, (0.0, 0.0), steps, STILL, (0.0, 0.0), starts, self.goals, self.tol, stale=stale)

    def whole(self, steps: int, threads: ThreadPoolExecutor, size: int = TILE) -> list[Outcome]:
        """Run all tiles on some threads."""
        return list(threads.map(lambda at: self.tile(at, steps, None, size), range(0, len(self.starts["start.0"]), size)))

    def alone(self, count: int, steps: int) -> int:
        """Run some of the runs one after the other; return how many steps they took."""
        each = zip(self.starts["start.0"][:count].tolist(), self.starts["start.1"][:count].tolist(), strict=True)
        return sum(run(self.landscape, self.walker, start, steps, STILL).step for start in each)


def plane(surface: str, optimizer: str, side: int, **knobs: float) -> Map:
    """Return the map of all starts of a pair, `side` by `side` of them."""
    said = {"surface": {"key": surface}, "steps": 1, "lanes": [{"optimizer": {"key": optimizer, "knobs": knobs}}]}
    scene = Scene.model_validate(said)
    landscape = scene.landscape()
    (x0, x1), (y0, y1) = landscape.surface().domain
    x, y = np.meshgrid(np.linspace(x0, x1, side), np.linspace(y0, y1, side))
    goals = np.array(landscape.surface().minima(*landscape.arguments()), dtype=np.float64).reshape(-1, 2, 1)
    return Map(landscape, scene.lanes[0].walker(), {"start.0": x.ravel(), "start.1": y.ravel()}, goals, 0.01 * min(x1 - x0, y1 - y0))


def library() -> ctypes.CDLL:
    """Return the C program, compiled for this machine."""
    target = Path(tempfile.mkdtemp()) / "blocks.so"
    subprocess.run(["gcc", *FLAGS, "-o", str(target), str(SOURCE), "-lm"], check=True)
    return ctypes.CDLL(str(target))


def in_c(c: ctypes.CDLL, wanted: Map, steps: int) -> tuple[Array, Array]:
    """Return where the runs end as C has it."""
    x, y = (np.array(wanted.starts[name]) for name in ("start.0", "start.1"))
    first, gone = np.empty((2, len(x)), dtype=np.int64)
    at = lambda array: array.ctypes.data_as(ctypes.c_void_p)  # noqa: E731
    h, number = wanted.walker.vector(), ctypes.c_double
    counts = ctypes.c_long(len(x)), ctypes.c_long(steps)
    lr, tol2 = number(wanted.walker.knobs["lr"]), number(wanted.tol**2)
    c.runs(counts[0], at(x), at(y), counts[1], lr, at(h), tol2, at(first), at(gone), ctypes.c_int(THREADS))
    return x, y


def against_c(threads: ThreadPoolExecutor) -> list[Row]:
    """Return the time of 512 x 512 runs of 500 steps, by the clock and of the processor, and its ratio to that of C."""
    if not shutil.which("gcc"):
        return [Row("512 x 512 x 500, adam on rosenbrock, against C", None, note="needs gcc")]
    steps, wanted, c = 500, plane("rosenbrock", "adam", 512, lr=0.02), library()
    calls: tuple[Callable[[], object], ...] = (lambda: wanted.whole(steps, threads), lambda: in_c(c, wanted, steps))
    ends = np.concatenate([tile.x for tile in wanted.whole(steps, threads)])
    note = f"ends apart {np.abs(ends - in_c(c, wanted, steps)[0]).max():.0e}"
    rows = []
    for clock, name in ((time.process_time, "processor"), (time.perf_counter, "clock")):
        ours, theirs = in_turns(ROUNDS, *calls, clock=clock)
        what = f"512 x 512 x 500, adam on rosenbrock, {THREADS} threads, {name}"
        said = f"C {median(theirs):.2f} s; {median(ours) / (512 * 512 * steps) * 1e9:.1f} ns a step; {note}"
        rows.append(Row(what, median(ours), "s", ratio(ours, theirs), most=1.25, note=said))
    return rows


def per_step(surface: str, optimizer: str) -> Row:
    """Return the processor time of a step in a block, and how many times longer it takes alone; that of the first step is taken off."""
    wanted, steps, few = plane(surface, optimizer, 32), 300, 64
    taken, alone_taken = int(wanted.tile(0, steps).step.sum()), wanted.alone(few, steps)
    calls = [*(lambda n=n: wanted.tile(0, n) for n in (steps, 1)), *(lambda n=n: wanted.alone(few, n) for n in (steps, 1))]
    block, laid, alone, begun = map(min, in_turns(9, *calls, clock=time.thread_time))
    ours, one = (block - laid) / (taken - len(wanted.starts["start.0"])) * 1e9, (alone - begun) / (alone_taken - few) * 1e9
    return Row(f"{optimizer} on {surface}, a step in a block", ours, "ns", one / ours, note=f"alone {one:.1f} ns")


def cancelled(threads: ThreadPoolExecutor) -> Row:
    """Return how long after its mark is set a tile of slow runs ends."""
    wanted, late = plane("rosenbrock", "bfgs", 64), []
    for _ in range(31):
        stale = fresh()
        work = threads.submit(wanted.tile, 0, 20_000, stale)
        time.sleep(0.02)
        stale[0], begun = 1, time.perf_counter()
        assert isinstance(work.exception(), Abandoned)
        late.append((time.perf_counter() - begun) * 1e3)
    return Row("a tile of BFGS is cancelled", median(late), "ms", most=5, note=f"95 %: {quantile(late, 0.95):.1f} ms")


def rows() -> list[Row]:
    """Return all rows."""
    with ThreadPoolExecutor(THREADS) as threads:
        small = plane("rosenbrock", "adam", 64, lr=0.02)
        (hand,) = in_turns(ROUNDS, lambda: small.whole(2000, threads, TILE // THREADS))
        under = Row("64 x 64 x 2,000, adam on rosenbrock, 2 threads", median(hand) * 1e3, "ms", most=50)
        return [*against_c(threads), under, cancelled(threads), *(per_step(*pair) for pair in TABLE)]
