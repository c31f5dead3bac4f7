"""Runs as rows: the JSON of `/api/runs` and of the command line."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.events import Event, as_json, events, status, terrain
from app.engine.landscape import Landscape
from app.engine.run import Array, Run
from app.engine.series import columns_of
from app.engine.walker import Walker
from app.replies import committee
from app.replies.ended import counted
from app.replies.examples import answered, own_tables, tables, told
from app.replies.names import titles
from app.scene.scene import Scene


def columns(landscape: Landscape, walker: Walker, run: Run) -> dict[str, Array]:
    """Return every series that has a column, with a value for every row or for every step taken."""
    found = {key: series.values(landscape, walker, run) for key, series in columns_of(landscape).items()}
    return {key: values for key, values in found.items() if values is not None}


def kept(rows: int, every: int) -> NDArray[np.int64]:
    """Return the indices of every `every`-th of `rows` rows, always including the first and the last."""
    return np.unique(np.append(np.arange(0, rows, every), max(rows - 1, 0))) if rows else np.arange(0)


def lone(scene: Scene, lane: int) -> Scene:
    """Return the scene with only one of its lanes."""
    return scene.model_copy(update={"lanes": [scene.lanes[lane]], "frozen": None})


def described(scene: Scene, lane: int, name: str) -> dict[str, Any]:
    """Return a lane's name, and its settings: a complete scene with this lane alone, which can be run again."""
    return {"name": name, "settings": lone(scene, lane).model_dump(mode="json", exclude_none=True)}


def lane(run: Run, arrays: dict[str, Array], about: dict[str, Any], found: list[Event], every: int = 1) -> dict[str, Any]:
    """Return one lane of the answer: status, the arrays (every `every`-th row), what is said about it, events."""
    arrays = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    if every > 1:
        arrays = {name: array[kept(len(array), every)] for name, array in arrays.items()}
    return {"status": status(run), **arrays, **about, "events": [as_json(event) for event in found]}


def answer(scene: Scene, every: int = 1, together: bool = False) -> dict[str, Any]:
    """Run a scene and return the answer of `POST /api/runs`; with `together`, the loss of the committee is part of it."""
    names, lanes, runs = titles(scene.lanes), [], scene.run()
    for i, (ground, walker, run) in enumerate(zip(scene.grounds, scene.walkers, runs, strict=True)):
        about = described(scene, i, names[i]) | counted(scene, i, run)
        if ground.surface().data:
            about |= told(ground, answered(ground, scene.lanes[i], walker, run))
            about |= own_tables(scene, i) if scene.lanes[i].knobs else {}
        lanes.append(lane(run, columns(ground, walker, run), about, events(run, walker, terrain(ground)), every))
    shared = committee.of_runs(scene, runs) if together else None
    return {
        "lanes": lanes,
        **({"data": tables(scene.landscape())} if scene.landscape().surface().data else {}),
        **({} if shared is None else {committee.KEY: shared[kept(len(shared), every)], "members": committee.members(scene)}),
    }
