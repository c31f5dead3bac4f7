"""The form of a surface: what one file of this folder declares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from surfaces.collect import match
from surfaces.knob import Knob

Interval = tuple[float, float]
Point = tuple[float, float]


class Unmade(ValueError):  # noqa: N818  (a name of what the user said, not of a fault of ours)
    """Settings of which no surface can be made: `setting` is the one to blame, `bound` says in words what it may be."""

    setting: str
    bound: str


@dataclass(frozen=True)
class Setting:
    """What a surface is made of besides numbers: a text, or a rectangle [x0, x1] x [y0, y1] of the plane."""

    kind: Literal["text", "rectangle"]
    default: Any


@dataclass(frozen=True)
class Kernel:
    """What is compiled for a surface that brings its own loops.

    `point(x, y, payload)` returns f, f_x, f_y and `bend(x, y, payload)` f_xx, f_xy, f_yy; the functions that they call by name are
    compiled with them. `instead` has by such a name the function that is compiled instead of the one that NumPy runs.
    """

    point: Callable[..., Any]
    bend: Callable[..., Any]
    instead: Mapping[str, Callable[..., Any]] = field(default_factory=dict)


def in_order(*knobs: float) -> Any:
    """Return the payload of most surfaces: their knobs, float64, shape (knobs,)."""
    return np.array(knobs, dtype=np.float64)


@dataclass(frozen=True)
class Surface:
    """An error surface f(x, y) with its derivatives by hand.

    `value`, `grad` and `hess` take x, y and then every knob in the order of `knobs`; they return f, (f_x, f_y) and
    (f_xx, f_xy, f_yy). They are plain arithmetic on NumPy functions: the same source runs on scalars (compiled), on
    arrays and on complex numbers (the complex-step test). The other callables take the knobs alone: `minima` and
    `saddles` return points, `curvature` the largest eigenvalue of the Hessian near start and minimum (L, so that
    gradient descent is stable below 2 / L), `axes` the angle and the centre of the surface's own coordinates u, v.

    `formula` is LaTeX: first f, one string per branch with its condition behind a \\quad, then what else it names.
    `spacing` says how contour levels are laid: evenly in the logarithm of f - min f, so that every band covers the same
    area, or evenly in f. `top` is the highest level drawn. `kinks` are points where f has no gradient: there it is zero
    by convention, and a minimum among them holds no descent, whatever the rate. `complaint`, where f can end, says in words why
    it has no value or no slope at x, y, or None.

    Compiled, a surface is two functions of x, y and its payload, one float64 array: `payload(*knobs)` makes that. It is the
    knobs, and the functions are `value`, `grad` and `hess`, but for surfaces that declare a `kernel` and a `payload` of their own.
    A surface that is made of more than numbers names its `settings`; `make(**settings)` returns the surface of them, or raises
    Unmade. Of such a one `echo` is LaTeX that shows how it was understood, `caption` what a picture says of it besides knobs, and
    `written()` the source of value, grad and hess by these names, where no file has functions that a script could carry.
    """

    name: str
    summary: str
    formula: tuple[str, ...]
    source: str
    value: Callable[..., Any]
    grad: Callable[..., Any]
    hess: Callable[..., Any]
    knobs: Mapping[str, Knob]
    domain: tuple[Interval, Interval]
    start: Point
    minima: Callable[..., tuple[Point, ...]]
    curvature: Callable[..., float]
    saddles: Callable[..., tuple[Point, ...]] | None = None
    axes: Callable[..., tuple[float, Point]] | None = None
    spacing: Literal["log", "quantile", "linear"] = "log"
    top: float | None = None
    kinks: tuple[Point, ...] = ()
    varies: str | None = None
    complaint: Callable[[float, float], str | None] | None = None
    payload: Callable[..., Any] = in_order
    kernel: Kernel | None = None
    settings: Mapping[str, Setting] = field(default_factory=dict)
    make: "Callable[..., Surface] | None" = None
    echo: str | None = None
    caption: str | None = None
    written: Callable[[], Mapping[str, str]] | None = None

    def __post_init__(self) -> None:
        for function in (self.value, self.grad, self.hess):
            match(f"surface {self.name!r}", function, ["x", "y", *self.knobs])
        own = [self.payload] if self.payload is not in_order else []
        for of_knobs in filter(None, (self.minima, self.saddles, self.curvature, self.axes, *own)):
            match(f"surface {self.name!r}", of_knobs, list(self.knobs))
        if self.make:
            match(f"surface {self.name!r}", self.make, list(self.settings))

    def of(self, settings: Mapping[str, Any]) -> "Surface":
        """Return the surface that is made of settings, itself where there are none; raise Unmade."""
        return self.make(**settings) if self.make and settings else self

    def code(self) -> Callable[..., Any]:
        """Return the function that says best what is computed: the very one that runs."""
        return self.kernel.point if self.kernel else self.value
