"""One step of one lane with its exact numbers, computed in plain Python by the function whose code the page shows."""

from dataclasses import replace
from typing import Any

import numpy as np

from app.engine.explain.witness import Witness
from app.engine.landscape import Landscape, feed_of
from app.engine.length import length
from app.engine.plain import Call, advance, advance_coupled, aim, directly, probe, react, thawed, treated
from app.engine.rates import reaction
from app.engine.run import Array, Run, Stale, run
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Optimizer
from surfaces.data.feed import picks
from surfaces.data.table import rows_of


def inspect_step(
    landscape: Landscape, walker: Walker, start: tuple[float, float], steps: int, t: int, noise: Array, stale: Stale | None = None
) -> dict[str, Any] | None:
    """Return step t (1 ... steps) of a lane: its position, gradient, state, rates and move; None for a trajectory, and after the end.

    Pairs are (x, y). `state` holds a pair per name, or a number for a coupled method. `sigma` is None for a method without a
    divisor. `probe` is the point where the gradient was evaluated, None if that is x. `coast` is the move that the step would make
    with a zero gradient. `frozen` tells which coordinates stay where they are. `examples` are those that the step sees of a surface
    made of examples, as the recipe made them: number, weight c, inputs a and b, target t; None if it sees all of the surface.
    """
    if walker.recorded:
        return None
    past = run(landscape, walker, start, steps, noise, until=t - 1, stale=stale)
    if past.diverged:
        return None
    if walker.fork and t == walker.fork.step + 1 and not walker.remembers():
        past = replace(past, memory=reaction(walker.schedule, walker.schedule_knobs)[0])
    lr, walker = float(walker.rates(steps)[t - 1]), walker.at(t)
    feed = feed_of(landscape, walker, steps)
    seen = landscape.during(feed[t - 1]) if len(feed) else landscape
    with np.errstate(all="ignore"):
        found = next_step(landscape, seen, walker, past, lr, noise[t - 1] if len(noise) else np.zeros(2))
    return {**found, "examples": examples(landscape, walker, t, feed[t - 1]) if len(feed) else None}


def examples(landscape: Landscape, walker: Walker, t: int, row: Array) -> list[dict[str, float]]:
    """Return the examples of step t, whose payload is `row`."""
    batch, n = walker.batch, landscape.data().count(*landscape.arguments())
    assert batch
    numbers = picks(batch.seed, n, batch.size, t, batch.order)[-1]
    return [
        {"i": int(i), **dict(zip(("c", "a", "b", "t"), values, strict=True))}
        for i, values in zip(numbers, rows_of(row).tolist(), strict=False)  # the last batch of an epoch may be short
    ]


def next_step(landscape: Landscape, seen: Landscape, walker: Walker, past: Run, lr: float, noise: Array) -> dict[str, Any]:
    """Return the step that follows the run `past`; `seen` is the surface as this step sees it."""
    t, x = past.step + 1, np.array([past.x[-1], past.y[-1]])
    coupled = isinstance(OPTIMIZERS[walker.optimizer], Coupled)
    before = past.state[0].tolist() if coupled else list(past.state.T.copy())
    lr *= react(walker, past.loss[-1], t, past.memory.tolist())[0]
    g = thawed(walker, t, treated(walker, aim(seen, walker, x, before), x, noise), 0.0)
    witness = Witness()

    def take(g: Array, call: Call) -> tuple[Array, list[Any], Any]:
        if coupled:
            return advance_coupled(landscape, walker, x, g, t, lr, before, call)
        to, after, sigma = advance(walker, x, g, t, lr, np.vstack([past.past.T, g]), before, call)
        return thawed(walker, t, to, x), after, sigma

    to, after, sigma = take(g, witness)
    surface, at = landscape.surface(), (*to, *landscape.arguments())
    return {
        "x": x[0], "y": x[1], "loss": past.loss[-1], "gradient_norm": past.gradient_norm[-1], "g": g,
        "state": {"before": named(walker, before), "after": named(walker, after)},
        "lr": lr, "lr_scale": walker.lr_scale, "sigma": sigma, "move": to - x, "to": to,
        "to_loss": surface.value(*at), "to_gradient_norm": length(*surface.grad(*at)),
        "probe": probe(seen, walker, x, before), "coast": take(np.zeros(2), directly)[0] - x,
        "frozen": [t <= until for until in walker.freeze],
        "lines": witness.lines(walker), **bent(landscape, walker, x),
    }  # fmt: skip


def bent(landscape: Landscape, walker: Walker, x: Array) -> dict[str, Any]:
    """Return the Hessian [f_xx, f_xy, f_yy] at x, its eigenvalues and unit eigenvectors, the largest first, and the result of `limit`."""
    hessian = np.array(landscape.surface().hess(*x, *landscape.arguments()), dtype=np.float64)
    if not np.isfinite(hessian).all():
        return {"hessian": hessian, "eigen": None, "limit": None}
    matrix = hessian[[[0, 1], [1, 2]]]
    values, vectors = np.linalg.eigh(matrix)
    return {
        "hessian": hessian,
        "eigen": {"values": values[::-1].copy(), "vectors": np.ascontiguousarray(vectors.T[::-1])},
        "limit": limit(walker, matrix),
    }


def limit(walker: Walker, hessian: Array) -> dict[str, float] | None:
    """Return the largest stable rate at this curvature, and that rate times the curvature.

    The curvature includes weight decay and the scale of each coordinate. None if the method has no such bound or no eigenvalue is
    positive.
    """
    unit = OPTIMIZERS[walker.optimizer]
    if not isinstance(unit, Optimizer) or unit.stable is None:
        return None
    root = np.sqrt(np.abs(walker.lr_scale))
    largest = float(np.linalg.eigvalsh(root[:, None] * (hessian + walker.weight_decay * np.eye(2)) * root)[-1])
    factor = unit.stable(*walker.vector())
    with np.errstate(over="ignore"):  # a scale near zero allows any rate
        return {"rate": float(np.divide(factor, largest)), "factor": factor} if largest > 0 else None


def named(walker: Walker, state: list[Any]) -> dict[str, Any]:
    """Return a state by name; if a wrapper and its inner method share a name, the inner one is prefixed."""
    found: dict[str, Any] = {}
    for name, value in zip(walker.names(), state, strict=True):
        found[f"inner_{name}" if name in found else name] = value
    return found
