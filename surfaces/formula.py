"""The user's own formula: a surface made from a typed text."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from surfaces.sentence import Sentence
from surfaces.stationary.minima import find_minima
from surfaces.surface import Interval, Kernel, Point, Setting, Surface
from surfaces.typed import operations, tape
from surfaces.typed.complaint import complaint
from surfaces.typed.grammar import LONGEST, read
from surfaces.typed.recorder import record
from surfaces.typed.tokens import FormulaError
from surfaces.typed.typeset import latex
from surfaces.typed.unrolled import functions

TEXT = "x^2 + 10 y^2"
DOMAIN = ((-4.0, 4.0), (-4.0, 4.0))
KERNEL = Kernel(tape.point, tape.bend, {"times": operations.times_scalar, "room": tape.room_scalar})
FALLBACK = 1.0
"""Curvature that is assumed if a formula has none: on a plane any learning rate will do."""


@dataclass(frozen=True)
class Formula:
    """A formula over a domain, with its minima and curvature; its tape gives f, gradient and Hessian."""

    text: str
    tape: Any
    domain: tuple[Interval, Interval]

    def value(self, x, y):
        """Return f at a point or at arrays of points."""
        return tape.spread(tape.height, x, y, self.tape)

    def grad(self, x, y):
        """Return f_x, f_y."""
        return tuple(tape.spread(tape.point, x, y, self.tape)[1:])

    def hess(self, x, y):
        """Return f_xx, f_xy, f_yy."""
        return tuple(tape.spread(tape.bend, x, y, self.tape))

    def start(self) -> Point:
        """Return one of four points off the centre as the start, if possible one with a value and a slope."""
        (a, b), (c, d) = self.domain
        corners = [(a + (b - a) * u, c + (d - c) * v) for v in (0.75, 0.25) for u in (0.125, 0.875)]
        return next((corner for corner in corners if self.complaint(*corner) is None), corners[0])

    @cached_property
    def _minima(self) -> tuple[Point, ...]:
        return tuple(find_minima(self.value, self.grad, self.hess, self.domain))

    def minima(self) -> tuple[Point, ...]:
        """Return the minima found in the domain, the lowest first."""
        return self._minima

    @cached_property
    def _curvature(self) -> float:
        near = self._norms(*np.transpose([self.start(), *self._minima]))
        anywhere = self._norms(*np.meshgrid(*(np.linspace(low, high, 10)[1:-1] for low, high in self.domain)))
        return max([*near, *([np.median(anywhere)] if anywhere.size else [])], default=FALLBACK)

    def _norms(self, x, y):
        xx, xy, yy = self.hess(x, y)
        with np.errstate(invalid="ignore"):
            norms = np.abs(xx + yy) / 2 + np.hypot((xx - yy) / 2, xy)
        return norms[np.isfinite(norms) & (norms > 0)]

    def curvature(self) -> float:
        """Return the largest curvature at start and minima, or the median of the domain if that is larger."""
        return float(self._curvature)

    def complaint(self, x: float, y: float) -> Sentence | None:
        """Return why f has no value or no slope at a point, or None."""
        return complaint(self.tape, x, y)

    def written(self) -> dict[str, str]:
        """Return the source code of value, grad and hess by name."""
        sources = functions(self.tape)
        return {**sources, "value": f"# f(x, y) = {self.text!a}\n{sources['value']}"}


def surface(formula: str = TEXT, domain: tuple[Interval, Interval] = DOMAIN) -> Surface:
    """Return the surface of a formula; raise FormulaError, with the column, if the text is no formula."""
    found = _surface(formula, domain) if len(formula) <= LONGEST else _made(formula, domain)
    if isinstance(found, FormulaError):
        raise found.with_traceback(None)
    return found


@lru_cache(maxsize=256)
def _surface(formula: str, domain: tuple[Interval, Interval]) -> Surface | FormulaError:
    """Return the surface or the error; an error is kept too, because it may have taken as long to find."""
    try:
        return _made(formula, domain)
    except FormulaError as error:
        return error


def _made(formula: str, domain: tuple[Interval, Interval]) -> Surface:
    tree = read(formula)
    own, shown = Formula(formula, record(tree), domain), f"f = {latex(tree)}"
    return Surface(
        name="Your own formula",
        summary="Any formula that you type: to test an idea on a shape that is not in the list. It may have no minimum.",
        formula=(shown,),
        source="typed by you; derivatives by forward-mode differentiation",
        value=own.value,
        grad=own.grad,
        hess=own.hess,
        knobs={},
        domain=domain,
        start=own.start(),
        minima=own.minima,
        curvature=own.curvature,
        complaint=own.complaint,
        payload=lambda: own.tape,
        kernel=KERNEL,
        settings={"formula": Setting("text", TEXT), "domain": Setting("rectangle", DOMAIN)},
        make=surface,
        echo=shown,
        caption=f"f = {' '.join(formula.split())}",
        written=own.written,
    )


SURFACE = surface()
