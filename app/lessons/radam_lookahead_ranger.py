"""RAdam has its own warm-up, Lookahead damps, Ranger does both; none is faster where Adam has no problem."""

import math
from typing import Any

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed, runs
from app.lessons.measured import both, first, never, seeds
from surfaces import SURFACES

SEEDS = 60
EARLY = 12
"""Number of first steps in the test of the warm-up."""


def lane(key: str, lr: float = 0.3, **more: Any) -> dict[str, Any]:
    """Return a method at a rate."""
    return {"optimizer": {"key": key, "knobs": {"lr": lr}, **more}}


SCENE = {
    "surface": {"key": "crescent", "knobs": {"A": 0.5, "B": 0.01, "R": 3.0}},
    "start": [3.45 * math.cos(math.radians(165)), 3.45 * math.sin(math.radians(165))],
    "steps": 700,
    "lanes": [lane("adam"), lane("radam"), lane("lookahead", inner={"key": "adam"}), lane("ranger")],
}


def excess(run: Run, A: float = 0.5, B: float = 0.01, R: float = 3.0) -> Any:
    """Return the loss above the minimum of the crescent, shape (steps + 1,)."""
    crescent = SURFACES["crescent"]
    (x, y), *_ = crescent.minima(A, B, R)
    return run.loss - crescent.value(x, y, A, B, R)


def strays(scale: float) -> list[float]:
    """Return the mean distance of Adam and RAdam from the minimum after the first steps, in a well of this depth with noise."""
    wells = {
        "surface": {"key": "two_wells", "knobs": {"bowl": 0.02 * scale, "deep": 4.0 * scale, "shallow": 2.0 * scale}},
        "start": [1.5, 0.0],
        "steps": EARLY,
        "noise": 2.0 * scale,
        "lanes": [lane("adam", 1.0), lane("radam", 1.0)],
    }
    away = [[float(np.hypot(run.x[-1] - 1.5, run.y[-1])) for run in some] for some in seeds(wells, SEEDS)]
    return [float(mean) for mean in np.mean(away, axis=0)]


def claim() -> None:
    """Adam 253, RAdam 414, Lookahead 351, Ranger 639 steps; RAdam strays less in a gentle well, more in a steep one; Lookahead calms."""
    for scene in both(SCENE):
        for run, steps in zip(runs(scene), (253, 414, 351, 639), strict=True):
            assert abs(never(first(excess(run) < 1e-4)) / steps - 1) < 0.03
        steep = runs(changed(scene, {"surface.knobs.A": 50.0}))
        slow = runs(scene, lanes=[lane("radam", 0.1), lane("lookahead", inner={"key": "momentum"})])
        assert all(first(excess(run) < 1e-4) is None for run in slow)
        assert [run.diverged for run in steep] == [False, True, False, True]
        assert steep[1].step <= 5
        bouncing = {**scene, "surface": {"key": "crescent", "knobs": {}}, "steps": 3000}
        momentum, calmed = runs(bouncing, lanes=[lane("momentum", 0.02), lane("lookahead", 0.02, inner={"key": "momentum"})])
        assert excess(momentum, 50.0, 1.0)[-500:].mean() > 20
        assert abs(never(first(excess(calmed, 50.0, 1.0) < 1e-2)) - 149) < 10
    ellipse = {"surface": {"key": "ellipse", "knobs": {"kappa": 100.0}}, "start": [-8.0, 2.0], "steps": 300}
    for run, steps in zip(runs({**ellipse, "lanes": [lane("adam"), lane("nadam")]}), (130, 54), strict=True):
        assert abs(never(first(run.loss < 1e-4)) / steps - 1) < 0.05
    adam, radam = strays(0.02)
    assert abs(adam / 2.6 - 1) < 0.05
    assert abs(radam / 0.15 - 1) < 0.1
    adam, radam = strays(1.0)
    assert radam > 1.5 * adam


LESSON = Lesson(
    order=610,
    group="Newer methods",
    words=Words(
        title="RAdam, Lookahead, Ranger: newer is not faster",
        sentence="On this smooth crescent Adam itself arrives first, Ranger last. Drag Adam's rate and see how much more it matters.",
        see="""All have the learning rate 0.3. The loss is within 10⁻⁴ of the minimum after 253 steps with Adam and 351 with
                Lookahead around Adam. RAdam needs 414 steps, and Ranger, which is both, 639.""",
        why="""All four work as designed. RAdam uses σ only once it has seen enough gradients: an automatic warm-up. After 12
                steps in a noisy well with small gradients it is 0.15 from the minimum, Adam 2.6 (means of 60 seeds). But until
                then it takes plain momentum steps with the raw rate. With large gradients it strays farther than Adam, and on
                walls 100 times steeper it diverges by step 5. Lookahead goes half the way back every few steps: momentum at
                rate 0.02 bounces on the steep crescent; inside Lookahead it arrives in 149 steps. NAdam does help on an ellipse
                of κ = 100: 54 steps against Adam's 130.""",
        tries=(
            "Walls 100 times steeper: RAdam and Ranger diverge.",
            "Give RAdam the rate 0.1: after 700 steps it is still on its way.",
            "Put Lookahead around momentum instead of Adam: after 700 steps it is still on its way, too.",
        ),
        ask="Which of the newer methods is the fastest?",
        question="Four methods at the same rate. Which is the first at the minimum?",
        options=("Adam", "RAdam", "Lookahead around Adam", "Ranger"),
        answer="Adam, after 253 steps. The others guard against problems that this surface does not have.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.optimizer.knobs.lr", 0.01, 2.0),),
    charts=("loss", "lr_y"),
    claim=claim,
    tries=(
        {"surface.knobs.A": 50.0},
        {"lanes.1.optimizer.knobs.lr": 0.1},
        {"lanes.2.optimizer": {"key": "lookahead", "knobs": {"lr": 0.3}, "inner": {"key": "momentum"}}},
    ),
    until=20,
    right=0,
    view={"x": (-4.1, 4.1), "y": (-3.8, 3.8)},
)
