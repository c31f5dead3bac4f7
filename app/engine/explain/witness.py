"""Records the numbers that every line of a step computed; the page shows them beside the line."""

from collections.abc import Callable
from typing import Any

import numpy as np

from app.engine.explain.trace import Line, traced
from app.engine.explain.tree import leaves, lines
from app.engine.walker import Walker
from app.optimizers.optimizer import Method

Numbers = dict[str, Any]


def number(value: Any) -> Any:
    """Return a value for JSON: a number, a pair for x and y, or the length of a window of gradients; None for anything else."""
    array = np.asarray(value) if not callable(value) else np.empty(0)
    if array.ndim > 1:
        return len(array)
    return array.astype(np.float64).tolist() if array.ndim == 0 or array.size == 2 else None


def values_of(held: dict[str, Any], names: set[str]) -> Numbers:
    """Return the values of the local variables in `names` that `number` can convert."""
    found = {name: number(held[name]) for name in sorted(names & held.keys())}
    return {name: value for name, value in found.items() if value is not None}


class Witness:
    """Calls step functions and traces their lines; a wrapper's step is called after the inner one."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, list[Line]]] = []

    def __call__(self, step: Callable[..., Any], *arguments: Any) -> Any:
        result, ran = traced(step, *arguments)
        self.calls.append((result, ran))
        return result

    def lines(self, walker: Walker) -> list[dict[str, Any]]:
        """Return every line that ran and sets a name, the inner method's lines first.

        Each has `unit`, `line`, `times` (how often it ran), and the values `before` and `after` of its names. They are those of the
        last time.
        """
        keys = [walker.optimizer, *([walker.inner] if walker.inner else [])]
        units = [unit for unit, _ in walker.methods()]
        inward = list(zip(keys, units, strict=True))[::-1]
        return [
            {"unit": key, **line}
            for (key, unit), (result, ran) in zip(inward, self.calls, strict=True)
            for line in testimony(unit, result, ran)
        ]


def testimony(unit: Method, result: Any, ran: list[Line]) -> list[dict[str, Any]]:
    """Return the lines of one call with their numbers."""
    last, times = {line.number: line for line in ran}, [line.number for line in ran]
    positions = result if isinstance(result, tuple) else (result,)
    found = []
    for each in lines(unit):
        line = last.get(each["line"])
        if line is None:
            continue
        read = set().union(*(leaves(tree) for _, tree in each["sets"]))
        left = {**line.after, **dict(zip(("x+", "y+"), positions, strict=False))}
        sets = {name for name, _ in each["sets"]}
        before, after = values_of(line.before, read), values_of(left, sets)
        found.append({"line": each["line"], "times": times.count(each["line"]), "before": before, "after": after})
    return found
