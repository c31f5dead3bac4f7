"""What becomes of runs, whoever made them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.blocks import layout
from app.engine.run import Array, Run

Whole = NDArray[np.int64]


@dataclass(frozen=True)
class Outcome:
    """What became of each run; all arrays have shape (n,).

    `x, y, loss` are those of the last row of `run`, and `step` is the last step taken. `where` is the minimum within reach at the
    end, -1 for none or a run that diverged; `since` the step from which on this has been so without a break (of a run that diverged,
    its last step); `first` the first step within reach of any minimum, -1 if never. `best` is the lowest loss of all rows, `worst` the
    highest from row `tail` on, -inf if there is none; `bursts_x, bursts_y` count growing zigzags. These four are NaN unless asked for.
    """

    x: Array
    y: Array
    loss: Array
    diverged: NDArray[np.bool_]
    step: Whole
    where: Whole
    since: Whole
    first: Whole
    best: Array
    worst: Array
    bursts_x: Array
    bursts_y: Array


def of_block(rows: Array, n: int, steps: int, best: bool, bursts: bool, tail: int | None) -> Outcome:
    """Return the outcome of the first n runs of blocks, laid out as `layout` says."""

    def row(at: int, asked: bool = True) -> Array:
        return rows[:, at].ravel()[:n] if asked else np.full(n, np.nan)

    def whole(at: int) -> Whole:
        return row(at).astype(np.int64)

    end = whole(layout.END)
    return Outcome(
        x=row(layout.X),
        y=row(layout.Y),
        loss=row(layout.F),
        diverged=end >= 0,
        step=np.where(end >= 0, end, steps),
        where=whole(layout.WHERE),
        since=whole(layout.SINCE),
        first=whole(layout.FIRST),
        best=row(layout.BEST, best),
        worst=row(layout.WORST, tail is not None),
        bursts_x=row(layout.BURSTS, bursts),
        bursts_y=row(layout.BURSTS + 1, bursts),
    )


def of_run(run: Run, goals: Array, tol: float, best: bool, tail: int | None) -> Outcome:
    """Return the outcome of one run; `goals`, shape (minima, 2), are the minima, NaN where there is none. Zigzags are not counted."""
    with np.errstate(all="ignore"):  # of a run that is far away
        off = (run.x[:, None] - goals[:, 0]) ** 2 + (run.y[:, None] - goals[:, 1]) ** 2
    hit = np.where(off <= tol * tol, np.arange(len(goals)), -1).max(axis=1, initial=-1)
    inside = hit[: max(1, run.step)] if run.diverged else hit
    changes, near = np.flatnonzero(inside != inside[-1]), np.flatnonzero(inside >= 0)
    arrived = int(changes[-1]) + 1 if len(changes) else 0
    numbers: dict[str, Any] = {
        "x": run.x[-1], "y": run.y[-1], "loss": run.loss[-1], "diverged": run.diverged, "step": run.step,
        "where": -1 if run.diverged else hit[-1], "since": run.step if run.diverged else arrived, "first": near[0] if len(near) else -1,
        "best": np.fmin.reduce(run.loss) if best else np.nan,
        "worst": np.nan if tail is None else np.fmax.reduce(run.loss[tail:], initial=-np.inf),
        "bursts_x": np.nan, "bursts_y": np.nan,
    }  # fmt: skip
    return Outcome(**{name: np.array([number]) for name, number in numbers.items()})


def together(count: int, parts: Sequence[tuple[Any, Outcome]]) -> Outcome:
    """Return the outcome of `count` runs from those of parts of them, each with the numbers of its runs."""
    found = {}
    for each in fields(Outcome):
        pieces = [(which, getattr(part, each.name)) for which, part in parts]
        found[each.name] = np.empty(count, dtype=pieces[0][1].dtype)
        for which, numbers in pieces:
            found[each.name][which] = numbers
    return Outcome(**found)
