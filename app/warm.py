"""Compiles kernels ahead of their first use."""

import threading
from collections.abc import Iterable

import numpy as np

from app.engine.compile import coupled_kernel, listener_kernel, surface_kernel, walk_kernel
from app.engine.events import events, terrain
from app.engine.run import Run
from app.engine.thin import Window, extremes, path
from app.lessons import LESSONS
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Wrapper
from app.scene import Scene
from surfaces import SURFACES

ready = threading.Event()
"""Set once the first lesson can run."""


def warm_drawing() -> None:
    """Compile what thins paths and series, and what looks for events."""
    line = np.linspace(0.0, 1.0, 3)
    path(Window(10, 10, 0, 1, 0, 1), line, line, 50)
    extremes(line, 0, 0, 2, 3)
    scene = Scene.model_validate({"surface": {"key": "saddle"}, "steps": 1, "lanes": [{"optimizer": {"key": "gradient_descent"}}]})
    pairs, rates = np.empty((2, 0)), np.ones(2)
    run = Run(2, False, line, line, line, line + 1, rates, rates, rates, pairs, np.empty(0), pairs)
    events(run, scene.lanes[0].walker(), terrain(scene.ground()))


def warm_units(surfaces: Iterable[str], optimizers: Iterable[str]) -> None:
    """Compile these surfaces and optimizers."""
    for key in surfaces:
        surface_kernel(key)
    for key in optimizers:
        unit = OPTIMIZERS[key]
        if isinstance(unit, Coupled):
            coupled_kernel(key)
        else:
            walk_kernel(key, unit.inner if isinstance(unit, Wrapper) else None)


def warm() -> None:
    """Compile the first lesson's kernels, say that the server is ready, then compile the rest."""
    first = Scene.model_validate(next(iter(LESSONS.values())).scene)
    warm_units([first.surface.key], [lane.optimizer.key for lane in first.lanes])
    listener_kernel("constant")
    warm_drawing()
    ready.set()
    warm_units([*SURFACES, "formula"], OPTIMIZERS)


def main() -> None:
    """Fill numba's disk cache, for instance while an image is built."""
    warm()
    print(f"compiled {len(SURFACES)} surfaces and {len(OPTIMIZERS)} optimizers")


if __name__ == "__main__":
    main()
