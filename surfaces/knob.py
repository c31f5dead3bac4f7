"""A knob: one number that a unit can be asked with, its slider, and the bounds where its mathematics ends."""

from dataclasses import dataclass
from typing import Literal

SMALLEST, LARGEST = 1e-9, 1e9
"""Within these a surface and its derivatives stay finite in float64, squares and quotients of its knobs included."""


@dataclass(frozen=True)
class Knob:
    """One adjustable number of an optimizer, a schedule or a surface.

    `low` and `high` are the slider, a suggestion for the hand; `min` and `max` are the hard bounds, None where
    there is none. `open` names the bounds that the value may not touch. A `default` of None belongs to the pair of
    surface and optimizer (the learning rate). A knob of kind "list" holds 1 to 50 numbers, each within the bounds.
    """

    symbol: str
    name: str
    default: float | tuple[float, ...] | None
    low: float
    high: float
    scale: Literal["linear", "log"] = "linear"
    min: float | None = None
    max: float | None = None
    open: tuple[Literal["min", "max"], ...] = ()
    kind: Literal["number", "integer", "list"] = "number"

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"knob {self.name!r}: low {self.low} is not below high {self.high}")
        if self.scale == "log" and self.low <= 0:
            raise ValueError(f"knob {self.name!r}: a log slider cannot begin at {self.low}")


def angle(default: float = 0.0) -> Knob:
    """Return the knob that turns a surface about its centre, in radians."""
    return Knob(r"\theta", "angle", default, -1.6, 1.6, min=-LARGEST, max=LARGEST)


def positive(symbol: str, name: str, default: float, low: float, high: float) -> Knob:
    """Return the knob of a size that cannot be zero: a curvature, a width, a steepness."""
    return Knob(symbol, name, default, low, high, "log", min=SMALLEST, max=LARGEST)


def place(symbol: str, name: str, default: float, low: float, high: float) -> Knob:
    """Return the knob of a coordinate."""
    return Knob(symbol, name, default, low, high, min=-LARGEST, max=LARGEST)
