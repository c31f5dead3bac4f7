"""Numbers of a scene that belong to no unit, as knobs that an offline page can sweep: starts, mini-batches, warm-up, weight decay."""

import re

from app.exports.drawing.map_axes import NAMES
from app.scene.limits import limits
from app.scene.scene import Scene
from surfaces.knob import LARGEST, Knob

PATH = re.compile(r"(?:lanes\.(\d+)\.)?(start\.[01]|batch|warmup|weight_decay)", re.ASCII)


def field(scene: Scene, path: str) -> Knob | None:
    """Return the declaration of the number at a path; None if there is no such number in the scene."""
    found = PATH.fullmatch(path)
    if found is None or (found[1] and int(found[1]) >= len(scene.lanes)):
        return None
    index, name = found[1], found[2]
    if name.startswith("start"):
        return place(scene, index, int(name[-1])) if not index or scene.lanes[int(index)].start else None
    return of_lane(scene, int(index), name) if index else None


def place(scene: Scene, index: str | None, axis: int) -> Knob:
    """Return the knob of a coordinate of a start; its range is the surface's domain."""
    domain = (scene.grounds[int(index)] if index else scene.landscape()).surface().domain
    return Knob("xy"[axis], NAMES[f"start.{axis}"], None, *domain[axis], min=-LARGEST, max=LARGEST)


def of_lane(scene: Scene, lane: int, name: str) -> Knob | None:
    """Return the knob of a number that every lane has, or of its mini-batch if it has one."""
    own, ground = scene.lanes[lane], scene.grounds[lane]
    if name == "warmup":
        return Knob("W", NAMES[name], 0, 0, max(1, min(200, scene.steps)), min=0, max=limits().max_steps, kind="integer")
    if name == "weight_decay":
        return Knob(r"\lambda", NAMES[name], 0.0, 0.0, 1.0, min=0.0)
    count = ground.at_once(None)
    return Knob("B", NAMES[name], None, 1, count, "log", min=1, max=count, kind="integer") if own.batch and count > 1 else None
