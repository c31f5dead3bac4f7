"""The criterion: the worst loss of the last tenth of a run, as a share of the first loss, median over several starts.

The last loss alone would be luck: tuning finds knobs with which a run passes the minimum just at its last step.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from app.engine.blocks.outcomes import outcomes
from app.engine.landscape import Landscape
from app.engine.run import Array, normals
from app.engine.walker import Walker
from app.scene.scene import Scene

BESIDE, OTHERS = 8, 64
"""Starts that knobs are tuned for, the scene's first; and the other ones that they are judged from."""
SPREAD = 0.05
"""How far starts lie from the scene's, at most, as a share of the domain's sides."""
FLOOR = 1e-12
"""The least share of the first loss that counts: below it is rounding."""
PIECE = 128
"""Settings that are tried at once: between them progress is said."""

CRITERION = "the worst loss of the last tenth of the run, as a share of the first loss: median over {starts} starts"


def tail_of(steps: int) -> int:
    """Return the first row of the last tenth."""
    return steps - steps // 10


def starts_of(scene: Scene, count: int, *seed: int, lane: int = 0) -> Array:
    """Return starts at random around that of a lane, shape (count, 2)."""
    sides = np.array([high - low for low, high in scene.grounds[lane].surface().domain])
    moves = np.random.default_rng(seed).uniform(-SPREAD, SPREAD, (count, 2))
    starts: Array = np.array(scene.starts[lane]) + moves * sides
    return starts


def drawn(scene: Scene, *seed: int) -> Array:
    """Return the standard normals of the noise, shape (steps, 2); (0, 2) where there is none."""
    return np.empty((0, 2)) if scene.noise == (0.0, 0.0) else normals(seed, scene.steps)


@dataclass(frozen=True)
class Judge:
    """Starts, shape (k, 2), and noise: what settings of a lane are compared on."""

    landscape: Landscape
    walker: Walker
    starts: Array
    steps: int
    normals: Array
    sigma: tuple[float, float]
    note: Callable[[int], None]
    """Is told how many runs are done."""

    def __call__(self, settings: Mapping[str, Array]) -> Array:
        """Return the score of every setting, shape (n,): inf where half of the runs or more diverge. Raises Abandoned."""
        count = len(next(iter(settings.values())))
        pieces = [slice(at, min(at + PIECE, count)) for at in range(0, count, PIECE)]
        return np.concatenate([self._scores({name: each[piece] for name, each in settings.items()}) for piece in pieces])

    def _scores(self, settings: Mapping[str, Array]) -> Array:
        each, count = len(self.starts), len(next(iter(settings.values())))
        begin = {f"start.{axis}": np.tile(self.starts[:, axis], count) for axis in (0, 1)}
        varied = {**begin, **{name: np.repeat(values, each) for name, values in settings.items()}}
        ends = outcomes(
            self.landscape, self.walker, (float(self.starts[0, 0]), float(self.starts[0, 1])), self.steps, self.normals, self.sigma,
            varied, np.empty((0, 2, 1)), 0.0, tail=tail_of(self.steps),
        )  # fmt: skip
        self.note(each * count)
        lost = ends.diverged | ~np.isfinite(ends.loss)
        return np.median(self.shares(np.where(lost, np.inf, ends.worst).reshape(count, each)), axis=1)

    def shares(self, losses: Array) -> Array:
        """Return losses above the lowest minimum, shape (n, k), as shares of the first ones, at least `FLOOR`."""
        surface, knobs, lowest = self.landscape.surface(), self.landscape.arguments(), self.landscape.lowest()
        assert lowest is not None  # refused before
        bottom = float(surface.value(*lowest, *knobs))
        with np.errstate(all="ignore"):
            first = np.array([float(surface.value(x, y, *knobs)) for x, y in self.starts.tolist()]) - bottom
            left = (losses - bottom) / np.maximum(first, np.finfo(float).tiny)
        return np.where(np.isfinite(left), np.maximum(left, FLOOR), np.inf)


def judge_of(scene: Scene, lane: int, seed: int, note: Callable[[int], None]) -> Judge:
    """Return what a lane is tuned for: its start and others beside it, with the scene's noise and the order of its examples."""
    starts = np.concatenate([[scene.starts[lane]], starts_of(scene, BESIDE - 1, seed, 0, lane=lane)])
    return Judge(scene.grounds[lane], scene.walkers[lane], starts, scene.steps, drawn(scene, scene.seed), scene.noise, note)


def stranger_of(scene: Scene, lane: int, seed: int, note: Callable[[int], None]) -> Judge:
    """Return what a tuned lane is judged by: starts, noise and an order of its examples that it has not been tuned for."""
    starts, walker = starts_of(scene, OTHERS, seed, 1, lane=lane), scene.walkers[lane].drawn(scene.seed + 1)
    return Judge(scene.grounds[lane], walker, starts, scene.steps, drawn(scene, scene.seed, 1), scene.noise, note)
