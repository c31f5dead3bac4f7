"""Early stopping: the walker passes near the truth before it has learned the noise of its few examples; validation says when."""

from math import pi
from typing import Any

import numpy as np

from app.answers import ANSWERS
from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import Array, changed
from app.lessons.measured import both
from app.lessons.samples import QUICK, checked, excess, is_share, sampled, truth
from app.scene.scene import Scene

PATIENCE = 20
LANE = {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.1}}}

SCENE: dict[str, Any] = {
    "surface": {"key": "linear_regression", "knobs": {"n": 6, "rho": 0.9, "sample": 154}},
    "start": [0.0, 0.0],
    "steps": 600,
    "lanes": [
        {**LANE, "label": "To the end"},
        {**LANE, "label": "Stopped early", "answer": {"key": "best", "knobs": {"patience": PATIENCE}}},
    ],
}
TRIES: tuple[dict[str, Any], ...] = ({"surface.knobs.n": 20}, {"surface.knobs.phi": -pi / 4}, {"surface.knobs.sigma": 0.0})


def path(run: Run) -> Array:
    """Return the positions of a run, shape (rows, 2)."""
    return np.column_stack([run.x, run.y])


def stopped(scene: Scene) -> tuple[int, int | None, Array]:
    """Return the row whose weights the stopped walker answers with, the row at which it stops, and its validation loss at every row."""
    run, lane = scene.run()[-1], scene.lanes[-1]
    held = checked(scene.grounds[-1], path(run))
    assert lane.answer
    answered = ANSWERS["best"].of(run.x, run.y, held, 1, lane.answer.values())
    return int(answered.row[-1]), answered.stop, held


def over_samples(scene: dict[str, Any], samples: int) -> Array:
    """Return three shares' conditions, shape (samples, 3): overfitted by 5 %, stopped nearer to the truth, stopped with less risk."""
    found = []
    for made in sampled({**scene, "lanes": scene["lanes"][1:]}, samples):
        (run,), (row, _, held) = made.run(), stopped(made)
        points = path(run)[[row, -1]]
        near, far = np.hypot(*(points - truth(made.grounds[0])).T)
        risks = excess(made.grounds[0], points)
        found.append((held[-1] > 1.05 * held.min(), near < far, risks[0] < risks[1]))
    return np.array(found)


def claim(samples: int = QUICK) -> None:
    """Passes (0.97, 1.10) at step 23, ends at (-0.04, 2.56); training loss 0.318 to 0.203, validation 0.449 to 0.746; stops at 43.

    Over 1,000 samples the end is 5 % above the best validation loss in 70 %, the stopped weights are nearer to the truth in 90 %, and
    have less risk in 88 %. With 64 examples 23 % overfit. With the truth across they are nearer in 46 %, with less risk in 71 %.
    """
    for scene in map(Scene.model_validate, both(SCENE)):
        row, stop, held = stopped(scene)
        run = scene.run()[0]
        assert (row, stop) == (23, 43)
        assert np.allclose(path(run)[[23, 600]], [[0.97, 1.10], [-0.04, 2.56]], atol=0.005)
        assert np.allclose(run.loss[[23, 600]], [0.318, 0.203], atol=0.0005)
        assert np.allclose(held[[23, 600]], [0.449, 0.746], atol=0.0005)
        assert np.all(np.diff(run.loss) < 0)
        assert np.all(np.diff(held[:24]) < 0)
    few, many, across = (over_samples(changed(SCENE, each), samples) for each in ({}, {"surface.knobs.n": 64}, TRIES[1]))
    assert all(is_share(found, share) for found, share in zip(few.T, (0.705, 0.897, 0.877), strict=True))
    assert is_share(many[:, 0], 0.234)
    assert is_share(across[:, 1], 0.463)
    assert is_share(across[:, 2], 0.713)
    more, turned, exact = (stopped(Scene.model_validate(changed(SCENE, change))) for change in TRIES)
    assert more[0] == 600
    assert turned[:2] == (2, 22)
    assert exact[2].argmin() == 600


LESSON = Lesson(
    order=1030,
    group="Data",
    words=Words(
        title="Early stopping",
        sentence="""At step 23 the walker is near the truth ★, then it goes on to ×, which fits its six examples best: the
                validation loss rises. Drag the number of examples n.""",
        see="""Six examples have two nearly alike inputs. The path runs toward the truth ★, turns and leaves for ×. From
                step 23 to step 600 the training loss falls from 0.318 to 0.203. The validation loss, that of 64 other
                examples, rises from 0.449 to 0.746. The second walker stops after 20 steps without a lower one, at
                step 43. It answers with the weights of step 23.""",
        why="""In the steep direction the examples agree, and the walker learns it first. In the flat one they say
                mostly noise, learned last. In 70 % of 1,000 samples the validation loss rose by over 5 %, with 64
                examples in 23 %. Stopped weights had the lower risk, the loss on infinitely many new examples, in 88
                %. Here the truth lies in the steep direction. Turned to the flat one, stopped weights were nearer to
                it in only 46 %.""",
        tries=(
            "Take 20 examples: the validation loss falls to the end.",
            "Turn the truth to φ = −0.785, the flat direction: the second walker answers with step 2, far from ★.",
            "Take the noise out of the targets, σ = 0: × is the truth, and nothing is gained by stopping.",
        ),
        ask="Is a lower training loss better?",
        question="Until step 23 both losses fall. The training loss falls on until step 600. What does the validation loss do?",
        options=("It falls on, too.", "It stays where it is.", "It grows without bound.", "It rises by two thirds."),
        answer="It rises by two thirds, from 0.449 to 0.746: the walker learns the noise of its six examples last.",
    ),
    scene=SCENE,
    hero=(Hero("surface.knobs.n", 3, 64),),
    charts=("held", "train"),
    claim=claim,
    tries=TRIES,
    until=23,
    right=3,
    covers=True,
    view={"x": (-1.3, 2.7), "y": (-0.2, 3.8)},
)
