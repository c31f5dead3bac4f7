"""The profile: f along a line through an iterate, and all iterates projected on that line, with their true loss."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.landscape import Landscape
from app.engine.run import Array, Run
from app.replies.view import Panel, Profile
from surfaces.surface import Point

Direction = tuple[Point, Point]
"""The point with t = 0, and the unit vector in which t increases."""


def bent(landscape: Landscape, at: Point) -> Array:
    """Return the Hessian at a point, shape (2, 2)."""
    with np.errstate(all="ignore"):
        xx, xy, yy = landscape.surface().hess(*at, *landscape.arguments())
    return np.array([[xx, xy], [xy, yy]], dtype=np.float64)


def own(landscape: Landscape, start: Point, steep: bool) -> Direction:
    """Return the steep or the flat direction.

    It is one of the surface's own axes, if it has any. Otherwise it is an eigenvector of the Hessian at the lowest minimum, or at the
    start if there is no minimum.
    """
    surface = landscape.surface()
    if surface.axes:
        angle, center = surface.axes(*landscape.arguments())
        return center, (-math.sin(angle), math.cos(angle)) if steep else (math.cos(angle), math.sin(angle))
    center = landscape.lowest() or start
    hessian = bent(landscape, center)
    values, vectors = np.linalg.eigh(hessian if np.isfinite(hessian).all() else np.eye(2))
    x, y = vectors[:, int(np.argmax(np.abs(values)) if steep else np.argmin(np.abs(values)))]
    sign = -1.0 if (x, y) < (0, 0) else 1.0
    return center, (sign * float(x), sign * float(y))


def toward(landscape: Landscape, run: Run) -> Direction:
    """Return the direction from the start to the nearest minimum, or to the last iterate if there is no minimum."""
    start = float(run.x[0]), float(run.y[0])
    minima = landscape.surface().minima(*landscape.arguments())
    goal = min(minima, key=lambda at: math.dist(at, start), default=(float(run.x[-1]), float(run.y[-1])))
    length = math.dist(goal, start)
    return start, ((goal[0] - start[0]) / length, (goal[1] - start[1]) / length) if length else (1.0, 0.0)


def direction(landscape: Landscape, run: Run, along: str) -> Direction:
    """Return the line's origin and direction; `goal` is the line from the start to the nearest minimum."""
    if along in "xy":
        return (0.0, 0.0), (1.0, 0.0) if along == "x" else (0.0, 1.0)
    if along == "goal":
        return toward(landscape, run)
    return own(landscape, (float(run.x[0]), float(run.y[0])), along == "steep")


def reach(panel: Panel, origin: Point, unit: Point) -> tuple[float, float]:
    """Return the part of the line on which the panel's rectangle projects."""
    shadow = [(x - origin[0]) * unit[0] + (y - origin[1]) * unit[1] for x in panel.x for y in panel.y]
    return min(shadow), max(shadow)


def profile(landscape: Landscape, run: Run, panel: Panel, request: Profile, at: NDArray[np.int64]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the profile of one lane: header and arrays.

    The line runs through the iterate of the step in the request, for `goal` through the start. `curve` holds f at `width` evenly
    spaced values of `t`. `iterates` holds the pairs t, f at the marker's steps, NaN if there is no row. `at` describes the iterate's
    projection on the line: t, f, and the first and second derivative along the line.
    """
    origin, unit = direction(landscape, run, request.along)
    t = (run.x - origin[0]) * unit[0] + (run.y - origin[1]) * unit[1]
    row = min(request.step, len(t) - 1)
    through = 0 if request.along == "goal" else row
    t0, t1 = reach(panel, origin, unit)
    places = np.append(np.linspace(t0, t1, request.width), t[row])
    x, y = run.x[through] + (places - t[through]) * unit[0], run.y[through] + (places - t[through]) * unit[1]
    surface, knobs = landscape.surface(), landscape.arguments()
    with np.errstate(all="ignore"):
        f = np.broadcast_to(surface.value(x, y, *knobs), places.shape)
        slope = np.dot(surface.grad(x[-1], y[-1], *knobs), unit)
        bend = np.array(unit) @ bent(landscape, (x[-1], y[-1])) @ np.array(unit)
    iterates = np.full((len(at), 2), np.nan)
    there = at < len(t)
    iterates[there] = np.stack([t[at[there]], run.loss[at[there]]], axis=1)
    foot = {"t": float(t[row]), "f": float(f[-1]), "slope": float(slope), "bend": float(bend)}
    return {"t": [t0, t1], "direction": unit, "at": foot}, {"curve": f[:-1], "iterates": iterates}
