"""The NumPy path: runs many starts at once, with the same steps and surfaces."""

import numpy as np

from app.engine.kernel import FAR
from app.engine.landscape import Landscape, feed_of
from app.engine.plain import advance, advance_coupled, aim, begin, react, thawed, treated
from app.engine.rates import reaction
from app.engine.run import Array
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled
from app.schedules import SCHEDULES


def run_batch(landscape: Landscape, walker: Walker, starts: Array, steps: int, noise: Array) -> Array:
    """Return the positions of many runs, shape (steps + 1, 2, n), for starts of shape (2, n); NaN after a run has diverged.

    As in `run`, a diverged run keeps its last position if that is finite. Coupled methods and schedules that depend on the loss run
    one start at a time.
    """
    if isinstance(OPTIMIZERS[walker.optimizer], Coupled) or SCHEDULES[walker.schedule].react:
        return np.stack([alone(landscape, walker, start, steps, noise) for start in starts.T], axis=2)
    return alone(landscape, walker, starts, steps, noise)


def alone(landscape: Landscape, walker: Walker, start: Array, steps: int, noise: Array) -> Array:
    """Return the positions, shape (steps + 1, *start.shape), of one run, or of runs that are independent of each other."""
    coupled, feed = isinstance(OPTIMIZERS[walker.optimizer], Coupled), feed_of(landscape, walker, steps)
    x, lr, surface, k = start.astype(np.float64), walker.rates(steps), landscape.surface(), landscape.arguments()
    state, memory = begin(walker, x), reaction(walker.schedule, walker.schedule_knobs)[0].tolist()
    path: Array
    path, gradients = np.full((2, steps + 1, *x.shape), np.nan)
    path[0] = x
    with np.errstate(all="ignore"):
        for i in range(steps):
            factor, memory = react(walker, surface.value(*x, *k), i + 1, memory)
            seen, before = landscape.during(feed[i]) if len(feed) else landscape, x
            g = treated(walker, aim(seen, walker, x, state), x, noise[i] if len(noise) else np.zeros(2))
            gradients[i] = thawed(walker, i + 1, g, 0.0)
            if coupled:
                x, state, _ = advance_coupled(landscape, walker, x, gradients[i], i + 1, lr[i] * factor, state)
            else:
                x, state, _ = advance(walker, x, gradients[i], i + 1, lr[i] * factor, gradients[: i + 1], state)
                x = thawed(walker, i + 1, x, before)
            path[i + 1] = np.where(np.isfinite(x).all(axis=0), x, np.nan)
            x = np.where(x[0] * x[0] + x[1] * x[1] <= FAR * FAR, x, np.nan)
    return path
