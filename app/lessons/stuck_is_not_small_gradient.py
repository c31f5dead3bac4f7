"""A stuck training need not have a small gradient: the loss is flat, the gradient as long as at the start."""

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both

SCENE = {
    "surface": {"key": "valley", "knobs": {}},
    "start": [-20.0, 1.3],
    "steps": 2000,
    "lanes": [
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 5e-3}}},
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 8e-4}}},
    ],
}


def claim() -> None:
    """At 5e-3 the loss stays at 600, the gradient norm is 566 and every step reverses direction; at 8e-4 the loss reaches 0."""
    for scene in both(SCENE):
        stuck, free = runs(scene)
        assert 1364 < stuck.loss[0] < 1364.2
        assert 715 < stuck.loss[50] < 717
        assert abs(stuck.loss[-1] - 600) < 1e-6
        assert np.ptp(stuck.loss[1000:]) < 1e-3 * 600
        assert 564 < stuck.gradient_norm[0] < 565 < stuck.gradient_norm[-1] < 566
        assert np.all(np.diff(np.sign(stuck.y[1000:])) != 0)
        assert free.loss[-1] < 1e-3


LESSON = Lesson(
    order=130,
    group="Rate",
    words=Words(
        title="Stuck is not a small gradient",
        sentence="The loss of the first walker is flat, its gradient is as long as at the start. Drag its rate down until it moves on.",
        see="""With η = 0.005 the loss falls from 1364 to 600 in 200 steps and stays there. The gradient does not: 564 at
                the start, 566 at the end. The walker jumps from one wall to the other at every step, 2,000 times. With
                0.0008 the loss falls to zero.""",
        why="""A flat loss is usually read as a small gradient, a minimum or a saddle. Here the step is too long for the
                valley. From one wall the walker lands on the other at the same height, and the slope there points back. Along
                the valley the slope is used up; all that is left of the gradient is across. A look at its norm tells the two
                cases apart.""",
        tries=("Halve the rate: it bounces lower.", "Give it the second walker's rate.", "Start on the floor of the valley."),
        ask="Is a flat loss a small gradient?",
        question="The loss has been flat since step 200. How long is the gradient, which was 564 at the start?",
        options=("almost 0", "a tenth of it", "half of it", "as long as at the start"),
        answer="As long as at the start: 566. The walker bounces between two walls and never stands still.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.optimizer.knobs.lr", 3e-4, 1e-2),),
    charts=("loss", "gradient_norm"),
    claim=claim,
    tries=(
        {"lanes.0.optimizer.knobs.lr": 2.5e-3},
        {"lanes.0.optimizer.knobs.lr": 8e-4},
        {"start": [-20.0, 0.0]},
    ),
    until=400,
    right=3,
    lecture=True,
)
