"""Which starts survive: at one rate some starts fly off and some stay, and between them runs a fractal edge."""

from math import sqrt
from typing import Any

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.map_measure import dimension, regions, share
from app.lessons.mapped import drawn
from app.lessons.measure import changed
from app.lessons.newton_basins import square

SCENE: dict[str, Any] = {
    "surface": {"key": "rosenbrock", "knobs": {"b": 100.0}},
    "start": [1.7, 2.6],
    "steps": 30,
    "lanes": [{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.0015}}}],
    "map": {"lane": 0, "axes": square((-3.0, 3.0), (-2.0, 4.0)), "measure": "loss"},
}
ZOOMS = (
    square((1.2, 1.8), (2.8, 3.4)),
    square((1.44, 1.5), (3.22, 3.28)),
    square((1.44, 1.446), (3.22, 3.226)),
)
CRESCENT = {
    "surface": {"key": "crescent", "knobs": {}},
    "start": [-2.0, 2.0],
    "lanes": [{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.02}}}],
    "map": {"lane": 0, "axes": square((-6.0, 6.0), (-6.0, 6.0)), "measure": "loss"},
}
TRIES: tuple[dict[str, Any], ...] = ({"map.axes": ZOOMS[0]}, {"steps": 4}, {"lanes.0.optimizer.knobs.lr": 0.0005})
HAIRS = (1e-3, 1e-6)


def gone(scene: Any) -> Any:
    return drawn(scene).gone


def claim() -> None:
    """39 % fly off; the edge has a dimension of 1.3, in zooms 1.5; after 4 steps, at a third of the rate and on the crescent 1."""
    found = gone(SCENE)
    assert abs(share(found) - 0.39) < 0.01
    assert abs(dimension(found) - 1.3) < 0.06
    assert regions(found) > 80
    for zoom in ZOOMS:
        part = gone(changed(SCENE, {"map.axes": zoom}))
        assert abs(dimension(part) - 1.5) < 0.06
        assert regions(part) > 80
    early, slow, crescent = gone(changed(SCENE, TRIES[1])), gone(changed(SCENE, TRIES[2])), gone({**SCENE, **CRESCENT})
    assert abs(share(early) - 0.25) < 0.02
    assert [regions(each) for each in (early, slow, crescent)] == [3, 3, 2]
    assert all(dimension(each) < 1.06 for each in (early, slow, crescent))
    assert share(gone(changed(SCENE, {"steps": 5}))) > 0.75 * share(found)
    assert regions(gone(changed(SCENE, {"steps": 12}))) > 100
    assert 1.15 < sqrt((2 / 0.0015 - 202) / 800) < 1.2  # the floor's largest curvature is about 202 + 800 x^2
    assert share(gone(changed(SCENE, {"steps": 500})) != found) < 0.001
    enlarged = changed(SCENE, {"map.axes": ZOOMS[0]})
    far, near = (share(drawn(enlarged, moved=(hair, 0.0)).gone != gone(enlarged)) for hair in HAIRS)
    assert abs(far - 0.08) < 0.01
    assert abs(near - 0.009) < 0.002


LESSON = Lesson(
    order=850,
    group="Maps",
    words=Words(
        title="Which starts survive",
        sentence="""Hatched starts of gradient descent fly off, the others survive. At the top the edge between them is fringed
                at every scale. Zoom in.""",
        see="""Each pixel is a start on Rosenbrock's function, with the learning rate η = 0.0015. Hatched starts fly off, 39 %
                of all, most of them within 5 steps. After 4 steps the edge is smooth, and the map has 3 regions. After 12 steps
                it has more than 100. The bright lines are starts whose loss falls lowest.""",
        why="""Outside |x| = 1.2 the floor of the valley is steeper than the limit 2/η. There a walker is thrown to and fro, and
                each throw pulls neighbours apart. In the enlarged part, a start moved by 10⁻³ has another fate in 8 % of the
                pixels. Moved by 10⁻⁶ it still has in 0.9 %. With a smooth edge that would fall to a thousandth. The edge's
                dimension is 1.5 there; that of a smooth line is 1. On the crescent it is a circle, which no step crosses
                outwards.""",
        tries=(
            "Enlarge a part ten times: fringes between the fringes.",
            "Stop after 4 steps: the edge is still smooth.",
            "Take a third of the rate, 0.0005: few fly off, behind a smooth edge.",
        ),
        ask="Can one say who will fly off?",
        question="After 4 steps a quarter has flown off; the map has 3 regions with smooth edges. How many has it after 30 steps?",
        options=("3, as now", "about 10", "more than 100", "2"),
        answer="More than 100. Whoever is thrown to and fro decides late, and each throw pulls neighbours apart.",
    ),
    scene=SCENE,
    hero=(Hero("steps", 3, 30, "linear"),),
    charts=("loss", "stride"),
    view={"x": (-1.0, 2.6), "y": (0.0, 3.6)},
    claim=claim,
    tries=TRIES,
    until=4,
    right=2,
    show="map",
)
