"""Kind 4: the map under the starts that a class has chosen: where the lane ends from every start of the view.

The head is `{view, ask, n, ends}`, with `ends` as in kind 3, counted in pixels. The data are n x n bytes, row by row from y0: a number
of `ends`. The map is drawn as those of the page are (app/maps), from the middle of each pixel.
"""

from pydantic import ValidationError

from app.classroom.pictures.frames import View
from app.classroom.pictures.packed import Kind, framed
from app.classroom.pictures.starts import colors
from app.classroom.rules.room import Ask
from app.engine.cost import read, weight
from app.engine.run import Stale
from app.maps.asked import Asked
from app.maps.checks import check
from app.maps.whole import Whole
from app.scene.faults import Refused
from app.scene.maps import AxisChoice, MapChoice
from app.scene.scene import Scene
from app.web.maps import whole

SIZES = (160, 128, 96, 64, 48, 32)
"""Pixels of each axis: the most that are drawn in time."""
WORK = 50_000_000
"""Plain steps of a map, at most, if it is not the smallest: about half a second of a processor."""


def asked(scene: Scene, lane: int, view: View) -> Asked | None:
    """Return the map of a lane over its starts; None for one that has no such map."""
    dear = scene.steps * weight(read(scene.grounds[lane]), scene.walkers[lane])
    n = next((n for n in SIZES if n * n * dear <= WORK), SIZES[-1])
    sides = (("start.0", *view[:2]), ("start.1", *view[2:]))
    try:
        axes = [AxisChoice(path=path, low=low, high=high, count=n) for path, low, high in sides]
        found = Asked(scene, MapChoice(lane=lane, axes=(axes[0], axes[1]), measure="end"))
        check(found)
    except (
        ValidationError,
        Refused,
    ):  # too narrow a view, too many steps, a recorded lane or a fork
        return None
    return found


def packed(made: Whole, ask: Ask, view: View) -> bytes:
    """Return the frame of a map, with number 0."""
    known = colors(made.plan.landscape)
    found = known.number[made.classes]
    return framed(Kind.BASINS, {"view": view, "ask": ask.id, "n": len(found), "ends": known.counted(found)}, found.tobytes())


async def basins(scene: Scene, ask: Ask, view: View, stale: Stale) -> bytes | None:
    """Return the frame; None for a lane without such a map. Raise Abandoned once `stale` is set."""
    wanted = asked(scene, ask.lane, view)
    return None if wanted is None else packed(await whole(wanted, stale), ask, view)
