"""An average that starts at zero is too small at first, which makes the first step too long; bias correction fixes it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed, runs
from app.lessons.measured import both


def rmsprop(lr: float, alpha: float) -> dict[str, Any]:
    """Return RMSProp with its average started at zero and a rate that falls to zero."""
    return {"optimizer": {"key": "rmsprop", "knobs": {"lr": lr, "alpha": alpha}}, "schedule": {"key": "linear", "knobs": {}}}


SCENE = {
    "surface": {"key": "two_wells", "knobs": {}},
    "start": [2.6, 0.1],
    "steps": 300,
    "lanes": [
        rmsprop(0.45, 0.99),
        {"optimizer": {"key": "adam", "knobs": {"lr": 0.45, "beta1": 0.0, "beta2": 0.99}}, "schedule": {"key": "linear", "knobs": {}}},
    ],
}


def first_step(run: Run) -> NDArray[np.float64]:
    """Return the first move, shape (2,)."""
    return np.array([run.x[1] - run.x[0], run.y[1] - run.y[0]])


def claim() -> None:
    """Without correction the first step is ten rates long in each coordinate and leaves the deep well; with it, one rate, and stays.

    Independent check in plain Python: (-4.5, -4.5), together 6.364, the walker ends at (-2.55, 0), f = -1.935; with the correction
    (-0.45, -0.45), at (1.484, 0), f = -3.992. The cause is the start at zero: with sigma started at the first gradient, as in the
    lecture's RMSProp, or at a tenth of the rate, or with alpha up to 0.97, the walker stays.
    """
    for scene in both(SCENE):
        zero, corrected = runs(scene)
        assert np.allclose(first_step(zero), -4.5, atol=0.01)
        assert abs(np.hypot(*first_step(zero)) - 6.36) < 0.01
        assert np.allclose(first_step(corrected), -0.45, atol=0.001)
        assert abs(zero.x[-1] + 2.55) < 0.1
        assert -2.0 < zero.loss[-1] < -1.8
        assert abs(corrected.x[-1] - 1.484) < 0.01
        assert -4.0 < corrected.loss[-1] < -3.98
    for beta2 in (0.5, 0.9, 0.999):
        assert np.allclose(first_step(runs(changed(SCENE, {"lanes.1.optimizer.knobs.beta2": beta2}))[1]), -0.45, atol=0.001)
    forgetful, slow = runs(SCENE, lanes=[rmsprop(0.45, 0.9), rmsprop(0.045, 0.99)])
    assert 3.1 < abs(first_step(forgetful)[0]) / 0.45 < 3.2
    moving = runs(changed(SCENE, {"lanes.1.optimizer.knobs.beta1": 0.9}))[1]
    assert all(abs(run.x[-1] - 1.484) < 0.01 for run in (forgetful, slow, moving))


LESSON = Lesson(
    order=330,
    group="Momentum and Adam",
    words=Words(
        title="Why Adam corrects a bias",
        sentence="""The first step of RMSProp, uncorrected, leaps out of the deep well; that of Adam, corrected, does not. Drag α, then
                β₂.""",
        see="""The left walker's first step is 4.5 long in each coordinate, ten times the learning rate, and 6.4 in all. It leaves
                the deep well and ends in the shallow one, at a loss of −1.9. The right walker's first step is 0.45 long in each
                coordinate. It stays in the deep well and ends at a loss of −4.0.""",
        why="""The average of squared gradients begins at zero. After one step with α = 0.99 it is a hundredth of the square. Its
                root is a tenth, so the step is ten times too long, 1/√(1 − α). Adam divides the average by the total
                weight that it holds so far, 1 − αᵗ: after one step exactly that hundredth. Later the correction fades away.
                (Here Adam's momentum is off, so that this is the only difference.)""",
        tries=(
            "Forget faster, α = 0.9: the first step is 3.2 rates long in each coordinate, and the walker stays.",
            "Take a tenth of the rate, without the correction: the walker stays.",
            "Switch Adam's momentum on: the first step is as long as before.",
        ),
        ask="What if the average starts at zero?",
        question="""The learning rate is 0.45, but the left walker's first step is 4.5 long in each coordinate. Where will it end?""",
        options=(
            "in the other, shallow well",
            "in the deep well, later than the right one",
            "in the deep well, sooner than the right one",
            "nowhere: it flies off",
        ),
        answer="""In the shallow well, at a loss of −1.9. Its average of squared gradients began at zero. So its first step was
                ten rates long and threw it out of the deep well.""",
    ),
    scene=SCENE,
    hero=(
        Hero("lanes.0.optimizer.knobs.alpha", 0.5, 0.999, "linear"),
        Hero("lanes.1.optimizer.knobs.beta2", 0.5, 0.999, "linear"),
    ),
    charts=("x", "lr_x"),
    claim=claim,
    tries=(
        {"lanes.0.optimizer.knobs.alpha": 0.9},
        {"lanes.0.optimizer.knobs.lr": 0.045},
        {"lanes.1.optimizer.knobs.beta1": 0.9},
    ),
    until=1,
    right=0,
    view={"x": (-6.0, 4.8), "y": (-5.0, 3.0)},
)
