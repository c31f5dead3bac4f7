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
    """After 4 steps 0.9 and 0.009 leave a ten-thousandth of the way, 0.5 and 0.01 6 %, one rate 92 %, after 60 steps 30 %.

    Turned by 45°, both pairs fly off.
    """
    for scene in both(SCENE):
        assert 0.25 < left(scene)[0] < 0.35
        _, good, better = runs(scene)
        after = [float(np.hypot(run.x[4], run.y[4]) / np.hypot(run.x[0], run.y[0])) for run in runs(scene)]
        assert np.allclose(after, (0.924, 0.0606, 1e-4), rtol=0.01)
        for run, step in ((good, 10), (better, 4)):
            far = np.hypot(run.x, run.y)
            assert int(np.flatnonzero(far < 0.00799)[0]) == step
        _, good, better = runs(changed(scene, {"surface.knobs.angle": 0.785}))
        assert good.diverged
        assert better.diverged
        assert max(good.step, better.step) <= 10


LESSON = Lesson(
    order=160,
    group="Rate",
    words=Words(
        title="A rate for each weight, by hand",
        sentence="""With a rate of 0.9 along and 0.009 across the valley the walker arrives in 4 steps. Turn the valley with the angle
                and see both pairs of rates fly off.""",
        see="""The picture stops at step 4. With one rate, 0.0195, 92 % of the way is left then, and almost 30 % after 60 steps. With
                0.5 along and 0.01 across 6 % is left, and the walker arrives at step 10. With 0.9 and 0.009 it has arrived.""",
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
        question="""The pair of learning rates 0.9 and 0.009 arrives in 4 steps. How many steps does it need in a valley turned by
                45°?""",
        options=("it never arrives: it flies off", "4, as before", "about 10", "more than 60"),
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
    until=4,
    right=0,
    step=4,
    reveal=0,
    view={"x": (-9.0, 4.0), "y": (-3.0, 3.0)},
)
