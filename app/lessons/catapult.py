"""The catapult: a rate above 2/lambda throws gradient descent out of a steep valley, and it lands where the valley is flat."""

from typing import Any

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed, runs
from app.lessons.measured import both, first


def lane(lr: float) -> dict[str, Any]:
    """Return gradient descent."""
    return {"optimizer": {"key": "gradient_descent", "knobs": {"lr": lr}}}


SCENE: dict[str, Any] = {
    "surface": {"key": "formula", "formula": "exp(-x)*y^2/2", "domain": [[-3.5, 2.5], [-2.0, 2.0]]},
    "start": [-2.8, 0.3],
    "steps": 30,
    "lanes": [lane(0.1), lane(0.2)],
}
STARTS = 400
TRIES: tuple[dict[str, Any], ...] = (
    {"lanes.1.optimizer.knobs.lr": 0.25},
    {"lanes.1.optimizer.knobs.lr": 0.15},
    {"lanes.1.optimizer.knobs.lr": 0.12},
)


def sharpness(run: Run) -> float:
    """Return exp(-x) at the end: the largest curvature of exp(-x) y^2 / 2 on the floor y = 0."""
    return float(np.exp(-run.x[-1]))


def arrives(run: Run) -> bool:
    return bool(run.loss[-1] < 1e-6)


def claim() -> None:
    """At 0.1 lambda stays near 15; at 0.2 the loss jumps from 0.74 to 5.78 at step 2, and the run lands at lambda = 2.1.

    From 400 starts with x from -3 to -2.6 and y from 0.1 to 0.5 all land at 0.2 with lambda below 5.5, half of them below 2.4;
    at 0.1 nobody lands below 11. Every rate from 0.126 to 0.25 lands below its own 2/eta.
    """
    for scene in both(SCENE):
        calm, thrown = runs(scene)
        assert arrives(calm)
        assert np.all(np.diff(calm.loss[:20]) < 0)
        assert abs(sharpness(calm) - 14.7) < 0.1
        assert np.allclose(thrown.loss[:4], [0.74, 3.34, 5.78, 0.37], atol=0.01)
        assert int(thrown.loss.argmax()) == 2
        assert first(thrown.loss < 1e-6) == 15
        assert abs(sharpness(thrown) - 2.06) < 0.01
        assert np.all(np.abs(thrown.y) < 1.3)
        rates = np.linspace(0.126, 0.25, 18).tolist()
        for rate in rates:
            (run,) = runs(scene, steps=200, lanes=[lane(rate)])
            assert run.loss.max() > run.loss[0]
            assert arrives(run)
            assert sharpness(run) < 2 / rate
        farther, smaller, calmest = (runs(changed(scene, change))[1] for change in TRIES)
        assert abs(sharpness(farther) - 0.4) < 0.01
        assert abs(sharpness(smaller) - 8.1) < 0.1
        assert np.all(np.diff(calmest.loss[:10]) < 0)
    around()


def around() -> None:
    """Other starts at the steep end of the valley."""
    draw = np.random.default_rng(0)
    starts = [[draw.uniform(-3.0, -2.6), draw.uniform(0.1, 0.5)] for _ in range(STARTS)]
    found = [runs(SCENE, start=start, steps=200) for start in starts]
    assert all(arrives(run) for pair in found for run in pair)
    landed = [sharpness(thrown) for _, thrown in found]
    assert max(landed) < 5.5
    assert 2.2 < np.median(landed) < 2.45
    assert min(sharpness(calm) for calm, _ in found) > 11


LESSON = Lesson(
    order=710,
    group="Today",
    words=Words(
        title="The catapult",
        sentence="""The valley is narrow and steep on the left, wide and flat on the right. The higher rate throws its walker from
                the steep part to the flat one. Drag that rate.""",
        see="""Along the floor, y = 0, the largest curvature λ falls from 16 at the start to the right. At the rate 0.1 the walker
                goes to the nearest floor, and λ stays near 15. At 0.2 the loss first jumps from 0.74 to 5.8, at step 2. Then
                it falls to zero, where λ is 2.""",
        why="""A step of gradient descent overshoots ever more while η λ is above 2. Here λ is exp(−x) on the floor. At 0.2 the
                product starts at 3.3, so the walker swings higher and higher. High on a wall the slope also points to the
                right, where the valley is wide. So λ falls, until η λ is below 2. All of 400 starts nearby land,
                half of them where λ is about 2.3 or less. Wide neural
                networks do the same (Lewkowycz et al. 2020).""",
        tries=(
            "Raise the higher rate to 0.25: the walker is thrown farther and lands at λ = 0.4.",
            "Lower it to 0.15: a smaller throw, which lands at λ = 8.1.",
            "Lower it to 0.12, below 2/λ = 0.122: the loss never jumps.",
        ),
        ask="Can a rate that is too high be good?",
        question="At the rate 0.2 the loss has risen from 0.74 to 5.8 in two steps. How does this run end?",
        options=(
            "in a flatter place, at loss zero",
            "back where it came from, at loss zero",
            "bouncing for ever",
            "flying off",
        ),
        answer="In a flatter place. The swings themselves reduce the curvature from 16 to 2, and there the rate 0.2 is stable.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.optimizer.knobs.lr", 0.1, 0.25, "linear"),),
    charts=("loss", "lambda"),
    linear=("loss", "lambda"),
    claim=claim,
    tries=TRIES,
    until=2,
    right=0,
    view={"x": (-3.3, 1.3), "y": (-1.5, 1.5)},
)
