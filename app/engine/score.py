"""The loss of another table of examples along a run, and a surface on a grid, compiled."""

from collections.abc import Iterable
from typing import Literal

import numpy as np

from app.engine.compile import grid_kernel, worth_address
from app.engine.jit import compiled, surface_at
from app.engine.landscape import Array, Landscape
from app.engine.run import Run
from surfaces import SURFACES

Kind = Literal["held", "plain"]
"""The other tables of a surface: the validation examples, and the training examples without recipe and penalties."""


@compiled
def score(place: int, k: Array, x: Array, y: Array, out: Array) -> None:
    """Fill `out`, shape (rows,), with f of the payload k at the positions x, y of every row; `place` is the surface's address."""
    surface = surface_at(place)
    for i in range(out.shape[0]):
        out[i] = surface(x[i], y[i], k)[0]


def losses(landscape: Landscape, k: Array, x: Array, y: Array) -> Array:
    """Return the loss of the payload k of a surface made of examples at positions x, y, shape (rows,)."""
    out = np.empty(len(x))
    score(worth_address(landscape.key), k, np.ascontiguousarray(x), np.ascontiguousarray(y), out)
    return out


def mesh(landscape: Landscape, k: Array, x: Array, y: Array) -> Array:
    """Return the loss of the payload k on the grid of x, shape (nx,), and y, shape (ny,): shape (ny, nx)."""
    out = np.empty((len(x), len(y)))
    grid_kernel(landscape.key)(k, np.ascontiguousarray(x, dtype=np.float64), np.ascontiguousarray(y, dtype=np.float64), out)
    return np.ascontiguousarray(out.T)


def scored(landscape: Landscape, run: Run, kind: Kind) -> Array | None:
    """Return the loss of a surface's other table at every row; None if it is not made of examples. The run keeps it."""
    if landscape.surface().data is None:
        return None
    if kind not in run.scores:
        run.scores[kind] = losses(landscape, getattr(landscape, kind)(), run.x, run.y)
    return run.scores[kind]


def sparsely(landscape: Landscape, run: Run, kinds: Iterable[Kind], room: int) -> None:
    """Compute losses at few rows alone, so that rows times examples are at most `room`; the other rows get NaN. For a moving picture."""
    for kind in kinds:
        k = getattr(landscape, kind)()
        count, rows = max(2, room // max(1, int(k[2]))), len(run.x)
        if kind in run.scores or rows <= count:
            continue
        at = np.unique(np.linspace(0, rows - 1, count).astype(np.int64))
        run.scores[kind] = np.full(rows, np.nan)
        run.scores[kind][at] = losses(landscape, k, run.x[at], run.y[at])


def held(landscape: Landscape, run: Run) -> Array | None:
    """Return the validation loss at every row."""
    return scored(landscape, run, "held")


def trained(landscape: Landscape, run: Run) -> Array | None:
    """Return the loss on the training examples at every row, without penalties and recipe."""
    return scored(landscape, run, "plain")


def warm(key: str) -> None:
    """Compile what meshes and validation losses of a surface need; nothing for one that is not made of examples."""
    surface = SURFACES[key]
    if surface.data:
        grid_kernel(key)
        k = surface.payload(*(knob.default for knob in surface.knobs.values()))
        score(worth_address(key), k, np.zeros(1), np.zeros(1), np.empty(1))
