"""An average that begins at zero is too small at first, and the first step too long: bias correction mends it."""

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both

SCENE = {
    "surface": {"key": "two_wells", "knobs": {}},
    "start": [2.6, 0.1],
    "steps": 300,
    "lanes": [
        {"optimizer": {"key": "rmsprop", "knobs": {"lr": 0.45, "alpha": 0.99}}, "schedule": {"key": "linear", "knobs": {}}},
        {"optimizer": {"key": "adam", "knobs": {"lr": 0.45, "beta1": 0.0, "beta2": 0.99}}, "schedule": {"key": "linear", "knobs": {}}},
    ],
}


def claim() -> None:
    """Without the correction the first step is ten rates long and leaves the deep well; with it the step is one rate long and stays."""
    for scene in both(SCENE):
        zero, corrected = runs(scene)
        assert abs(np.hypot(*(np.diff(axis[:2])[0] for axis in (zero.x, zero.y))) / 0.45) > 9.9
        assert 4.49 < abs(zero.x[1] - zero.x[0]) < 4.51
        assert 0.449 < abs(corrected.x[1] - corrected.x[0]) < 0.451
        assert abs(zero.x[-1] + 2.55) < 0.1
        assert -2.0 < zero.loss[-1] < -1.8
        assert abs(corrected.x[-1] - 1.484) < 0.01
        assert -4.0 < corrected.loss[-1] < -3.98
    forgetful = runs(SCENE, lanes=[{"optimizer": {"key": "rmsprop", "knobs": {"lr": 0.45, "alpha": 0.9}}}])[0]
    assert 3.1 < abs(forgetful.x[1] - forgetful.x[0]) / 0.45 < 3.2


LESSON = Lesson(
    order=330,
    group="Momentum and Adam",
    words=Words(
        title="Why Adam corrects a bias",
        sentence="Both divide by the same fading average. One is thrown out of the deep well by its first step. Drag α.",
        see="""The first step of the left walker is 4.5 long, ten times the rate: it leaves the deep well and ends in the
                shallow one, at a loss of −1.9. The first step of the right one is 0.45 long, and it ends at −4.0.""",
        why="""The average of squared gradients begins at zero. After one step with α = 0.99 it is a hundredth of the square,
                its root a tenth, and the step ten times too long: 1/√(1 − α). Adam divides the average by the total
                weight it holds so far, 1 − αᵗ: after one step exactly that hundredth.
                Later the correction fades away. (Here Adam's momentum is off, so that this is the only difference.)""",
        tries=(
            "Forget faster, α = 0.9: the first step is 3.2 rates long.",
            "A rate ten times smaller, without the correction.",
            "Switch Adam's momentum on.",
        ),
        ask="What if the average starts at zero?",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.optimizer.knobs.alpha", 0.5, 0.999, "linear"),),
    charts=("x", "lr_x"),
    claim=claim,
    tries=(
        {"lanes.0.optimizer.knobs.alpha": 0.9},
        {"lanes.0.optimizer.knobs.lr": 0.045},
        {"lanes.1.optimizer.knobs.beta1": 0.9},
    ),
)
