"""Many runs of one lane: with other noise, or from other starts around its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import Literal

import numpy as np

from app.engine.even import additive
from app.engine.landscape import Landscape
from app.engine.run import Array, Run, noise_stream, run
from app.engine.walker import Walker
from surfaces.data.recipes import chosen
from surfaces.surface import Interval, Point


@dataclass(frozen=True)
class Many:
    """How a lane is run `count` times, its own run included: over seeds of the noise, or over starts.

    Starts lie within `spread`, a share of the domain's sides, to each side of the lane's own.
    """

    over: Literal["seeds", "starts"]
    count: int
    spread: float = 0.05

    def different(self, noise: tuple[float, float], walker: Walker, landscape: Landscape) -> int:
        """Return the number of runs that differ."""
        return self.count if self.over == "starts" or is_drawn(noise, walker, landscape) else 1


def is_drawn(noise: tuple[float, float], walker: Walker, landscape: Landscape) -> bool:
    """Return whether another seed gives another run: by noise, by the order of its examples, or by what the recipe makes of them."""
    batches = [each.batch for each in walker.line() if each.batch]
    return noise != (0.0, 0.0) or any(batch.order != "fixed" or bool(chosen(landscape.knobs)) for batch in batches)


def other_seeds(seed: int, number: int) -> Iterator[int]:
    """Return the seeds of `number` other runs: 0, 1, ... without the lane's own, so that another seed changes only one run."""
    return islice((other for other in count() if other != seed), number)


def other_starts(start: Point, domain: tuple[Interval, Interval], spread: float, number: int) -> Array:
    """Return starts that fill the rectangle around `start` evenly, shape (number, 2); more of them leave the first ones in place."""
    sides = np.array([high - low for low, high in domain])
    found: Array = np.array(start) + spread * sides * (2 * additive(2, number, 0.5) - 1)
    return found


def other_runs(landscape: Landscape, walker: Walker, own: Run, many: Many, number: int, until: int | None = None) -> Iterator[Run]:
    """Yield `number` runs of a lane beside its own one, each as soon as it is asked for, so that one is kept at a time.

    `own` must be the run of a scene (`draw`). With `until`, only so many steps are taken. Raises Abandoned if `mark` is set meanwhile.
    """
    draw = own.draw
    assert draw is not None  # a run of a scene
    start, last = (float(own.x[0]), float(own.y[0])), until or draw.steps
    if many.over == "seeds":
        for seed in other_seeds(draw.seed, number):
            yield run(landscape, walker.drawn(seed), start, draw.steps, noise_stream(seed, draw.noise, last), last)
        return
    noise = noise_stream(draw.seed, draw.noise, last)
    for x, y in other_starts(start, landscape.surface().domain, many.spread, number).tolist():
        yield run(landscape, walker, (x, y), draw.steps, noise, last)
