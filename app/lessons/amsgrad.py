"""Adam bursts again at the minimum, for its sigma forgets; AMSGrad keeps the largest sigma."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both, first, never
from app.lessons.radam_lookahead_ranger import SCENE as CRESCENT
from app.lessons.radam_lookahead_ranger import excess, lane

SCENE: dict[str, Any] = {
    "surface": {"key": "crescent", "knobs": {}},
    "start": CRESCENT["start"],
    "steps": 3000,
    "lanes": [lane("adam", 1.0), lane("amsgrad", 1.0)],
}
CURVATURE = 101.0
"""The curvature across the valley at the minimum."""
LIMIT = 38.0
"""2 (1 + beta_1) / (1 - beta_1): what a rate times curvature over sigma may be for an average of gradients with beta_1 = 0.9."""


def above(run: Run) -> NDArray[np.float64]:
    """Return how far the loss is above the minimum."""
    found: NDArray[np.float64] = excess(run, 50.0, 1.0)
    return found


def bursts(run: Run, after: int = 600) -> list[int]:
    """Return the steps after which the loss is up again, by more than 0.01; gaps of up to 20 steps merged."""
    steps = np.flatnonzero(above(run) > 1e-2)
    steps = steps[steps > after]
    begins: list[int] = steps[np.diff(steps, prepend=-99) > 20].tolist()
    return begins


def claim() -> None:
    """Adam bursts at step 1330 and again, closer and weaker each time; AMSGrad, Adam at 0.1 and Adam with a cosine do not."""
    for scene in both(SCENE):
        adam, amsgrad = runs(scene)
        arrived = [never(first(above(run) < 1e-2)) for run in (adam, amsgrad)]
        assert all(147 <= step <= 153 for step in arrived)
        begins = bursts(adam)
        assert 1300 < begins[0] < 1360
        assert len(begins) >= 4
        gaps = np.diff(begins[:4])
        assert 420 < gaps[0] < 600
        assert 300 < gaps[1] < 450
        assert 250 < gaps[2] < 350
        assert 3.4 < above(adam)[1000:].max() < 4
        peaks = [float(above(adam)[begin : begin + 60].max()) for begin in begins[:4]]
        assert peaks == sorted(peaks, reverse=True)
        assert not bursts(amsgrad)
        assert above(amsgrad)[1000:].max() < 1e-9
        assert adam.lr_x[1250] * CURVATURE > LIMIT
        assert amsgrad.lr_x.max() * CURVATURE < 26
        gentle = runs(scene, lanes=[lane("adam", 0.1), lane("amsgrad", 0.1)])
        falling = runs(scene, lanes=[{**lane("adam", 1.0), "schedule": {"key": "cosine", "knobs": {}}}])
        assert not any(map(bursts, (*gentle, *falling)))
        plain, kept = (never(first(above(run) < 1e-2)) for run in gentle)
        assert abs(plain - 500) < 10
        assert abs(kept - 545) < 10
    far = runs(SCENE, start=[-4.0, 1.5], lanes=[lane("adam", 0.1), lane("amsgrad", 0.1)])
    plain, kept = (never(first(above(run) < 1e-2)) for run in far)
    assert kept > 1.3 * plain


LESSON = Lesson(
    order=620,
    group="Newer methods",
    words=Words(
        title="AMSGrad: the largest σ counts",
        sentence="""Adam rests at the minimum for a thousand steps, then bursts, again and again. Drag its rate until the bursts
                are gone.""",
        see="""Both arrive at step 150, at the rate 1. Around step 1330 Adam jumps off the minimum, to a loss of about
                3.7, returns, and jumps again about 500, then 400, then 300 steps later. AMSGrad stays.""",
        why="""At the minimum the gradients are tiny and Adam's σ sinks, like AdaGrad's in the canyon, only faster:
                by half every 1,400 steps. With gradients averaged (β₁ = 0.9), steps overshoot ever more once η h/σ exceeds
                2 (1 + β₁)/(1 − β₁) = 38. AMSGrad divides by the largest average so far: its η h/σ stays below 26. A
                falling rate cures it too, and at the rate 0.1 there is no burst in 3,000 steps. The price is
                memory: after a steep start, from (−4, 1.5), at the rate 0.1, AMSGrad takes over 30 % more steps than Adam.""",
        tries=(
            "Adam at 0.1: no burst, and 500 steps to arrive.",
            "Adam with a cosine down to zero: no burst.",
            "A steep start at the rate 0.1: AMSGrad pays for its memory.",
        ),
        ask="Does Adam stay at the minimum?",
        question="Both have rested at the minimum for a thousand steps. What will Adam do?",
        options=("stay", "drift away slowly", "burst once", "burst again and again"),
        answer="It bursts around step 1330 and again and again, each time weaker: σ sinks in the quiet and rises in the burst.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.optimizer.knobs.lr", 0.05, 2.0),),
    charts=("gradient_norm", "lr_x"),
    claim=claim,
    tries=(
        {"lanes.0.optimizer.knobs.lr": 0.1},
        {"lanes.0.schedule": {"key": "cosine", "knobs": {}}},
        {"start": [-4.0, 1.5], "lanes.0.optimizer.knobs.lr": 0.1, "lanes.1.optimizer.knobs.lr": 0.1},
    ),
    until=1200,
    right=3,
    view={"x": (-4.2, 4.2), "y": (-3.6, 4.2)},
)
