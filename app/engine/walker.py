"""A lane in the engine's form: its method and schedule with all knobs, and where it leaves another lane."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.rates import learning_rates
from app.engine.recorded import Recorded
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Method, Optimizer
from surfaces.data.feed import Order

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Batch:
    """Mini-batches: how many examples a step sees, in which order, and the seed of that order."""

    size: int
    order: Order = "shuffle"
    seed: int = 0


@dataclass(frozen=True)
class Fork:
    """Where a lane leaves another one: it takes the first `step` steps as `before`, and goes on from there with the same state.

    With `anew`, schedule and warm-up begin again there; otherwise they go on.
    """

    step: int
    before: "Walker"
    anew: bool = False


@dataclass(frozen=True)
class Walker:
    """A lane: method and schedule with all knobs, options of the steps, inner method, fork; or, in place of all, a trajectory.

    `batch`: each step sees some of the examples of a surface made of examples. `freeze`: the number of steps during which x stays
    where it is and gets no gradient, and that of y.
    """

    optimizer: str
    knobs: Mapping[str, float]
    schedule: str = "constant"
    schedule_knobs: Mapping[str, Any] = field(default_factory=dict)
    warmup: int = 0
    lr_scale: tuple[float, float] = (1.0, 1.0)
    weight_decay: float = 0.0
    clip: float | None = None
    inner: str | None = None
    inner_knobs: Mapping[str, float] = field(default_factory=dict)
    recorded: Recorded | None = None
    fork: Fork | None = None
    batch: Batch | None = None
    freeze: tuple[int, int] = (0, 0)

    def drawn(self, seed: int) -> "Walker":
        """Return the lane with the order of its examples, and that of the lanes before it, drawn from another seed."""
        batch = self.batch and replace(self.batch, seed=seed)
        fork = self.fork and replace(self.fork, before=self.fork.before.drawn(seed))
        return replace(self, batch=batch, fork=fork)

    def methods(self) -> list[tuple[Method, Mapping[str, float]]]:
        """Return the method with its knobs; for a wrapper also the inner method, last."""
        own = [(OPTIMIZERS[self.optimizer], self.knobs)]
        return [*own, (OPTIMIZERS[self.inner], self.inner_knobs)] if self.inner else own

    def rates(self, steps: int) -> Array:
        """Return the learning rate of every step, shape (steps,)."""
        own, fork = (self.knobs["lr"], self.schedule, self.schedule_knobs, self.warmup), self.fork
        if fork is None:
            return learning_rates(*own, steps)
        after = learning_rates(*own, steps - fork.step) if fork.anew else learning_rates(*own, steps)[fork.step :]
        return np.concatenate([fork.before.rates(steps)[: fork.step], after])

    def remembers(self) -> bool:
        """Return whether its schedule goes on with what it has seen before the fork."""
        return self.fork is not None and not self.fork.anew and self.fork.before.schedule == self.schedule

    def line(self) -> "list[Walker]":
        """Return this lane and those that it was forked from, the latest first."""
        return [self, *(self.fork.before.line() if self.fork else [])]

    def at(self, t: int) -> "Walker":
        """Return the lane whose settings step t (1, 2, ...) is taken with."""
        return self.fork.before.at(t) if self.fork and t <= self.fork.step else self

    def fits(self, other: "Walker") -> bool:
        """Return whether this lane can go on with the state of another one."""
        kinds = [(isinstance(OPTIMIZERS[each.optimizer], Coupled), each.has_window(), each.names()) for each in (self, other)]
        return kinds[0] == kinds[1]

    def vector(self) -> Array:
        """Return all knobs except lr in the order of the declarations, shape (knobs,)."""
        return np.array([knobs[name] for unit, knobs in self.methods() for name in unit.knobs if name != "lr"], dtype=np.float64)

    def names(self) -> list[str]:
        """Return the names of the state; those of a wrapper's inner method come last."""
        return [name for unit, _ in self.methods() for name in unit.state]

    def begin(self, start: tuple[float, float]) -> Array:
        """Return the state before the first step, shape (2, state); (1, state) for a coupled method."""
        x, y = start
        where = [{"x": x, "y": y}] if isinstance(OPTIMIZERS[self.optimizer], Coupled) else [{"x": x}, {"x": y}]
        names = [(unit.start, name) for unit, _ in self.methods() for name in unit.state]
        state = np.zeros((len(where), len(names)))
        for j, (starts, name) in enumerate(names):
            if begin := starts.get(name):
                state[:, j] = [place[begin] if isinstance(begin, str) else begin for place in where]
        return state

    def has_window(self) -> bool:
        """Return whether the method needs its past gradients."""
        return any(isinstance(unit, Optimizer) and unit.window is not None for unit, _ in self.methods())
