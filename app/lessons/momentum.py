"""Momentum: the valley is walked faster, and past the minimum; more is not always faster."""

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both

SCENE = {
    "surface": {"key": "ellipse", "knobs": {"h": 1.0, "kappa": 50.0, "angle": 0.0}},
    "start": [-8.0, 1.0],
    "steps": 300,
    "lanes": [
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.018}}},
        {"optimizer": {"key": "momentum", "knobs": {"lr": 0.018, "mu": 0.9}}},
        {"optimizer": {"key": "nesterov", "knobs": {"lr": 0.018, "mu": 0.9}}},
    ],
}


def stays(run: Run) -> int:
    """Return the step from which on a run stays within a thousandth of its first distance."""
    far = np.hypot(run.x, run.y)
    late = np.flatnonzero(far > 1e-3 * far[0])
    return int(late[-1]) + 1


def claim() -> None:
    """To a thousandth of the way: momentum 130 steps, Nesterov 109, gradient descent not in 300; 0.99 is worse than 0.9."""
    for scene in both(SCENE):
        descent, momentum, nesterov = runs(scene)
        assert stays(descent) > 300
        assert 0.03 < abs(descent.x[-1]) < 0.04
        assert 125 < stays(momentum) < 135
        assert 105 < stays(nesterov) < 113
        assert 2.1 < momentum.x.max() < 2.3
        assert 1.6 < nesterov.x.max() < 1.8
    heavy = runs(SCENE, lanes=[{"optimizer": {"key": "momentum", "knobs": {"lr": 0.018, "mu": 0.99}}}])[0]
    assert heavy.x.max() > 7
    fast = runs(SCENE, lanes=[{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.072}}}])[0]
    assert fast.diverged
    assert stays(heavy) > 300


LESSON = Lesson(
    order=310,
    group="Momentum and Adam",
    words=Words(
        title="Momentum, and Nesterov's look ahead",
        sentence="Momentum gathers speed along the valley and runs past the minimum; Nesterov sees it coming. Drag µ to 0.99.",
        see="""At the same rate gradient descent is still 0.03 away after 300 steps. Momentum stays within a thousandth of the
                way from step 130 on, Nesterov's from 109. Momentum shoots past the minimum by 2.2, Nesterov's by 1.7.""",
        why="""Velocity is a decaying sum of gradients. Across the valley they alternate and cancel; along it they agree
                and add up to 1/(1 − µ) = 10 times the step. That speed does not vanish at the minimum: the slope on
                the far side must brake it. Nesterov's method takes the gradient as if the next move were made already, and
                brakes a step earlier. With µ = 0.99 the walker shoots past by 7 and swings for hundreds of steps.""",
        tries=("More momentum, µ = 0.99: slower.", "Less, µ = 0.5.", "Four times the rate of gradient descent: it flies off."),
        ask="What if the gradients add up?",
        question="µ = 0.9 arrives at step 130. And µ = 0.99?",
        options=("ten times sooner", "a little sooner", "later", "it diverges"),
        answer="Later: it shoots past by 7, almost as far as it came, and swings for hundreds of steps.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.optimizer.knobs.mu", 0.0, 0.995, "linear"),),
    charts=("x", "loss"),
    claim=claim,
    tries=(
        {"lanes.1.optimizer.knobs.mu": 0.99},
        {"lanes.1.optimizer.knobs.mu": 0.5},
        {"lanes.0.optimizer.knobs.lr": 0.072},
    ),
    view={"x": (-9.0, 4.0), "y": (-1.5, 1.5)},
    until=15,
    right=2,
    lecture=True,
)
