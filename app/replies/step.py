"""The answer about one step: its exact numbers in every lane."""

from app.engine.explain.inspector import inspect_step
from app.engine.landscape import Landscape
from app.engine.run import Stale, check, noise_stream
from app.engine.walker import Walker
from app.replies.wire import dumps
from app.scene.scene import Scene


def around(landscape: Landscape, walker: Walker, t: int) -> list[dict[str, float]]:
    """Return the rows before and after step t of a trajectory; past its end, the last one."""
    if walker.recorded is None:
        return []
    _, _, *series = walker.recorded.fields(landscape.surface(), landscape.arguments(), t)
    x, y, loss, gradient_norm, *_ = series
    rows = sorted({min(t - 1, len(x) - 1), min(t, len(x) - 1)})
    return [{"step": k, "x": x[k], "y": y[k], "loss": loss[k], "gradient_norm": gradient_norm[k]} for k in rows]


def step(number: int, scene: Scene, t: int, stale: Stale | None = None) -> str:
    """Return the answer to message `number` about step t (1 ... steps) as JSON; raise Abandoned if `stale` is set meanwhile."""
    assert scene.start is not None  # filled in by the scene's validation
    landscape, noise = scene.landscape(), noise_stream(scene.seed, scene.noise, scene.steps)
    lanes = []
    for walker in scene.walkers:
        lanes.append(inspect_step(landscape, walker, scene.start, scene.steps, t, noise, stale))
        check()
    rows = [around(landscape, walker, t) for walker in scene.walkers]
    more = {"rows": rows} if any(rows) else {}  # what is known of lanes that are drawn, not computed
    return dumps({"id": number, "kind": "step", "inspect": {"step": t, "lanes": lanes, **more}}).decode()
