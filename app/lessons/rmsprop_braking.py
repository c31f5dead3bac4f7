"""RMSProp forgets, so it brakes in time: it stays in the trench that AdaGrad leaves."""

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs

SCENE = {
    "surface": {"key": "trench", "knobs": {}},
    "start": [-40.0, 0.3],
    "steps": 400,
    "lanes": [
        {"optimizer": {"key": "adagrad_mean", "knobs": {"lr": 0.8}}},
        {"optimizer": {"key": "rmsprop_lecture", "knobs": {"lr": 0.8, "alpha": 0.5}}},
    ],
}


def claim() -> None:
    """AdaGrad leaves the trench and ends in the shallow bowl; RMSProp stays for alpha 0.5 and 0.9, and leaves for 0.99.

    Independent check in plain Python, from 41 starts up to 1 away: the same in all. At the wall AdaGrad's sigma goes from 0.17 to 0.31,
    that of alpha 0.5 from 0.12 to 7.2; alpha 0.1 stays, and results from (-60, 0.3) are as from (-40, 0.3).
    """
    adagrad, rmsprop = runs(SCENE)
    assert adagrad.loss[-1] > -1
    assert adagrad.x[-1] > 15
    assert abs(runs(SCENE, steps=2000)[0].x[-1] - 20) < 0.5
    assert rmsprop.loss[-1] < -10
    assert np.flatnonzero(adagrad.loss < -1)[-1] == 84
    assert np.count_nonzero(np.diff(np.sign(adagrad.loss - 0.0)) > 0) >= 2
    inside = int(np.flatnonzero(adagrad.x > -3)[0])
    sigma = 0.8 / adagrad.lr_x[inside - 2 : inside + 6]
    assert sigma.max() < 2 * sigma.min()
    farther = runs(SCENE, start=[-60.0, 0.3])
    assert farther[0].loss[-1] > -1 > -10 > farther[1].loss[-1]
    for alpha, stays in ((0.1, True), (0.9, True), (0.99, False)):
        lane = {"optimizer": {"key": "rmsprop_lecture", "knobs": {"lr": 0.8, "alpha": alpha}}}
        assert (runs(SCENE, lanes=[lane])[0].loss[-1] < -10) == stays


LESSON = Lesson(
    order=270,
    group="Adaptive rates",
    words=Words(
        title="RMSProp brakes in the trench",
        sentence="""AdaGrad is thrown out of the dark trench at the cross, at last for good; RMSProp brakes and stays. Drag α up
                until RMSProp flies out too.""",
        see="""A wide, shallow bowl around x = 20 has a deep, narrow trench at the origin. Both start left
                with the same learning rate. AdaGrad falls in and is thrown out several times, the last time at
                step 85. It ends
                in the bowl at a loss of 0. RMSProp with α = 0.5 stays in the trench at a loss of about −16.""",
        why="""After a long gentle slope σ is small. At the wall of the trench AdaGrad's σ, a mean over all past gradients,
                less than doubles: one large gradient among many small ones. The step is huge. RMSProp's σ is a mean over the
                last few gradients, so the steep one counts at once and the step is cut.""",
        tries=(
            "Let RMSProp remember a hundred steps: it flies out like AdaGrad.",
            "Let it trust the newest gradient almost alone.",
            "Start farther out: AdaGrad flies out again, RMSProp stays.",
        ),
        ask="Who can brake in a trench?",
        question="Both come fast to a narrow trench. Who stays in it?",
        options=("AdaGrad", "RMSProp", "both", "neither"),
        answer="""RMSProp: its σ rises within a step or two and the rate collapses. AdaGrad's σ less than doubles: one large
                gradient among many small ones.""",
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.optimizer.knobs.alpha", 0.1, 0.999, "linear"),),
    charts=("x", "stride"),
    claim=claim,
    tries=(
        {"lanes.1.optimizer.knobs.alpha": 0.99},
        {"lanes.1.optimizer.knobs.alpha": 0.1},
        {"start": [-60.0, 0.3]},
    ),
    until=44,
    right=1,
    lecture=True,
)
