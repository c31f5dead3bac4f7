"""The answer about one step: its exact numbers in every lane."""

from app.answers.wire import dumps
from app.engine.explain.inspector import inspect_step
from app.engine.run import Stale, check, noise_stream
from app.scene.scene import Scene


def step(number: int, scene: Scene, t: int, stale: Stale | None = None) -> str:
    """Return the answer to message `number` about step t (1 ... steps) as JSON; raise Abandoned if `stale` is set meanwhile."""
    assert scene.start is not None  # filled in by the scene's validation
    landscape, noise = scene.landscape(), noise_stream(scene.seed, scene.noise, scene.steps)
    lanes = []
    for walker in scene.walkers:
        lanes.append(inspect_step(landscape, walker, scene.start, scene.steps, t, noise, stale))
        check()
    return dumps({"id": number, "kind": "step", "inspect": {"step": t, "lanes": lanes}}).decode()
