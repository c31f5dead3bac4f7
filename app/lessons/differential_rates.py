"""A rate for each axis, set by hand: fast as long as the axes are the valley's own."""

from typing import Any

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed, runs
from app.lessons.measured import both

DESCENT = {"key": "gradient_descent", "knobs": {"lr": 1.0}}
SCENE: dict[str, Any] = {
    "surface": {"key": "ellipse", "knobs": {"h": 1.0, "kappa": 100.0, "angle": 0.0}},
    "start": [-8.0, 2.0],
    "steps": 60,
    "lanes": [
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.0195}}},
        {"optimizer": DESCENT, "lr_scale": [0.5, 0.01], "label": "0.5 along, 0.01 across"},
        {"optimizer": DESCENT, "lr_scale": [0.9, 0.009], "label": "0.9 along, 0.009 across"},
    ],
}


def left(scene: dict[str, Any]) -> list[float]:
    """Return the final distance of each walker as a share of the first."""
    return [float(np.hypot(run.x[-1], run.y[-1]) / np.hypot(run.x[0], run.y[0])) for run in runs(scene)]


def claim() -> None:
    """One rate leaves 30 % of the way after 60 steps; the pairs are within a millionth at 20 and at 6; turned, both diverge."""
    for scene in both(SCENE):
        assert 0.25 < left(scene)[0] < 0.35
        _, good, better = runs(scene)
        for run, step in ((good, 20), (better, 6)):
            far = np.hypot(run.x, run.y) / np.hypot(run.x[0], run.y[0])
            assert abs(int(np.flatnonzero(far < 1e-6)[0]) - step) <= 1
        _, good, better = runs(changed(scene, {"surface.knobs.angle": 0.785}))
        assert good.diverged
        assert better.diverged
        assert max(good.step, better.step) <= 10


LESSON = Lesson(
    order=160,
    group="Rate",
    words=Words(
        title="A rate for each weight, by hand",
        sentence="With one rate along and another across the valley, 6 steps suffice. Turn it with the angle and see both fly off.",
        see="""With one rate, 0.0195, almost 30 % of the way is left after 60 steps. With 0.5 along and 0.01 across the walker is
                within a millionth of the way after 20 steps, with 0.9 and 0.009 after 6.""",
        why="""Along an axis of curvature h a step multiplies the distance by 1 − η h. The curvatures are 1 and 100, and the
                rates 0.9 and 0.009 make it a tenth for both. That is the whole trick. Its limit: the rates belong to the
                coordinates, not to the valley. Turned by 45° both coordinates feel the steep direction, and the
                larger of the two rates is far beyond 2/L.""",
        tries=(
            "Turn the valley by 45°.",
            "Turn it by 3° only: both pairs still arrive.",
            "Give the first walker almost the largest rate that holds, 0.0198: it is no faster.",
        ),
        ask="And if each weight had its own rate?",
        question="""The pair of learning rates 0.9 and 0.009 arrives in 6 steps. How many steps does it need in a valley turned by
                45°?""",
        options=("it never arrives: it flies off", "6, as before", "about 20", "more than 60"),
        answer="""It flies off within 10 steps. The two rates belong to the coordinates. In the turned valley both coordinates
                feel the steep direction, and 0.9 is far above 2/L = 0.02.""",
    ),
    scene=SCENE,
    hero=(Hero("surface.knobs.angle", 0.0, 1.6, "linear"),),
    charts=("loss", "lr_x"),
    claim=claim,
    tries=(
        {"surface.knobs.angle": 0.785},
        {"surface.knobs.angle": 0.05},
        {"lanes.0.optimizer.knobs.lr": 0.0198},
    ),
    until=6,
    right=0,
    reveal=0,
    view={"x": (-9.0, 4.0), "y": (-3.0, 3.0)},
)
