"""What the block kernel tells of many runs, run by run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from app.engine.run import Abandoned, Array, Landscape, Stale, run
from app.engine.walker import Walker

changed: Any = replace


@dataclass(frozen=True)
class Outcome:
    """What becomes of each run; all arrays have shape (n,)."""

    x: Any
    y: Any
    loss: Any
    diverged: Any
    step: Any
    where: Any
    since: Any
    first: Any
    best: Any
    bursts_x: Any
    bursts_y: Any


def one(landscape: Landscape, walker: Walker, start: list[float], sigma: list[float], name: str, value: float) -> tuple[Landscape, Walker]:
    """Put a number in; start and sigma are changed in place."""
    head, _, rest = name.partition(".")
    if head in ("start", "noise"):
        (start if head == "start" else sigma)[int(rest)] = value
    elif head == "surface":
        return Landscape(landscape.key, {**landscape.knobs, rest: value}, landscape.settings), walker
    elif head == "lr_scale":
        x, y = walker.lr_scale
        return landscape, replace(walker, lr_scale=(value, y) if rest == "0" else (x, value))
    elif rest:
        field = {"knobs": "knobs", "inner": "inner_knobs", "schedule": "schedule_knobs"}[head]
        return landscape, changed(walker, **{field: {**getattr(walker, field), rest: value}})
    else:
        return landscape, changed(walker, **{head: int(value) if head == "warmup" else value})
    return landscape, walker


def outcomes(
    landscape: Landscape, walker: Walker, start: tuple[float, float], steps: int, noise: Array, sigma: tuple[float, float],
    varied: Mapping[str, Array], goals: Array, tol: float, *, best: bool, bursts: bool, until: int | None, stale: Stale | None,
) -> Outcome:  # fmt: skip
    """Run a lane once for every entry of the arrays in `varied`."""
    n = len(next(iter(varied.values())))
    out = {name: np.zeros(n) for name in Outcome.__dataclass_fields__}
    for q in range(n):
        if stale is not None and stale[0]:
            raise Abandoned
        own, lane, begin, size = landscape, walker, list(start), list(sigma)
        for name, values in varied.items():
            own, lane = one(own, lane, begin, size, name, float(values[q]))
        ran = run(own, lane, (begin[0], begin[1]), steps, noise * np.array(size) if len(noise) else noise, until, stale)
        aims = goals[:, :, q if goals.shape[2] > 1 else 0]
        with np.errstate(all="ignore"):
            near = (ran.x[:, None] - aims[:, 0]) ** 2 + (ran.y[:, None] - aims[:, 1]) ** 2 <= tol * tol
        at = np.where(near.any(axis=1), near.argmax(axis=1), -1) if len(aims) else np.full(len(ran.x), -1)
        others = np.flatnonzero(at != at[-1])
        there = {"where": at[-1], "since": (others[-1] + 1 if len(others) else 0) if at[-1] >= 0 else -1}
        hits = np.flatnonzero(at >= 0)
        ends = {"x": ran.x[-1], "y": ran.y[-1], "loss": ran.loss[-1], "diverged": ran.diverged, "step": ran.step, **there}
        for name, value in {**ends, "first": hits[0] if len(hits) else -1, "best": ran.loss.min()}.items():
            out[name][q] = value
    return Outcome(**{**out, "diverged": out["diverged"] > 0})
