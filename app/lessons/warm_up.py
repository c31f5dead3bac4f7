"""Warm-up: small steps while the average holds few gradients keep a noisy run in the well where it starts."""

from typing import Any

import numpy as np

from app.engine.run import Run
from app.engine.series import SERIES
from app.lessons import measured
from app.lessons.lesson import Hero, Lesson, Table, Words
from app.lessons.measure import changed, runs
from app.lessons.measured import both, distance, first, never, seeds
from app.scene.scene import Scene

SEEDS = 200
SHOWN = 76
"""The seed of the lesson's noise: only warm-up keeps a run in, as in 28 of 200 seeds, and no run leaves the view."""

DEEP, SHALLOW = 1.484, -2.553
"""The x of the minima of the two wells."""
WELL = 1
"""The number of the deep one."""


def lane(lr: float, warmup: int, label: str) -> dict[str, Any]:
    """Return Adam with a rate that falls to zero after so many steps of warm-up."""
    return {
        "optimizer": {"key": "adam", "knobs": {"lr": lr}},
        "schedule": {"key": "linear", "knobs": {}},
        "warmup": warmup,
        "label": label,
        "many": {"over": "seeds", "count": SEEDS},
    }


SCENE: dict[str, Any] = {
    "surface": {"key": "two_wells", "knobs": {}},
    "start": [1.5, 0.0],
    "steps": 300,
    "seed": SHOWN,
    "noise": [2.0, 2.0],
    "lanes": [lane(1.0, 0, "Adam, rate 1"), lane(0.9, 0, "Adam, rate 0.9"), lane(1.0, 30, "Adam, rate 1 with warm-up")],
}


def ends(run: Run, x: float = DEEP) -> bool:
    """Return whether the run ends within 1 of a well's bottom."""
    return bool(distance(run, x)[-1] < 1)


def share(lanes: list[dict[str, Any]]) -> list[float]:
    """Return, for each lane, the share of the seeds that end in the deep well."""
    return [float(np.mean([ends(run) for run in some])) for some in zip(*seeds({**SCENE, "lanes": lanes}, SEEDS), strict=True)]


def charted() -> list[float]:
    """Return, for each lane, the share of 200 runs at the last step, as the chart shows it: over the same seeds."""
    made = Scene.model_validate(SCENE)
    found = [SERIES["share"].values(made.landscape(), walker, run) for walker, run in zip(made.walkers, made.run(), strict=True)]
    return [float(values[-1]) for values in found if values is not None]


def stride(runs: list[Run], begin: int, end: int) -> float:
    """Return the mean |dx| over a range of steps, in units of the rate."""
    return float(np.mean([np.abs(np.diff(run.x))[begin:end] / run.lr[begin:end] for run in runs]))


def claim() -> None:
    """Over 200 seeds 66 % stay without warm-up, 76 % with a rate a tenth lower, 86 % with a warm-up of 30 steps, 95 % with one of 100.

    Independent check over 2,000 other seeds (`tests/lessons/test_causes.py`): 65 %, 75 % and 89 %. With 30 gradients of the start
    put into sigma beforehand it is 63 %, into m 75 %, into both 82 %; with the true sigma from the first step on 59 %. Half the rate
    for the first 30 steps works as well as the ramp, 88 %. So the cause is m, which has averaged nothing yet, at the full rate.
    """
    shares = plain, lower, warm, long = share([*SCENE["lanes"], lane(1.0, 100, "")])
    assert LESSON.words.table
    assert np.allclose(shares, [int(told) / 100 for _, told in LESSON.words.table.rows], atol=0.04)
    assert 0.6 < plain < 0.72
    assert plain + 0.05 < lower < 0.82
    assert lower + 0.05 < warm < 0.92
    assert long > 0.93
    assert np.allclose(charted(), shares[:3], atol=0.02)
    assert np.allclose([counts[WELL] / SEEDS for counts in measured.ends(SCENE)], shares[:3], atol=0.02)  # what the panels say
    for scene in both(SCENE):
        found = runs(scene)
        assert [ends(run) for run in found] == [False, False, True]
        assert all(ends(run, SHALLOW) for run in found[:2])
        assert max(float(np.abs([run.x, run.y]).max()) for run in found) < 5
        assert [never(first(distance(run, DEEP) > 2.2)) <= 10 for run in found] == [True, True, False]
        assert distance(found[2], DEEP).max() < 1.5
    adams = [some[0] for some in seeds({**SCENE, "lanes": SCENE["lanes"][:1]}, SEEDS)]
    assert abs(stride(adams, 0, 1) - 1) < 1e-6
    assert 0.15 < stride(adams, 100, 300) < 0.25
    assert not ends(runs(changed(SCENE, {"lanes.2.warmup": 0}))[2])
    assert all(ends(run) for run in runs(SCENE, noise=0.0))


LESSON = Lesson(
    order=340,
    group="Momentum and Adam",
    words=Words(
        title="Warm-up",
        sentence="""Noise threw the first two out of the deep well; with a warm-up Adam stays. Of 200 runs 66, 76 and 86 % end
                in it. Drag the warm-up to 0.""",
        see="""All three start in the deep well with the same noise, and their learning rates fall to zero. Two leave within
                ten steps and end in the shallow well. The third one's rate grows over 30 steps before it falls, and it stays.""",
        why="""At first the average m holds few gradients, and their noise passes undamped. The first step is one rate long in
                each coordinate, a late one a fifth of that. Warm-up keeps the rate low until m has averaged; half the rate for
                30 steps does as well. The usual reason, too little data for σ, does not hold here. In 2,000 other runs 65 %
                stayed. With 30 gradients put into σ beforehand it was 63 %, into m 75 %, into both 82 %. The second walker
                shows what a lower rate alone explains.""",
        tries=(
            "Set the warm-up to 0: the third walker leaves, too.",
            "Warm up for 100 steps: of 200 runs 95 % stay.",
            "Switch the noise off: nobody needs a warm-up.",
        ),
        table=Table(
            caption="Of 200 runs with other noise, how many percent stay",
            head=("", "%"),
            rows=(
                ("Adam, rate 1", 66),
                ("Adam, rate 0.9", 76),
                ("Adam, rate 1 with warm-up", 86),
                ("Warm-up of 100 steps", 95),
            ),
        ),
        ask="Why start slowly?",
        question="The first has left the well. Will lowering the rate by a tenth or the warm-up keep a walker in it?",
        options=("both", "only the lower rate", "only the warm-up", "neither"),
        answer="Here only the warm-up. Over 200 seeds 66 % stay without either, 76 % with the lower rate, 86 % with the warm-up.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.2.warmup", 0, 100, "linear"),),
    charts=("share", "lr"),
    claim=claim,
    tries=({"lanes.2.warmup": 0}, {"lanes.2.warmup": 100}, {"noise": [0.0, 0.0]}),
    until=3,
    right=2,
    view={"x": (-5.8, 4.4), "y": (-3.4, 3.4)},
)
