"""A surface with its knobs in the engine's form, and what the steps of a lane see of its examples."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
from cachetools import LRUCache, cached
from numpy.typing import NDArray

from app.engine.walker import Batch, Walker
from surfaces import SURFACES
from surfaces.data.data import Data
from surfaces.surface import Point, Surface

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Landscape:
    """A surface's key, all its knobs, and its settings, if it has any; `seen` is the payload of one step, if that step sees another one."""

    key: str
    knobs: Mapping[str, float]
    settings: Mapping[str, Any] = field(default_factory=dict)
    seen: tuple[float, ...] = ()

    def __hash__(self) -> int:
        """Return a hash, so that results for a surface can be cached."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.key, *self.knobs.items(), *self.settings.items(), self.seen))

    def surface(self) -> Surface:
        """Return the surface's declaration with these settings."""
        return self._surface

    @cached_property
    def _surface(self) -> Surface:
        surface = SURFACES[self.key].of(self.settings)
        return surface.data.seeing(surface, self.seen) if surface.data and self.seen else surface

    def __getstate__(self) -> dict[str, Any]:
        """Return the fields alone: a surface is made again where it is needed, and hashes differ between processes."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def data(self) -> Data:
        """Return the examples that the surface is made of; it must be made of some."""
        data = self.surface().data
        assert data is not None
        return data

    def held(self) -> Array:
        """Return the payload of the validation examples of a surface made of examples."""
        return self.data().held(*self.arguments())

    def plain(self) -> Array:
        """Return the payload of the training examples alone, without recipe and penalties."""
        return self.data().plain(*self.arguments())

    def per_epoch(self, batch: Batch | None) -> int:
        """Return how many steps see every example once."""
        return -(-self.data().count(*self.arguments()) // batch.size) if batch else 1

    def at_once(self, batch: Batch | None) -> int:
        """Return how many examples a step sees: a mini-batch, or all; 1 on a surface that is not made of examples."""
        data = self.surface().data
        if data is None:
            return 1
        return batch.size if batch else data.count(*self.arguments())

    def during(self, row: Array) -> "Landscape":
        """Return the surface as a step sees it whose payload is `row`."""
        return replace(self, seen=tuple(row.tolist()))

    def arguments(self) -> tuple[float, ...]:
        """Return the arguments of the declaration's functions after x and y: the knobs in order."""
        return tuple(self.knobs[name] for name in self.surface().knobs)

    def vector(self) -> Array:
        """Return the argument of the compiled surface after x and y: its payload, one-dimensional."""
        payload: Array = self.surface().payload(*self.arguments())
        return payload

    def lowest(self) -> Point | None:
        """Return the lowest of the surface's minima, None if it has none."""
        surface, knobs = self.surface(), self.arguments()
        return min(surface.minima(*knobs), key=lambda at: float(surface.value(*at, *knobs)), default=None)


UNFED = np.empty((0, 0))
"""What the steps see of a lane without mini-batches: all of the surface."""
KEPT_BYTES = 16 * 2**20
"""Most bytes of feeds that are kept: while a rate is dragged, the steps see the same examples."""


@cached(LRUCache(KEPT_BYTES, getsizeof=lambda feed: feed.nbytes), key=lambda *task: task, lock=Lock())
def _feed(landscape: Landscape, batch: Batch, steps: int) -> Array:
    return landscape.data().feed(landscape.arguments(), batch.seed, batch.size, steps, batch.order)


def feed_of(landscape: Landscape, walker: Walker, steps: int) -> Array:
    """Return the payload that each step of a lane sees, shape (steps, numbers); `UNFED` for a lane without mini-batches."""
    return _feed(landscape, walker.batch, steps) if walker.batch else UNFED
