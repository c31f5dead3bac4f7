"""Lanes that were drawn before: while one lane's knob is dragged, the others need not run again."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
from cachetools import LRUCache
from numpy.typing import NDArray

from app.engine.run import Run, Stale
from app.replies.axes import Span
from app.replies.view import View
from app.replies.wire import dumps
from app.scene.lane import Lane as SceneLane
from app.scene.scene import Scene

T = TypeVar("T")
RECENT = 8_000_000
"""Bytes of the drawings that are kept, at most."""
REMEMBERED = 4096
"""Keys that are remembered without a value."""
SMALL = 2_000
"""Steps times runs of all lanes up to which a scene runs in less time than its keys take."""


class Recent(Generic[T]):
    """Keeps values by key, at most `size` bytes of them; the one that was used longest ago leaves first.

    A value is kept when its key is asked for a second time. Under a dragging hand every key is new and is never asked for again:
    its values would only push out the others.
    """

    def __init__(self, size: int, bytes_of: Callable[[T], int]) -> None:
        self._values: LRUCache[Hashable, T] = LRUCache(size, bytes_of)
        self._asked: set[int] = set()
        self._lock = Lock()

    def look_up(self, keys: Sequence[Hashable]) -> tuple[dict[int, T], set[int]]:
        """Return the kept values by their place in `keys`, and the places of those to be kept as soon as they are there."""
        found: dict[int, T] = {}
        wanted = set()
        with self._lock:
            for i, key in enumerate(keys):
                if (value := self._values.get(key)) is not None:
                    found[i] = value
                elif (mark := hash(key)) in self._asked:
                    wanted.add(i)
                else:
                    self._asked.add(mark)
            if len(self._asked) > REMEMBERED:
                self._asked.clear()
        return found, wanted

    def keep(self, key: Hashable, value: T) -> None:
        """Keep a value, unless it is larger than all of the memory."""
        with self._lock:
            if self._values.getsizeof(value) <= self._values.maxsize:
                self._values[key] = value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self._asked.clear()


Arrays = dict[str, NDArray[Any]]


class Lane(NamedTuple):
    """A lane's part of the header, its arrays, the span of every curve whose axis is wanted, and its answers, if a committee needs them.

    The answers are those at every row, shape (2, rows).
    """

    facts: dict[str, Any]
    arrays: Arrays
    spans: Mapping[str, Span | None] = {}
    answers: NDArray[np.float64] | None = None

    def bytes(self) -> int:
        """Return the bytes of its arrays."""
        return sum(array.nbytes for array in self.arrays.values()) + (0 if self.answers is None else self.answers.nbytes)


recent = Recent(RECENT, Lane.bytes)


def keys(scene: Scene, view: View) -> list[tuple[Any, ...]]:
    """Return for each lane all that its drawing depends on. It is JSON in part, which tells -0.0 from 0.0."""
    chart, line = view.chart, view.profile and vars(view.profile)
    run = dumps((scene.landscape(), scene.start, scene.steps, scene.seed, scene.noise, line))
    curves = (chart.width, chart.steps, chart.by, chart.scale, tuple(chart.series), tuple(chart.axes))
    shared = (run, len(scene.lanes), view.draft, view.until, view.within, view.data, *curves)
    sharing = sum(lane.many is not None for lane in scene.lanes)  # the lanes that share the room for traces
    return [
        (*shared, dumps((walker, *own(lane), sharing if lane.many else 0)), p.width, p.height, p.x, p.y)
        for lane, walker, p in zip(scene.lanes, scene.walkers, view.panels, strict=True)
    ]


def own(lane: SceneLane) -> tuple[Any, ...]:
    """Return what a lane's drawing depends on besides its walker and the scene: its ground's knobs, its start, its answer, its runs."""
    answer = lane.answer and (lane.answer.key, lane.answer.values())
    return lane.knobs, lane.start, answer, lane.many and vars(lane.many)


def lanes_of(scene: Scene, view: View | None, lane: Callable[[int, Run], Lane], stale: Stale | None) -> Iterator[tuple[int, Lane]]:
    """Yield the number and the drawing of each lane: first of those that were drawn before, then of the others as they are ready."""
    runs = sum(own.runs for own in scene.lanes)
    if view is None or scene.steps * runs <= SMALL:  # without a view all rows are sent, which are seldom asked for twice
        yield from scene.run_each(lane, stale, view.until if view else None)
        return
    names = keys(scene, view)
    known, wanted = recent.look_up(names)
    yield from known.items()
    for i, made in scene.run_each(lane, stale, view.until, [i for i in range(len(names)) if i not in known]):
        if i in wanted:
            recent.keep(names[i], made)
        yield i, made
