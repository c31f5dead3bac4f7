"""Runs one lane on one surface, compiled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.compile import coupled_kernel, listener_address, surface_address, walk_kernel
from app.engine.rates import learning_rates, reaction
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Method, Optimizer
from surfaces import SURFACES
from surfaces.sentence import Sentence
from surfaces.surface import Surface

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Landscape:
    """A surface: its key, every knob, and its settings if it has any."""

    key: str
    knobs: Mapping[str, float]
    settings: Mapping[str, Any] = field(default_factory=dict)

    def __hash__(self) -> int:
        """Return a hash, so that what follows from a surface can be cached."""
        return hash((self.key, *self.knobs.items(), *self.settings.items()))

    def surface(self) -> Surface:
        """Return the declaration."""
        return SURFACES[self.key].of(self.settings)

    def arguments(self) -> tuple[float, ...]:
        """Return what the declaration's functions take behind x and y: the knobs in their order."""
        return tuple(self.knobs[name] for name in self.surface().knobs)

    def vector(self) -> Array:
        """Return what the compiled surface takes behind x and y: its payload, one axis."""
        payload: Array = self.surface().payload(*self.arguments())
        return payload


@dataclass(frozen=True)
class Walker:
    """A lane's method and schedule with every knob, the options around its step, and the inner method of a wrapper (`inner`)."""

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

    def methods(self) -> list[tuple[Method, Mapping[str, float]]]:
        """Return the method and its knobs, the wrapper first."""
        own = [(OPTIMIZERS[self.optimizer], self.knobs)]
        return [*own, (OPTIMIZERS[self.inner], self.inner_knobs)] if self.inner else own

    def rates(self, steps: int) -> Array:
        """Return the learning rate of every step, shape (steps,)."""
        return learning_rates(self.knobs["lr"], self.schedule, self.schedule_knobs, self.warmup, steps)

    def vector(self) -> Array:
        """Return the knobs but lr in the order of the declarations, shape (knobs,)."""
        return np.array([knobs[name] for unit, knobs in self.methods() for name in unit.knobs if name != "lr"], dtype=np.float64)

    def names(self) -> list[str]:
        """Return the names of the state; what a wrapper wraps comes last."""
        return [name for unit, _ in self.methods() for name in unit.state]

    def begin(self, start: tuple[float, float]) -> Array:
        """Return the state before the first step, shape (2, state); (1, state) for a coupled method."""
        starts = [unit.start.get(name, 0.0) for unit, _ in self.methods() for name in unit.state]
        x, y = start
        where = [{"x": x, "y": y}] if isinstance(OPTIMIZERS[self.optimizer], Coupled) else [{"x": x}, {"x": y}]
        state = [[float(place[begin]) if isinstance(begin, str) else float(begin) for begin in starts] for place in where]
        return np.array(state, dtype=np.float64).reshape(len(where), len(starts))

    def looks_back(self) -> bool:
        """Return whether the method needs its past gradients."""
        return any(isinstance(unit, Optimizer) and unit.window is not None for unit, _ in self.methods())


@dataclass(frozen=True)
class Run:
    """What one lane did.

    `x, y, loss, gradient_norm` have a row for the start and one for every step; a last position that is not finite has
    no row. `lr, lr_x, lr_y` have a row for every step taken. `step` is the last step taken; `state`, shape (2, state), (1,
    state) for a coupled method, and `memory` are what the method and a schedule that listens remember after it; `past`,
    shape (2, step), holds the gradients of a method that looks back, else (2, 0).
    """

    step: int
    diverged: bool
    x: Array
    y: Array
    loss: Array
    gradient_norm: Array
    lr: Array
    lr_x: Array
    lr_y: Array
    state: Array
    memory: Array
    past: Array
    reason: Sentence | None = None


def noise_stream(seed: int, noise: tuple[float, float], steps: int) -> Array:
    """Return the gradient noise of every step, shape (steps, 2), the same for every lane; shape (0, 2) for none."""
    if noise == (0.0, 0.0):
        return np.empty((0, 2))
    with np.errstate(over="ignore"):  # of noise as large as numbers go
        stream: Array = np.random.default_rng(seed).standard_normal((steps, 2)) * np.array(noise)
    return stream


class Abandoned(Exception):  # noqa: N818  (nothing went wrong)
    """Nobody wants this run any more."""


Stale = NDArray[np.uint8]
"""A mark, shape (1,): once it is not 0, runs that know it end at their next step."""


def fresh() -> Stale:
    """Return the mark of work that is wanted."""
    return np.zeros(1, dtype=np.uint8)


def run(
    landscape: Landscape,
    walker: Walker,
    start: tuple[float, float],
    steps: int,
    noise: Array,
    until: int | None = None,
    stale: Stale | None = None,
) -> Run:
    """Run a lane for `steps` steps (the first `until` of them), or until its position is not finite or farther than 1e9 from the origin.

    Raises Abandoned when `stale` was set on the way.
    """
    stale = fresh() if stale is None else stale
    lr = walker.rates(steps)[:until]
    steps = len(lr)
    rows, rates, past = np.empty((4, steps + 1)), np.empty((2, steps)), np.empty((2, steps if walker.looks_back() else 0))
    state, (memory, plan) = walker.begin(start), reaction(walker.schedule, walker.schedule_knobs)
    clip = np.inf if walker.clip is None else walker.clip
    place = (landscape.vector(), *map(float, start))
    pace = (listener_address(walker.schedule), memory, plan, lr, *map(float, walker.lr_scale))
    seen = (noise, float(clip), float(walker.weight_decay), walker.vector(), stale)
    if isinstance(OPTIMIZERS[walker.optimizer], Coupled):
        kernel, surfaces = coupled_kernel(walker.optimizer), (surface_address(landscape.key), surface_address(landscape.key, bends=True))
        end, diverged = kernel(*surfaces, *place, *pace, *seen, rows, rates, state)
    else:
        kernel = walk_kernel(walker.optimizer, walker.inner)
        end, diverged = kernel(surface_address(landscape.key), *place, *pace, *seen, past, rows, rates, state)
    if stale[0]:
        raise Abandoned
    last = end + 1 if np.isfinite(rows[:2, end]).all() else end
    x, y, loss, gradient_norm = rows[:, :last]
    lr_x, lr_y = rates[:, :end]
    complain = landscape.surface().complaint
    reason = complain(float(x[-1]), float(y[-1])) if diverged and complain else None
    return Run(end, diverged, x, y, loss, gradient_norm, lr[:end], lr_x, lr_y, state, memory, past[:, :end], reason)
