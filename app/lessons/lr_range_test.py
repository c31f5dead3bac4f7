"""The range test: raise the rate until the loss turns up. The loss is lowest at a rate that is too high for training."""

from typing import Any

import numpy as np

from app.engine.lr_ramp import curve
from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Reads, Tap, Words
from app.lessons.measure import runs
from app.lessons.measured import seeds

GROWTH = 100_000.0 ** (1 / 199)
"""The factor per step that takes 10^-4 to 10 in 200 steps."""
LIMIT = 0.1
"""2 / L of this ellipse."""


def lane(lr: float, key: str = "constant", *, label: str | None = None, **knobs: Any) -> dict[str, Any]:
    """Return gradient descent under a schedule."""
    return {"optimizer": {"key": "gradient_descent", "knobs": {"lr": lr}}, "schedule": {"key": key, "knobs": knobs}, "label": label}


SCENE: dict[str, Any] = {
    "surface": {"key": "ellipse", "knobs": {"h": 1.0, "kappa": 20.0}},
    "start": [-8.0, 2.0],
    "steps": 200,
    "noise": [0.3, 0.3],
    "lanes": [
        lane(1e-4, "exponential", label="Range test", gamma=GROWTH),
        lane(0.013, label="A tenth"),
        lane(0.05, label="Half of 2/L"),
        lane(0.13, label="Lowest point"),
    ],
}


def lowest(test: Run) -> float:
    """Return the rate at which the loss of a range test was lowest."""
    return float(test.lr[int(np.argmin(test.loss)) - 1])


def claim() -> None:
    """The lowest point is 0.13 on average, above 2/L = 0.1 in 99 of 100 seeds; training there diverges, at a tenth it does not.

    Independent check: 0.126 over these seeds, above 0.1 in 199 of 200 others; 0.466 without noise. The cause is the flat direction:
    from (0, 2), where there is no descent along it, the lowest point is 0.028 on average, below 0.1 in all 100, without noise 0.098.
    """
    found = list(seeds(SCENE, 100))
    marks = [lowest(some[0]) for some in found]
    assert 0.12 < np.mean(marks) < 0.135
    assert np.mean(np.array(marks) > LIMIT) >= 0.95
    assert abs(marks[0] - 0.13) < 0.001
    assert all(some[3].diverged and some[3].step < 60 for some in found)
    assert not any(run.diverged for some in found for run in some[1:3])
    smooth = curve(found[0][0], SCENE["steps"], 0.9, 4.0)
    tenth = round(smooth.lr[smooth.lowest] / 10, 4)
    assert tenth == 0.0155
    trained, at_the_lowest = runs(SCENE, lanes=[lane(tenth), lane(0.155)])
    assert at_the_lowest.diverged
    assert not trained.diverged
    assert trained.loss[-20:].mean() < 0.01 * trained.loss[0]
    late = np.mean([[run.loss[-50:].mean() for run in some[1:3]] for some in found], axis=0)
    assert 0.2 < late[0] < 0.5
    assert late[1] < 0.006
    assert 60 < late[0] / late[1] < 160
    slow = {**SCENE, "steps": 400, "lanes": [lane(1e-4, "exponential", gamma=GROWTH**0.5)]}
    assert np.mean([lowest(some[0]) for some in seeds(slow, 50)]) < 0.115
    quiet = runs(SCENE, noise=0.0)[0]
    assert 0.44 < lowest(quiet) < 0.5
    at_lowest = runs(SCENE, noise=0.0, lanes=[lane(lowest(quiet))])[0]
    assert at_lowest.diverged
    assert at_lowest.step < 20
    steep_only = [lowest(some[0]) for some in seeds({**SCENE, "start": [0.0, 2.0], "lanes": SCENE["lanes"][:1]}, 50)]
    assert max(steep_only) < LIMIT


LESSON = Lesson(
    order=540,
    group="Noise and schedules",
    words=Words(
        title="The learning rate range test, and its trap",
        sentence="""The test raises its rate until the loss explodes. Its lowest point looks best, but training there
                diverges. Drag the third rate up to it.""",
        see="""The first walker's rate grows from 10⁻⁴ to 10 in 200 steps. Its loss is lowest at a rate of 0.13,
                then it explodes. Trained with 0.13 all along, the fourth diverges at step 43. A tenth of it is safe
                but slow; 0.05, half of 2/L, ends about a hundred times lower.""",
        why="""An unstable direction needs time to grow. While the rate climbs past 2/L = 0.1, the loss still falls in the flat
                direction, so the lowest point comes late. It lies above 2/L in at least 95 of 100 seeds. Without noise it lies
                at 0.47, where training diverges within 20 steps. Hence the rule: a tenth of the lowest point, or the place
                where the loss falls fastest. The test costs one short run and gives an order of magnitude, no more.""",
        tries=(
            "No noise: the lowest point moves to almost 5 × 2/L.",
            "Train at 0.099, just below 2/L.",
            "The test twice as slow: its lowest point moves left.",
        ),
        ask="Can one measure the right rate?",
        question="The test's loss is lowest at a rate of 0.13. Which constant rate will diverge within 200 steps?",
        options=("none", "0.13 only", "0.05 and 0.13", "all three"),
        answer="0.13 only: it is above 2/L = 0.1. The test passed that place too quickly to notice.",
        tap="The first walker's learning rate rose from 0.0001 until its loss began to rise. Which constant rate would you take?",
        tap_answer="""Take a tenth of the rate at the lowest point of the smoothed loss. The lowest point itself is at 0.155, above
                2/L = 0.1, so training there diverges.""",
    ),
    scene=SCENE,
    hero=(Hero("lanes.2.optimizer.knobs.lr", 0.005, 0.5),),
    charts=("loss", "lr"),
    claim=claim,
    tries=(
        {"noise": [0.0, 0.0]},
        {"lanes.2.optimizer.knobs.lr": 0.099},
        {"steps": 400, "lanes.0.schedule.knobs.gamma": GROWTH**0.5},
    ),
    until=2,
    right=1,
    tap=Tap("step", until=132, event="suggested_rate", reads=Reads("learning rate", 1e-4 / GROWTH, 10.0)),
)
