"""One step of one lane with its exact numbers, taken in plain Python by the very function that the page shows."""

from typing import Any

import numpy as np

from app.engine.kernel import treat
from app.engine.run import Array, Ground, Walker, run
from app.optimizers import OPTIMIZERS
from surfaces import SURFACES


def seen_gradient(ground: Ground, walker: Walker, x: float, y: float, noise: Array, t: int) -> Array:
    """Return the gradient that the optimizer sees at step t, shape (2,): noise, clip and decay included."""
    g_x, g_y = SURFACES[ground.key].grad(x, y, *ground.vector())
    n_x, n_y = noise[t - 1] if len(noise) else (0.0, 0.0)
    clip = np.inf if walker.clip is None else walker.clip
    return np.array(treat(g_x, g_y, x, y, n_x, n_y, clip, walker.weight_decay))


def inspect_step(ground: Ground, walker: Walker, start: tuple[float, float], steps: int, t: int, noise: Array) -> dict[str, Any] | None:
    """Return step t (1 ... steps) of a lane: where it starts, the gradient, state, rates, the move; None if the run ended before.

    Pairs are (x, y); `state` holds a pair per name; `sigma` is None for a method that divides by nothing.
    """
    unit = OPTIMIZERS[walker.optimizer]
    past = run(ground, walker, start, steps, noise, until=t - 1)
    if past.diverged:
        return None
    position, lr, h = np.array([past.x[-1], past.y[-1]]), walker.rates(steps)[t - 1], walker.vector()
    with np.errstate(all="ignore"):
        g = seen_gradient(ground, walker, float(position[0]), float(position[1]), noise, t)
        after = unit.step(position, g, t, lr * np.array(walker.lr_scale), *past.state.T, *h)
        to, state = (after[0], after[1:]) if unit.state else (after, ())
        sigma = unit.sigma(t, *state, *h) if unit.sigma else None
        surface, at = SURFACES[ground.key], (*to, *ground.vector())
        to_loss, to_gradient_norm = surface.value(*at), np.hypot(*surface.grad(*at))
    return {
        "x": position[0], "y": position[1], "loss": past.loss[-1], "gradient_norm": past.gradient_norm[-1], "g": g,
        "state": {"before": dict(zip(unit.state, past.state.T.copy(), strict=True)), "after": dict(zip(unit.state, state, strict=True))},
        "lr": lr, "lr_scale": walker.lr_scale, "sigma": sigma, "move": to - position, "to": to,
        "to_loss": to_loss, "to_gradient_norm": to_gradient_norm,
    }  # fmt: skip
