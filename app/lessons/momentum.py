"""Momentum: faster along the valley, but past the minimum; more momentum is not always faster."""

import numpy as np
from numpy.typing import NDArray

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
    """Return the first step from which a run stays within a thousandth of its first distance."""
    far = np.hypot(run.x, run.y)
    late = np.flatnonzero(far > 1e-3 * far[0])
    return int(late[-1]) + 1


def turns(offset: NDArray[np.float64]) -> int:
    """Return how often an offset changes its sign."""
    return int(np.count_nonzero(np.diff(np.sign(offset))))


def shrinking(offset: NDArray[np.float64]) -> float:
    """Return the factor per step by which swings shrink, from the largest of steps 20-70 and of 70-120."""
    early, late = np.abs(offset[20:70]).max(), np.abs(offset[70:120]).max()
    return float((late / early) ** (1 / 50))


def claim() -> None:
    """To a thousandth of the way: momentum 130 steps, Nesterov 109, gradient descent not in 300; mu 0.99 takes 1,358, mu 0.5 182.

    Independent check in plain Python: gradient descent never changes sign (eta h = 0.9 across), momentum 97 times in 300 steps; both
    momenta pass the minimum at step 15 and turn at 24. The roots are sqrt(mu) = 0.949, for Nesterov sqrt(0.9 (1 - eta h)) = 0.940 and 0.3.
    """
    for scene in both(SCENE):
        descent, momentum, nesterov = runs(scene)
        assert stays(descent) > 300
        assert 0.03 < abs(descent.x[-1]) < 0.04
        assert 125 < stays(momentum) < 135
        assert 105 < stays(nesterov) < 113
        assert 2.1 < momentum.x.max() < 2.3
        assert 1.6 < nesterov.x.max() < 1.8
        assert [turns(run.y[:100]) > 10 for run in (descent, momentum)] == [False, True]
        assert turns(descent.y) == 0
        assert 4.5 < np.diff(momentum.x).max() / np.diff(descent.x).max() < 5
        for run, rate in ((momentum, 0.949), (nesterov, 0.940)):
            assert abs(shrinking(run.x) - rate) < 0.01
        assert shrinking(momentum.y) > 0.9
        assert np.abs(nesterov.y[15:]).max() < 1e-4
    heavy = runs(SCENE, lanes=[{"optimizer": {"key": "momentum", "knobs": {"lr": 0.018, "mu": 0.99}}}])[0]
    assert heavy.x.max() > 7
    fast = runs(SCENE, lanes=[{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.072}}}])[0]
    assert fast.diverged
    light = runs(SCENE, lanes=[{"optimizer": {"key": "momentum", "knobs": {"lr": 0.018, "mu": 0.5}}}])[0]
    assert 178 < stays(light) < 186
    assert light.x.max() < 1e-9
    assert stays(runs(SCENE, steps=2000, lanes=[{"optimizer": {"key": "momentum", "knobs": {"lr": 0.018, "mu": 0.99}}}])[0]) > 1300


LESSON = Lesson(
    order=310,
    group="Momentum and Adam",
    words=Words(
        title="Momentum, and Nesterov's look ahead",
        sentence="""Momentum swings across the valley again and again, Nesterov's method once; along it they overshoot the minimum by 2.2
                and 1.7. Drag μ to 0.99.""",
        see="""At the same learning rate gradient descent is still 0.03 away after 300 steps. Momentum stays within a
                thousandth of the way from step 130 on, Nesterov's method from 109. Momentum runs past the minimum by 2.2,
                Nesterov by 1.7.""",
        why="""Velocity is a sum of past gradients, multiplied by μ at every step. Along the valley they add up, on an even
                slope to 1/(1 − μ) = 10 times the step. Here the longest step is nearly five times gradient descent's. That
                speed does not vanish at the minimum: the slope behind must brake it. Across the valley gradient descent does
                not swing at this rate. Momentum does; every step multiplies its swings by √μ = 0.95. Nesterov's method takes
                the gradient where the velocity is about to lead. It multiplies its swings by √(μ (1 − η h)): 0.94 along the
                valley, 0.3 across. (h is the curvature.)""",
        tries=(
            "Set μ to 0.99: the walker arrives later, after more than 1,000 steps.",
            "Set μ to 0.5: the walker does not run past, and arrives at step 182.",
            "Give gradient descent four times the rate: it flies off.",
        ),
        ask="What if the gradients add up?",
        question="μ = 0.9 arrives at step 130. And μ = 0.99?",
        options=("later", "a little sooner", "ten times sooner", "it diverges"),
        answer="Later: it runs past by 7, almost as far as it came, and swings for more than a thousand steps.",
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
    until=140,
    right=0,
    reveal=0,
    lecture=True,
)
