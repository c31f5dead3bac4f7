"""Places in the JSON of a scene: the keys and list indices that lead there."""

from collections.abc import Sequence
from typing import Any

Way = Sequence[str | int]


def walk(data: Any, way: Way) -> Any:
    """Return what stands at a place; an index may be text. Raises KeyError or IndexError if there is no such place."""
    for key in way:
        data = data[int(key) if isinstance(key, str) and key.isdigit() else key]
    return data


def put(data: Any, way: Way, value: Any) -> None:
    """Put a value in the place of the one that stands there. Raises KeyError or IndexError if there is none."""
    *before, last = way
    place = walk(data, before)
    walk(place, [last])
    place[int(last) if isinstance(last, str) and last.isdigit() else last] = value
