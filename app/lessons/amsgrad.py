"""Adam bursts again at the minimum because its sigma decays; AMSGrad's sigma, the largest average so far, never falls."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed, runs
from app.lessons.measured import both, first, never
from app.lessons.radam_lookahead_ranger import SCENE as CRESCENT
from app.lessons.radam_lookahead_ranger import excess

CURVATURE = 101.0
"""The curvature across the valley at the minimum."""
LIMIT = 38.0
"""2 (1 + beta_1) / (1 - beta_1): limit of rate times curvature over sigma with an average of gradients, beta_1 = 0.9."""


def method(key: str, lr: float = 1.0, beta2: float = 0.99) -> dict[str, Any]:
    """Return a method at a rate; at this beta_2 its first step is as long as the rate, with or without bias correction."""
    return {"key": key, "knobs": {"lr": lr, "beta2": beta2}}


SCENE: dict[str, Any] = {
    "surface": {"key": "crescent", "knobs": {}},
    "start": CRESCENT["start"],
    "steps": 1000,
    "lanes": [{"optimizer": method("adam")}, {"optimizer": method("amsgrad")}],
}
TRIES: tuple[dict[str, Any], ...] = (
    {"lanes.0.optimizer.knobs.lr": 0.05},
    {"lanes.1.optimizer": method("adam_uncorrected")},
    {"steps": 3000, "lanes.1.optimizer": method("amsgrad_torch", 2.0, 0.999)},
)


def above(run: Run) -> NDArray[np.float64]:
    """Return how far the loss is above the minimum."""
    found: NDArray[np.float64] = excess(run, 50.0, 1.0)
    return found


def bursts(run: Run, after: int = 200) -> list[int]:
    """Return the steps after which the loss rises again by more than 0.01; gaps of up to 20 steps merged."""
    steps = np.flatnonzero(above(run) > 1e-2)
    steps = steps[steps > after]
    begins: list[int] = steps[np.diff(steps, prepend=-99) > 20].tolist()
    return begins


def arrival(run: Run) -> float:
    return never(first(above(run) < 1e-2))


def claim() -> None:
    """Adam bursts from step 357 on; AMSGrad does not, and with its maximum switched off it does, from step 365.

    Independent check (40 lines of plain Python, 12 seeds of last-bit jitter): arrival 133 and 139; first burst 357 in all
    seeds, 5 to 8 bursts, the highest 1.48; AMSGrad none, eta h/sigma 18.5 -> 8.17; the same without the maximum: from 365.
    PyTorch's form: eta h/sigma from 1.85 up to 8.7 here; at the rate 1 and beta_2 = 0.999 up to 24.4; at the rate 2 bursts from about 1000.
    """
    for scene in both(SCENE):
        adam, amsgrad = runs(scene)
        assert arrival(adam) == 133
        assert arrival(amsgrad) == 139
        begins = bursts(adam)
        assert 350 < begins[0] < 364
        assert len(begins) >= 4
        assert 1 < above(adam)[200:].max() < 2
        assert 0 < np.flatnonzero(adam.lr_x * CURVATURE > LIMIT)[0] - 300 < 57
        assert not bursts(amsgrad)
        pace = amsgrad.lr_x * CURVATURE
        assert (np.diff(pace) <= 0).all()
        assert 18 < pace[0] < 19
        assert 8 < pace[-1] < 8.5
        gentle, unkept, torch = (runs(changed(scene, change)) for change in TRIES)
        assert abs(arrival(gentle[0]) - 487) <= 3
        assert not bursts(gentle[0], after=490)
        assert 358 < bursts(unkept[1])[0] < 372
        assert 900 < bursts(torch[1])[0] < 1100
        assert len(bursts(torch[1])) >= 2
        corrected = runs(scene, steps=3000, lanes=[{"optimizer": method("amsgrad_torch", 1.0, 0.999)}])[0]
        assert corrected.lr_x[-1] > 2.4 * corrected.lr_x.min()
    far = runs(SCENE, start=[-4.0, 1.5], lanes=[{"optimizer": method(key, 0.3)} for key in ("adam", "amsgrad")])
    assert [arrival(run) for run in far] == [345, 733]


LESSON = Lesson(
    order=620,
    group="Newer methods",
    words=Words(
        title="AMSGrad: the largest σ counts",
        sentence="""Adam rests at the minimum for two hundred steps, then bursts, again and again. Drag its learning rate until
                the bursts are gone.""",
        see="""At the learning rate 1 and β₂ = 0.99 both arrive after about 135 steps. Near step 357 Adam jumps off the
                minimum, to a loss of 1 to 2, again and again. AMSGrad stays.""",
        why="""σ is the root of v, an average of the squared gradients. At the minimum gradients are tiny, so Adam's σ
                halves every 138 steps. With gradients averaged (β₁ = 0.9), steps overshoot ever more once η h/σ exceeds
                2 (1 + β₁)/(1 − β₁) = 38. Here the curvature h is 101. AMSGrad takes the largest v so far: its η h/σ never
                rises, but falls from 18 to 8. Without the maximum it bursts from step 365. The price is memory: from the steep
                start (−4, 1.5), at the rate 0.3, AMSGrad takes 733 steps, Adam 345.
                PyTorch divides the largest v by 1 − β₂^t, which grows: its σ can still shrink.""",
        tries=(
            "Give Adam the rate 0.05: no burst in 1,000 steps, and 487 steps to arrive.",
            "Take AMSGrad's maximum away, which leaves uncorrected Adam: it bursts too, near step 365.",
            "Take PyTorch's AMSGrad at the rate 2 and β₂ = 0.999, for 3,000 steps: it bursts near step 1,000, and again.",
        ),
        ask="Does Adam stay at the minimum?",
        question="Both have rested at the minimum for two hundred steps. What will Adam do?",
        options=("stay", "drift away slowly", "burst once", "burst again and again"),
        answer="It bursts near step 357, and again and again: σ sinks in the quiet and rises in the burst.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.optimizer.knobs.lr", 0.05, 2.0),),
    charts=("gradient_norm", "lr_x"),
    claim=claim,
    tries=TRIES,
    until=340,
    right=3,
    view={"x": (-4.2, 4.2), "y": (-3.6, 4.2)},
)
