"""The crescent curves: the direction of its steep wall becomes flat, and only a method that forgets the wall stays fast."""

from typing import Any

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed, runs
from app.lessons.measured import both, distance, first, never
from surfaces import SURFACES

KNOBS = {"A": 50.0, "B": 1.0, "R": 3.0}
TOP = [0.0, 3.45]
"""The start: above the floor of the valley, where the wall rises along y."""

SCENE: dict[str, Any] = {
    "surface": {"key": "crescent", "knobs": {}},
    "start": TOP,
    "steps": 1000,
    "lanes": [
        {"optimizer": {"key": "adagrad", "knobs": {"lr": 0.01}}},
        {"optimizer": {"key": "adagrad_mean", "knobs": {"lr": 0.01}}},
        {"optimizer": {"key": "rmsprop_lecture", "knobs": {"lr": 0.01, "alpha": 0.9}}},
    ],
}
STRAIGHT = {"key": "formula", "formula": "50*(y^2 - 9)^2/36 + 3 - 3*cos(x/3)", "domain": [[-6.0, 2.0], [-1.0, 4.0]]}
"""The same valley straightened: the same walls, the same slope along the floor, its minimum at (0, 3)."""


def arrival(run: Run, x: float = 3.00995, y: float = 0.0) -> float:
    """Return the first step within 0.1 of the minimum, infinity for none."""
    return never(first(distance(run, x, y) < 0.1))


def claim() -> None:
    """From the wall at (0, 3.45) RMSProp needs 475 steps, AdaGrad (mean) 4,890, the sum over 30,000; from the floor 468 and 598.

    Independent check in plain Python: f_yy is 148 there and 0.33 at the minimum. AdaGrad's sigma_y is 23 at step 100 and 3.8 at 4,000,
    RMSProp's 0.06 at 475. Without the first 100 gradients in sigma_y AdaGrad needs 928, without those in sigma_x still 4,894. Along
    the same valley straightened it needs 913 (RMSProp 490) with and without the wall: the cause is wall and turn together.
    """
    for scene in both({**SCENE, "steps": 30_000}):
        total, mean, fading = runs(scene)
        assert arrival(total) == np.inf
        assert 4840 < arrival(mean) < 4940
        assert 470 < arrival(fading) < 480
        assert 54 < np.degrees(np.arctan2(mean.y[475], mean.x[475])) < 56
        sigmas = [0.01 / run.lr_y[step] for run, step in ((mean, 0), (mean, 3999), (fading, 474))]
        assert np.allclose(sigmas, (55.6, 3.8, 0.06), rtol=0.08)
    bends = [SURFACES["crescent"].hess(x, y, **KNOBS)[2] for x, y in (TOP, (3.00995, 0.0))]
    assert np.allclose(bends, (148.4, 0.33), rtol=0.02)
    floor = runs(SCENE, start=[0.0, 3.0])
    assert 590 < arrival(floor[1]) < 606
    assert 460 < arrival(floor[2]) < 476
    for height in (3.45, 3.0):
        straight = runs(SCENE, surface=STRAIGHT, start=[-1.5 * np.pi, height])[1]
        assert 900 < arrival(straight, 0.0, 3.0) < 926
    assert arrival(runs(changed(SCENE, {"lanes.2.optimizer.knobs.alpha": 0.999}))[2]) == np.inf
    assert 640 < arrival(runs(changed(SCENE, {"lanes.1.optimizer.knobs.lr": 0.1}))[1]) < 690


LESSON = Lesson(
    order=260,
    group="Adaptive rates",
    words=Words(
        title="The crescent",
        sentence="The direction y is steep at the start and flat at the minimum. Drag α and see which walker keeps up.",
        see="""All three start at the top with the same learning rate. There the curvature along y is 148; at the minimum it is 0.33.
                RMSProp is at the minimum at step 475. By then AdaGrad with the mean has turned by 35 of the 90 degrees.
                It needs 4,890 steps. With the sum it does not arrive in 30,000.""",
        why="""The same weight y needs a small rate on the wall and a large one at the end. RMSProp weighs the last few gradients
                only: its σ of y falls from 56 to 0.06. AdaGrad's σ keeps the gradients of the wall. After 4,000 steps it is
                still 3.8, and y is slow where nothing is steep any more. Two tests show this cause. From the floor, at (0, 3),
                AdaGrad needs 598 steps. Along the same valley unrolled it needs 913, with or without the wall.""",
        tries=(
            "Let RMSProp remember a thousand steps: it falls behind.",
            "Give the middle walker ten times the rate: it arrives at step 666.",
            "Start on the floor, at (0, 3): without the wall AdaGrad arrives at step 598.",
        ),
        ask="What if the valley bends?",
        question="The direction y begins as a steep wall and ends flat. Which walker is the first at the minimum?",
        options=("AdaGrad with the sum", "AdaGrad with the mean", "all three at the same step", "RMSProp"),
        answer="""RMSProp, at step 475: its σ forgets the steep wall, so its steps along y stay long. AdaGrad with the mean
                keeps the wall in its σ and needs 4,890 steps.""",
    ),
    scene=SCENE,
    hero=(Hero("lanes.2.optimizer.knobs.alpha", 0.5, 0.999, "linear"),),
    charts=("loss", "lr_y"),
    claim=claim,
    tries=(
        {"lanes.2.optimizer.knobs.alpha": 0.999},
        {"lanes.1.optimizer.knobs.lr": 0.1},
        {"start": [0.0, 3.0]},
    ),
    until=40,
    right=3,
    view={"x": (-1.5, 4.0), "y": (-1.0, 4.0)},
)
