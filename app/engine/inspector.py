"""One step of one lane with its exact numbers, taken in plain Python by the very function that the page shows."""

from typing import Any

import numpy as np

from app.engine.plain import advance, advance_coupled, aim, react, seen
from app.engine.run import Array, Ground, Run, Stale, Walker, run
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled


def inspect_step(
    ground: Ground, walker: Walker, start: tuple[float, float], steps: int, t: int, noise: Array, stale: Stale | None = None
) -> dict[str, Any] | None:
    """Return step t (1 ... steps) of a lane: where it starts, the gradient, state, rates, the move; None if the run ended before.

    Pairs are (x, y); `state` holds a pair per name (a number, for a coupled method); `sigma` is None for a method that
    divides by nothing.
    """
    past = run(ground, walker, start, steps, noise, until=t - 1, stale=stale)
    if past.diverged:
        return None
    with np.errstate(all="ignore"):
        return told(ground, walker, past, float(walker.rates(steps)[t - 1]), noise[t - 1] if len(noise) else np.zeros(2))


def told(ground: Ground, walker: Walker, past: Run, lr: float, noise: Array) -> dict[str, Any]:
    """Return the step behind a run."""
    t, x = past.step + 1, np.array([past.x[-1], past.y[-1]])
    coupled = isinstance(OPTIMIZERS[walker.optimizer], Coupled)
    before = past.state[0].tolist() if coupled else list(past.state.T.copy())
    lr *= react(walker, past.loss[-1], t, past.memory.tolist())[0]
    g = seen(walker, aim(ground, walker, x, before), x, noise)
    if coupled:
        to, after, sigma = advance_coupled(ground, walker, x, g, t, lr, before)
    else:
        to, after, sigma = advance(walker, x, g, t, lr, np.vstack([past.past.T, g]), before)
    surface, at = ground.surface(), (*to, *ground.arguments())
    return {
        "x": x[0], "y": x[1], "loss": past.loss[-1], "gradient_norm": past.gradient_norm[-1], "g": g,
        "state": {"before": named(walker, before), "after": named(walker, after)},
        "lr": lr, "lr_scale": walker.lr_scale, "sigma": sigma, "move": to - x, "to": to,
        "to_loss": surface.value(*at), "to_gradient_norm": np.hypot(*surface.grad(*at)),
    }  # fmt: skip


def named(walker: Walker, state: list[Any]) -> dict[str, Any]:
    """Return a state by name; where a wrapper and its inner method share a name, the inner one is marked."""
    found: dict[str, Any] = {}
    for name, value in zip(walker.names(), state, strict=True):
        found[f"inner_{name}" if name in found else name] = value
    return found
