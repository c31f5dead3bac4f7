"""A sweep: the values of one knob in a recording, and the scene at each."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import ValidationError

from app.answers import ANSWERS
from app.exports.offline.fields import field
from app.optimizers import OPTIMIZERS
from app.replies.names import letters
from app.replies.numbers import chosen
from app.scene.faults import refusal, single
from app.scene.intervals import wrong
from app.scene.limits import limits
from app.scene.paths import put, walk
from app.scene.scene import Scene
from app.schedules import SCHEDULES
from surfaces import SURFACES
from surfaces.knob import Knob

FIRST = "lanes.0.optimizer.knobs.lr"
MOST, FEWEST, WORK = 41, 5, 4
"""Most and fewest values; steps times lanes of the whole sweep, as a multiple of the limit of one scene."""

DECADES = 1.3
"""Powers of ten by which a logarithmic knob is swept to each side of its value."""

OUTERMOST = 1e300
"""Largest absolute value of a given end; the difference of two ends does not overflow."""

SMALLEST, LARGEST = math.ulp(0.0), 1e308
"""Outermost ends of a logarithmic sweep, which cannot reach zero or infinity."""

KINDS: Mapping[str, Mapping[str, Any]] = {
    "surface": SURFACES,
    "optimizer": OPTIMIZERS,
    "inner": OPTIMIZERS,
    "schedule": SCHEDULES,
    "answer": ANSWERS,
}


@dataclass(frozen=True)
class Sweep:
    """A knob's path in the scene, its declaration, its values in increasing order, and the index of the scene's own value."""

    path: str
    knob: Knob
    values: tuple[float, ...]
    at: int

    def scene(self, scene: Scene, value: float) -> Scene:
        """Return the scene with the knob at a value; raise Refused if it is invalid."""
        data = scene.model_dump(mode="json")
        put(data, self.path.split("."), value)
        try:
            return Scene.model_validate(data)
        except ValidationError as error:
            raise refusal(error) from None

    def words(self, value: float) -> str:
        """Return the knob's symbol and value as text."""
        return f"{letters(self.knob.symbol)} = {chosen(value)}"


def declared(data: Any, path: str) -> Knob | None:
    """Return the declaration of the knob at a path; None if there is no such knob, or it is a list."""
    *way, place, name = path.split(".") if path.count(".") > 1 else ("", "", "")
    if place == "knobs" and way[0] == "lanes" and len(way) == 2:  # a lane's own knobs of the surface
        way = ["surface"] if name in (of_lane(data, way) or {}) else [""]
    if place != "knobs" or way[-1] not in KINDS:
        return None
    try:
        unit = KINDS[way[-1]].get(walk(data, way)["key"])
    except (KeyError, IndexError, TypeError, ValueError):
        return None
    knob = unit.knobs.get(name) if unit else None
    return knob if isinstance(knob, Knob) and knob.kind != "list" else None


def of_lane(data: Any, way: list[str]) -> Any:
    """Return a lane's own knobs of the surface; None if there is no such lane."""
    try:
        return walk(data, way).get("knobs")
    except (KeyError, IndexError, TypeError, ValueError):
        return None


def spread(knob: Knob, value: float, low: float | None, high: float | None, count: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return increasing values of a knob, including its own value."""
    logarithmic = knob.scale == "log" and value > 0 and (low is None or low > 0)
    if logarithmic:
        start, end = low or max(SMALLEST, value / 10**DECADES), high or min(LARGEST, value * 10**DECADES)
    else:
        start, end = knob.low if low is None else low, knob.high if high is None else high
    start, end = min(start, value), max(end, value)
    inside = 1e-3  # share of the distance kept from an open bound
    if knob.min is not None:
        start = max(start, knob.min + inside * (value - knob.min) if "min" in knob.open else knob.min)
    if knob.max is not None:
        end = min(end, knob.max - inside * (knob.max - value) if "max" in knob.open else knob.max)
    with np.errstate(over="ignore"):  # near the largest float64
        values = np.geomspace(start, end, count) if logarithmic else np.linspace(start, end, count)
    values = values[np.isfinite(values)]
    values = np.round(values) if knob.kind == "integer" else np.array([float(f"{each:.6g}") for each in values])
    values[int(np.argmin(np.abs(np.log(values) - np.log(value) if logarithmic else values - value)))] = value
    return np.unique(values)


def sweep(scene: Scene, path: str = FIRST, low: float | None = None, high: float | None = None) -> Sweep:
    """Return the sweep of the knob at a path, with fewer values for long runs; raise Refused if there is no such knob or range."""
    data = scene.model_dump(mode="json")
    knob = declared(data, path) or field(scene, path)
    if knob is None:
        raise single("no_knob", "hero", path, example=FIRST)
    for name, end in (("low", low), ("high", high)):
        if end is not None and not abs(end) <= OUTERMOST:
            raise single("within", name, end, name=name, most=f"{OUTERMOST:g}")
    if low is not None and high is not None and (found := wrong(low, high, narrowest=0.0)):
        raise single(found[0], "high", high, bound=str(found[1]))
    value = float(walk(data, path.split(".")))
    count = min(MOST, max(FEWEST, WORK * limits().max_lane_steps // (scene.steps * len(scene.lanes))))
    values = spread(knob, value, low, high, count)
    whole = tuple(int(each) if knob.kind == "integer" else float(each) for each in values)
    return Sweep(path, knob, whole, whole.index(value))


def preferred(scene: Scene, path: str, otherwise: str, low: float | None, high: float | None) -> Sweep:
    """Return the sweep of a knob that is wanted, or of another one if there is no single number to sweep at its path."""
    there = path and (declared(scene.model_dump(mode="json"), path) or field(scene, path))
    return sweep(scene, path if there else otherwise, low, high)
