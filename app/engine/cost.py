"""What a step costs, so that long work is not begun where others wait for it."""

from functools import lru_cache
from math import ceil

from app.engine.landscape import Landscape
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled, Method, Optimizer
from surfaces.data.table import HEAD, ROW

PLAIN = 130.0
"""Nanoseconds of a plain step, drawn: of any method whose coordinates do not act on each other, on a surface with knobs only."""
METHOD = 120.0
"""Of these, those that are not the surface's."""
POINT, BEND = 5.0, 5.0
"""Of f with its gradient, and of the Hessian, for a surface with knobs only."""
POINT_READ, BEND_READ = 3.5, 9.0
"""The same for each number of a payload: a formula's tape has three numbers for an operation."""
BEGUN = 1_000.0
"""What each further run of a lane costs beside its steps, in plain steps: it is begun and thinned by Python."""
TRIALS = 120
"""Points that a search tries in one step, at most."""
REMEMBERED = 1.0
"""Nanoseconds for each past gradient in a method's window."""


def evaluations(unit: Method) -> tuple[int, int]:
    """Return how often a step asks for f with its gradient, and how often for the Hessian, at most."""
    if isinstance(unit, Coupled):
        return (1 + TRIALS if unit.searches else 1), 1
    return (2 if isinstance(unit, Optimizer) and unit.probe else 1), 0


def read(landscape: Landscape) -> int:
    """Return how many numbers of a formula's tape take as long as one evaluation of the surface; 0 for one that has knobs only.

    For a formula these are all the numbers that it reads. The numbers of a table take as long as its model says.
    """
    surface = landscape.surface()
    if not surface.kernel:
        return 0
    return ceil(len(landscape.vector()) * (surface.data.model.cost if surface.data else 1.0))


@lru_cache(maxsize=1024)
def _weight(numbers: int, seen: int, keys: tuple[str, ...], past: float) -> float:
    asked = [evaluations(OPTIMIZERS[key]) for key in keys]
    points, bends = max(each[0] for each in asked), max(each[1] for each in asked)
    surface = points * (POINT + POINT_READ * numbers) + bends * (BEND + BEND_READ * numbers) + POINT_READ * seen
    return max(1.0, (METHOD + surface + REMEMBERED * past) / PLAIN)


def weight(numbers: int, walker: Walker) -> float:
    """Return what a step costs at most on a surface that reads so many numbers, as a multiple of a plain step; at least 1."""
    methods = walker.methods()
    past = sum(knobs[unit.window] for unit, knobs in methods if isinstance(unit, Optimizer) and unit.window)
    seen = HEAD + ROW * walker.batch.size if walker.batch else 0
    return _weight(numbers, seen, (walker.optimizer, walker.inner) if walker.inner else (walker.optimizer,), past)
