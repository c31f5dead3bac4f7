"""Runs as rows: the JSON of `/api/runs` and of the command line."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.events import events, status
from app.engine.run import Run

POSITIONS = ("x", "y", "loss", "gradient_norm")
RATES = ("lr", "lr_x", "lr_y")


def kept(rows: int, every: int) -> NDArray[np.int64]:
    """Return the indices of every `every`-th of `rows` rows, the first and the last always."""
    return np.unique(np.append(np.arange(0, rows, every), max(rows - 1, 0))) if rows else np.arange(0)


def lane(run: Run, every: int = 1) -> dict[str, Any]:
    """Return one lane of the answer: status, the arrays (every `every`-th row), events."""
    arrays = {name: np.ascontiguousarray(getattr(run, name)) for name in POSITIONS + RATES}
    if every > 1:
        arrays = {name: array[kept(len(array), every)] for name, array in arrays.items()}
    return {"status": status(run), **arrays, "events": events(run)}


def answer(runs: list[Run], every: int = 1) -> dict[str, Any]:
    """Return the answer of `POST /api/runs`."""
    return {"lanes": [lane(run, every) for run in runs]}
