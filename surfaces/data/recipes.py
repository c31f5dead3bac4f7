"""What is done to a table of examples before a model sees it: dropout, swaps, jitter, mixup, with every outcome and its probability.

The same outcomes are drawn, one for each example of a step, in `feed`.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Values = Mapping[str, float]
NODES = 8
"""Nodes of the quadrature over mixup's share."""
MOST_MIXED = 16
"""Most examples of an exact mixup, whose table has n + 4 n (n - 1) rows."""
OFF = {"keep": 1.0, "swap": 0.0, "jitter": 0.0, "mix": 0.0}
"""The recipes by the knob that turns each on, and the value at which it is off."""
THIRDS = ((-(3.0**0.5), 1 / 6), (0.0, 4 / 6), (3.0**0.5, 1 / 6))
"""Nodes and weights of the quadrature over a normal number: exact for polynomials up to the fifth degree."""


def chosen(values: Values) -> list[str]:
    """Return the recipes that are on."""
    return [name for name, off in OFF.items() if values.get(name, off) != off]


def kept(table: Array, keep: float, scaled: bool) -> Array:
    """Return the table of dropout: each input is kept with a probability, and then divided by it if `scaled`."""
    c, a, b, t = table.T
    outcomes = ((0.0, 1 - keep), (1 / keep if scaled else 1.0, keep))
    rows = [np.column_stack([c * p * q, a * u, b * v, t]) for u, p in outcomes for v, q in outcomes]
    return np.concatenate(rows)


def swapped(table: Array, share: float) -> Array:
    """Return the table in which the two inputs of an example change places with a probability."""
    c, a, b, t = table.T
    return np.concatenate([np.column_stack([c * (1 - share), a, b, t]), np.column_stack([c * share, b, a, t])])


def jittered(table: Array, size: float) -> Array:
    """Return the table whose inputs have normal noise of a size."""
    c, a, b, t = table.T
    rows = [np.column_stack([c * p * q, a + size * u, b + size * v, t]) for u, p in THIRDS for v, q in THIRDS]
    return np.concatenate(rows)


def shares(alpha: float) -> tuple[Array, Array]:
    """Return nodes and weights of the quadrature over Beta(alpha, alpha), both of shape (NODES,).

    Source: Golub and Welsch 1969. The nodes are eigenvalues of the matrix of the Jacobi polynomials' recurrence.
    """
    k = np.arange(2.0, NODES)
    later = k * (k + 2 * alpha - 2) / ((2 * k + 2 * alpha - 3) * (2 * k + 2 * alpha - 1))
    beside = np.sqrt(np.concatenate([[1 / (1 + 2 * alpha)], later]))
    nodes, vectors = np.linalg.eigh(np.diag(beside, 1) + np.diag(beside, -1))
    return (nodes + 1) / 2, vectors[0] ** 2


def mixed(table: Array, alpha: float) -> Array:
    """Return the table of mixup: every pair of examples, mixed in shares of Beta(alpha, alpha)."""
    c, examples = table[:, :1], table[:, 1:]
    i, j = np.triu_indices(len(table), 1)
    rows = [np.column_stack([c * c, examples])]  # an example mixed with itself
    for share, weight in zip(*shares(alpha), strict=True):
        rows.append(np.column_stack([2 * c[i] * c[j] * weight, share * examples[i] + (1 - share) * examples[j]]))
    return np.concatenate(rows)


def exact(table: Array, values: Values) -> Array:
    """Return a table with every outcome of the recipe that is on."""
    if values.get("keep", 1.0) != 1.0:
        return kept(table, values["keep"], bool(values.get("scaled", 1)))
    if values.get("swap", 0.0):
        return swapped(table, values["swap"])
    if values.get("jitter", 0.0):
        return jittered(table, values["jitter"])
    return mixed(table, values["mix"]) if values.get("mix", 0.0) else table
