"""The examples of the lessons, as knobs, and what tests compute of them without the engine."""

from math import pi
from typing import Any

import numpy as np

from surfaces import SURFACES
from surfaces.data.data import Data
from surfaces.data.table import rows_of
from surfaces.surface import Surface
from tests.optimizers.stepping import defaults

LINEAR, LOGISTIC, NETWORK = (SURFACES[key] for key in ("linear_regression", "logistic_regression", "tiny_network"))
SIX = {"n": 6, "rho": 0.9, "sigma": 1.0, "phi": pi / 4, "sample": 154}
"""The six points of early stopping, penalties and dropout."""
MANY = {"n": 64, "rho": 0.5, "sigma": 1.0, "sample": 0}
"""The sixty-four of mini-batches."""


def data_of(unit: Surface) -> Data:
    """Return the examples of a surface that is made of some."""
    assert unit.data
    return unit.data


def knobs(unit: Surface, said: dict[str, Any], **more: Any) -> tuple[float, ...]:
    """Return all knobs of a surface in their order, those that are not said at their defaults."""
    return tuple({**defaults(unit), **said, **more}.values())


def table(unit: Surface, said: dict[str, Any], **more: Any) -> Any:
    """Return the rows c, a, b, t of what is minimized, with every outcome of its recipe."""
    return rows_of(unit.payload(*knobs(unit, said, **more)))


def minimum(unit: Surface, said: dict[str, Any], **more: Any) -> Any:
    """Return the one minimum that is declared, shape (2,)."""
    (found,) = unit.minima(*knobs(unit, said, **more))
    return np.array(found)


def moments(rows: Any) -> tuple[Any, Any]:
    """Return H and c of half the weighted mean squared error w H w / 2 - c w + constant."""
    c, a, b, t = rows.T
    inputs = np.stack([a, b])
    return (c * inputs) @ inputs.T, (c * inputs) @ t
