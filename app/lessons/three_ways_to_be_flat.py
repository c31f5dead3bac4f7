"""The same flat loss for three reasons: beside a saddle, in a minimum, between two walls."""

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both

RATES = (0.02, 0.2, 0.6)

SCENE = {
    "surface": {"key": "formula", "formula": "x^4/4 - x^2/2 + 2*sqrt(1 + 4*y^2)", "domain": [[-2.0, 2.0], [-1.8, 1.8]]},
    "start": [1e-6, 1.5],
    "steps": 400,
    "lanes": [{"optimizer": {"key": "gradient_descent", "knobs": {"lr": rate}}} for rate in RATES],
}
"""Along y, two almost straight walls; along x, a saddle at 0 and minima at -1 and 1."""


def curvatures(x: float) -> float:
    """Return f_xx at (x, 0); f_yy is 8 there, f_xy is 0."""
    return 3 * x * x - 1


def claim() -> None:
    """All three losses are flat over steps 100-400: |g| 0 with a falling direction, |g| 0 without one, and |g| 3.6."""
    for scene in both(SCENE):
        saddle, minimum, walls = runs(scene)
        assert all(np.ptp(run.loss[100:]) < 1e-5 for run in (saddle, minimum, walls))
        assert [round(float(run.loss[-1]), 2) for run in (saddle, minimum, walls)] == [2.0, 1.75, 4.55]
        assert saddle.gradient_norm[200:].max() < 3e-3
        assert minimum.gradient_norm[200:].max() < 1e-12
        assert curvatures(saddle.x[-1]) < 0 < curvatures(minimum.x[-1])
        assert np.all(np.abs(walls.gradient_norm[200:] - 3.636) < 1e-3)
        assert np.all(np.diff(np.sign(walls.y[200:])) != 0)
        waiting = runs(scene, steps=1000)[0]
        assert waiting.loss[600] > 1.98 > 1.751 > waiting.loss[-1]
    halved = runs(SCENE, lanes=[{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.24}}}])[0]
    assert halved.loss[-1] < 1.7501


LESSON = Lesson(
    order=140,
    group="Rate",
    words=Words(
        title="Three ways to be flat",
        sentence="Three walkers, three flat losses: a saddle, a minimum, and a bounce between walls. Drag the steps to 1,000.",
        see="""From step 100 to 400 no loss changes. The first walker stands beside a saddle: its gradient is almost zero, but
                along x the surface falls. The second is in a minimum: zero gradient, curved upward all around. The third jumps
                from wall to wall at every step, and its gradient keeps a length of 3.6.""",
        why="""The loss alone cannot tell them apart. The gradient's norm separates the third: its rate is too high. The
                curvatures separate the other two: one negative eigenvalue of the Hessian means saddle. The remedies differ:
                at a saddle wait, or raise the rate; between walls lower it; in a minimum stop. The first walker, given
                1,000 steps, leaves after 600 and finds the minimum.""",
        tries=("Wait: 1,000 steps.", "Ten times the rate for the first.", "Lower the third rate to 0.24: the bounce dies out."),
        ask="Why is a loss flat?",
        question="All three losses are flat. Whose will fall if nothing is changed but the number of steps?",
        options=("the first", "the second", "the third", "none of them"),
        answer="The first: beside a saddle the gradient is tiny, but it grows by 2 % at every step. After step 600 the walker leaves.",
    ),
    scene=SCENE,
    hero=(Hero("steps", 100, 1000, "linear"),),
    charts=("loss", "gradient_norm"),
    claim=claim,
    tries=(
        {"steps": 1000},
        {"lanes.0.optimizer.knobs.lr": 0.2},
        {"lanes.2.optimizer.knobs.lr": 0.24},
    ),
    until=250,
    right=0,
)
