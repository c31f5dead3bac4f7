"""Runs one lane on one surface in compiled code."""

import math
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from app.engine.compile import coupled_kernel, listener_address, surface_address, walk_kernel
from app.engine.landscape import Landscape, feed_of
from app.engine.rates import reaction
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled
from surfaces.sentence import Sentence

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Draw:
    """What a scene draws its noise from, and what its runs have in common: seed, size in x and y, steps, number of lanes."""

    seed: int
    noise: tuple[float, float]
    steps: int
    lanes: int


@dataclass(frozen=True)
class Run:
    """The result of running one lane.

    `x, y, loss, gradient_norm` have a row for the start and one for every step, except for a last position that is not finite.
    `lr, lr_x, lr_y` have a row for every step taken. `step` is the last step taken. `state`, shape (2, state), or (1, state) for a
    coupled method, is the method's state after it. `memory` is the state of a schedule that depends on the loss. `past`, shape
    (2, step), holds the gradients for a method with a window; it is (2, 0) for others. `reason`: why the run diverged, if the
    surface can tell. `draw`: its noise, so that it can be run again with another seed; None outside a scene. `scores`: losses on other
    examples than those of its steps, computed when they are asked for.
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
    draw: Draw | None = None
    scores: dict[str, Array] = field(default_factory=dict, compare=False, repr=False)


def normals(seed: int | Sequence[int], steps: int) -> Array:
    """Return the standard normal numbers of every step, shape (steps, 2)."""
    return np.random.default_rng(seed).standard_normal((steps, 2))


def noise_stream(seed: int, noise: tuple[float, float], steps: int) -> Array:
    """Return the gradient noise of every step, shape (steps, 2), the same for every lane; shape (0, 2) for none."""
    return np.empty((0, 2)) if noise == (0.0, 0.0) else scaled(normals(seed, steps), noise)


def scaled(normal: Array, noise: tuple[float, float]) -> Array:
    """Return standard normal numbers, shape (steps, 2), times the deviations of the noise in x and y."""
    with np.errstate(over="ignore"):  # noise near the largest float
        stream: Array = normal * np.array(noise)
    return stream


class Abandoned(Exception):  # noqa: N818  (not an error)
    """The result of this run is no longer needed."""


Stale = NDArray[np.uint8]
"""A cancellation flag, shape (1,): once it is not 0, the runs that got it end at their next step."""


nobody_left = np.zeros(1, dtype=np.uint8)
mark: ContextVar[Stale] = ContextVar("mark", default=nobody_left)
"""The cancellation flag of the work at hand, for all that is not told another one; threads that help have it too."""


def check() -> None:
    """Raise Abandoned if nobody wants the work at hand any more."""
    if mark.get()[0]:
        raise Abandoned


def fresh() -> Stale:
    """Return a cancellation flag that is not set."""
    return np.zeros(1, dtype=np.uint8)


def head_of(
    landscape: Landscape, walker: Walker, start: tuple[float, float], steps: int, noise: Array, until: int | None, stale: Stale
) -> Run | None:
    """Return the run up to the fork, or up to `until` before it; None for a lane without a fork."""
    fork = walker.fork
    if fork is None:
        return None
    return run(landscape, fork.before, start, steps, noise, fork.step if until is None else min(until, fork.step), stale)


def run(
    landscape: Landscape,
    walker: Walker,
    start: tuple[float, float],
    steps: int,
    noise: Array,
    until: int | None = None,
    stale: Stale | None = None,
) -> Run:
    """Run a lane for `steps` steps, or only the first `until` of them.

    It ends early if its position is not finite or farther than 1e9 from the origin. Raises Abandoned if `stale` is set meanwhile.
    """
    if walker.recorded:  # drawn, not computed
        return Run(*walker.recorded.fields(landscape.surface(), landscape.arguments(), min(steps, until or steps)))
    stale = mark.get() if stale is None else stale
    head = head_of(landscape, walker, start, steps, noise, until, stale)
    if head and (head.diverged or head.step == until):
        return head
    lr, feed = walker.rates(steps)[:until], feed_of(landscape, walker, steps)
    steps = len(lr)
    rows, rates, past = np.empty((4, steps + 1)), np.empty((2, steps)), np.empty((2, steps if walker.has_window() else 0))
    state, (memory, plan) = walker.begin(start), reaction(walker.schedule, walker.schedule_knobs)
    first = 0
    if head:
        first, start, state = head.step, (float(head.x[-1]), float(head.y[-1])), head.state.copy()
        memory = head.memory.copy() if walker.remembers() else memory
        rows[:, : first + 1] = head.x, head.y, head.loss, head.gradient_norm
        lr[:first], rates[:, :first], past[:, :first] = head.lr, (head.lr_x, head.lr_y), head.past
    clip = np.inf if walker.clip is None else walker.clip
    place = (landscape.vector(), feed, *map(float, start), first)
    pace = (listener_address(walker.schedule), memory, plan, lr, *map(float, walker.lr_scale))
    treated, rest = (noise, float(clip), float(walker.weight_decay)), (walker.vector(), stale)
    if isinstance(OPTIMIZERS[walker.optimizer], Coupled):
        kernel, surfaces = coupled_kernel(walker.optimizer), (surface_address(landscape.key), surface_address(landscape.key, bends=True))
        end, diverged = kernel(*surfaces, *place, *pace, *treated, *rest, rows, rates, state)
    else:
        kernel = walk_kernel(walker.optimizer, walker.inner)
        address = surface_address(landscape.key)
        end, diverged = kernel(address, *place, *pace, *treated, *walker.freeze, *rest, past, rows, rates, state)
    if stale[0]:
        raise Abandoned
    last = end + 1 if math.isfinite(rows[0, end]) and math.isfinite(rows[1, end]) else end
    x, y, loss, gradient_norm = rows[:, :last]
    lr_x, lr_y = rates[:, :end]
    complain = landscape.surface().complaint
    reason = complain(float(x[-1]), float(y[-1])) if diverged and complain else None
    return Run(end, diverged, x, y, loss, gradient_norm, lr[:end], lr_x, lr_y, state, memory, past[:, :end], reason)
