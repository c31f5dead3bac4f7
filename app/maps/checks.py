"""The check that a map fits its scene."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from pydantic import ValidationError

from app.engine.blocks.apart import is_ground
from app.engine.blocks.outcomes import MOST_REMEMBERED
from app.engine.cost import BEGUN, read, weight
from app.maps.asked import Asked
from app.maps.places import place
from app.scene.faults import Fault, Refused, made, refusal, single
from app.scene.limits import limits
from app.scene.maps import AxisChoice
from app.scene.scene import Scene
from app.schedules import SCHEDULES

SEARCH = 20_000
"""What finding the minima of a surface costs at most, in plain steps: 3 ms."""
SEARCH_READ = 600
"""What it costs beside that for each number of a table of examples: a network's minima are searched for in Python."""
UNEVEN = 2
"""How many steps one counts as where runs take different numbers of them: blocks are not full."""
OPEN = {"greater_than", "less_than"}
"""Kinds of faults of a bound that a value must not equal: an axis may end there, because its pixels do not."""


def check(asked: Asked, at: str = "") -> None:
    """Refuse a map that does not fit its scene; `at` comes before the paths of its fields."""
    scene, chosen = asked.scene, asked.chosen
    if chosen.lane >= len(scene.lanes):
        raise single("no_lane", f"{at}lane", chosen.lane, last=len(scene.lanes) - 1)
    if asked.lane.trajectory:
        raise single("not_computed", f"{at}lane", chosen.lane)
    if asked.lane.fork:
        raise single("forked", f"{at}lane", chosen.lane)
    for i, axis in enumerate(chosen.axes):
        if place(scene, chosen.lane, axis.path) is None:
            raise single("no_knob", f"{at}axes.{i}.path", axis.path, example="knobs.lr, surface.kappa, start.0")
    _check_whole(asked, at)
    corners = [*_ends(asked, at), *_corners(asked, at)]
    _check_schedule(asked, at)
    _check_work(asked, at, corners)


def _check_whole(asked: Asked, at: str) -> None:
    """Refuse an axis of whole numbers all of whose pixels have the same one, or that is narrower than 1."""
    for i, (axis, where, numbers) in enumerate(zip(asked.chosen.axes, asked.places, asked.values, strict=True)):
        wide = axis.high - axis.low >= 1
        if where.whole and not (wide and numbers[0] < numbers[-1]):
            raise single("one_number", f"{at}axes.{i}.high", axis.high, bound=axis.low + 1 + wide)


def _ends(asked: Asked, at: str) -> Iterator[Scene]:
    """Yield the scenes at the ends of both axes; refuse an end that the number must not have."""
    for i, axis in enumerate(asked.chosen.axes):
        for end in ("low", "high"):
            value = getattr(axis, end)
            scene = _made(asked, (value, None) if i == 0 else (None, value), f"{at}axes.{i}.{end}", axis)
            if scene:
                yield scene


def _corners(asked: Asked, at: str) -> Iterator[Scene]:
    """Yield the scenes of the four pixels at the corners; refuse values that do not go together."""
    x, y = asked.values
    for first in (x[0], x[-1]):
        for second in (y[0], y[-1]):
            scene = _made(asked, (float(first), float(second)), f"{at}axes", None)
            assert scene
            yield scene


def _check_schedule(asked: Asked, at: str) -> None:
    """Refuse an axis on which the schedule refuses a value between two that it takes: of `span` 0 is valid, 1 is not, 3 is."""
    schedule = asked.lane.schedule
    complain = SCHEDULES[schedule.key].check
    for i, (path, numbers) in enumerate(zip(asked.paths, asked.values, strict=True)):
        if complain is None or not path.startswith("schedule."):
            continue
        for value in np.unique(numbers).tolist():
            own = {**schedule.values(), path.removeprefix("schedule."): round(value) if asked.places[i].whole else value}
            if says := complain(*own.values()):
                raise single("together", f"{at}axes.{i}", value, says=says)


def _made(asked: Asked, numbers: tuple[Any, ...], path: str, axis: AxisChoice | None) -> Scene | None:
    """Return the scene with these values; None at a bound that no pixel reaches; raise Refused."""
    try:
        return asked.with_numbers(*numbers)
    except ValidationError as error:
        said = [value for value in numbers if value is not None]
        value: Any = said[0] if len(said) == 1 else said
        (first, *_), fault = error.errors(), refusal(error).faults[0]
        bound = next((first.get("ctx", {}).get(name) for name in ("gt", "lt") if name in first.get("ctx", {})), None)
        if axis and first["type"] in OPEN and bound == value:
            return None
        raise Refused([_moved(fault, path, value)]) from None


def _moved(fault: Fault, path: str, value: Any) -> Fault:
    """Return a fault of the scene as one of the axis that brought it about: the sentence still names the number."""
    return {**fault, "path": path, "value": made("no_knob", path, value, {"example": ""})["value"]}


def _check_work(asked: Asked, at: str, scenes: list[Scene]) -> None:
    """Refuse a map that takes too many steps, and a window that takes too much memory; `scenes` have the extremes of its numbers."""
    lane, longest = asked.chosen.lane, max(min(scene.steps, asked.until or scene.steps) for scene in scenes)
    if asked.scene.walkers[lane].has_window() and longest > MOST_REMEMBERED:
        raise single("looks_back", "steps", longest, most=MOST_REMEMBERED)
    dearest = max(weight(read(scene.grounds[lane]), scene.walkers[lane]) for scene in scenes)
    uneven = UNEVEN if "steps" in asked.paths else 1
    runs = asked.runs() + (asked.chosen.search.runs() if asked.chosen.search else 0)
    own, search = 0.0, SEARCH
    if scenes[0].grounds[lane].surface().data:
        own = BEGUN if any(is_ground(path, scenes[0].grounds[lane]) for path in asked.paths) else 0.0
        search += SEARCH_READ * max(read(scene.grounds[lane]) for scene in scenes) * scenes[0].grounds[lane].data().model.searched
    total, most = runs * (asked.steps() * dearest * uneven + own) + search * asked.grounds(), limits().max_map_steps
    if total > most:
        raise single("map_too_long", f"{at}axes", round(total), most=most)
