"""A knob: a numeric parameter of a unit, with its slider and the bounds of its validity."""

from dataclasses import dataclass
from typing import Literal

SMALLEST, LARGEST = 1e-9, 1e9
"""Bounds of knobs within which a surface and its derivatives, with squares and quotients of knobs, stay finite in float64."""


@dataclass(frozen=True)
class Knob:
    """One adjustable number of an optimizer, a schedule or a surface.

    `low` and `high` are the ends of the slider. `min` and `max` are the hard bounds, or None. `open` names the bounds that the value
    must not equal. A `default` of None means that it depends on surface and optimizer (the learning rate). A knob of kind "list"
    holds 1 to 50 numbers, each within the bounds. One of kind "integer" has a `max`: a whole number of 400 digits is no float64.
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
        if self.kind == "integer" and (self.max is None or self.max > LARGEST):
            raise ValueError(f"knob {self.name!r}: a whole number needs a max of at most {LARGEST:g}, not {self.max}")


def angle(default: float = 0.0) -> Knob:
    """Return the knob of an angle in radians by which a surface is rotated about its centre."""
    return Knob(r"\theta", "angle", default, -1.6, 1.6, min=-LARGEST, max=LARGEST)


def positive(symbol: str, name: str, default: float, low: float, high: float) -> Knob:
    """Return the knob of a positive quantity: a curvature, a width, a steepness."""
    return Knob(symbol, name, default, low, high, "log", min=SMALLEST, max=LARGEST)


def place(symbol: str, name: str, default: float, low: float, high: float) -> Knob:
    """Return the knob of a coordinate."""
    return Knob(symbol, name, default, low, high, min=-LARGEST, max=LARGEST)
