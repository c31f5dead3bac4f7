"""Mirror images: two minima that answer alike, and between them, at the mean of their weights, a saddle that answers nothing."""

from typing import Any

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed
from app.lessons.measured import both
from app.lessons.samples import QUICK, checked, ends, is_share, sampled
from app.scene.scene import Scene

RATE = {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.3}}}
SCENE: dict[str, Any] = {
    "surface": {"key": "tiny_network", "knobs": {"n": 12, "sigma": 0.2, "r": 2.0, "w_x": 1.5, "w_y": 1.0, "sample": 0}},
    "start": [0.5, 1.0],
    "steps": 1000,
    "lanes": [
        {**RATE, "label": "One start", "start": [0.5, 1.0]},
        {**RATE, "label": "Its mirror image", "start": [-0.5, -1.0]},
        {**RATE, "label": "Mean of their weights", "start": [0.0, 0.0]},
    ],
}
TRIES: tuple[dict[str, Any], ...] = ({"lanes.2.start": [0.01, 0.0]}, {"lanes.1.start": [1.0, 0.3]})
ELSEWHERE: dict[str, Any] = {**SCENE, "start": [1.0, 0.3], "lanes": [RATE, {**RATE, "start": [-0.3, -1.2]}]}
"""From two other starts, one on each side."""


def spoilt(scene: Scene) -> bool:
    """Return whether the mean of the first two lanes' weights loses more than three times what they lose."""
    weights = ends(scene)
    loss, ground = checked(scene.grounds[0], weights), scene.grounds[0]
    assert np.array_equal(weights[1], -weights[0])
    assert np.array_equal(weights[2], [0.0, 0.0])
    assert weights[0, 0] > 0
    assert ground.surface().grad(0.0, 0.0, *ground.arguments()) == (0.0, 0.0)
    assert ground.surface().hess(0.0, 0.0, *ground.arguments())[1] < 0
    return bool(checked(ground, weights[:2].mean(axis=0)) > 3 * loss[:2].max())


def claim(samples: int = QUICK) -> None:
    """Two walkers end at (1.58, 1.06) and at its mirror image, both with validation loss 0.025; the mean, (0, 0), stays at 0.32.

    In all of 200 samples the mean weights lose more than three times as much, in the median 15 times. From (0.01, 0) a walker is in
    a well after 30 steps. From another start on the same side, the mean is as good as the two. Other starts end at the same two places.
    """
    made = Scene.model_validate(SCENE)
    assert np.allclose(ends(made), [[1.581, 1.060], [-1.581, -1.060], [0.0, 0.0]], atol=0.002)
    assert np.allclose(checked(made.grounds[0], ends(made)), [0.0246, 0.0246, 0.3249], atol=0.0002)
    hair, beside = (Scene.model_validate(changed(SCENE, change)) for change in TRIES)
    third = hair.run()[2]
    assert abs(checked(hair.grounds[0], (third.x[30], third.y[30])) - 0.021) < 0.002
    assert abs(checked(beside.grounds[0], ends(beside)[:2].mean(axis=0)) - 0.0246) < 0.0002
    for scene in both(ELSEWHERE):
        assert np.allclose(ends(Scene.model_validate(scene)), [[1.58, 1.06], [-1.58, -1.06]], atol=0.01)
    assert is_share([spoilt(each) for each in sampled(SCENE, samples)], 1.0)
    losses = [checked(each.grounds[0], [(0, 0), ends(each)[0]]) for each in sampled({**SCENE, "lanes": [RATE]}, samples)]
    assert abs(np.median([nothing / fit for nothing, fit in losses]) - 15.4) < 0.5


LESSON = Lesson(
    order=1100,
    group="Data",
    words=Words(
        title="Average answers, not weights",
        sentence="""Two walkers end in mirror-image minima that answer alike. The third one stands at the mean of their weights, as bad
                as no model. Drag a start.""",
        see="""A network with one hidden unit answers y tanh(x a). The first two walkers start at mirrored weights. They end at
                (1.58, 1.06) and (−1.58, −1.06), each with the validation loss 0.025. The mean of their weights is (0, 0), where
                the third walker stands. It answers 0 to everything, and its validation loss is 0.32.""",
        why="""Turn the signs of both weights: the minus signs cancel, and every answer stays. So the surface is its
                own mirror image, f(−x, −y) = f(x, y). Half-way between the minima lies a saddle. Its slope is exactly
                0, so the third walker never moves. That is why no network starts with all weights 0. In all of 200
                samples the mean weights lost more than three times as much, in the median 15 times. The mean answer
                is as good as each, and no better. The same fit twice is no committee.""",
        tries=(
            "Start the third walker a hair beside the saddle, at (0.01, 0): after 30 steps it is in a well.",
            "Start the second walker on the same side, at (1, 0.3): now the mean weights would be as good.",
        ),
        ask="Why not average the weights?",
        question="""The third walker stands at the mean of the two others' weights. Their validation loss ends at 0.025. Where does
                its loss end?""",
        options=("lower than 0.025", "at 0.025 as well", "at 0.32, where it is now", "half-way, at 0.17"),
        answer="At 0.32. The mean weights are (0, 0), a saddle between the mirror images: the slope is exactly 0 there.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.start.1", -2.0, 2.0, "linear"),),
    charts=("held", "x"),
    claim=claim,
    tries=TRIES,
    until=10,
    right=2,
    view={"x": (-3.0, 3.0), "y": (-2.0, 2.0)},
    show="overlay",
    held=False,
)
