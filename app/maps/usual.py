"""The range of an axis of which only the path is said: that of the number's slider, as on the page (static/js/map/choice.js)."""

from math import floor, log10
from typing import Any

from app.maps.places import units
from app.scene.maps import Scale
from app.scene.scene import Scene

RATE = 1e-2
"""Where an axis of rates begins, as a share of the scene's power of ten: far below it all are alike."""
LOWEST = 1e-3
"""Where a slider that begins at zero begins if only the order of magnitude matters, as a share of its end."""
NEAREST = 0.9999
SHARES = ("beta", "mu", "alpha", "rho", "gamma")
"""How shares that matter most near one are called."""
LIMITS: dict[str, tuple[float, float, Scale]] = {
    "noise": (0.0, 1.0, "linear"), "lr_scale": (0.01, 10.0, "log"), "clip": (0.01, 100.0, "log"), "weight_decay": (1e-4, 1.0, "log"),
}  # fmt: skip


def usual(scene: Scene, lane: int, path: str) -> tuple[float, float, Scale]:
    """Return low, high and scale; any for a path that leads nowhere, which is refused later."""
    head, _, name = path.partition(".")
    if head == "start" and name in ("0", "1"):
        low, high = scene.landscape().surface().domain[int(name)]
        return low, high, "linear"
    if path in ("steps", "warmup", "freeze.x", "freeze.y"):
        return (1.0 if path == "steps" else 0.0), float(max(2, scene.steps)), "linear"
    if path == "batch" and lane < len(scene.lanes) and scene.lanes[lane].batch:
        return 1.0, float(scene.grounds[lane].data().count(*scene.grounds[lane].arguments())), "linear"
    knob = units(scene, lane).get(head, ((), {}))[1].get(name) if lane < len(scene.lanes) else None
    if knob is None:
        return LIMITS.get(head, (0.0, 1.0, "linear"))
    if knob.scale == "log":
        return (_rate(scene, lane, knob) if path == "knobs.lr" else knob.low or LOWEST * knob.high), knob.high, "log"
    if knob.low >= 0 and knob.max == 1 and knob.kind == "number" and any(share in path for share in SHARES):
        return 0.0, min(knob.high, NEAREST), "near_one"
    return knob.low, knob.high, "linear"


def _rate(scene: Scene, lane: int, knob: Any) -> float:
    rate = min(knob.high, max(knob.low, float(scene.lanes[lane].optimizer.knobs.lr)))
    return float(max(knob.low, RATE * 10.0 ** floor(log10(rate))))
