"""Kind 3: the class draws the map. The starts that the students chose are run, all of them, and each has the colour of its end.

The head is `{view, ask, round, at, ends, paths}`. `at` are the steps of the rows. `ends` are all ends that runs may have, `{kind, x, y,
count}` with the kinds minimum, saddle, elsewhere and diverged: first every minimum in the surface's order, reached or not, so that a
colour means the same here and on the map; `count` starts end there. A path `{rows, end}` has the first `rows` of the steps, and ends at
`ends[end]`. The data are x and y of each path, as in kind 1. Paths are sorted by their starts: their order tells nothing of who voted when.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.classroom.pictures.frames import View, box, cut
from app.classroom.pictures.packed import Kind, Words, apart, differences, framed, quantised
from app.classroom.rules.room import Ask
from app.engine.cost import read, weight
from app.engine.landscape import Landscape
from app.engine.run import Array, noise_stream, run
from app.maps.goals import Ends, Goals, goals, usual
from app.maps.goals import ends as ends_of
from app.maps.measures import DIVERGED, NOWHERE, SADDLES, Bytes, classes
from app.scene.scene import Scene

MOST = 2000
"""Starts that are run, at most."""
WORK = 40_000_000
"""Plain steps of all runs together, at most: a second of a processor. Of longer runs fewer are made."""
ROWS, LEAST, VERTICES = 32, 8, 16_000
"""Rows of a path, at most and at least; rows of all paths, at most: 300 paths take about 20 kB on their way to each phone."""
FINE = 8
"""Of the numbers only every 8th is used: 2,700 places on each side of the view are finer than a pixel, and fewer bytes."""
MOST_SADDLES = 124
"""Saddles that are told apart; with the minima, and two ends more, a byte can number them."""

Place = tuple[float, float]


class Ended(NamedTuple):
    """Where runs ended, arrays of shape (n,): position, whether they diverged, the minimum within reach or -1."""

    x: Array
    y: Array
    diverged: NDArray[np.bool_]
    where: NDArray[np.int64]


class Colors(NamedTuple):
    """The ends of runs on a surface, and the number among them of each class of a map, shape (256,)."""

    ends: list[dict[str, Any]]
    number: Bytes

    def counted(self, found: Bytes) -> list[dict[str, Any]]:
        """Return the ends with how many of these runs end there; `found` are numbers of ends."""
        counts = np.bincount(found.ravel(), minlength=len(self.ends)).tolist()
        return [{**end, "count": count} for end, count in zip(self.ends, counts, strict=True)]


def colors(landscape: Landscape) -> Colors:
    """Return the ends that runs on a surface may have."""
    found: Ends = ends_of(landscape)
    minima, saddles = found.minima[:SADDLES], found.saddles[:MOST_SADDLES]
    ends: list[dict[str, Any]] = [{"kind": "minimum", "x": x, "y": y} for x, y in minima]
    ends += [{"kind": "saddle", "x": x, "y": y} for x, y in saddles]
    ends += [{"kind": "elsewhere", "x": None, "y": None}, {"kind": "diverged", "x": None, "y": None}]
    number = np.full(256, len(ends) - 2, dtype=np.uint8)
    number[: len(minima)] = np.arange(len(minima))
    number[SADDLES : SADDLES + len(saddles)] = len(minima) + np.arange(len(saddles))
    number[NOWHERE], number[DIVERGED] = len(ends) - 2, len(ends) - 1
    return Colors(ends, number)


def rows_at(steps: int, rows: int) -> NDArray[np.int64]:
    """Return at most `rows` steps from 0 to the last one, evenly spread in log (1 + step): a run moves most when it is young."""
    found = np.arange(min(rows, steps + 1))
    for count in range(rows, 4 * rows):
        made = np.unique(np.rint(np.geomspace(1, steps + 1, count)).astype(np.int64) - 1)
        if len(made) > rows:
            break
        found = made
    return found if found[-1] == steps else np.append(found[:-1], steps)


def fewer(places: Sequence[Place], most: int) -> list[Place]:
    """Return the places in order, of too many ones evenly fewer."""
    ordered = sorted(places)
    if len(ordered) <= most:
        return ordered
    return [ordered[i] for i in np.linspace(0, len(ordered) - 1, most).astype(np.int64).tolist()]


def near(x: Array, y: Array, aims: Goals, tolerance: float) -> NDArray[np.int64]:
    """Return the minimum within reach of each place, -1 for none."""
    with np.errstate(all="ignore"):  # of runs that are far away
        hits = [(x - at[0]) ** 2 + (y - at[1]) ** 2 <= tolerance * tolerance for at in aims.minima]
    where = np.full(len(x), -1, dtype=np.int64)
    for m, hit in enumerate(hits):
        where[hit] = m
    return where


def walked(scene: Scene, lane: int, places: Sequence[Place], at: NDArray[np.int64]) -> tuple[list[tuple[Array, Array]], Ended]:
    """Return the rows of the lane's run from each place, and where it ended; raise Abandoned if `mark` is set meanwhile."""
    landscape, walker = scene.grounds[lane], scene.walkers[lane]
    noise = noise_stream(scene.seed, scene.noise, scene.steps)
    paths, last, diverged = [], np.empty((2, len(places))), np.zeros(len(places), dtype=np.bool_)
    for i, start in enumerate(places):
        made = run(landscape, walker, start, scene.steps, noise)
        rows = at[: np.searchsorted(at, len(made.x))]
        paths.append((made.x[rows], made.y[rows]))
        last[:, i], diverged[i] = (made.x[-1], made.y[-1]), made.diverged
    where = near(last[0], last[1], goals(landscape, {}), usual(landscape))
    return paths, Ended(last[0], last[1], diverged, np.where(diverged, -1, where))


def words_of(x: Array, y: Array, view: View) -> tuple[Words, Words]:
    """Return a path as it is sent."""
    x0, x1, y0, y1 = box(view)
    x, y = cut(x, y, view)
    return differences(quantised(x, x0, x1) // FINE * FINE), differences(quantised(y, y0, y1) // FINE * FINE)


def starts(scene: Scene, ask: Ask, view: View, places: Sequence[Place]) -> bytes | None:
    """Return the frame, with number 0; None for a lane that is drawn, not computed."""
    landscape, walker = scene.grounds[ask.lane], scene.walkers[ask.lane]
    if walker.recorded:
        return None
    most = min(MOST, max(1, int(WORK / (scene.steps * weight(read(landscape), walker)))))
    chosen = fewer(places, most)
    at = rows_at(scene.steps, max(LEAST, min(ROWS, VERTICES // max(1, len(chosen)))))
    paths, ended = walked(scene, ask.lane, chosen, at)
    known = colors(landscape)
    found = known.number[classes(ended, goals(landscape, {}), usual(landscape))]
    head = {
        "view": view, "ask": ask.id, "round": ask.round, "at": at.tolist(), "ends": known.counted(found),
        "paths": [{"rows": len(x), "end": end} for (x, _), end in zip(paths, found.tolist(), strict=True)],
    }  # fmt: skip
    return framed(Kind.STARTS, head, apart(each for path in paths for each in words_of(*path, view)))
