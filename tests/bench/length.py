"""Cost per step as runs grow longer: of the engine, and of a whole frame per lane and step."""

from collections.abc import Callable
from statistics import median

import numpy as np

from app.engine.run import run
from app.replies.frames import pictures
from tests.bench.cases import awake, sized, view
from tests.bench.clock import Times, in_turns
from tests.bench.table import Row

LENGTHS = (1_000, 10_000, 100_000, 200_000)
ROUNDS = 15
LIMIT = 1.25
"""What counts as flat: what every call costs once makes short runs dearer, and only growth is a fault."""


def walk(steps: int) -> Callable[[], object]:
    """Return a run of Adam."""
    landscape, walker, start = awake("adam")
    return lambda: run(landscape, walker, start, steps, np.empty((0, 2)))


def frame(steps: int) -> Callable[[], object]:
    """Return a scene of four lanes, answered."""
    scene = sized(4, steps)
    shown = view(scene)
    return lambda: list(pictures(1, scene, shown))


def grown(what: str, unit: str, work: Callable[[int], Callable[[], object]], lanes: int) -> list[Row]:
    """Return a row per length, its cost per step over that of the cheapest shorter one."""
    times = in_turns(ROUNDS, *(work(steps) for steps in LENGTHS))
    costs: list[Times] = [[time / steps / lanes * 1e9 for time in turn] for turn, steps in zip(times, LENGTHS, strict=True)]
    medians = [median(cost) for cost in costs]
    over = [median(cost) / min(medians[:i] or medians[:1]) for i, cost in enumerate(costs)]
    return [
        Row(f"{what}, {steps:,} steps", medians[i], unit, over[i] if i else None, most=LIMIT if i else None)
        for i, steps in enumerate(LENGTHS)
    ]


def rows() -> list[Row]:
    """Return a row per length, of the engine and of frames."""
    return [*grown("run", "ns/step", walk, 1), *grown("4 lanes to a frame", "ns/lane-step", frame, 4)]
