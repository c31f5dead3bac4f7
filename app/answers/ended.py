"""How many runs of a lane end where, with the interval of the share that this tells."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from app.answers.numbers import chosen
from app.engine.ends import DIVERGED, ELSEWHERE, end_of, known, radii, wilson
from app.engine.many import other_runs
from app.engine.run import Run
from app.scene.scene import Scene
from surfaces.surface import Point


def shares(ends: list[int]) -> list[dict[str, Any]]:
    """Return how many runs end in each minimum's well, elsewhere and far out, the most frequent first; `low`, `high`: 95 % interval."""
    kinds, found = {ELSEWHERE: "elsewhere", DIVERGED: "diverged"}, []
    for end, count in sorted(Counter(ends).items(), key=lambda each: (-each[1], each[0] < 0, each[0])):
        low, high = wilson(count, len(ends))
        place = {"kind": kinds[end]} if end in kinds else {"kind": "minimum", "minimum": end}
        found.append({**place, "count": count, "low": low, "high": high})
    return found


def tally(facts: Mapping[str, Any], minima: Sequence[Point]) -> list[str]:
    """Return in words how many runs end where, the most frequent end first, as the page says it (static/js/text/ended.js)."""
    if facts["runs"] == 1 < facts["of"]:
        return [f"without noise all {facts['of']} runs are one"]
    words = []
    for end in facts["ends"]:
        place = f"at ({', '.join(map(chosen, minima[end['minimum']]))})" if end["kind"] == "minimum" else end["kind"]
        words.append(f"{end['count']} of {facts['runs']} {place}: {100 * end['low']:.0f}–{100 * end['high']:.0f} %")
    return words


def counted(scene: Scene, lane: int, own: Run) -> dict[str, Any]:
    """Return what an answer of rows says of a lane's many runs: how many there are, over what, and where they end; {} for one run.

    The runs are made one at a time. Raises Abandoned if `mark` is set meanwhile.
    """
    many, landscape = scene.lanes[lane].many, scene.landscape()
    if many is None:
        return {}
    number, minima = many.made().different(scene.noise), known(landscape)
    radius = radii(minima, landscape.surface().domain)
    others = other_runs(landscape, scene.walkers[lane], own, many.made(), number - 1)
    ends = [end_of(run, minima, radius) for run in chain([own], others)]
    return {"many": {"runs": number, "of": many.count, "over": many.over, "ends": shares(ends)}}
