"""The rate chooses the well: Adam's first steps are one rate long, and leap over the rims of shallow wells."""

from typing import Any

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.map_measure import share
from app.lessons.mapped import Drawn, drawn
from app.lessons.measure import changed

SLOW, FAST = 0.03, 0.66
SCENE: dict[str, Any] = {
    "surface": {"key": "six_hump_camel", "knobs": {}},
    "start": [-1.9, -0.9],
    "steps": 500,
    "lanes": [
        {"optimizer": {"key": "adam", "knobs": {"lr": FAST}}},
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.03}}},
    ],
    "map": {
        "lane": 0,
        "axes": [
            {"path": "start.0", "low": -2.0, "high": 2.0, "count": 320},
            {"path": "start.1", "low": -1.2, "high": 1.2, "count": 192},
        ],
        "measure": "end",
    },
}
WELLS = {
    "surface": {"key": "two_wells", "knobs": {}},
    "start": [2.6, 0.1],
    "lanes.0.optimizer": {"key": "momentum", "knobs": {"lr": 0.75, "mu": 0.9}},
    "map.axes.0.low": -6.0,
    "map.axes.0.high": 4.0,
    "map.axes.1.low": -3.0,
    "map.axes.1.high": 3.0,
}
TRIES: tuple[dict[str, Any], ...] = ({"lanes.0.optimizer.knobs.lr": SLOW}, {"map.lane": 1}, WELLS)


def pairs(found: Drawn) -> list[float]:
    """Return the shares of starts that end in each pair of wells, from the deepest on."""
    return [share((found.kind == 2 * pair) | (found.kind == 2 * pair + 1)) for pair in range(3)]


def at(lr: float, lane: int = 0) -> list[float]:
    """Return the shares at another rate."""
    return pairs(drawn(changed(SCENE, {"map.lane": lane, f"lanes.{lane}.optimizer.knobs.lr": lr}), 64))


def claim() -> None:
    """At 0.03 the two deepest wells take 61 % of the starts, at 0.66 98 %, at 1 73 %; gradient descent 60 % at every rate.

    Of the other pairs the one with the nearer rim empties first. On two wells momentum loses: the deep one takes 46 %, then 25 %.
    Independent check, and the reason, that the first five steps decide: `tests/lessons/test_causes_maps.py`.
    """
    assert abs(pairs(drawn(SCENE))[0] - 0.98) < 0.012
    slow, third, second, wild = (at(lr) for lr in (SLOW, 0.3, 0.6, 1.0))
    assert abs(slow[0] - 0.61) < 0.012
    assert abs(wild[0] - 0.73) < 0.03
    assert third[2] < 0.3 * slow[2]
    assert third[1] > 0.9 * slow[1]
    assert second[1] < 0.3 * slow[1]
    assert all(abs(at(lr, lane=1)[0] - 0.60) < 0.012 for lr in (0.01, 0.03, 0.04))
    rings = drawn(changed(SCENE, WELLS))
    calm = drawn(changed(SCENE, {**WELLS, "lanes.0.optimizer": {"key": "momentum", "knobs": {"lr": 0.05, "mu": 0.9}}}), 64)
    assert abs(share(calm.kind == 1) - 0.46) < 0.02
    assert abs(share(rings.kind == 1) - 0.25) < 0.03


LESSON = Lesson(
    order=900,
    group="Maps",
    words=Words(
        title="The rate chooses the well",
        sentence="""Each point is a start, its colour the well in which Adam ends. At the learning rate η = 0.66 two of six wells take
                98 %. Drag η to 0.03.""",
        see="""Two of the six wells are the deepest; they lie in the middle. At η = 0.03 each well has its own region. Of all starts
                61 % end in the two deepest. At η = 0.66 it is 98 %.""",
        why="""Adam's first step is one rate long in each coordinate, however small the slope. A well keeps a walker only if
                its rim is farther away. The rim is the nearest saddle, a pass out of the well. It is 0.31, 0.60 and 0.72 away
                from the bottoms of the three pairs. In this order they lose their starts. At η = 1 the deepest keep 73 %. The
                first five steps decide. With five at 0.66 and the others at 0.03 it is still 98 %. Gradient descent only goes
                downhill, and has 60 % at every rate below its limit 2/L.""",
        tries=(
            "Lower the rate to 0.03: six wells, six regions.",
            "Draw gradient descent's map: the same six regions at every rate.",
            "Two wells, momentum, η = 0.75: rings, and only 25 % end in the deep well, instead of 46 %.",
        ),
        ask="Who decides in which well a run ends?",
        question="At η = 0.03, 61 % of all starts end in the two deepest wells. How many do at η = 0.66?",
        options=("61 % again", "about 30 %", "none, all fly off", "98 %"),
        answer="98 %. The first steps are one rate long, and leap over the rims of the other four wells.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.optimizer.knobs.lr", 0.03, 1.0),),
    charts=("loss", "stride"),
    claim=claim,
    tries=TRIES,
    until=1,
    right=3,
    show="map",
)
