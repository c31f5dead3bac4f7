"""Warm-up: small steps while the averages have seen little keep a noisy walker in the well where it begins."""

from typing import Any

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both, seeds

SEEDS = 200
SHOWN = 4
"""The seed of the lesson's noise: in it the warm-up decides, as it does in about one run of four."""

BOTTOM = 1.484
"""Where on the x axis the deep well has its minimum."""


def lane(lr: float, warmup: int, label: str) -> dict[str, Any]:
    """Return Adam under a rate that falls to zero, after so many steps of warm-up."""
    return {
        "optimizer": {"key": "adam", "knobs": {"lr": lr}},
        "schedule": {"key": "linear", "knobs": {}},
        "warmup": warmup,
        "label": label,
    }


SCENE = {
    "surface": {"key": "two_wells", "knobs": {}},
    "start": [1.5, 0.0],
    "steps": 300,
    "seed": SHOWN,
    "noise": [2.0, 2.0],
    "lanes": [lane(1.3, 0, "Adam"), lane(1.17, 0, "Adam, nine tenths of the rate"), lane(1.3, 30, "Adam, warm-up")],
}


def stays(run: Run) -> bool:
    """Say whether the walker ends in the deep well."""
    return bool(abs(run.x[-1] - BOTTOM) < 1)


def claim() -> None:
    """Over 200 seeds 50 % stay without warm-up, 56 % with a rate as much lower on average, 77 % with a warm-up of 30 steps."""
    shares = [float(np.mean([stays(run) for run in lanes])) for lanes in zip(*seeds(SCENE, SEEDS), strict=True)]
    assert 0.43 < shares[0] < 0.57
    assert shares[0] <= shares[1] < 0.63
    assert 0.71 < shares[2] < 0.83
    for scene in both(SCENE):
        assert [stays(run) for run in runs(scene)] == [False, False, True]
    assert stays(runs(SCENE, lanes=[lane(0.3, 0, "")])[0])
    assert stays(runs(SCENE, noise=0.0)[0])


LESSON = Lesson(
    order=340,
    group="Momentum and Adam",
    words=Words(
        title="Warm-up",
        sentence="Three walkers begin in the deep well; noise throws out the two that start at full rate. Drag the warm-up to 0.",
        see="""All start in the deep well, with the same noise, and their rates fall to zero. Two leave and end in the shallow well; the
                third, whose rate grows over 30 steps before it falls, stays. That is one run: over 200 seeds 50 % of the
                first, 56 % of the second and 77 % of the third stay.""",
        why="""After a few noisy gradients σ rests on too little data: where they happened to be small, the step is too long.
                Adam's bias correction repairs the mean of σ, not its spread. Warm-up keeps the steps short until σ
                has data. Part of the effect is merely the lower rate; therefore the second walker, whose rate is a tenth
                lower throughout: it explains only a small part. A much lower rate would stay too, but be slower.""",
        tries=("No warm-up.", "Warm up for 100 steps.", "No noise: nobody needs a warm-up."),
        ask="Why start slowly?",
        question="The first has left the well. Will lowering the rate by a tenth or the warm-up keep a walker in it?",
        options=("both", "only the lower rate", "only the warm-up", "neither"),
        answer="Here only the warm-up. Over 200 seeds 50 % stay without either, 56 % with the lower rate, 77 % with the warm-up.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.2.warmup", 0, 100, "linear"),),
    charts=("x", "lr"),
    claim=claim,
    tries=({"lanes.2.warmup": 0}, {"lanes.2.warmup": 100}, {"noise": [0.0, 0.0]}),
    until=3,
    right=2,
)
