"""The wedge: over condition number and rate, the runs that fly off are those above 2/L, a straight line."""

from typing import Any

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.map_measure import share
from app.lessons.mapped import Drawn, drawn
from app.lessons.measure import changed


def lane(key: str, **knobs: float) -> dict[str, Any]:
    """Return a walker at the rate 0.03."""
    return {"optimizer": {"key": key, "knobs": {"lr": 0.03, **knobs}}}


SCENE: dict[str, Any] = {
    "surface": {"key": "ellipse", "knobs": {"kappa": 10.0}},
    "start": [-8.0, 2.0],
    "steps": 500,
    "lanes": [lane("gradient_descent"), lane("momentum", mu=0.9), lane("nesterov", mu=0.9)],
    "map": {
        "lane": 0,
        "axes": [
            {"path": "surface.kappa", "low": 1.0, "high": 1000.0, "scale": "log"},
            {"path": "knobs.lr", "low": 1e-3, "high": 10.0, "scale": "log"},
        ],
        "measure": "steps",
    },
}
LIMITS = (2.0, 2 * (1 + 0.9), 2 * (1 + 0.9) / (1 + 2 * 0.9))
"""The highest rate times L, for each walker."""
TRIES: tuple[dict[str, Any], ...] = ({"map.lane": 1}, {"map.lane": 2}, {"start": [-8.0, 0.0]})


def grown(found: Drawn, y: float = 2.0) -> Any:
    """Return in which pixels the loss is above that of the start."""
    return ~(found.loss <= (64 + found.xs * y * y) / 2)


def agreement(found: Drawn, limit: float) -> float:
    """Return the share of pixels in which the loss grows just if the rate is above limit/L."""
    return share(grown(found) == (found.ys[:, None] * found.xs > limit))


def claim() -> None:
    """In all but 0.1 % of the pixels the loss grows just above 2/L, with momentum 2(1 + mu)/L, with Nesterov 2(1 + mu)/(1 + 2 mu)/L.

    On the floor, y = 0, no run feels kappa, and the limit is 2. The best rate of a column is 2/(1 + kappa).
    """
    found = drawn(SCENE)
    assert agreement(found, LIMITS[0]) > 0.999
    for number, limit in enumerate(LIMITS[1:], 1):
        assert agreement(drawn(changed(SCENE, {"map.lane": number}), 64), limit) > 0.999
    assert [round(limit / 2, 2) for limit in LIMITS] == [1.0, 1.9, 0.68]
    best = found.ys[found.loss.argmin(axis=0)]
    assert 0.9 < np.median(best * (1 + found.xs) / 2) < 1.05
    floor = drawn(changed(SCENE, TRIES[2]), 64)
    assert share(grown(floor, 0.0) == (floor.ys[:, None] + 0 * floor.xs > 2)) > 0.999


LESSON = Lesson(
    order=810,
    group="Maps",
    words=Words(
        title="The wedge",
        sentence="""Each pixel is a run with its own κ and learning rate η. Above the drawn line, η = 2/L, all of them fly off.
                Click on both sides of it.""",
        see="""To the right the condition number κ grows, and the bowl narrows. Hatched runs fly off. Their edge is the drawn
                line 2/L. On logarithmic axes it is straight: ten times the κ allows a tenth of the rate. The fastest runs, in
                yellow, lie just under it; the grey ones are too slow for 500 steps.""",
        why="""L is the largest curvature of the bowl, here κ. A step multiplies the distance across the valley by 1 − η L. Above
                η = 2/L this is below −1, and the swings grow. The rule is right in 99.9 % of the pixels. With momentum μ = 0.9
                the line lies 1.9 times as high, at 2(1 + μ)/L. With Nesterov momentum it lies at 0.68 of the height. A start on
                the floor, y = 0, never swings across. Then the edge lies at η = 2 for every κ.""",
        tries=(
            "Draw the map of momentum: its line lies 1.9 times as high.",
            "Draw the map of Nesterov momentum: its line lies lower than that of gradient descent.",
            "Start on the floor of the valley: the wedge is gone.",
        ),
        ask="Which runs fly off?",
        question="At κ = 10 gradient descent holds up to the rate 0.2. How far up does it hold at κ = 100?",
        options=("up to 0.2, as before", "up to 0.02", "up to 0.06", "up to 0.002"),
        answer="Up to 0.02. The limit is 2/L, and on this bowl L = κ. On logarithmic axes that is a straight line.",
    ),
    scene=SCENE,
    hero=(Hero("surface.knobs.kappa", 1.0, 1000.0),),
    charts=("loss", "y"),
    claim=claim,
    tries=TRIES,
    until=1,
    right=1,
    show="map",
)
