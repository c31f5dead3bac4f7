"""The form of a surface: what one file of this folder declares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from surfaces.collect import match
from surfaces.knob import Knob

Interval = tuple[float, float]
Point = tuple[float, float]


@dataclass(frozen=True)
class Surface:
    """An analytic error surface f(x, y) with its derivatives by hand.

    `value`, `grad` and `hess` take x, y and then every knob in the order of `knobs`; they return f, (f_x, f_y) and
    (f_xx, f_xy, f_yy). They are plain arithmetic on NumPy functions: the same source runs on scalars (compiled), on
    arrays and on complex numbers (the complex-step test). The other callables take the knobs alone: `minima` and
    `saddles` return points, `curvature` the largest eigenvalue of the Hessian near start and minimum (L, so that
    gradient descent is stable below 2 / L), `axes` the angle and the centre of the surface's own coordinates u, v.

    `formula` is LaTeX: first f, one string per branch with its condition behind a \\quad, then what else it names.
    `spacing` says how contour levels are laid: evenly in the logarithm of f - min f, so that every band covers the same
    area, or evenly in f. `top` is the highest level drawn. `kinks` are points where f has no gradient: there it is zero
    by convention, and a minimum among them holds no descent, whatever the rate. A
    typed formula has a `tape` (float64, see `surfaces.typed.tape`) that travels in the place of knobs, and a `complaint`, which
    says in words why f has no value or no slope at x, y, or None.
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
    tape: Any = None
    complaint: Callable[[float, float], str | None] | None = None

    def __post_init__(self) -> None:
        for function in (self.value, self.grad, self.hess):
            match(f"surface {self.name!r}", function, ["x", "y", *self.knobs])
        for of_knobs in filter(None, (self.minima, self.saddles, self.curvature, self.axes)):
            match(f"surface {self.name!r}", of_knobs, list(self.knobs))
