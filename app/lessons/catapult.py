"""The catapult: a rate above 2/lambda throws gradient descent out of a steep valley, and it lands where the valley is flat."""

from typing import Any

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both, first


def lane(lr: float) -> dict[str, Any]:
    """Return gradient descent."""
    return {"optimizer": {"key": "gradient_descent", "knobs": {"lr": lr}}}


SCENE: dict[str, Any] = {
    "surface": {"key": "formula", "formula": "(x*y - 1)^2/2", "domain": [[-4.0, 5.0], [-3.0, 3.0]]},
    "start": [4.0, 0.1],
    "steps": 40,
    "lanes": [lane(0.1), lane(0.2)],
}
STARTS = 400


def sharpness(run: Run) -> float:
    """Return x^2 + y^2 at the end: the largest curvature of (x y - 1)^2 / 2 on the floor x y = 1."""
    return float(run.x[-1] ** 2 + run.y[-1] ** 2)


def arrives(run: Run) -> bool:
    return bool(run.loss[-1] < 1e-6)


def claim() -> None:
    """At 0.1 lambda stays 16; at 0.2 the loss jumps from 0.18 to 13.5 at step 3, and the run lands at lambda = 2; 0.26 flies off.

    From 400 starts with x within 0.5 and y within 0.3 of the lesson's, 95 % land at 0.2, all with lambda below 2/0.2 = 10, half of
    them below about 3; at 0.1 nobody lands below 12. Every rate from 0.126 to 0.245 lands below its own 2/eta.
    """
    for scene in both(SCENE):
        calm, thrown = runs(scene)
        assert arrives(calm)
        assert np.all(np.diff(calm.loss[:20]) < 0)
        assert abs(sharpness(calm) - 16) < 0.1
        assert np.allclose(thrown.loss[:5], [0.18, 0.88, 4.12, 13.48, 10.33], atol=0.01)
        assert int(thrown.loss.argmax()) == 3
        assert first(thrown.loss < 1e-6) == 27
        assert abs(sharpness(thrown) - 2) < 0.01
        assert thrown.x[-1] < 0
        assert thrown.y[-1] < 0
        assert max(np.abs([thrown.x, thrown.y]).ravel()) < 4.1
        for rate in np.linspace(0.126, 0.245, 18).tolist():
            (run,) = runs(scene, steps=200, lanes=[lane(rate)])
            assert run.loss.max() > run.loss[0]
            assert arrives(run)
            assert sharpness(run) < 2 / rate
        above, beyond = runs(scene, lanes=[lane(0.15), lane(0.26)])
        assert abs(above.loss.max() - 2.65) < 0.01
        assert abs(sharpness(above) - 9.4) < 0.1
        assert beyond.loss[-1] > 1e12
    around()


def around() -> None:
    """Other starts of the same end of the valley."""
    draw = np.random.default_rng(0)
    starts = [[draw.uniform(3.5, 4.5), draw.uniform(-0.2, 0.4)] for _ in range(STARTS)]
    found = [runs(SCENE, start=start, steps=200) for start in starts]
    landed = [sharpness(thrown) for _, thrown in found if arrives(thrown)]
    assert 0.92 < len(landed) / STARTS < 0.98
    assert max(landed) < 10
    assert 2.8 < np.median(landed) < 3.2
    assert min(sharpness(calm) for calm, _ in found if arrives(calm)) > 12


LESSON = Lesson(
    order=710,
    group="Today",
    words=Words(
        title="The catapult",
        sentence="The higher rate throws its walker out of the steep valley; it lands in the flat part. Drag that rate to 0.26.",
        see="""The floor is the curve x y = 1: steep walls far out, gentle ones near the middle. At the rate 0.1 the walker goes to
                the nearest floor, where the largest curvature λ is 16. At 0.2 the loss first jumps from 0.18 to 13.5, at step
                3. Then it falls to zero, at λ = 2, the flattest place.""",
        why="""A step of gradient descent overshoots ever more while η λ is above 2. Here λ is x² + y² on the floor. At 0.2 the
                product starts at 3.2, so the walker swings higher and higher. Wide swings shorten the larger coordinate: λ
                falls, until η λ is below 2. Of 400 starts nearby 95 % land, half of them where λ is
                about 3 or less. Beyond about 0.25 the swings win, and the walker flies off. Wide neural
                networks do the same (Lewkowycz et al. 2020).""",
        tries=(
            "Raise the higher rate to 0.26: too much, the walker flies off.",
            "Lower it to 0.15: a smaller throw, which lands at λ = 9.4.",
            "Lower it to 0.12, below 2/λ = 0.125: the loss never jumps.",
        ),
        ask="Can a rate that is too high be good?",
        question="At the rate 0.2 the loss has risen from 0.18 to 4 in two steps. How does this run end?",
        options=(
            "in a flatter place, at loss zero",
            "back where it came from, at loss zero",
            "bouncing for ever",
            "flying off",
        ),
        answer="In a flatter place. The swings themselves reduce the curvature from 16 to 2, and there the rate 0.2 is stable.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.optimizer.knobs.lr", 0.1, 0.3, "linear"),),
    charts=("loss", "sharpness"),
    claim=claim,
    tries=(
        {"lanes.1.optimizer.knobs.lr": 0.26},
        {"lanes.1.optimizer.knobs.lr": 0.15},
        {"lanes.1.optimizer.knobs.lr": 0.12},
    ),
    until=2,
    right=0,
    view={"x": (-2.6, 4.6), "y": (-2.6, 2.6)},
)
