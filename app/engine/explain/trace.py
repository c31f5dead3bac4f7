"""Tracing: the local variables before and after each line of a function during one call."""

import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType
from typing import Any, NamedTuple


class Line(NamedTuple):
    """A line that ran: its number (`def` is line 1), and all local variables before and after it."""

    number: int
    before: dict[str, Any]
    after: dict[str, Any]


def traced(function: Callable[..., Any], *arguments: Any) -> tuple[Any, list[Line]]:
    """Call a plain Python function; return its result and its lines in the order in which they ran."""
    code = function.__code__
    stops: list[tuple[int, dict[str, Any]]] = []

    def watch(frame: FrameType, event: str, _: Any) -> Any:
        if frame.f_code is not code:
            return None
        stops.append((frame.f_lineno - code.co_firstlineno + 1, dict(frame.f_locals)))
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        result = function(*arguments)
    finally:
        sys.settrace(before)
    _, *ran = stops  # the first event is the call itself
    return result, [Line(number, held, left) for (number, held), (_, left) in pairwise(ran)]
