"""Too fast, then cooled: above a rate, a run whose rate falls to zero ends in the deepest well from every start."""

from typing import Any

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.map_measure import share
from app.lessons.mapped import Drawn, drawn
from app.lessons.measure import changed
from surfaces import SURFACES

PLANE = [{"path": "start.0", "low": -8.0, "high": 8.0}, {"path": "start.1", "low": -8.0, "high": 8.0}]
COOLED = {"key": "cosine", "knobs": {}}

SCENE: dict[str, Any] = {
    "surface": {"key": "wells", "knobs": {"bowl": 0.15}},
    "start": [5.9, 0.0],
    "steps": 300,
    "lanes": [{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 3.0}}, "schedule": COOLED}],
    "map": {
        "lane": 0,
        "axes": [
            {"path": "knobs.lr", "low": 0.2, "high": 5.0, "scale": "log"},
            {"path": "start.0", "low": -8.0, "high": 8.0, "scale": "linear"},
        ],
        "measure": "end",
    },
}
NEXT = 2.95
"""The x of the well beside the middle one."""

TRIES: tuple[dict[str, Any], ...] = (
    {"lanes.0.schedule": {"key": "constant", "knobs": {}}},
    {"steps": 30},
    {"surface.knobs.bowl": 0.02},
)


def middle(found: Drawn) -> Any:
    """Return which pixels end in the middle well."""
    return found.near((0.0, 0.0)) == 0


def held(steady: Drawn, well: float, lr: float) -> bool:
    """Return whether all that start near the bottom of a well are in it at the end, at all constant rates up to this one."""
    inside = abs(steady.ys - well) < 0.4
    return bool(np.all(abs(steady.outcome.x[inside][:, steady.xs <= lr] - well) < 1.8))


def around_three(found: Drawn) -> float:
    """Return the share of the runs with rates near 3 that end in the middle well: at one rate it is a matter of chance."""
    return share(middle(found)[:, (found.xs > 2.5) & (found.xs < 3.6)])


def arrived(lr: float) -> float:
    """Return the share of all starts in the plane that end in the middle well at this rate."""
    return share(middle(drawn(changed(SCENE, {"map.axes": PLANE, "lanes.0.optimizer.knobs.lr": lr}), 64)))


def claim() -> None:
    """Of all starts 4 % end in the deepest well at the rate 0.3, all of them at 2 if the rate falls to zero.

    Around the rate 3 a constant one settles hardly anywhere, in a flatter bowl, of 0.02, 70 % arrive, and within 30 steps 90 %.
    """
    found = drawn(SCENE)
    columns = middle(found).mean(axis=0)
    assert np.all(columns[found.xs > 1.78] == 1)
    assert np.all(columns[found.xs < 1.7] < 0.9)
    low = found.kind[:, found.xs < 0.7]
    assert np.all(low == low[:, :1])
    assert len(np.unique(low)) == 5
    descent = drawn(changed(SCENE, {**TRIES[0], "map.axes.0.low": 0.04, "map.axes.0.high": 0.08, "steps": 1000}))
    assert np.all(low == descent.kind[:, :1])  # the well that small steps run down into
    steady, quick, flat = (drawn(changed(SCENE, each), count) for each, count in zip(TRIES, (64, 64, 128), strict=True))
    assert held(steady, 0.0, 1.83)
    assert held(steady, NEXT, 1.33)
    assert not held(steady, NEXT, 1.42)
    assert round(2 / SURFACES["wells"].curvature(0.15, 0.6, 2.0), 2) == 0.78
    assert 0.035 < arrived(0.3) < 0.05
    assert arrived(2.0) > 0.999
    assert around_three(steady) < 0.1
    assert abs(around_three(quick) - 0.9) < 0.06
    assert abs(around_three(flat) - 0.7) < 0.06


LESSON = Lesson(
    order=830,
    group="Maps",
    words=Words(
        title="Too fast, then cooled",
        sentence="""At small learning rates η a run ends in the well it starts in. From η = 1.8 on, cooled to zero, all end in
                the deepest. Drag the rate.""",
        see="""To the right the learning rate grows, upwards the x of the start. Colours are the wells in which runs end. The
                rate falls along a cosine to zero. On the left five stripes are the five wells at y = 0. On the right one colour
                is left. Of all starts in the plane 4 % end in the deepest well at 0.3, all at 2.""",
        why="""A rate far above 2/L = 0.78 throws the walker from well to well. As the rate falls, the wells begin to hold. The
                middle one is first: it holds below 1.85, the next ones only below 1.35. In between, walkers in the middle stay,
                and the others move on. The reason is the bowl, which tilts the outer wells. In a bowl of 0.02 instead of 0.15
                only about 70 % arrive from 3. A constant rate of 3 hardly ever settles.""",
        tries=(
            "Keep the rate constant: on the right nobody settles.",
            "Cool within 30 steps: on the right other colours remain.",
            "Flatten the bowl to 0.02: the middle well wins less often.",
        ),
        ask="Can a rate be usefully too high?",
        question="At the rate 0.3 each run ends in the well it starts in. Where do runs end that begin at 3 and cool to zero?",
        options=("beside their start, too", "anywhere, by chance", "they fly off", "all in the deepest well"),
        answer="All in the deepest well. As the rate falls, it is the first that holds, and the others still let go.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.optimizer.knobs.lr", 0.2, 5.0),),
    charts=("x", "lr"),
    view={"x": (-7.0, 7.0), "y": (-1.6, 1.6)},
    claim=claim,
    tries=TRIES,
    until=1,
    right=3,
    show="map",
)
