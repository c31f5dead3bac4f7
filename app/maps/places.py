"""Where in a scene the number stands that an axis names."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from app.optimizers import OPTIMIZERS
from app.scene.paths import put, walk
from app.scene.scene import Scene
from app.schedules import SCHEDULES
from surfaces.knob import Knob

PAIRS = {"start": False, "noise": False, "lr_scale": True}
NUMBERS = {"clip": False, "weight_decay": False, "warmup": True}
"""Pairs of numbers, with whether they are the lane's; numbers of a lane, with whether they are whole."""


class Place(NamedTuple):
    """The keys that lead to a number in the JSON of a scene, and whether it is a whole one."""

    keys: tuple[str | int, ...]
    whole: bool = False

    def value(self, scene: dict[str, Any]) -> float | None:
        """Return the value that stands there."""
        found = walk(scene, self.keys)
        return None if found is None else float(found)

    def put(self, scene: dict[str, Any], value: float) -> None:
        """Put a value there."""
        put(scene, self.keys, round(value) if self.whole else value)


def units(scene: Scene, lane: int) -> dict[str, tuple[tuple[str | int, ...], Mapping[str, Knob]]]:
    """Return the keys and the knobs of every unit that an axis can name."""
    own, chosen = ("lanes", lane), scene.lanes[lane]
    inner = chosen.optimizer.around()
    found: dict[str, tuple[tuple[str | int, ...], Mapping[str, Knob]]] = {
        "surface": (("surface", "knobs"), scene.landscape().surface().knobs),
        "knobs": ((*own, "optimizer", "knobs"), OPTIMIZERS[chosen.optimizer.key].knobs),
        "schedule": ((*own, "schedule", "knobs"), SCHEDULES[chosen.schedule.key].knobs),
    }
    if inner:
        knobs = {name: knob for name, knob in OPTIMIZERS[inner.key].knobs.items() if name != "lr"}
        found["inner"] = ((*own, "optimizer", "inner", "knobs"), knobs)
    return found


def place(scene: Scene, lane: int, path: str) -> Place | None:
    """Return where the number of a path stands; None if the path leads to none.

    What a lane has of its own in the place of the scene's, its start and knobs of the surface, stands in the lane.
    """
    head, _, name = path.partition(".")
    chosen, own = scene.lanes[lane], ("lanes", lane)
    if path == "steps":
        return Place(("steps",), whole=True)
    if path in NUMBERS:
        return Place((*own, path), NUMBERS[path])
    if (path == "batch" and chosen.batch) or (path in ("freeze.x", "freeze.y") and chosen.freeze):
        return Place((*own, *path.split(".")), whole=True)
    if head in PAIRS and name in ("0", "1"):
        is_own = PAIRS[head] or (head == "start" and chosen.start is not None)
        return Place((*(own if is_own else ()), head, int(name)))
    keys, knobs = units(scene, lane).get(head, ((), {}))
    if head == "surface" and name in (chosen.knobs or {}):
        keys = (*own, "knobs")
    knob = knobs.get(name)
    return Place((*keys, name), knob.kind == "integer") if knob and knob.kind != "list" else None
