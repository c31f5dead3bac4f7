"""Compiles kernels ahead of their first use."""

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterable
from time import sleep
from typing import Any

import numpy as np

from app.engine import compile, kept, score
from app.engine.compile import (
    block_address,
    block_walker,
    listener_address,
    make_method,
    surface_address,
    sweep_address,
    were_cached,
)
from app.engine.events import events, terrain
from app.engine.run import Run
from app.engine.thinning.thin import Window, extremes, path, places
from app.lessons import LESSONS, OPENING
from app.optimizers import OPTIMIZERS
from app.replies.axes import Span
from app.replies.wire import narrow
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
        score.warm(key)
    for key in optimizers:
        make_method(key)


def warm_maps(surfaces: Iterable[str], optimizers: Iterable[str]) -> None:
    """Compile what maps need of these surfaces and optimizers; those of no lesson are compiled when the first map needs them."""
    block_walker()
    for key in surfaces:
        block_address(key)
    for key in optimizers:
        sweep_address(key)


def kernels() -> list[tuple[Iterable[str], Iterable[str]]]:
    """Return every surface and every optimizer, each as the arguments of `warm_units`."""
    return [([key], []) for key in SURFACES] + [([], [key]) for key in OPTIMIZERS]


def of_lessons() -> list[tuple[Iterable[str], Iterable[str]]]:
    """Return the surfaces and optimizers of the lessons that open as maps, each as the arguments of `warm_maps`."""
    scenes = [Scene.model_validate(lesson.scene) for lesson in LESSONS.values()]
    mapped = [(scene.surface.key, scene.lanes[scene.map.lane].optimizer.key) for scene in scenes if scene.map]
    surfaces, optimizers = (sorted(set(keys)) for keys in zip(*mapped, strict=True))
    return [([key], []) for key in surfaces] + [([], [key]) for key in optimizers]


_compilers: list[subprocess.Popen[bytes]] = []
"""The processes that fill the cache."""


def begin(*arguments: str) -> subprocess.Popen[bytes]:
    """Begin to compile in another process, because compiling blocks the interpreter and does not release its memory."""
    process = subprocess.Popen([sys.executable, "-m", "app.web.warm", *arguments], stdout=subprocess.DEVNULL)
    _compilers.append(process)
    return process


def fill(processes: int, *also: str) -> None:
    """Fill the disk cache with all kernels of scenes and of the lessons' maps; with "maps" with those of all maps."""
    for process in [begin(str(share), str(processes), *also) for share in range(processes)]:
        process.wait()


def fill_one(source: str, *key: Any) -> None:
    """Fill the disk cache with one kernel, named as for `compile.apart`, unless the cache cannot be written."""
    if not kept.trouble:
        begin(json.dumps([source, *key])).wait()


def is_filled() -> bool:
    """Return whether the disk cache has the kernels that `fill` compiles last: a fill that was interrupted lacks them."""
    return all(compile.is_on_disk(key) for key in list(OPTIMIZERS)[-settings.threads :])


def stop() -> None:
    """End the processes that still compile, so that none outlives the server."""
    for process in _compilers:
        process.terminate()


def warm() -> None:
    """Load or compile the first lesson's kernels, set `ready`, then do the rest; from then on compile in other processes."""
    first = Scene.model_validate(LESSONS[OPENING].scene)
    warm_units([first.surface.key], [lane.optimizer.key for lane in first.lanes])
    listener_address("constant")
    warm_drawing()
    ready.set()
    compile.apart = fill_one
    if not kept.trouble and not (were_cached() and is_filled()):
        fill(settings.threads)
    for surfaces, optimizers in kernels():
        warm_units(surfaces, optimizers)
        sleep(0.001)  # lets a scene that waits for one of its kernels go first
    for surfaces, optimizers in of_lessons():
        warm_maps(surfaces, optimizers)


def compile_share(share: int, of: int, maps: bool) -> None:
    """Compile every `of`-th kernel from `share` on, then of those of the lessons' maps (`maps`: of all), until one cannot be kept."""
    if share == 0:
        warm_drawing()
        listener_address("constant")
    for surfaces, optimizers in kernels()[share::of]:
        if not kept.trouble:
            warm_units(surfaces, optimizers)
    for surfaces, optimizers in (kernels() if maps else of_lessons())[share::of]:
        if not kept.trouble:
            warm_maps(surfaces, optimizers)


def main() -> None:
    """Fill the disk cache, for instance while an image is built; exit with status 1 if it cannot be written.

    The argument "maps" adds the kernels of maps. Two numbers select a share: its index, of how many. One JSON list names one kernel.
    """
    also = [each for each in sys.argv[1:] if each == "maps"]
    given = [each for each in sys.argv[1:] if each not in also]
    if not given:
        fill(settings.threads, *also)
        warm_drawing()
        if kept.trouble:
            raise SystemExit(1)
        print(f"compiled {len(SURFACES)} surfaces and {len(OPTIMIZERS)} optimizers")
        return
    logging.disable()  # the server has the same trouble, and says it once for all
    if len(given) == 2:
        compile_share(int(given[0]), int(given[1]), maps=bool(also))
    else:
        compile.make_named(*json.loads(given[0]))


if __name__ == "__main__":
    main()
