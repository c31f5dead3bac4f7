"""A rate for each coordinate: AdaGrad turns the corner, which no single rate turns in time."""

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both

SCENE = {
    "surface": {"key": "canyon", "knobs": {"kappa": 200.0, "angle": 0.01, "steepness": 600.0}},
    "start": [-20.0, 1.5],
    "steps": 400,
    "lanes": [
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 1e-2}}},
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 1e-4}}},
        {"optimizer": {"key": "adagrad_mean", "knobs": {"lr": 0.2}}},
    ],
}


def claim() -> None:
    """1e-2 bounces at a loss of 1500, 1e-4 reaches the floor and creeps 1.7 along it, AdaGrad arrives; so does 3e-3, in 744 steps."""
    for scene in both(SCENE):
        bouncing, creeping, adagrad = runs(scene)
        assert 1499 < bouncing.loss[-1] < 1501
        assert np.all(np.diff(np.sign(bouncing.y[5:])) != 0)
        assert np.flatnonzero(creeping.y < 0)[0] < 60
        assert 1.6 < creeping.x[-1] + 20 < 1.8
        assert 477 < creeping.loss[-1] < 478
        assert np.hypot(adagrad.x[-1], adagrad.y[-1]) < 0.01
        assert np.abs(adagrad.y[60:]).max() < 0.3
        shares = adagrad.lr_x[20] / adagrad.lr_y[20]
        assert shares > 5
    fair = runs(SCENE, steps=1000, lanes=[{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 3e-3}}}])[0]
    assert 730 < np.flatnonzero(fair.loss < 1e-3)[0] < 760


LESSON = Lesson(
    order=210,
    group="Adaptive rates",
    words=Words(
        title="AdaGrad turns the corner",
        sentence="""The large rate bounces, the small one creeps; AdaGrad, a rate for each coordinate, turns the corner. Drag the start
                point.""",
        see="""With 10⁻² gradient descent bounces between the walls at a loss of 1500. With 10⁻⁴ it comes down to the floor and
                then covers 1.7 of 20 in 400 steps. AdaGrad drops to the floor, turns, and arrives.""",
        why="""AdaGrad divides a coordinate's step by the root mean square of its past gradients. Across the canyon these are
                large, so the rate there becomes small. Along it they are small, and the rate stays large. After 20 steps the
                rate along is several times the rate across. Honest addition: on this canyon a single rate of 3 · 10⁻³ arrives
                as well, in 744 steps. On the regression before, none does within 100,000 steps.""",
        tries=(
            "Gradient descent with 3 · 10⁻³.",
            "Double AdaGrad's rate and run on: what happens near the floor?",
            "Start on the other side.",
        ),
        ask="What if every weight has its own rate?",
        question="""Gradient descent with the learning rates 10⁻² and 10⁻⁴, and AdaGrad. Which of the three walkers is at the
                minimum after 400 steps?""",
        options=("only AdaGrad", "10⁻² and AdaGrad", "10⁻⁴ and AdaGrad", "all three of them"),
        answer="""Only AdaGrad. The large rate bounces between the walls at a loss of 1500. The small one creeps along the
                floor. AdaGrad makes the rate small across the canyon and leaves it large along it.""",
    ),
    scene=SCENE,
    hero=(Hero("lanes.2.optimizer.knobs.lr", 0.05, 1.5),),
    charts=("loss", "lr_y"),
    claim=claim,
    tries=(
        {"lanes.0.optimizer.knobs.lr": 3e-3, "steps": 1000},
        {"lanes.2.optimizer.knobs.lr": 0.4, "steps": 1000},
        {"start": [-20.0, -1.5]},
    ),
    until=4,
    right=0,
    view={"x": (-23.0, 6.0), "y": (-3.3, 3.3)},
    lecture=True,
)
