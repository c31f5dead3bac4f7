"""One rate for both weights of a regression: a rate low enough for the steep one does not move the flat one."""

import math

from app.lessons.lesson import Hero, Lesson, Table, Words
from app.lessons.measure import runs
from app.lessons.measured import both

LEAST = -188.4332
"""The optimal b; it starts at -120."""

SCENE = {
    "surface": {"key": "regression", "knobs": {}},
    "start": [-120.0, -4.0],
    "steps": 100_000,
    "lanes": [{"optimizer": {"key": "gradient_descent", "knobs": {"lr": rate}}} for rate in (1.2e-6, 1.14e-6, 1e-7)],
}


SWEEP = Table(
    caption="What is left of the way after 100,000 steps",
    head=("Learning rate", "Left"),
    rows=(
        ("10⁻²", "diverges at step 2"),
        ("1.2 · 10⁻⁶", "diverges at step 206"),
        ("1.14 · 10⁻⁶", "53 %"),
        ("10⁻⁷", "95 %"),
        ("2 · 10⁻⁶, momentum 0.9", "less than 0.01 %"),
    ),
)


def claim() -> None:
    """1.2e-6 diverges at step 206; the best rate leaves 53 % of the way in 100,000 steps, 1e-7 leaves 95 %."""
    flat, steep = 5.573477, 1_746_830.4
    assert abs(2 / steep - 1.145e-6) < 1e-9
    assert abs(math.log(0.01) / math.log1p(-2 / steep * flat) / 720_000 - 1) < 0.01
    for scene in both(SCENE):
        beyond, best, slow = runs(scene)
        assert beyond.diverged
        assert 200 <= beyond.step <= 212
        left = [(run.x[-1] - LEAST) / (-120 - LEAST) for run in (best, slow)]
        assert [f"{100 * share:.0f} %" for share in left] == [row[1] for row in SWEEP.rows[2:4]]
    coarse = runs(SCENE, steps=10, lanes=[{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 1e-2}}}])[0]
    assert coarse.step == 2
    momentum = runs(SCENE, lanes=[{"optimizer": {"key": "momentum", "knobs": {"lr": 2e-6, "mu": 0.9}}}])[0]
    assert abs(momentum.x[42_000] - LEAST) < 0.01 * (-120 - LEAST)
    assert abs(momentum.x[-1] - LEAST) < 1e-4 * (-120 - LEAST)


LESSON = Lesson(
    order=150,
    group="Rate",
    words=Words(
        title="One rate for all weights",
        sentence="Ten points, a line through them, 100,000 steps: no rate arrives. Drag the middle one and find the best.",
        see="""No walker arrives. Above a rate of 1.145 · 10⁻⁶ the run diverges. Just below it half of the way is still
                ahead after 100,000 steps. With smaller rates it is more.""",
        why="""The slope w is multiplied by numbers of several hundred, the intercept b by 1. So the loss is 313,000 times more
                curved in one direction than in the other. The steep direction allows no rate above 2/L, where L is its
                curvature. At that rate the flat direction needs some 720,000 steps to come within 1 %. No one rate suits both.
                There are remedies: scale the data, give each weight a rate of its own, or add momentum.""",
        tries=(
            "Take the rate of the textbook examples, 0.01: it diverges at step 2.",
            "Add momentum 0.9 at 2 · 10⁻⁶: it arrives.",
            "Let AdaGrad choose a rate for each weight.",
        ),
        ask="Can one rate suit two weights?",
        question="The third walker has turned the corner after 10,000 steps. How many more to the minimum?",
        options=("ten thousand", "a hundred thousand", "millions", "it is there"),
        answer="""Millions. After 100,000 steps 95 % of the way is still ahead. The best rate of all is only eleven times larger.""",
        table=SWEEP,
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.optimizer.knobs.lr", 1e-8, 2e-6),),
    charts=("loss", "x"),
    claim=claim,
    tries=(
        {"lanes.1.optimizer.knobs.lr": 1e-2},
        {"lanes.1.optimizer": {"key": "momentum", "knobs": {"lr": 2e-6, "mu": 0.9}}},
        {"lanes.1.optimizer": {"key": "adagrad", "knobs": {"lr": 1.0}}},
    ),
    until=10_000,
    right=2,
    lecture=True,
)
