"""What all patches of a map have in common, made once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np

from app.engine.landscape import Landscape
from app.engine.run import Array, normals
from app.engine.walker import Walker
from app.maps.asked import Asked
from app.maps.goals import Ends, ends, usual
from app.maps.jobs import COARSE, Job, order, side_of
from app.maps.measures import packed_name, value_name

KEPT = 2_000_000
"""Random numbers that a plan keeps at most; of more seeds and steps, each patch draws its own."""


@dataclass
class Plan:
    """A map that was checked. `coarse`: the distance of the pixels that are drawn first; `packed`: values are made for a frame."""

    asked: Asked
    coarse: int = COARSE
    packed: bool = False
    _noise: dict[int, Array] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """The map as JSON, for another process."""
        return self.asked.text()

    @cached_property
    def landscape(self) -> Landscape:
        """The surface that the lane runs on, with its own knobs."""
        return self.asked.scene.grounds[self.asked.chosen.lane]

    @cached_property
    def walker(self) -> Walker:
        """The lane."""
        return self.asked.scene.walkers[self.asked.chosen.lane]

    @cached_property
    def ends(self) -> Ends:
        """Where runs may end at the scene's own knobs."""
        return ends(self.landscape)

    @cached_property
    def tolerance(self) -> float:
        """How near a minimum counts as there; where the surface's knobs vary, the smallest of the corners and the scene."""
        if self.asked.chosen.tolerance is not None:
            return self.asked.chosen.tolerance
        own = [path.removeprefix("surface.") for path in self.asked.paths]
        found = [self.landscape]
        for a, name in enumerate(own):
            if name != self.asked.paths[a]:
                values = self.asked.values[a][[0, -1]].tolist()
                found += [Landscape(each.key, {**each.knobs, name: value}, each.settings) for each in found for value in values]
        return min(usual(each) for each in found)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        x, y = self.asked.values
        return len(x), len(y)

    @property
    def value(self) -> str:
        """What the values are."""
        return value_name(self.asked.chosen.measure, self.asked.seeds())

    @property
    def packed_value(self) -> str:
        """What frames send of them."""
        return packed_name(self.asked.chosen.measure, self.asked.seeds(), self.ends.lowest)

    def noise(self, seed: int) -> Array:
        """Return standard normal numbers for every step, shape (steps, 2), (0, 2) without noise; `seed` counts from the scene's."""
        if seed in self._noise:
            return self._noise[seed]
        most = int(self.asked.lengths().max())
        drawn = normals(self.asked.scene.seed + seed, most) if self.asked.is_noisy else np.empty((0, 2))
        if 2 * most * self.asked.seeds() <= KEPT:
            self._noise[seed] = drawn
        return drawn

    def pixels(self) -> int:
        """Return how many pixels the map has."""
        columns, rows = self.size
        return columns * rows

    def jobs(self) -> Iterator[Job]:
        """Yield the patches in the order in which they are drawn."""
        return order(*self.size, side_of(self.asked.steps(), "steps" not in self.asked.paths), self.coarse)


@lru_cache(maxsize=4)
def plan_of(text: str, coarse: int, packed: bool) -> Plan:
    """Return the plan of a map that another process describes."""
    return Plan(Asked.of_text(text), coarse, packed)
