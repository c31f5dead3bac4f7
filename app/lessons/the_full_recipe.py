"""The lecture's recipe on its regression, adding one part at a time: a forgetting root mean square, momentum, a falling rate."""

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both

LEAST = 101936.72989589066
"""The loss at the minimum of the regression."""
BOTTOM = -188.4332
"""The optimal b; it starts at -187, from where RMSProp's long first step ends beside it."""

FALLING = {"key": "inverse_time", "knobs": {"k": 0.005}}
SCENE = {
    "surface": {"key": "regression", "knobs": {}},
    "start": [-187.0, 4.0],
    "steps": 8000,
    "lanes": [
        {"optimizer": {"key": "rmsprop", "knobs": {"lr": 1.0, "alpha": 0.9}}},
        {"optimizer": {"key": "adam", "knobs": {"lr": 1.0}}},
        {"optimizer": {"key": "adam", "knobs": {"lr": 1.0}}, "schedule": FALLING, "label": "Adam, falling rate"},
    ],
}


def claim() -> None:
    """Both Adams are within 1 of the least loss from step 132 on; RMSProp stays 219,609 above it, Adam bursts, the last one rests.

    Adam's first burst is at step 2,459, with other roundings a few steps earlier. Gradient descent at 1.14e-6 covers 5 % of the way.
    With RMSProp's memory, beta2 = 0.9, Adam stays 790 above the minimum (median). A falling rate must fall fast enough: with
    k = 0.0005 Adam still bursts.
    """
    for scene in both(SCENE):
        rmsprop, adam, falling = (run.loss - LEAST for run in runs(scene))
        assert np.all(np.abs(rmsprop[1000:] - 219_609) < 1)
        assert max(adam[132:2400].max(), falling[132:].max()) < 1
        assert 2440 < 1000 + np.flatnonzero(adam[1000:] > 1000)[0] < 2480
        assert all(4e4 < adam[begin : begin + 2000].max() < 1e5 for begin in (2000, 4000, 6000))
        assert falling[1000:].max() < 1e-3
        assert falling[3000:].max() < 1e-6
    slow = {**SCENE["lanes"][2], "schedule": {"key": "inverse_time", "knobs": {"k": 0.0005}}}  # type: ignore[index]
    assert (runs(SCENE, lanes=[slow])[0].loss[1000:] - LEAST).max() > 1000
    bears, remembering, steady, bursting = runs(
        SCENE,
        lanes=[
            {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 1.14e-6}}},
            {"optimizer": {"key": "adam", "knobs": {"lr": 1.0, "beta2": 0.9}}},
            {"optimizer": {"key": "rmsprop", "knobs": {"lr": 1.0, "alpha": 0.9}}, "schedule": FALLING},
            {"optimizer": {"key": "adagrad_mean", "knobs": {"lr": 1.0}}},
        ],
    )
    assert 0.045 < (-187 - bears.x[-1]) / (-187 - BOTTOM) < 0.055
    assert 700 < np.median(remembering.loss[4000:] - LEAST) < 900
    assert steady.loss[-1] - LEAST < 219_609 / 1000
    assert bursting.loss[2000:].max() - LEAST > 5e5
    cosine = runs(SCENE, lanes=[{**SCENE["lanes"][2], "schedule": {"key": "cosine", "knobs": {}}}])[0].loss - LEAST  # type: ignore[index]
    assert cosine[1500:].max() > 1000
    assert cosine[-1] < 1e-6


LESSON = Lesson(
    order=350,
    group="Momentum and Adam",
    words=Words(
        title="The full recipe",
        sentence="""Divide by σ: RMSProp flips for ever. Average as well: Adam bursts again and again. Let the rate fall as well, the full
                recipe: it rests. Drag k to 0.0005.""",
        see="""The minimum, close up. RMSProp flips from side to side for ever, its loss 219,609 above the least, which is 101,937.
                Adam arrives first and rests until about step 2,460, then bursts again and again. Adam with the falling rate arrives
                and stays. Gradient descent, not shown, covers 5 % of the way.""",
        why="""The recipe is θ − η(t) m/σ. Dividing by σ gives each weight its own rate. But where gradients vanish, σ vanishes
                too. A constant rate then bursts from time to time or, with RMSProp's short memory, never gets quiet. The
                average m only calms: with the same memory, β₂ = 0.9, Adam still stays some 790 above the minimum. What ends the
                bursts is η(t), here η/(1 + 0.005 t).""",
        tries=(
            "Give RMSProp the falling rate: its flips shrink.",
            "Put AdaGrad in the place of RMSProp: its bursts are the largest.",
            "Let the rate fall as a cosine: Adam still bursts while the rate is high.",
        ),
        ask="What do all the parts make together?",
        question="All three are at the bottom of the valley. Which of them will come to rest at the minimum?",
        options=("all three", "RMSProp", "both Adams", "only Adam with the falling rate"),
        answer="Only the one whose rate falls: at a constant rate RMSProp never gets quiet, and Adam bursts again and again.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.2.schedule.knobs.k", 0.0001, 0.1),),
    charts=("height", "stride"),
    claim=claim,
    tries=(
        {"lanes.0.schedule": FALLING},
        {"lanes.0.optimizer": {"key": "adagrad_mean", "knobs": {"lr": 1.0}}},
        {"lanes.2.schedule": {"key": "cosine", "knobs": {}}},
    ),
    view={"x": (-190.6, -186.4), "y": (0.6, 4.6)},
    step=7751,
    until=1500,
    right=3,
    lecture=True,
)
