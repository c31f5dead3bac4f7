"""Surfaces made of examples: a step, against one with additive noise on the ellipse; what steps see; meshes; validation losses."""

import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from statistics import median

import numpy as np

from app.engine.landscape import UNFED, Landscape, feed_of
from app.engine.run import noise_stream
from app.engine.score import losses, mesh
from app.engine.walker import Batch, Walker
from surfaces import SURFACES
from tests.bench.cases import awake
from tests.bench.clock import in_turns, ratio
from tests.bench.engine import ours
from tests.bench.table import Row
from tests.optimizers.stepping import defaults

STEPS = 10_000
ROUNDS = 41
CLOCK = time.thread_time
"""Not the wall's: long calls would be interrupted more often than the short one that they are measured against."""
NOISY = 24.7
"""Nanoseconds of a step with additive noise where the times below were measured; they are targets as ratios to it, and a half more."""
SIZES = ((6, 0), (10, 0), (64, 0), (10, 1), (64, 1), (10, 8), (64, 8), (10, 10), (64, 64))
"""The number of examples, and of those that a step sees, 0 for all of the surface."""
MEASURED = {
    "linear_regression": (25, 30, 135, 33, 139, 39, 148, 47, 294),
    "logistic_regression": (109, 172, 1007, 202, 1118, 260, 1208, 345, 4578),
    "tiny_network": (98, 144, 701, 169, 761, 231, 875, 321, 3307),
}
TIMES = {key: dict(zip(SIZES, times, strict=True)) for key, times in MEASURED.items()}
FEEDS = {1: 55.0, 8: 316.0, 64: 2200.0}
"""Microseconds for what 1,000 steps see, by the size of the batch."""


def walking(landscape: Landscape, walker: Walker, start: tuple[float, float], noise: np.ndarray) -> Callable[[], object]:
    """Return a call of the kernel of a lane."""
    rows, rates = np.zeros((4, STEPS + 1)), np.zeros((2, STEPS))
    return ours(landscape, walker, start, rows, rates, STEPS, noise, feed_of(landscape, walker, STEPS) if walker.batch else UNFED)


def steps(key: str) -> list[Row]:
    """Return what a step of gradient descent takes, by the number of examples and of those in a batch."""
    still, (ellipse, walker, start) = np.empty((0, 2)), awake("gradient_descent")
    noisy = walking(ellipse, walker, start, noise_stream(0, (0.1, 0.1), STEPS))
    found = []
    for (n, batch), expected in TIMES[key].items():
        place = Landscape(key, {**defaults(SURFACES[key]), "n": n})
        lane = replace(walker, batch=Batch(batch) if batch else None)
        a, b = in_turns(ROUNDS, walking(place, lane, (0.4, 0.7), still), noisy, clock=CLOCK)
        what = f"{key}, {n} examples, {f'batch {batch}' if batch else 'all'}"
        note = f"additive noise {median(b) / STEPS * 1e9:.1f} ns"
        found.append(Row(what, median(a) / STEPS * 1e9, "ns", ratio(a, b), most=round(1.5 * expected / NOISY, 1), note=note))
    return found


def feeds() -> list[Row]:
    """Return how long it takes to draw what 1,000 steps see."""
    data, values = SURFACES["linear_regression"].data, {**defaults(SURFACES["linear_regression"]), "n": 64}
    assert data
    found = []
    for batch, expected in FEEDS.items():
        draw = partial(data.feed, tuple(values.values()), 0, batch, 1000, "shuffle")
        (times,) = in_turns(ROUNDS, draw, clock=CLOCK)
        found.append(Row(f"what 1,000 steps see, batch {batch}", median(times) * 1e6, "us", most=2 * expected))
    return found


def tables(key: str) -> list[Row]:
    """Return the time of a mesh, and of the validation loss of every row."""
    place = Landscape(key, {**defaults(SURFACES[key]), "n": 64})
    axis, rows = np.linspace(-1, 3, 120), np.linspace(0, 2, STEPS)
    k, held = place.vector(), place.held()
    drawn, judged = in_turns(ROUNDS, lambda: mesh(place, k, axis, axis), lambda: losses(place, held, rows, rows), clock=CLOCK)
    return [
        Row(f"{key}, a mesh of 120 x 120, 64 examples", median(drawn) * 1e3, "ms", most=5.0),
        Row(f"{key}, a validation loss, 64 examples", median(judged) / STEPS * 1e9, "ns"),
    ]


def rows() -> list[Row]:
    """Return all of it, for the three models."""
    return [row for key in TIMES for row in steps(key)] + feeds() + [row for key in TIMES for row in tables(key)]
