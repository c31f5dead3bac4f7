"""The NumPy path: the same steps and surfaces on whole batches of starts, one array operation for all of them."""

import numpy as np

from app.engine.kernel import FAR
from app.engine.run import Array, Ground, Walker
from app.optimizers import OPTIMIZERS
from surfaces import SURFACES


def seen(g: Array, x: Array, noise: Array, clip: float | None, decay: float) -> Array:
    """Return the gradients that the optimizer sees, shape (2, n): plus noise, clipped to a norm, plus decay * x."""
    g = g + noise[:, None]
    if clip is not None:
        norm = np.sqrt(g[0] ** 2 + g[1] ** 2)
        g = g * np.where(norm > clip, clip / np.where(norm > 0, norm, 1.0), 1.0)
    return g + decay * x


def run_batch(ground: Ground, walker: Walker, starts: Array, steps: int, noise: Array) -> Array:
    """Return the positions of many runs, shape (steps + 1, 2, n), for starts of shape (2, n); NaN after a run has diverged.

    The last position of a diverged run is kept if it is finite, as `run` does.
    """
    unit, surface = OPTIMIZERS[walker.optimizer], SURFACES[ground.key]
    k, h, lr = ground.vector(), walker.vector(), walker.rates(steps)
    scale = np.array(walker.lr_scale)[:, None]
    x = starts.astype(np.float64)
    state = [np.zeros_like(x) for _ in unit.state]
    path = np.full((steps + 1, *x.shape), np.nan)
    path[0] = x
    with np.errstate(all="ignore"):
        for i in range(steps):
            g = np.stack(surface.grad(x[0], x[1], *k))
            g = seen(g, x, noise[i] if len(noise) else np.zeros(2), walker.clip, walker.weight_decay)
            after = unit.step(x, g, i + 1, lr[i] * scale, *state, *h)
            x, *state = after if unit.state else (after,)
            path[i + 1] = np.where(np.isfinite(x).all(axis=0), x, np.nan)
            x = np.where(x[0] ** 2 + x[1] ** 2 <= FAR**2, x, np.nan)
    return path
