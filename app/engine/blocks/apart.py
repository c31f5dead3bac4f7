"""Runs that differ in what they run on: in the examples, the mini-batches, or in how long a coordinate is frozen.

A block has one table of examples. So runs with the same one are made together, and few of them one at a time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.blocks.layout import B
from app.engine.blocks.outcome import Outcome, of_run
from app.engine.cost import POINT_READ
from app.engine.landscape import Landscape
from app.engine.run import Array, Stale, run, scaled
from app.engine.walker import Walker
from surfaces.surface import Point

BEGUN = 100_000.0
"""Nanoseconds that a run takes beside its steps if it is made alone."""
STEP = 20.0
"""Nanoseconds of a step beside what it reads of the payload."""


@dataclass(frozen=True)
class Seen:
    """What all runs have in common, and what is asked about them; see `outcomes`."""

    steps: int
    noise: Array
    sigma: tuple[float, float]
    tol: float
    best: bool
    bursts: bool
    tail: int | None
    until: int | None
    stale: Stale

    @property
    def taken(self) -> int:
        """The number of steps that are taken."""
        return self.steps if self.until is None else min(self.until, self.steps)


def is_ground(name: str, landscape: Landscape) -> bool:
    """Return whether runs that differ in this number cannot share a block."""
    head = name.partition(".")[0]
    return head in ("batch", "freeze") or (head == "surface" and landscape.surface().data is not None)


def kinds(rows: Array) -> Iterator[tuple[list[float], NDArray[np.int64]]]:
    """Yield each different column of the numbers, shape (names, n), with the runs that have it."""
    found, back = np.unique(rows, axis=1, return_inverse=True)
    order = np.argsort(back.ravel(), kind="stable")
    ends = np.cumsum(np.bincount(back.ravel(), minlength=found.shape[1]))
    yield from zip(found.T.tolist(), np.split(order, ends[:-1]), strict=True)


def among(at: Mapping[str, float], kind: str, knobs: Mapping[str, Any]) -> dict[str, Any]:
    """Return knobs of a unit with those numbers that are said in the place of its own."""
    return {name: at.get(f"{kind}.{name}", value) for name, value in knobs.items()}


def pair(at: Mapping[str, float], kind: str, own: tuple[float, float], names: str = "01") -> tuple[float, float]:
    """Return two numbers, one an axis, with those that are said in the place of their own."""
    return at.get(f"{kind}.{names[0]}", own[0]), at.get(f"{kind}.{names[1]}", own[1])


def on(landscape: Landscape, walker: Walker, at: Mapping[str, float]) -> tuple[Landscape, Walker]:
    """Return surface and lane with these numbers, by their names in `outcomes`; `batch` is only for a lane with mini-batches."""
    x, y = pair(at, "freeze", walker.freeze, "xy")
    batch = walker.batch and replace(walker.batch, size=int(at.get("batch", walker.batch.size)))
    lane = replace(
        walker,
        knobs=among(at, "knobs", walker.knobs),
        inner_knobs=among(at, "inner", walker.inner_knobs),
        schedule_knobs=among(at, "schedule", walker.schedule_knobs),
        warmup=int(at.get("warmup", walker.warmup)),
        weight_decay=at.get("weight_decay", walker.weight_decay),
        lr_scale=pair(at, "lr_scale", walker.lr_scale),
        clip=at.get("clip", walker.clip),
        freeze=(int(x), int(y)),
        batch=batch,
    )
    return replace(landscape, knobs=among(at, "surface", landscape.knobs)), lane


def is_faster_alone(landscape: Landscape, seen: Seen, count: int) -> bool:
    """Return whether so many runs are made faster one at a time than in blocks, which are always full."""
    step = STEP + POINT_READ * len(landscape.vector())
    return count * (BEGUN + seen.taken * step) < -(-count // B) * B * seen.taken * step


def alone(landscape: Landscape, walker: Walker, start: Point, seen: Seen, at: Mapping[str, float], goals: Array) -> Outcome:
    """Return the outcome of one run; `goals` has shape (minima, 2)."""
    place, lane = on(landscape, walker, at)
    noise = scaled(seen.noise, pair(at, "noise", seen.sigma)) if len(seen.noise) else seen.noise
    made = run(place, lane, pair(at, "start", start), seen.steps, noise, seen.until, seen.stale)
    return of_run(made, goals, seen.tol, seen.best, seen.tail)
