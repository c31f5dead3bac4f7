"""The declaration of a surface, one in each file of this folder."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from surfaces.collect import match
from surfaces.knob import Knob
from surfaces.sentence import Sentence

if TYPE_CHECKING:
    from surfaces.data.data import Data

Interval = tuple[float, float]
Point = tuple[float, float]


class SettingError(ValueError):
    """A setting from which no surface can be made: `setting` is its name, `bound` describes valid values in words."""

    setting: str
    bound: str

    def __init__(self, says: Sentence) -> None:
        super().__init__(says)
        self.says = says


@dataclass(frozen=True)
class Setting:
    """An input of a surface that is not a number: a text, a rectangle [x0, x1] x [y0, y1] of the plane, or examples a, b, t."""

    kind: Literal["text", "rectangle", "examples"]
    default: Any


@dataclass(frozen=True)
class Kernel:
    """The compiled form of a surface that reads its payload itself.

    `point(x, y, payload)` returns f, f_x, f_y. `bend(x, y, payload)` returns f_xx, f_xy, f_yy. The functions that they call are compiled
    with them. `instead` maps the name of such a function to its replacement in compiled code. `worth`, if there is one, returns f and
    two zeros, in less time than `point`; `grid(payload, x, y, out)` fills `out`, shape (nx, ny), with f on a grid.
    """

    point: Callable[..., Any]
    bend: Callable[..., Any]
    instead: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    worth: Callable[..., Any] | None = None
    grid: Callable[..., Any] | None = None


def in_order(*knobs: float) -> Any:
    """Return the knobs as a float64 array, shape (knobs,): the payload of most surfaces."""
    return np.array(knobs, dtype=np.float64)


@dataclass(frozen=True)
class Surface:
    """An error surface f(x, y) with hand-written derivatives.

    `value`, `grad` and `hess` take x, y and then every knob in the order of `knobs`. They return f, (f_x, f_y) and (f_xx, f_xy, f_yy).
    They use only arithmetic and NumPy functions, so that the same source runs on scalars (compiled), on arrays and on complex
    numbers (the complex-step test). The other callables take only the knobs. `minima` and `saddles` return points. `curvature` returns
    L, the largest eigenvalue of the Hessian near start and minima; gradient descent is stable there below 2 / L. `axes` returns the
    angle and the centre of the surface's own coordinates u, v.

    `formula` is LaTeX: first f, one string per branch with its condition after a \\quad, then the definitions of other symbols.
    `spacing` says how contour levels are spaced: evenly in the logarithm of f - min f, in quantiles of f, so that every band covers
    the same area, or evenly in f. `top` is the highest level drawn. `kinks` are points where f has no gradient. There the gradient is
    zero by convention, and descent never settles at a minimum among them, whatever the rate. `complaint(x, y)`, optional, returns why
    f has no value or no slope at a point, or None.

    The compiled form takes x, y and one float64 array, the payload, which `payload(*knobs)` returns. By default the payload is the
    knobs, and `value`, `grad` and `hess` are compiled. A surface made of examples has its tables in `data`.
    A surface with inputs that are not numbers declares its `settings`; `make(**settings)` returns the surface, or raises SettingError.
    Such a surface may have an `echo` (LaTeX of the formula as understood), a `caption` (its text in a picture, before the knobs) and
    `written()`, which returns the source of value, grad and hess by name, for scripts.
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
    complaint: Callable[[float, float], Sentence | None] | None = None
    payload: Callable[..., Any] = in_order
    kernel: Kernel | None = None
    settings: Mapping[str, Setting] = field(default_factory=dict)
    make: "Callable[..., Surface] | None" = None
    echo: str | None = None
    caption: str | None = None
    written: Callable[[], Mapping[str, str]] | None = None
    data: "Data | None" = None

    def __post_init__(self) -> None:
        for function in (self.value, self.grad, self.hess):
            match(f"surface {self.name!r}", function, ["x", "y", *self.knobs])
        own = [self.payload] if self.payload is not in_order else []
        for of_knobs in filter(None, (self.minima, self.saddles, self.curvature, self.axes, *own)):
            match(f"surface {self.name!r}", of_knobs, list(self.knobs))
        if self.make:
            match(f"surface {self.name!r}", self.make, list(self.settings))

    def of(self, settings: Mapping[str, Any]) -> "Surface":
        """Return the surface with these settings, or this one if there are none; raise SettingError."""
        return self.make(**settings) if self.make and settings else self

    def code(self) -> Callable[..., Any]:
        """Return the function whose source the catalog shows: the compiled one."""
        if self.data:
            return self.data.model.value
        return self.kernel.point if self.kernel else self.value
