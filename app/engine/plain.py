"""The same steps in NumPy and plain Python, for the inspector and for testing the compiled kernels.

The first axis of positions, gradients and states is the coordinate: shape (2,) for one run, (2, n) for many. A coupled
method's state holds scalars, of one run.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from app.engine.landscape import Landscape
from app.engine.length import lengths
from app.engine.run import Array
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Optimizer, Wrapper
from app.schedules import SCHEDULES

State = list[Any]
Call = Callable[..., Any]


def directly(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a step function; the inspector passes a tracing caller instead."""
    return function(*arguments)


def gradient(landscape: Landscape, x: Array) -> Array:
    """Return the surface's gradient, of the same shape as x."""
    return np.stack(landscape.surface().grad(x[0], x[1], *landscape.arguments()))


def treated(walker: Walker, g: Array, x: Array, noise: Array) -> Array:
    """Return the gradient that the optimizer gets: noise added, clipped to a norm, decay * x added."""
    g = g + noise.reshape(2, *[1] * (g.ndim - 1))
    if walker.clip is not None:
        norm = lengths(g)
        g = g * np.where(norm > walker.clip, walker.clip / (norm + (norm == 0)), 1.0)
    return g + walker.weight_decay * x


def thawed(walker: Walker, t: int, now: Array, instead: Any) -> Array:
    """Return numbers of step t, shape (2,) or (2, n), with `instead` in the place of those of a coordinate that is frozen."""
    frozen = np.array(walker.freeze) >= t
    return np.where(frozen.reshape(2, *[1] * (now.ndim - 1)), instead, now)


def parted(walker: Walker) -> tuple[Wrapper | None, Optimizer, int, int]:
    """Return the wrapper (None without one), the method itself, and the wrapper's numbers of states and of knobs except lr."""
    unit = OPTIMIZERS[walker.optimizer]
    core = OPTIMIZERS[walker.inner] if walker.inner else unit
    assert isinstance(core, Optimizer)
    return (unit, core, len(unit.state), len(unit.knobs) - 1) if isinstance(unit, Wrapper) else (None, core, 0, 0)


def probe(landscape: Landscape, walker: Walker, x: Array, state: State) -> Array | None:
    """Return the point where the method evaluates its gradient; None if that is x itself."""
    if isinstance(OPTIMIZERS[walker.optimizer], Coupled):
        return None
    _, core, states, knobs = parted(walker)
    if core.probe is None:
        return None
    g = gradient(landscape, x)
    point: Array = core.probe(x, g, lengths(g), *state[states:], *walker.vector()[knobs:])
    return point


def aim(landscape: Landscape, walker: Walker, x: Array, state: State) -> Array:
    """Return the gradient at the method's probe point, or at x if it has none."""
    point = probe(landscape, walker, x, state)
    return gradient(landscape, x if point is None else point)


def advance(
    walker: Walker, x: Array, g: Array, t: int, lr: float, recent: Array, state: State, call: Call = directly
) -> tuple[Array, State, Any]:
    """Take step t; return the new position, the new state and sigma as `divisor` defines it.

    `recent`, shape (t, 2) or (t, 2, n), holds all gradients so far, including this one.
    """
    wrapper, core, states, knobs = parted(walker)
    scale = np.array(walker.lr_scale).reshape(2, *[1] * (x.ndim - 1))
    h = list(walker.vector())  # NumPy floats: Python floats raise on overflow
    window = [recent[max(0, t - int(h[knobs + list(core.knobs).index(core.window) - 1])) :]] if core.window else []
    after = call(core.step, x, g, t, lr * scale, *window, *state[states:], *h[knobs:])
    to, inner = (after[0], list(after[1:])) if core.state else (after, [])
    sigma = divisor(core, t, lr * scale, inner, h[knobs:])
    if wrapper is None:
        return to, inner, sigma
    to, *own = call(wrapper.step, to, t, *state[:states], *h[:knobs])
    return to, [*own, *inner], sigma


def divisor(unit: Optimizer, t: int, lr: Array, state: State, knobs: list[Any]) -> Any:
    """Return lr divided by the effective rate of step t; None for a method that declares neither sigma nor rate."""
    if unit.rate:
        return lr / unit.rate(t, lr, *state, *knobs)
    return unit.sigma(t, *state, *knobs) if unit.sigma else None


def advance_coupled(
    landscape: Landscape, walker: Walker, x: Array, g: Array, t: int, lr: float, state: State, call: Call = directly
) -> tuple[Array, State, None]:
    """Take step t of a coupled method; return the same as `advance`, with None for sigma."""
    unit, surface, k = OPTIMIZERS[walker.optimizer], landscape.surface(), landscape.arguments()
    assert isinstance(unit, Coupled)
    evaluate = lambda x, y, k: (surface.value(x, y, *k), *surface.grad(x, y, *k))  # noqa: E731
    bend = surface.hess(*x, *k)
    search = (evaluate, k) if unit.searches else ()
    here, before = map(np.float64, (*x, *g, *bend)), map(np.float64, state)  # Python floats raise on overflow
    after = call(unit.step, *here, t, np.float64(lr), *search, *before, *walker.vector())
    to = np.array(after[:2], dtype=np.float64)
    scale = np.array(walker.lr_scale)
    return np.where(scale == 1.0, to, x + scale * (to - x)), list(after[2:]), None


def begin(walker: Walker, x: Array) -> State:
    """Return the state before the first step."""
    starts = [unit.start.get(name, 0.0) for unit, _ in walker.methods() for name in unit.state]
    if isinstance(OPTIMIZERS[walker.optimizer], Coupled):
        return [float(x["xy".index(start)]) if isinstance(start, str) else float(start) for start in starts]
    return [x.copy() if start == "x" else np.full_like(x, start) for start in starts]


def react(walker: Walker, loss: float, t: int, memory: State) -> tuple[float, State]:
    """Return the factor of a schedule that depends on the loss, and its new state; the factor 1 for other schedules."""
    unit = SCHEDULES[walker.schedule]
    if unit.react is None:
        return 1.0, memory
    factor, *after = unit.react(loss, t, *memory, *walker.schedule_knobs.values())
    return float(factor), after
