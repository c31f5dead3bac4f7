"""The mean of the weights: with mini-batches a walker swarms around the minimum, and the mean of its places is the middle of the swarm."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.answers import ANSWERS
from app.engine.score import losses
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed
from app.lessons.samples import QUICK, excess, is_share, lowest, sampled
from app.scene.scene import Scene

Array = NDArray[np.float64]
BEGIN = 161


def lane(label: str, **more: Any) -> dict[str, Any]:
    """Return gradient descent that sees one example a step."""
    return {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.2}}, "label": label, "batch": 1, **more}


SCENE: dict[str, Any] = {
    "surface": {"key": "linear_regression", "knobs": {"n": 64, "rho": 0.5, "sigma": 1.0, "sample": 0}},
    "start": [-1.0, 2.5],
    "steps": 640,
    "seed": 7,
    "lanes": [
        lane("Constant rate", answer={"key": "average", "knobs": {"begin": BEGIN}}),
        lane("Falling rate", schedule={"key": "cosine"}),
    ],
}
MOVING = {"key": "ema", "knobs": {"decay": 0.98}}
TRIES: tuple[dict[str, Any], ...] = (
    {"lanes.0.answer.knobs.begin": 600},
    {"lanes.0.answer": MOVING},
    {"lanes.0.batch": 64, "lanes.1.batch": 64, "lanes.0.answer.knobs.begin": 1},
)


def answers(scene: Scene) -> Array:
    """Return the last weights of the first lane, what it answers with, and the end of the falling rate, shape (3, 2)."""
    rule, (run, falling) = scene.lanes[0].answer, scene.run()
    assert rule
    answered = ANSWERS[rule.key].of(run.x, run.y, None, 1, rule.values())
    return np.array([(each.x[-1], each.y[-1]) for each in (run, answered, falling)])


def above(scene: Scene, points: Array) -> Array:
    """Return by how much the training loss at points, shape (n, 2), is above that at the minimum."""
    ground = scene.grounds[0]
    loss = losses(ground, ground.plain(), *np.concatenate([[lowest(ground)], points]).T)
    found: Array = loss[1:] - loss[0]
    return found


def off(scene: Scene, points: Array) -> Array:
    """Return the distance of points, shape (n, 2), from the minimum."""
    found: Array = np.hypot(*(points - lowest(scene.grounds[0])).T)
    return found


def tail(scene: Scene) -> Array:
    """Return the weights of the first lane from step 161 on, shape (480, 2)."""
    run = scene.run()[0]
    return np.column_stack([run.x, run.y])[BEGIN:]


def measured(scene: Scene) -> tuple[Array, float, bool]:
    """Return how far above the lowest training loss each answer is, and the 480 weights on average; whether the mean has the lower risk."""
    found = answers(scene)
    risk = excess(scene.grounds[0], found)
    return above(scene, found), float(above(scene, tail(scene)).mean()), bool(risk[1] < risk[0])


def claim(samples: int = QUICK // 2) -> None:
    """The last weights are 0.49 off the minimum, the last 480 on average 0.38, their mean 0.034, the moving average 0.07, cosine 0.03.

    The 480 lose 0.087 too much on average, their mean 0.0002. From step 600 on there are 41.
    Median of 300 samples: the last weights lose 0.08 too much, the 480 weights 0.15, their mean 0.0006, cosine 0.0003. The mean is
    below the last weights in 99 %, on new examples in 90 %. Where each step sees all examples, a mean of all steps is worse.
    """
    scene = Scene.model_validate(SCENE)
    assert np.allclose(off(scene, answers(scene)), [0.493, 0.034, 0.030], atol=0.002)
    assert abs(off(scene, tail(scene)).mean() - 0.379) < 0.002
    assert np.mean(off(scene, tail(scene)) < off(scene, answers(scene))[1]) < 0.02
    assert np.allclose(above(scene, answers(scene))[:2], [0.048, 0.0002], atol=0.0005)
    assert abs(above(scene, tail(scene)).mean() - 0.087) < 0.001
    assert 350 < above(scene, tail(scene)).mean() / above(scene, answers(scene))[1] < 420
    few, moving, whole = (Scene.model_validate(changed(SCENE, change)) for change in TRIES)
    assert abs(off(few, answers(few))[1] - 0.100) < 0.001
    assert np.allclose(answers(few)[1], tail(few)[-41:].mean(axis=0), atol=1e-12)
    assert abs(off(moving, answers(moving))[1] - 0.068) < 0.002
    assert above(whole, answers(whole))[1] > 1e4 * abs(above(whole, answers(whole))[0])
    found = [measured(Scene.model_validate({**each.model_dump(), "seed": i})) for i, each in enumerate(sampled(SCENE, samples))]
    loss, mean = np.array([each[0] for each in found]), np.array([each[1] for each in found])
    assert np.allclose(np.median(loss, axis=0) / [0.0763, 0.00064, 0.00027], 1, atol=0.35)
    assert abs(np.median(mean) - 0.152) < 0.02
    assert is_share(loss[:, 1] < loss[:, 0], 0.993)
    assert np.all(loss[:, 1] < mean / 20)
    assert is_share([each[2] for each in found], 0.90)


LESSON = Lesson(
    order=1110,
    group="Data",
    words=Words(
        title="Average the weights: the middle of the swarm",
        sentence="""With one example a step, the weights swarm around the minimum ×. The pin, their mean from step b on,
                lies nearer to × than nearly all of them. Drag b.""",
        see="""Each step sees one of 64 examples, at the learning rate 0.2. The first walker never rests: its last 480 weights lie
                0.38 from × on average. Their mean, the pin, lies 0.034 from ×. The second walker's rate falls as a cosine, and it
                ends 0.030 from ×.""",
        why="""The slopes of single examples err in all directions, so the weights lie all around ×. In the mean their errors cancel.
                In the median of 300 runs the last weights lose 0.08 more than ×, their mean 0.0006. The mean was better in 99 % of
                the runs, on new examples in 90 %. A falling rate gets the same for nothing: 0.0003. Averaging removes noise and
                nothing else. Where each step sees all examples, it only keeps the way in. Weights from different wells must not be
                averaged.""",
        tries=(
            "Average only the last 41 weights, b = 600: the pin lies 0.10 from ×.",
            "Take a moving average instead, which keeps 98 % of itself at each step: its pin lies 0.068 from ×.",
            "Let each step see all 64 examples: the mean from step 1 only lags behind the last weights.",
        ),
        ask="And weights from one well?",
        question="""The first walker swarms around ×. The next 480 weights lose on average 0.09 more than ×. How much more
                does the mean of these weights lose?""",
        options=("about 0.09 as well", "half of that", "less than a hundredth of that", "nothing, it is exactly ×"),
        answer="It is 0.0002, about one part in 400. The errors of the 480 weights point in all directions and cancel.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.answer.knobs.begin", 1, 600, "linear"),),
    charts=("train", "x"),
    claim=claim,
    tries=TRIES,
    until=160,
    right=2,
    main=0,
    view={"x": (-1.2, 2.6), "y": (-0.3, 3.2)},
    data=False,
    held=False,
)
