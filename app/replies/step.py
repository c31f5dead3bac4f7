"""The answer about one step: its exact numbers in every lane."""

import math
from typing import Any

import numpy as np

from app.engine.explain.inspector import inspect_step
from app.engine.landscape import Landscape
from app.engine.run import Stale, check, noise_stream
from app.engine.walker import Walker
from app.replies.wire import dumps
from app.scene.scene import Scene
from surfaces.data.table import value_of


def around(landscape: Landscape, walker: Walker, t: int) -> list[dict[str, float]]:
    """Return the rows before and after step t of a trajectory; past its end, the last one."""
    if walker.recorded is None:
        return []
    _, _, *series = walker.recorded.fields(landscape.surface(), landscape.arguments(), t)
    x, y, loss, gradient_norm, *_ = series
    rows = sorted({min(t - 1, len(x) - 1), min(t, len(x) - 1)})
    return [{"step": k, "x": x[k], "y": y[k], "loss": loss[k], "gradient_norm": gradient_norm[k]} for k in rows]


def checked(ground: Landscape, found: dict[str, Any]) -> dict[str, float]:
    """Return the validation loss before and after a step; nothing without examples, or where it is not finite."""
    if not ground.surface().data:
        return {}
    value, k = ground.data().model.value, ground.held()
    with np.errstate(all="ignore"):
        losses = {"held": float(value_of(value, k, found["x"], found["y"])), "to_held": float(value_of(value, k, *found["to"]))}
    return {name: loss for name, loss in losses.items() if math.isfinite(loss)}


def step(number: int, scene: Scene, t: int, stale: Stale | None = None) -> str:
    """Return the answer to message `number` about step t (1 ... steps) as JSON; raise Abandoned if `stale` is set meanwhile."""
    noise, lanes, rows = noise_stream(scene.seed, scene.noise, scene.steps), [], []
    for ground, walker, start in zip(scene.grounds, scene.walkers, scene.starts, strict=True):
        found = inspect_step(ground, walker, start, scene.steps, t, noise, stale)
        lanes.append({**found, **checked(ground, found)} if found else found)
        rows.append(around(ground, walker, t))
        check()
    more = {"rows": rows} if any(rows) else {}  # what is known of lanes that are drawn, not computed
    return dumps({"id": number, "kind": "step", "inspect": {"step": t, "lanes": lanes, **more}}).decode()
