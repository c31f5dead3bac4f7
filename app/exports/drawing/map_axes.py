"""The axes of a map in a picture: names, ticks, and where on them a value lies."""

from collections.abc import Callable
from math import log10

from app.maps.places import units
from app.replies.names import letters
from app.replies.numbers import chosen, minus, power_of_ten
from app.replies.ticks import linear_ticks, log_ticks
from app.scene.maps import AxisChoice
from app.scene.scene import Scene

SHORT = 0.9
"""An axis of fewer powers of ten has the ticks of a linear one."""
NAMES = {
    "start.0": "start x", "start.1": "start y", "noise.0": "noise in x", "noise.1": "noise in y", "lr_scale.0": "rate scale in x",
    "lr_scale.1": "rate scale in y", "warmup": "warm-up in steps", "clip": "clip", "weight_decay": "weight decay", "steps": "steps",
    "batch": "examples in a step", "freeze.x": "steps that x is frozen", "freeze.y": "steps that y is frozen",
}  # fmt: skip
EVENLY: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
    "linear": (float, float),
    "log": (lambda value: log10(max(value, 1e-320)), lambda at: 10**at),
    "near_one": (lambda value: -log10(max(1 - value, 1e-17)), lambda at: 1 - 10**-at),
}
"""From a value to where it is evenly spaced, and back."""


def name_of(scene: Scene, lane: int, path: str) -> str:
    """Return what stands at an axis, such as "η, learning rate"."""
    if path in NAMES:
        return NAMES[path]
    head, _, name = path.partition(".")
    knob = units(scene, lane)[head][1][name]
    return f"{letters(knob.symbol)}, {knob.name}"


def share_of(axis: AxisChoice, value: float) -> float:
    """Return the share of an axis at which a value lies, below 0 or above 1 outside."""
    to, _ = EVENLY[axis.scale]
    low, high = to(axis.low), to(axis.high)
    return (to(value) - low) / (high - low)


def ticks_of(axis: AxisChoice, count: float) -> list[tuple[float, str]]:
    """Return the shares of about so many ticks, and what stands there."""
    to, back = EVENLY[axis.scale]
    low, high = to(axis.low), to(axis.high)
    if axis.scale == "linear" or high - low < SHORT:
        return [(share_of(axis, tick), minus(f"{tick:.6g}")) for tick in linear_ticks(axis.low, axis.high, count)]
    found = []
    for tick in log_ticks(low, high, count):
        whole = abs(tick - round(tick)) < 1e-6
        says = power_of_ten(round(tick)) if axis.scale == "log" and whole and abs(tick) > 2.5 else chosen(back(tick))
        found.append(((tick - low) / (high - low), f"{back(tick):.10g}" if axis.scale == "near_one" else says))
    return found
