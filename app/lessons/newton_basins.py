"""Newton's basins: from four starts in ten the method ends at a saddle or on the hill, and the regions' edges are fringed."""

from typing import Any

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.map_measure import dimension, share
from app.lessons.mapped import Kinds, drawn
from app.lessons.measure import changed
from surfaces import SURFACES

HILL = (-0.27084459, -0.92303856)
"""The only maximum of Himmelblau's function."""


def square(x: tuple[float, float], y: tuple[float, float]) -> list[dict[str, Any]]:
    """Return the axes of a part of the plane of starts."""
    return [{"path": f"start.{axis}", "low": low, "high": high, "scale": "linear"} for axis, (low, high) in enumerate((x, y))]


SCENE: dict[str, Any] = {
    "surface": {"key": "himmelblau", "knobs": {}},
    "start": [2.0, -0.4],
    "steps": 100,
    "lanes": [{"optimizer": {"key": "newton", "knobs": {"lr": 1.0}}}],
    "map": {"lane": 0, "axes": square((-5.0, 5.0), (-5.0, 5.0)), "measure": "end"},
}
ZOOMS = (
    square((1.875, 2.5), (-0.625, 0.0)),
    square((1.9140625, 1.953125), (-0.0390625, 0.0)),
    square((1.93603515625, 1.9384765625), (-0.02685546875, -0.0244140625)),
)
SLOW = {"steps": 2000, "lanes.0.optimizer.knobs.lr": 0.02}
TRIES: tuple[dict[str, Any], ...] = (
    {"map.axes": ZOOMS[0]},
    {"lanes.0.optimizer": {"key": "newton_saddle_free", "knobs": {"lr": 1.0}}},
    SLOW,
)


def ends(scene: Any) -> Kinds:
    """Return where each pixel ends: 0-3 a minimum, 4-7 a saddle, 8 the hill, -1 elsewhere."""
    surface = SURFACES["himmelblau"]
    assert surface.saddles
    return drawn(scene).near(*surface.minima(), *surface.saddles(), HILL)


def claim() -> None:
    """Of all starts 58 % end in minima, 36 % at saddles, 6 % on the hill; the edge has a dimension of 1.4, in zooms, too.

    With a fiftieth of the step it is 1.1, and 44 % end in minima; saddle-free all do.
    """
    found = ends(SCENE)
    minima, saddles, hill = share((found >= 0) & (found < 4)), share((found >= 4) & (found < 8)), share(found == 8)
    assert abs(minima - 0.58) < 0.02
    assert abs(saddles - 0.36) < 0.02
    assert abs(hill - 0.06) < 0.02
    assert abs(dimension(found) - 1.44) < 0.06
    assert all(dimension(ends(changed(SCENE, {"map.axes": zoom}))) > 1.25 for zoom in ZOOMS)
    slow, free = ends(changed(SCENE, SLOW)), ends(changed(SCENE, TRIES[1]))
    assert dimension(slow) < 1.15
    assert abs(share((slow >= 0) & (slow < 4)) - 0.44) < 0.02
    assert share((free >= 0) & (free < 4)) > 0.999


LESSON = Lesson(
    order=840,
    group="Maps",
    words=Words(
        title="Newton's basins",
        sentence="""Of 100 starts Newton's method takes 58 to a minimum, 36 to a saddle (cream), 6 to the hill (grey). Zoom into
                the fringes between them.""",
        see="""Each pixel is a start; its colour tells where the run ends. Four colours are the four minima, with 58 % of the
                starts. The saddles, in cream, take 36 %, the hill, in grey, 6 %. The edges are fringed. Each fringe, enlarged,
                has fringes again.""",
        why="""Newton's method solves for a zero of the gradient. Saddles and the hill are zeros, too, so each of the nine
                attracts its surroundings. The fringes have another cause. Where the Hessian is nearly singular, the step is very
                long, and neighbours land far apart. An edge that is a smooth line has dimension 1. This one has 1.44, counted
                with boxes of 1 to 16 pixels. With a fiftieth of each step it is 1.1. The saddles keep their starts even then:
                only 44 % reach a minimum. With the absolute values of the curvatures all of them do.""",
        tries=(
            "Enlarge one fringe sixteen times: it has fringes of its own.",
            "Take the absolute values of the curvatures: every start ends in a minimum.",
            "Take a fiftieth of each step, in 2,000 steps: most fringes go, the saddles stay.",
        ),
        ask="Where does Newton's method go?",
        question="Newton's method begins at every point of this map. From how many of 100 does it end in a minimum?",
        options=("58", "75", "90", "all 100"),
        answer="From 58. It looks for a zero of the gradient, and four saddles and a hill are zeros, too.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.optimizer.knobs.lr", 0.1, 1.9, "linear"),),
    charts=("gradient_norm", "stride"),
    claim=claim,
    tries=TRIES,
    until=1,
    right=0,
    show="map",
)
