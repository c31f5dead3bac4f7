"""One rate for both weights of a regression: what the steep one bears does not move the flat one."""

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both

LEAST = -188.4332
"""Where b should arrive; it starts at -120."""

SCENE = {
    "surface": {"key": "regression", "knobs": {}},
    "start": [-120.0, -4.0],
    "steps": 100_000,
    "lanes": [{"optimizer": {"key": "gradient_descent", "knobs": {"lr": rate}}} for rate in (1.2e-6, 1.14e-6, 1e-7)],
}


def claim() -> None:
    """1.2e-6 diverges at step 206; the best rate leaves 53 % of the way in 100,000 steps, 1e-7 leaves 95 %."""
    for scene in both(SCENE):
        beyond, best, slow = runs(scene)
        assert beyond.diverged
        assert 200 <= beyond.step <= 212
        left = [(run.x[-1] - LEAST) / (-120 - LEAST) for run in (best, slow)]
        assert 0.52 < left[0] < 0.54
        assert 0.94 < left[1] < 0.95
    coarse = runs(SCENE, steps=10, lanes=[{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 1e-2}}}])[0]
    assert coarse.step == 2
    momentum = runs(SCENE, lanes=[{"optimizer": {"key": "momentum", "knobs": {"lr": 2e-6, "mu": 0.9}}}])[0]
    assert abs(momentum.x[42_000] - LEAST) < 0.01 * (-120 - LEAST)


LESSON = Lesson(
    order=150,
    group="Rate",
    words=Words(
        title="One rate for all weights",
        sentence="Ten points, a line through them, 100,000 steps: no rate arrives. Drag the middle one and find the best.",
        see="""With 1.2 · 10⁻⁶ the run diverges at step 206. With 1.14 · 10⁻⁶ it is stable, and after
                100,000 steps 53 % of the way to the minimum is still ahead. With 10⁻⁷ 95 % is.""",
        why="""The slope w is multiplied by numbers of several hundred, the intercept b by 1. So the loss is 313,000 times
                more curved in one direction than in the other. The steep one allows no rate above 2/L = 1.145 · 10⁻⁶; at
                that rate the flat one needs millions of steps. No one rate suits both. There are several remedies: scale
                the data, give each weight its own rate, or add momentum: 0.9 with 2 · 10⁻⁶ comes within 1 % of the
                way after some 41,000 steps.""",
        tries=(
            "Take the rate of the textbook examples, 0.01: it diverges at step 2.",
            "Add momentum 0.9 at 2 · 10⁻⁶: it arrives.",
            "Let AdaGrad choose a rate for each weight.",
        ),
        ask="Can one rate suit two weights?",
        question="The third walker has turned the corner after 10,000 steps. How many more to the minimum?",
        options=("ten thousand", "a hundred thousand", "millions", "it is there"),
        answer="Millions: after 100,000 steps 95 % of the way is still ahead, and the best rate of all is only eleven times larger.",
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
