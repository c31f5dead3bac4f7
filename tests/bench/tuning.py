"""Which search tunes best with the same number of settings? 5 surfaces x 6 methods, 200 steps; the regret is in powers of ten.

`python -m tests.bench.tuning 40` takes 40 seeds, as the table of the specification does, in place of `SEEDS`.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.engine.blocks.outcomes import outcomes
from app.engine.run import Array
from app.scene.scene import Scene
from app.tuning.judge import FLOOR, tail_of
from app.tuning.ranges import Range, ranges
from app.tuning.search import golden, shrink
from tests.bench.table import Row, markdown

STEPS, SEEDS, BUDGETS = 200, 6, (16, 64, 256)
BOWL = {"kappa": 100.0, "angle": 0.5}
SURFACES = {"ellipse": BOWL, "rosenbrock": {}, "crescent": {}, "himmelblau": {}, "canyon": {}}
LIMITS = {"mu": (0.0, 0.999), "alpha": (0.5, 0.999), "beta1": (0.0, 0.99), "beta2": (0.5, 0.9999)}
"""Between which the specification tunes shares; Lion's beta2 up to 0.999."""
METHODS = ("gradient_descent", "momentum", "rmsprop", "adam", "adagrad_mean", "lion")
MORE = ("nesterov", "amsgrad", "adagrad")
WORST = 6.0
"""The score of a run that diverges."""
KNOWN = {"random": (3.52, 2.28, 1.60), "grid": (3.62, 2.22, 1.62), "Sobol": (3.28, 2.10, 1.52), "golden shrink": (3.01, 1.54, 1.02)}
"""Mean regrets of the specification, by budget."""
NOISE = 0.35
"""How far a mean of few seeds may lie above them."""


@dataclass(frozen=True)
class Pair:
    """A method on a surface. `last`: its score is the last loss, else the worst of the last tenth."""

    surface: str
    method: str
    last: bool = False

    @cached_property
    def scene(self) -> Scene:
        """The scene, with one lane."""
        surface = {"key": self.surface, "knobs": SURFACES[self.surface]}
        return Scene.model_validate({"surface": surface, "steps": STEPS, "lanes": [{"optimizer": {"key": self.method}}]})

    @cached_property
    def box(self) -> list[Range]:
        """What is tuned, between the bounds of the specification."""
        rate, *shares = ranges(self.scene.landscape(), self.scene.walkers[0])
        made = [rate]
        for knob in shares:
            low, high = LIMITS[knob.path.removeprefix("knobs.")]
            made.append(Range(knob.path, knob.field, low, 0.999 if self.method == "lion" and high == 0.9999 else high, "near_one"))
        return made

    def __call__(self, points: Array) -> Array:
        """Return the score of each point: log10 of its loss above the lowest minimum, as a share of the first one."""
        assert self.scene.start is not None
        landscape = self.scene.landscape()
        surface, knobs = landscape.surface(), landscape.arguments()
        lowest = landscape.lowest()
        assert lowest is not None
        bottom, first = (float(surface.value(*at, *knobs)) for at in (lowest, self.scene.start))
        varied = {knob.path: knob.at(points[:, i]) for i, knob in enumerate(self.box)}
        none, tail = np.empty((0, 2)), None if self.last else tail_of(STEPS)
        ends = outcomes(
            landscape, self.scene.walkers[0], self.scene.start, STEPS, none, (0.0, 0.0), varied, np.empty((0, 2, 1)), 0.0, tail=tail
        )
        with np.errstate(all="ignore"):
            left = ((ends.loss if self.last else ends.worst) - bottom) / (first - bottom)
            score = np.log10(np.clip(left, FLOOR, 10**WORST))
        return np.where(np.isfinite(score) & ~ends.diverged, score, WORST)

    def best_known(self) -> float:
        """Return the best of three searches of 4,096 settings each, in five rounds."""
        return min(float(shrink(self, len(self.box), 4096, seed, (0.5, 0.2, 0.1, 0.1, 0.1)).scores.min()) for seed in range(1000, 1003))


def at_random(pair: Pair, budget: int, seed: int) -> float:
    """Return the best of random settings."""
    return float(pair(np.random.default_rng(seed).random((budget, len(pair.box)))).min())


def on_a_grid(pair: Pair, budget: int, seed: int) -> float:
    """Return the best on a grid of no more points than the budget, which the seed shifts."""
    dimensions = len(pair.box)
    side = int(np.floor(budget ** (1 / dimensions) + 1e-9))
    marks = (np.arange(side) + np.random.default_rng(seed).random((dimensions, 1))) / side
    return float(pair(np.stack(np.meshgrid(*marks), -1).reshape(-1, dimensions)).min())


def by_golden_shrink(pair: Pair, budget: int, seed: int) -> float:
    """Return the best of what Ravine tunes with."""
    return float(shrink(pair, len(pair.box), budget, seed).scores.min())


def evenly(pair: Pair, budget: int, seed: int) -> float:
    """Return the best of the golden sequence alone, without shrinking."""
    return float(pair(golden(len(pair.box), budget, seed)).min())


Search = Callable[[Pair, int, int], float]


def searches() -> dict[str, Search]:
    """Return the searches by name; that by Sobol's sequence needs SciPy, which Ravine does not."""
    made: dict[str, Search] = {"random": at_random, "grid": on_a_grid, "golden sequence": evenly, "golden shrink": by_golden_shrink}
    try:
        from scipy.stats import qmc  # noqa: PLC0415
    except ImportError:
        return made
    return {**made, "Sobol": lambda pair, budget, seed: float(pair(qmc.Sobol(len(pair.box), seed=seed).random(budget)).min())}


def regrets(seeds: int) -> list[Row]:
    """Return the regret of every search with every budget: mean and median over all pairs and seeds."""
    pairs = [Pair(surface, method) for surface in SURFACES for method in METHODS]
    best, made = [pair.best_known() for pair in pairs], []
    for name, search in searches().items():
        for i, budget in enumerate(BUDGETS):
            found = np.array([[search(pair, budget, seed) for seed in range(seeds)] for pair in pairs]) - np.array(best)[:, None]
            known = KNOWN[name][i] if name in KNOWN else None
            note = f"median {np.median(np.median(found, axis=1)):.2f}" + (f"; specification {known:.2f}" if known else "")
            made.append(Row(f"{name}, {budget} settings: mean regret", float(found.mean()), most=known and known + NOISE, note=note))
    return made


def tuned(seeds: int) -> list[Row]:
    """Return the last loss of every method on a bowl of kappa 100, tuned with 120 settings."""
    made = []
    for method in (*METHODS, *MORE):
        pair = Pair("ellipse", method, last=True)
        found = {budget: [by_golden_shrink(pair, budget, seed) for seed in range(seeds)] for budget in (30, 120)}
        usual = float(pair(np.full((1, len(pair.box)), np.log(250) / np.log(250 * 400)))[0])
        few, many = (float(np.median(each)) for each in found.values())
        note = f"30 settings {few:.1f}; 4,096 {pair.best_known():.1f}" + ("" if usual < WORST else "; its default rate diverges")
        made.append(Row(f"ellipse kappa 100, {method}: log10 of the last loss, 120 settings", many, note=note))
    return sorted(made, key=lambda row: row.measured or 0.0)


def rows(seeds: int = SEEDS) -> list[Row]:
    """Return the table of regrets and that of the tuned methods."""
    return [*regrets(seeds), *tuned(seeds)]


if __name__ == "__main__":
    print(markdown(rows(int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS)))
