"""How many runs of a lane end where, with the interval of the share that this tells."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np

from app.engine.ends import DIVERGED, ELSEWHERE, end_of, known, radii, wilson
from app.engine.many import other_runs
from app.engine.run import Array, Run
from app.replies.numbers import chosen, measured
from app.scene.scene import Scene
from surfaces.surface import Point

SHARES = (0.1, 0.5, 0.9)
"""The lower edge of a band, its middle and its upper edge, as shares of the runs."""


def quantiles(values: Array, rises: bool) -> Array:
    """Return lower edge, middle and upper edge of a band, shape (3, steps), for the values of all runs, shape (runs, steps).

    Each is a value of a run: the smallest that has this share of the runs at or below it. With `rises`, a run that has ended counts
    as above all others, and an edge may be NaN; without, it does not count.
    """
    ordered = np.sort(values, axis=0)  # NaN comes last
    runs = np.full(values.shape[1], len(values)) if rises else np.maximum(1, np.isfinite(values).sum(axis=0))
    ranks = np.maximum(0, np.ceil(np.multiply.outer(SHARES, runs) - 1e-9).astype(np.int64) - 1)
    found: Array = np.take_along_axis(ordered, ranks, axis=0)
    return found


def final(run: Run) -> float:
    """Return the loss at a run's end, NaN for one that has diverged."""
    return math.nan if run.diverged else float(run.loss[-1])


def told(ends: list[int], losses: list[float]) -> dict[str, Any]:
    """Return where runs end, and the losses there below which 10, 50 and 90 % of them lie; None where these have diverged."""
    found = quantiles(np.array(losses)[:, None], rises=True)[:, 0]
    return {"ends": shares(ends), "loss": [value if math.isfinite(value) else None for value in found.tolist()]}


def shares(ends: list[int]) -> list[dict[str, Any]]:
    """Return how many runs end in each minimum's well, elsewhere and far out, the most frequent first; `low`, `high`: 95 % interval."""
    kinds, found = {ELSEWHERE: "elsewhere", DIVERGED: "diverged"}, []
    for end, count in sorted(Counter(ends).items(), key=lambda each: (-each[1], each[0] < 0, each[0])):
        low, high = wilson(count, len(ends))
        place = {"kind": kinds[end]} if end in kinds else {"kind": "minimum", "minimum": end}
        found.append({**place, "count": count, "low": low, "high": high})
    return found


def tally(facts: Mapping[str, Any], minima: Sequence[Point]) -> list[str]:
    """Return in words how many runs end where, or the loss there if no two minima are known, as static/js/text/ended.js does."""
    if facts["runs"] == 1 < facts["of"]:
        return [f"without noise all {facts['of']} runs are one"]
    words, bowl = [], len(minima) < 2
    if bowl and facts["loss"][1] is not None:
        low, middle, high = ("∞" if value is None else measured(value) for value in facts["loss"])
        words.append(f"{facts['runs']} runs: f = {middle}, 80 % from {low} to {high}")
    for end in facts["ends"]:
        if bowl and end["kind"] != "diverged":  # one well says less than the loss
            continue
        place = f"at ({', '.join(map(chosen, minima[end['minimum']]))})" if end["kind"] == "minimum" else end["kind"]
        words.append(f"{end['count']} of {facts['runs']} {place}: {100 * end['low']:.0f}–{100 * end['high']:.0f} %")
    return words


def counted(scene: Scene, lane: int, own: Run) -> dict[str, Any]:
    """Return what an answer of rows says of a lane's many runs: how many there are, over what, and where they end; {} for one run.

    The runs are made one at a time. Raises Abandoned if `mark` is set meanwhile.
    """
    many, landscape = scene.lanes[lane].many, scene.grounds[lane]
    if many is None:
        return {}
    number, minima = many.made().different(scene.noise, scene.walkers[lane], landscape), known(landscape)
    radius = radii(minima, landscape.surface().domain)
    others = other_runs(landscape, scene.walkers[lane], own, many.made(), number - 1)
    found = [(end_of(run, minima, radius), final(run)) for run in chain([own], others)]
    ends, losses = [end for end, _ in found], [loss for _, loss in found]
    return {"many": {"runs": number, "of": many.count, "over": many.over, **told(ends, losses)}}
