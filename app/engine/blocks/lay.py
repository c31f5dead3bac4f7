"""Lays runs of one lane out in blocks: numbers that are the same for all, and arrays with one for each run."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.blocks import layout
from app.engine.blocks.layout import B
from app.engine.rates import learning_rates, reaction, warm_up
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled
from app.schedules import SCHEDULES

Array = NDArray[np.float64]
LINE = 8
"""Numbers in a line of the cache."""
Values = float | Array
"""A number, or an array with one for each run."""


def zeros(count: int) -> Array:
    """Return so many zeros that begin where a line of the cache does: NumPy begins anywhere, and every other vector then lies in two."""
    room = np.zeros(count + LINE)
    return room[-room.ctypes.data // room.itemsize % LINE :][:count]


def in_blocks(rows: Mapping[int, Values], count: int, runs: int) -> Array:
    """Return `count` rows as blocks, shape (runs / B, count * B); rows that are not given are 0."""
    table = zeros(runs // B * count * B).reshape(runs // B, count, B)
    for at, row in rows.items():
        table[:, at] = row.reshape(runs // B, B) if isinstance(row, np.ndarray) else row
    return table.reshape(runs // B, count * B)


def alike(rows: list[Values], runs: int) -> NDArray[np.bool_]:
    """Return for each block whether all its runs have the same numbers, shape (runs / B,)."""
    found = np.ones(runs // B, dtype=np.bool_)
    for row in rows:
        if isinstance(row, np.ndarray):
            found &= (row.reshape(-1, B) == row[::B, None]).all(axis=1)
    return found


@dataclass(frozen=True)
class Given:
    """The numbers of the runs: those that vary, arrays of shape (runs,) with a multiple of B runs, and those of the lane."""

    varied: Mapping[str, Array]
    walker: Walker
    runs: int

    def get(self, name: str, value: float) -> Values:
        """Return the array of a name, or the lane's number."""
        return self.varied.get(name, value)

    def knobs(self) -> list[Values]:
        """Return all knobs except lr in the order of `Walker.vector`."""
        kinds = zip(("knobs", "inner"), self.walker.methods(), strict=False)
        return [self.get(f"{kind}.{name}", knobs[name]) for kind, (unit, knobs) in kinds for name in unit.knobs if name != "lr"]

    def state(self, x: Values, y: Values) -> list[Values]:
        """Return the state before the first step, that of x, then that of y, as `Walker.begin` has it."""
        axes = [{"x": x, "y": y}] if isinstance(OPTIMIZERS[self.walker.optimizer], Coupled) else [{"x": x}, {"x": y}]
        begin = [unit.start.get(name, 0.0) for unit, _ in self.walker.methods() for name in unit.state]
        return [axis[each] if isinstance(each, str) else each for axis in axes for each in begin]

    def rows(self, start: tuple[float, float], sigma: tuple[float, float]) -> tuple[dict[int, Values], int]:
        """Return the rows of `layout` before the first step, and how many of them are state."""
        get, walker = self.get, self.walker
        x, y = get("start.0", start[0]), get("start.1", start[1])
        state = self.state(x, y)
        placed = {layout.X: x, layout.Y: y, layout.X0: x, layout.Y0: y, layout.LR: get("knobs.lr", walker.knobs["lr"])}
        around = {
            layout.SX: get("lr_scale.0", walker.lr_scale[0]),
            layout.SY: get("lr_scale.1", walker.lr_scale[1]),
            layout.NX: get("noise.0", sigma[0]),
            layout.NY: get("noise.1", sigma[1]),
            layout.CLIP: get("clip", np.inf if walker.clip is None else walker.clip),
            layout.DECAY: get("weight_decay", walker.weight_decay),
        }
        none = dict.fromkeys((layout.WHERE, layout.FIRST, layout.END), -1.0)
        extremes = {layout.LOW: np.inf, layout.LOW + 1: np.inf, layout.WORST: -np.inf}
        return {**placed, **around, **none, **extremes, **dict(enumerate([*state, *state], layout.STATE_AT))}, len(state)

    def pace(self, steps: int) -> "Pace":
        """Return schedule and warm-up; runs with the same knobs of the schedule are of one kind."""
        walker, runs = self.walker, self.runs
        names = [name for name in (*walker.schedule_knobs, "warmup") if isinstance(self.varied.get(path(name)), np.ndarray)]
        kinds, row = np.empty((1, 0)), np.zeros(runs, dtype=np.int64)
        if names:
            kinds, row = np.unique(np.column_stack([self.varied[path(name)] for name in names]), axis=0, return_inverse=True)
        told = [{**walker.schedule_knobs, "warmup": walker.warmup, **dict(zip(names, kind, strict=True))} for kind in kinds.tolist()]
        factors = [learning_rates(1.0, walker.schedule, each, 0, steps) for each in told]
        warm = [warm_up(int(each["warmup"]), steps) for each in told]
        heard = [reaction(walker.schedule, each) for each in told]
        row = np.ascontiguousarray(row.ravel())
        memory, plan = (np.array([each[part] for each in heard])[row] for part in (0, 1))
        listens = SCHEDULES[walker.schedule].react is not None
        return Pace(row, np.ascontiguousarray(np.transpose(factors)), np.ascontiguousarray(np.transpose(warm)), memory, plan, listens)


def path(name: str) -> str:
    """Return the name in `varied` of a knob of the schedule, or of the warm-up."""
    return name if name == "warmup" else f"schedule.{name}"


@dataclass(frozen=True)
class Pace:
    """How rates change: `factors` and `warm` (steps, kinds), the kind `row` of each run, `memory` and `plan` (runs, ..) of a schedule
    that depends on the loss."""

    row: NDArray[np.int64]
    factors: Array
    warm: Array
    memory: Array
    plan: Array
    listens: bool

    def first(self, steps: int) -> "Pace":
        """Return the pace of the first steps only."""
        return Pace(self.row, self.factors[:steps], self.warm[:steps], self.memory, self.plan, self.listens)

    def steady_from(self) -> int:
        """Return the step from which on no rate changes any more."""
        changed = (self.factors[1:] != self.factors[:-1]) | (self.warm[1:] != self.warm[:-1])
        changes = np.flatnonzero(changed.any(axis=1))
        return int(changes[-1]) + 1 if len(changes) else 0
