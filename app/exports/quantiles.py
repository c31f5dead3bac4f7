"""The many runs of a lane as columns of a CSV: at each step, the loss of the run below which 10, 50 or 90 % of them lie."""

from itertools import chain

import numpy as np

from app.engine.many import other_runs
from app.engine.run import Array, Run
from app.replies.ended import SHARES, quantiles
from app.replies.rows import kept
from app.scene.scene import Scene

COLUMNS = ("runs", *(f"loss_{100 * share:.0f}" for share in SHARES))
"""The number of runs that have not diverged before the step, then the quantiles; a run that has diverged counts as above all others."""
MOST = 4_000_000
"""Most losses that are held at once, 8 bytes each. Of longer runs only every k-th row has quantiles."""


def columns_of(scene: Scene) -> tuple[str, ...]:
    """Return the names of the columns that a scene's CSV has besides those of every scene."""
    return COLUMNS if any(lane.many for lane in scene.lanes) else ()


def spread_rows(scene: Scene, lane: int, own: Run) -> Array:
    """Return the columns of a lane's rows, shape (rows, columns); NaN where there is none, also for a lane that is run once."""
    many, rows = scene.lanes[lane].many, len(own.x)
    found = np.full((rows, len(columns_of(scene))), np.nan)
    if many is None:
        return found
    number = many.made().different(scene.noise, scene.walkers[lane], scene.grounds[lane])
    at = kept(rows, -(-rows * number // MOST))
    losses = np.full((number, len(at)), np.nan)
    others = other_runs(scene.grounds[lane], scene.walkers[lane], own, many.made(), number - 1, max(1, rows - 1))
    for values, run in zip(losses, chain([own], others), strict=True):  # one run is kept at a time
        there = at < len(run.loss)
        values[there] = run.loss[at[there]]
    losses[~np.isfinite(losses)] = np.nan
    found[at, 0] = np.isfinite(losses).sum(axis=0)
    found[at, 1:] = quantiles(losses, rises=True).T
    return found
