"""Rates select minima: above 2/lambda of the sharp well nobody can rest in it, and every walker ends in the flat one."""

from typing import Any

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both, first, seeds

SHARP, FLAT = -2.0, 2.0
"""The x of the two minima, of curvatures 20 and 1."""
STARTS = 300
SEEDS = 60


def lane(lr: float) -> dict[str, Any]:
    """Return gradient descent."""
    return {"optimizer": {"key": "gradient_descent", "knobs": {"lr": lr}}}


SCENE: dict[str, Any] = {
    "surface": {
        "key": "formula",
        "formula": "-log(exp(-10*(x + 2)^2) + exp(-(x - 2)^2/2)) + y^2/2",
        "domain": [[-4.0, 6.0], [-3.0, 3.0]],
    },
    "start": [-2.3, 0.0],
    "steps": 60,
    "lanes": [lane(0.09), lane(0.12)],
}


def ends(run: Run, x: float) -> bool:
    """Return whether a run rests at a minimum."""
    return bool(abs(run.x[-1] - x) < 0.05)


def claim() -> None:
    """At 0.09 the run settles in the sharp well; at 0.12 it swings higher and higher, and is near the flat minimum at step 28.

    Of 300 starts with x from -3 to 5 about a fifth end in the sharp well at every rate tried from 0.02 to 0.09, and none at 0.12,
    0.2 or 0.5. From 0.101 to 0.105 some cycle in the sharp well for ever. With noise 2, two thirds of the seeds leave it even at 0.09.
    """
    for scene in both(SCENE):
        settled, thrown = runs(scene)
        assert ends(settled, SHARP)
        assert settled.x.max() < -1.7
        assert ends(thrown, FLAT)
        assert first(np.abs(thrown.x - FLAT) < 0.5) == 28
        assert 4.7 < thrown.loss.max() < 5
        assert thrown.loss[0] < 1
        (quick,) = runs(scene, lanes=[lane(0.4)])
        assert quick.x[1] > 0
    draw = np.random.default_rng(0)
    starts = [[draw.uniform(-3, 5), draw.uniform(-2, 2)] for _ in range(STARTS)]
    rates = (0.02, 0.05, 0.09, 0.12, 0.2, 0.5)
    found = [runs(SCENE, start=start, steps=400, lanes=[lane(rate) for rate in rates]) for start in starts]
    sharp, flat = ([sum(ends(run, x) for run in column) for column in zip(*found, strict=True)] for x in (SHARP, FLAT))
    assert len(set(sharp[:3])) == 1
    assert 0.18 < sharp[0] / STARTS < 0.26
    assert sharp[3:] == [0, 0, 0]
    assert flat[3:] == [STARTS] * 3
    noisy = {**SCENE, "noise": [2.0, 2.0], "steps": 1000, "lanes": [lane(0.05), lane(0.09)]}
    low, high = (sum(bool(run.x[-1] > 0) for run in column) for column in zip(*seeds(noisy, SEEDS), strict=True))
    assert low == 0
    assert 0.55 < high / SEEDS < 0.78
    assert runs(SCENE, noise=2.0, steps=1000, seed=3)[0].x[-1] > 1


LESSON = Lesson(
    order=730,
    group="Today",
    words=Words(
        title="Flat or sharp: the rate selects",
        sentence="""Two wells, equally deep. The sharp one holds only rates below 0.1: the higher rate is thrown out and ends in the
                flat one. Drag that rate below 0.1.""",
        see="""Both start in the sharp well, on the left. Its largest curvature λ is 20, that of the flat well 1. At the rate 0.09
                the walker settles where it started. At 0.12 the swings grow up to the ridge, and one of them clears it. That walker
                comes to rest in the flat well.""",
        why="""A step multiplies the distance from a minimum by 1 − η λ. It shrinks only if η is below 2/λ: 0.1 in the sharp
                well, 2 in the flat one. So a rate between the two can settle only in the flat well. Of 300 starts a fifth end
                in the sharp well at 0.02, 0.05 and 0.09 alike; at 0.12 and above none does. Noise lowers the limit:
                with noise 2, two seeds of three leave even at 0.09.
                Whether flat minima
                predict better on new data is another question, and disputed.""",
        tries=(
            "Lower the higher rate to 0.095: it settles in the sharp well.",
            "Raise it to 0.4: one step leads over the ridge.",
            "Add noise 2 and take 1,000 steps: now the lower rate leaves the sharp well, too.",
        ),
        ask="Which minimum does a high rate choose?",
        question="In the sharp well 2/λ is 0.1, in the flat one 2. Where does the walker end whose rate is 0.12?",
        options=("in the sharp well, but later", "in the flat well", "nowhere, it swings for ever", "nowhere, it flies off"),
        answer="In the flat well: its swings grow until one clears the ridge. On the other side the same rate is far below 2/λ.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.optimizer.knobs.lr", 0.05, 0.5),),
    charts=("x", "loss"),
    claim=claim,
    tries=(
        {"lanes.1.optimizer.knobs.lr": 0.095},
        {"lanes.1.optimizer.knobs.lr": 0.4},
        {"noise": [2.0, 2.0], "steps": 1000, "seed": 3},
    ),
    until=3,
    right=1,
    view={"x": (-3.4, 5.4), "y": (-2.5, 2.5)},
    show="profile",
)
