"""A scene as one binary frame: drawn for a view, or in full."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from latex2mathml.converter import convert
from numpy.typing import NDArray

from app.engine.events import events, status
from app.engine.run import Run
from app.engine.thin import Window, extremes, path, stops
from app.profile import profile
from app.rows import POSITIONS, RATES, kept
from app.scene import Scene
from app.settings import settings
from app.view import Chart, View
from app.wire import frame

VERTICES = 3000
"""Vertices that the paths of one frame share: 12 bytes each, so that a frame stays below 100 kB."""
STOPS = 4000
"""Marker positions that the lanes of one frame share, 8 bytes each."""

Arrays = dict[str, NDArray[Any]]


def lay(scene: Scene) -> dict[str, Any]:
    """Return what the page must know of the surface with these knobs: curvature, minima, saddles, its own axes."""
    unit = scene.ground().surface()
    knobs = scene.surface.values()
    axes = unit.axes(**knobs) if unit.axes else None
    minima = unit.minima(**knobs)
    return {
        "curvature": unit.curvature(**knobs),
        "minima": minima,
        "depths": [unit.value(x, y, **knobs) for x, y in minima],
        "saddles": unit.saddles(**knobs) if unit.saddles else [],
        "echo": convert(unit.formula[0]) if unit.tape is not None else None,
        "axes": {"angle": axes[0], "center": axes[1]} if axes else None,
    }


def turned(run: Run, axes: Mapping[str, Any] | None) -> Arrays:
    """Return the positions along the surface's own axes u, v."""
    if not axes:
        return {}
    c, s = math.cos(axes["angle"]), math.sin(axes["angle"])
    x, y = run.x - axes["center"][0], run.y - axes["center"][1]
    return {"u": c * x + s * y, "v": c * y - s * x}


def curves(run: Run, chart: Chart, axes: Mapping[str, Any] | None) -> Arrays:
    """Return min and max per pixel column of every series that the chart wants."""
    own = turned(run, axes) if {"u", "v"} & set(chart.series) else {}
    found = {name: own.get(name) if name in "uv" else getattr(run, name) for name in chart.series}
    log = chart.scale == "log"
    wanted = {name: values for name, values in found.items() if values is not None}
    return {name: extremes(values, int(name in RATES), *chart.steps, chart.width, log=log) for name, values in wanted.items()}


def balls(run: Run, window: Window, at: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the positions at the marker's stops in pixels, shape (stops, 2); NaN where the run has no such row."""
    out = np.full((len(at), 2), np.nan)
    there = at < len(run.x)
    out[there] = np.stack(window.pixels(run.x[at[there]], run.y[at[there]]), axis=1)
    return out


def drawn(scene: Scene, runs: list[Run], view: View, surface: Mapping[str, Any]) -> tuple[Arrays, list[Arrays]]:
    """Return the shared arrays and those of every lane, fit for a view."""
    at = stops(scene.steps, STOPS // len(runs))
    lanes = []
    for run, panel in zip(runs, view.panels, strict=True):
        window = panel.window()
        vertices = path(window, run.x, run.y, VERTICES // len(runs))
        lines = {"path": vertices[:, :2], "path_steps": vertices[:, 2], "balls": balls(run, window, at)}
        lanes.append({**lines, **curves(run, view.chart, surface["axes"])})
    return {"stops": at}, lanes


def full(scene: Scene, runs: list[Run]) -> tuple[Arrays, list[Arrays]]:
    """Return the series of every lane, every k-th row, so that at most `max_rows` rows are sent; `steps` says which."""
    every = -(-(scene.steps + 1) // settings.max_rows)
    lanes = [{name: getattr(run, name) for name in POSITIONS + RATES} for run in runs]
    thinned = [{name: array[kept(len(array), every)] for name, array in arrays.items()} for arrays in lanes]
    return {"steps": kept(scene.steps + 1, every)}, thinned


def profiles(scene: Scene, runs: list[Run], view: View) -> list[tuple[dict[str, Any], Arrays]]:
    """Return header and arrays of every lane's profile; nothing in them where none is asked for."""
    if view.profile is None:
        return [({}, {})] * len(runs)
    ground, at = scene.ground(), stops(scene.steps, STOPS // len(runs))
    found = [profile(ground, run, panel, view.profile, at) for run, panel in zip(runs, view.panels, strict=True)]
    return [({"profile": header}, arrays) for header, arrays in found]


def picture(number: int, scene: Scene, view: View | None) -> bytes:
    """Return the frame that answers message `number`."""
    runs, surface = scene.run(), lay(scene)
    shared, arrays = drawn(scene, runs, view, surface) if view else full(scene, runs)
    header = {"id": number, "part": 0, "last": True, "steps": scene.steps, "surface": surface}
    more = profiles(scene, runs, view) if view else [({}, {})] * len(runs)
    said = [{"status": status(run), "events": events(run), **own} for run, (own, _) in zip(runs, more, strict=True)]
    lanes = [{**lane, **lines} for lane, (_, lines) in zip(arrays, more, strict=True)]
    return frame(header, shared, list(zip(said, lanes, strict=True)))
