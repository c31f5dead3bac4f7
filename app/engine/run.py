"""Runs one lane on one surface, compiled."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.engine.compile import surface_kernel, walk_kernel
from app.engine.rates import learning_rates
from app.optimizers import OPTIMIZERS
from surfaces import SURFACES

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Ground:
    """The surface that is walked on: its key and every knob."""

    key: str
    knobs: Mapping[str, float]

    def vector(self) -> Array:
        """Return the knobs in the order of the declaration, shape (knobs,)."""
        return np.array([self.knobs[name] for name in SURFACES[self.key].knobs], dtype=np.float64)


@dataclass(frozen=True)
class Walker:
    """How a lane walks: optimizer and schedule with every knob, and what stands around the step."""

    optimizer: str
    knobs: Mapping[str, float]
    schedule: str = "constant"
    schedule_knobs: Mapping[str, float] = field(default_factory=dict)
    warmup: int = 0
    lr_scale: tuple[float, float] = (1.0, 1.0)
    weight_decay: float = 0.0
    clip: float | None = None

    def rates(self, steps: int) -> Array:
        """Return the learning rate of every step, shape (steps,)."""
        return learning_rates(self.knobs["lr"], self.schedule, self.schedule_knobs, self.warmup, steps)

    def vector(self) -> Array:
        """Return the optimizer's knobs but lr, in the order of the declaration."""
        return np.array([self.knobs[name] for name in OPTIMIZERS[self.optimizer].knobs if name != "lr"], dtype=np.float64)


@dataclass(frozen=True)
class Run:
    """What one lane did.

    `x, y, loss, gradient_norm` have a row for the start and one for every step; a last position that is not finite has
    no row. `lr, lr_x, lr_y` have a row for every step taken. `step` is the last step taken; `state`, shape
    (2, state), is the optimizer's memory after it.
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


def noise_stream(seed: int, noise: tuple[float, float], steps: int) -> Array:
    """Return the gradient noise of every step, shape (steps, 2), the same for every lane; shape (0, 2) for none."""
    if noise == (0.0, 0.0):
        return np.empty((0, 2))
    stream: Array = np.random.default_rng(seed).standard_normal((steps, 2)) * np.array(noise)
    return stream


def run(ground: Ground, walker: Walker, start: tuple[float, float], steps: int, noise: Array, until: int | None = None) -> Run:
    """Run a lane for `steps` steps (the first `until` of them), or until its position is not finite or farther than 1e9 from the origin."""
    lr = walker.rates(steps)[:until]
    steps = len(lr)
    rows, rates = np.empty((4, steps + 1)), np.empty((2, steps))
    state = np.empty((2, len(OPTIMIZERS[walker.optimizer].state)))
    clip = np.inf if walker.clip is None else walker.clip
    end, diverged = walk_kernel(walker.optimizer)(
        surface_kernel(ground.key), ground.vector(), *map(float, start), lr, *map(float, walker.lr_scale),
        noise, float(clip), float(walker.weight_decay), walker.vector(), rows, rates, state,
    )  # fmt: skip
    last = end + 1 if np.isfinite(rows[:2, end]).all() else end
    x, y, loss, gradient_norm = rows[:, :last]
    lr_x, lr_y = rates[:, :end]
    return Run(end, diverged, x, y, loss, gradient_norm, lr[:end], lr_x, lr_y, state)
