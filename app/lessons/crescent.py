"""A crescent turns: what was steep becomes flat, and only a method that forgets keeps its pace."""

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both

TURN = np.radians(165)

SCENE = {
    "surface": {"key": "crescent", "knobs": {}},
    "start": [float(3.45 * np.cos(TURN)), float(3.45 * np.sin(TURN))],
    "steps": 1000,
    "lanes": [
        {"optimizer": {"key": "adagrad", "knobs": {"lr": 0.01}}},
        {"optimizer": {"key": "adagrad_mean", "knobs": {"lr": 0.01}}},
        {"optimizer": {"key": "rmsprop_lecture", "knobs": {"lr": 0.01, "alpha": 0.9}}},
    ],
}


def claim() -> None:
    """RMSProp is near the minimum at step 926, AdaGrad (mean) at 4,454, the sum not in 30,000."""
    for scene in both({**SCENE, "steps": 30_000}):
        total, mean, fading = runs(scene)
        near = [np.flatnonzero(np.hypot(run.x - 3.00995, run.y) < 0.1) for run in (total, mean, fading)]
        assert not len(near[0])
        assert 4300 < near[1][0] < 4600
        assert 900 < near[2][0] < 950
        angles = [np.degrees(np.arctan2(run.y[900], run.x[900])) for run in (mean, fading)]
        assert angles[0] > 140
        assert angles[1] < 10


LESSON = Lesson(
    order=260,
    group="Adaptive rates",
    words=Words(
        title="The crescent",
        sentence="Along the crescent the steep direction rotates. Drag α and see which walker keeps up.",
        see="""All three start at the left with the same rate. RMSProp is at the minimum at step 926. AdaGrad with the mean has
                turned by 11 degrees by then and needs 4,454 steps; with the sum it does not arrive in 30,000.""",
        why="""At the start the wall is steep in the direction of y; at the minimum the same direction is 300 times flatter.
                AdaGrad's σ is a mean, or a sum, of all gradients: the gradients of the first steps stay in it, and slow y down
                where it is steep no more. RMSProp weighs the last few gradients only, so its σ follows the turn.""",
        tries=(
            "Let RMSProp remember a thousand steps.",
            "Ten times the rate for the middle walker.",
            "Start behind the bend.",
        ),
        ask="What if the valley bends?",
    ),
    scene=SCENE,
    hero=(Hero("lanes.2.optimizer.knobs.alpha", 0.5, 0.999, "linear"),),
    charts=("loss", "lr_y"),
    claim=claim,
    tries=(
        {"lanes.2.optimizer.knobs.alpha": 0.999},
        {"lanes.1.optimizer.knobs.lr": 0.1},
        {"start": [0.5, 3.2]},
    ),
    view={"x": (-4.0, 4.0), "y": (-1.5, 4.0)},
)
