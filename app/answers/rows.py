"""Runs as rows: the JSON of `/api/runs` and of the command line."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.events import Event, as_json, events, status, terrain
from app.engine.run import Run
from app.scene.scene import Scene

POSITIONS = ("x", "y", "loss", "gradient_norm")
RATES = ("lr", "lr_x", "lr_y")


def kept(rows: int, every: int) -> NDArray[np.int64]:
    """Return the indices of every `every`-th of `rows` rows, the first and the last always."""
    return np.unique(np.append(np.arange(0, rows, every), max(rows - 1, 0))) if rows else np.arange(0)


def lane(run: Run, found: list[Event], every: int = 1) -> dict[str, Any]:
    """Return one lane of the answer: status, the arrays (every `every`-th row), events."""
    arrays = {name: np.ascontiguousarray(getattr(run, name)) for name in POSITIONS + RATES}
    if every > 1:
        arrays = {name: array[kept(len(array), every)] for name, array in arrays.items()}
    return {"status": status(run), **arrays, "events": [as_json(event) for event in found]}


def answer(scene: Scene, every: int = 1) -> dict[str, Any]:
    """Run a scene and return the answer of `POST /api/runs`."""
    place = terrain(scene.ground())
    runs = zip(scene.walkers, scene.run(), strict=True)
    return {"lanes": [lane(run, events(run, walker, place), every) for walker, run in runs]}
