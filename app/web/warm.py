"""Compiles kernels ahead of their first use."""

import subprocess
import sys
import threading
from collections.abc import Iterable
from time import sleep

import numpy as np

from app.answers.axes import Span
from app.answers.wire import narrow
from app.engine.compile import coupled_kernel, listener_address, surface_address, walk_kernel, were_cached
from app.engine.events import events, terrain
from app.engine.run import Run
from app.engine.thinning.thin import Window, extremes, path, places
from app.lessons import LESSONS, OPENING
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Wrapper
from app.scene.scene import Scene
from app.settings import settings
from surfaces import SURFACES

ready = threading.Event()
"""Set once the first lesson can run."""


def warm_drawing() -> None:
    """Compile the functions that thin paths and series and find events."""
    line = np.linspace(0.0, 1.0, 3)
    window = Window(10, 10, 0, 1, 0, 1)
    path(window, line, line, 50)
    places(window, line, line, np.arange(2))
    Span.of(extremes(line, 0, 0, 2, 3), False)
    narrow(line)
    scene = Scene.model_validate({"surface": {"key": "saddle"}, "steps": 1, "lanes": [{"optimizer": {"key": "gradient_descent"}}]})
    pairs, rates = np.empty((2, 0)), np.ones(2)
    run = Run(2, False, line, line, line, line + 1, rates, rates, rates, pairs, np.empty(0), pairs)
    events(run, scene.lanes[0].walker(), terrain(scene.landscape()))


def warm_units(surfaces: Iterable[str], optimizers: Iterable[str]) -> None:
    """Compile these surfaces and optimizers."""
    for key in surfaces:
        surface_address(key)
    for key in optimizers:
        unit = OPTIMIZERS[key]
        if isinstance(unit, Coupled):
            coupled_kernel(key)
        else:
            walk_kernel(key, unit.inner if isinstance(unit, Wrapper) else None)


def kernels() -> list[tuple[Iterable[str], Iterable[str]]]:
    """Return every surface and every optimizer, each as the arguments of `warm_units`."""
    return [([key], []) for key in SURFACES] + [([], [key]) for key in OPTIMIZERS]


_compilers: list[subprocess.Popen[bytes]] = []
"""The processes that fill the cache."""


def fill(processes: int) -> None:
    """Fill numba's disk cache in separate processes, because compiling blocks the interpreter and does not release its memory."""
    shares = [[sys.executable, "-m", "app.web.warm", str(share), str(processes)] for share in range(processes)]
    _compilers.extend(subprocess.Popen(share, stdout=subprocess.DEVNULL) for share in shares)
    for process in _compilers:
        process.wait()


def stop() -> None:
    """End the processes that still compile, so that none outlives the server."""
    for process in _compilers:
        process.terminate()


def warm() -> None:
    """Load or compile the first lesson's kernels, set `ready`, then do the rest."""
    first = Scene.model_validate(LESSONS[OPENING].scene)
    warm_units([first.surface.key], [lane.optimizer.key for lane in first.lanes])
    listener_address("constant")
    warm_drawing()
    ready.set()
    if not were_cached():
        fill(settings.threads)
    for surfaces, optimizers in kernels():
        warm_units(surfaces, optimizers)
        sleep(0.001)  # lets a scene that waits for one of its kernels go first


def main() -> None:
    """Fill numba's disk cache, for instance while an image is built; two numeric arguments select a share: its index, of how many."""
    if len(sys.argv) == 3:
        share, of = map(int, sys.argv[1:])
        if share == 0:
            warm_drawing()
            listener_address("constant")
        for surfaces, optimizers in kernels()[share::of]:
            warm_units(surfaces, optimizers)
        return
    fill(settings.threads)
    print(f"compiled {len(SURFACES)} surfaces and {len(OPTIMIZERS)} optimizers")


if __name__ == "__main__":
    main()
