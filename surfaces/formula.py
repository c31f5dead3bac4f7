"""The user's own formula: a surface made of what was typed."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from surfaces import tape
from surfaces.complaint import complaint
from surfaces.grammar import read
from surfaces.minima import find_minima
from surfaces.recorder import record
from surfaces.surface import Interval, Point, Surface
from surfaces.typeset import latex

TEXT = "x^2 + 10 y^2"
DOMAIN = ((-4.0, 4.0), (-4.0, 4.0))
FALLBACK = 1.0
"""Curvature that is assumed where a formula has none: of a plane any learning rate is as good as another."""


@dataclass(frozen=True)
class Formula:
    """A formula over a domain, with what follows from it; f, gradient and Hessian are read from its tape."""

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
        """Return a start off the centre, an eighth of the domain from the left and a quarter below the top."""
        (a, b), (c, d) = self.domain
        return a + (b - a) / 8, d - (d - c) / 4

    @cached_property
    def _minima(self) -> tuple[Point, ...]:
        return tuple(find_minima(self.value, self.grad, self.hess, self.domain))

    def minima(self) -> tuple[Point, ...]:
        """Return the minima found in the domain, the lowest first."""
        return self._minima

    @cached_property
    def _curvature(self) -> float:
        x, y = np.transpose([self.start(), *self._minima])
        xx, xy, yy = self.hess(x, y)
        with np.errstate(invalid="ignore"):
            largest = np.abs(xx + yy) / 2 + np.hypot((xx - yy) / 2, xy)
        largest = largest[np.isfinite(largest) & (largest > 0)]
        return float(largest.max()) if largest.size else FALLBACK

    def curvature(self) -> float:
        """Return the largest curvature at start and minima, where there is one."""
        return self._curvature

    def complaint(self, x: float, y: float) -> str | None:
        """Return in words why f has no value or no slope at a point, or None."""
        return complaint(self.tape, x, y)


@lru_cache(maxsize=256)
def surface(text: str = TEXT, domain: tuple[Interval, Interval] = DOMAIN) -> Surface:
    """Return the surface of a formula; raise FormulaError, which names the column, where it is none."""
    tree = read(text)
    own = Formula(record(tree), domain)
    return Surface(
        name="Your own formula",
        summary="Whatever you type: good for checking a suspicion on a shape that no list has, with no promise of a minimum.",
        formula=(f"f = {latex(tree)}",),
        source="typed by you; derivatives by forward-mode differentiation",
        value=own.value,
        grad=own.grad,
        hess=own.hess,
        knobs={},
        domain=domain,
        start=own.start(),
        minima=own.minima,
        curvature=own.curvature,
        tape=own.tape,
        complaint=own.complaint,
    )
