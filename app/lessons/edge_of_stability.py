"""The edge of stability: the curvature climbs until it is 2/eta, and there swings across the valley hold it."""

from typing import Any

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed, runs
from app.lessons.measured import both, first, seeds

SEEDS = 60
SETTLED = 800


def lane(lr: float) -> dict[str, Any]:
    """Return gradient descent."""
    return {"optimizer": {"key": "gradient_descent", "knobs": {"lr": lr}}}


SCENE: dict[str, Any] = {
    "surface": {"key": "formula", "formula": "x^2*y/2 - y/5", "domain": [[-4.0, 4.0], [0.0, 25.0]]},
    "start": [0.01, 5.0],
    "steps": 1200,
    "noise": [0.02, 0.0],
    "lanes": [lane(0.2), lane(0.1)],
}
TRIES: tuple[dict[str, Any], ...] = (
    {"lanes.1.optimizer.knobs.lr": 0.05},
    {"lanes.1.optimizer.knobs.lr": 0.15},
    {"noise": [0.0, 0.0]},
)


def near(run: Run, edge: float) -> float:
    """Return the first step at which y, the curvature, has come to 95 % of the edge."""
    return float(first(run.y > 0.95 * edge) or 0)


def mean(run: Run) -> float:
    return float(run.y[SETTLED:].mean())


def bursts(run: Run) -> list[int]:
    """Return the steps at which |x| rises above 0.5; gaps of up to 20 steps merged."""
    steps = np.flatnonzero(np.abs(run.x) > 0.5)
    begins: list[int] = steps[np.diff(steps, prepend=-99) > 20].tolist()
    return begins


def claim() -> None:
    """At 0.2 y comes to 9.5 at step 113 and then stays around 10, at 0.1 to 19 at step 701 and then around 20.

    Over 60 seeds y stays in 5.5 ... 12.5 and 17.2 ... 22.2, with means 9.7 and 20. At 0.05 it is still climbing at the end, 17.
    On the floor the Hessian is diag(y, 0), so y is the largest curvature. Without noise x shrinks to exactly zero before the
    edge is reached, and y climbs past it for ever.
    """
    for scene in both(SCENE):
        high, low = runs(scene)
        assert abs(near(high, 10) - 113) <= 1
        assert abs(near(low, 20) - 701) <= 2
        assert abs(low.y[300] - 11) < 0.1
        assert len(bursts(low)) >= 2
        assert len(bursts(high)) >= 10
        slow, fast, still = (runs(changed(scene, change))[1] for change in TRIES)
        assert abs(slow.y[-1] - 17) < 0.1
        assert np.all(np.diff(slow.y) > 0)
        assert abs(mean(fast) - 13.2) < 0.3
        assert abs(still.y[-1] - 29) < 0.1
    for high, low in seeds(SCENE, SEEDS):
        assert 5.5 < high.y[200:].min() < high.y[200:].max() < 12.5
        assert 17.2 < low.y[SETTLED:].min() < low.y[SETTLED:].max() < 22.2
        assert abs(high.y[200:].mean() - 9.7) < 0.3
        assert abs(mean(low) - 20) < 0.5
        assert np.abs(high.x).max() < 4.4


LESSON = Lesson(
    order=740,
    group="Today",
    words=Words(
        title="The edge of stability",
        sentence="""Up this valley the loss falls and the walls get steeper. Each walker climbs until the curvature is 2/η; there,
                short blow-ups hold it. Drag the lower rate.""",
        see="""Across this valley the curvature is y, and the floor falls with growing y. At the rate 0.2 the walker climbs to y =
                10 in about 110 steps, at 0.1 to 20 in about 700. That is 2/η. There it stops climbing: x swings, y falls a
                little, x rests, y climbs again.""",
        why="""A step multiplies x by 1 − η y. While η y is below 2, x shrinks and y grows by η/5 a step. Beyond 2 the swings
                of x grow. Then the slope in y, x²/2 − 1/5, turns positive: swings push y down, below 2/η. So
                the walker neither arrives nor flies off. Over 60 seeds of the small noise y stays within 14 % of 20, with a mean
                near 20. Networks trained with all data at once do the same (Cohen et al. 2021; this formula after Damian et
                al. 2023).""",
        tries=(
            "Halve the lower rate to 0.05: 2/η is 40, and the walker climbs to the end.",
            "Set it to 0.15: 2/η is 13.3, and the walker stays around it.",
            "Switch the noise off: x becomes exactly zero, no swing begins, y climbs past the edge.",
        ),
        ask="Who decides how steep it gets?",
        question="At the rate 0.2 the walker has stopped climbing at y = 10. Where will the walker with the rate 0.1 stop?",
        options=("at 5", "at 10, too", "at 20", "nowhere"),
        answer="At 20. Each walker stops where the curvature y is 2/η: 10 at the rate 0.2, 20 at half of it.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.optimizer.knobs.lr", 0.05, 0.25),),
    charts=("lambda", "sharpness"),
    linear=("lambda", "sharpness"),
    claim=claim,
    tries=TRIES,
    until=300,
    right=2,
    view={"x": (-4.0, 4.0), "y": (0.0, 25.0)},
)
