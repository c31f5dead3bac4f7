"""Warm restarts visit one minimum after the other; the end of every cosine is a model of its own."""

from typing import Any

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both, seeds
from surfaces import SURFACES

SEEDS = 30
PERIOD = 50


def lane(lr: float, key: str = "constant", *, label: str, **knobs: Any) -> dict[str, Any]:
    """Return gradient descent under a schedule whose highest rate is `lr`."""
    return {"optimizer": {"key": "gradient_descent", "knobs": {"lr": lr}}, "schedule": {"key": key, "knobs": knobs}, "label": label}


WELLS = {"bowl": 0.15, "depth": 0.6, "frequency": 2.0}
SCENE = {
    "surface": {"key": "wells", "knobs": WELLS},
    "start": [5.9, 5.7],
    "steps": 8 * PERIOD,
    "noise": [0.6, 0.6],
    "lanes": [lane(0.157, label="Constant rate"), lane(2.35, "sgdr", label="Warm restarts", t0=PERIOD)],
}


def visited(run: Run) -> int:
    """Return in how many different wells the walker is at the ends of the eight cosines."""
    wells = np.array(SURFACES["wells"].minima(**WELLS))
    ends = np.arange(1, 9) * PERIOD
    away = np.hypot(wells[:, 0] - run.x[ends, None], wells[:, 1] - run.y[ends, None])
    return len(set(away.argmin(axis=1).tolist()))


def best(run: Run) -> float:
    """Return the lowest loss among the ends of the cosines."""
    return float(run.loss[PERIOD::PERIOD].min())


def claim() -> None:
    """Means of 30 seeds: 4.8 different wells with restarts, 1 without; without noise the restarts do not spread."""
    found = list(seeds(SCENE, SEEDS))
    counts = [visited(restarts) for _, restarts in found]
    assert 3.5 < np.mean(counts) < 6
    assert 4.3 < np.mean(counts) < 5.3
    assert max(visited(constant) for constant, _ in found) == 1
    assert max(best(restarts) for _, restarts in found) < 0.15
    assert counts[0] == 6
    assert min(counts) >= 2
    assert all(visited(runs(scene, noise=0.0)[1]) <= 2 for scene in both(SCENE))
    gentle = runs(SCENE, lanes=[lane(0.2, "sgdr", label="", t0=PERIOD)])[0]
    assert visited(gentle) == 1


LESSON = Lesson(
    order=550,
    group="Noise and schedules",
    words=Words(
        title="Snapshots: many minima from one run",
        sentence="Eight restarts, and the walker settles in several different wells; the constant rate finds one. Drag the peak rate.",
        see="""Both start in the corner of the wells, with noise in the gradient. The constant rate stays where it is. The
                other jumps at every restart, every 50 steps, and settles at the end of every cosine. In the run shown its eight
                landings lie in six different wells; over 30 seeds 4.8 on average, and 1 with the constant rate.""",
        why="""The high rate, three times 2/L, throws the walker out of any well; the cosine brings it down in
                whichever is near. Each landing is a snapshot: eight models for the price of one run, and the
                best of them had a loss below 0.15 in all 30 runs. The noise is needed: without it the walker lands in at most
                two wells. An ensemble would average the snapshots' outputs; two weights
                cannot show that, so this lesson does not.""",
        tries=(
            "No noise: the same well again and again.",
            "Restarts every 25 steps.",
            "A peak of 0.2: the restarts do not leave the well.",
        ),
        ask="What are warm restarts good for?",
        question="Eight restarts of the same walker. In how many different wells will it have landed?",
        options=("1", "2", "6", "8"),
        answer="Six with this noise; 4.8 on average over 30 seeds, and never fewer than 2.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.optimizer.knobs.lr", 0.1, 4.0),),
    charts=("x", "lr"),
    claim=claim,
    tries=(
        {"noise": [0.0, 0.0]},
        {"lanes.1.schedule.knobs.t0": 25},
        {"lanes.1.optimizer.knobs.lr": 0.2},
    ),
    until=50,
    right=2,
    replay={"to": 100, "slow": (50, 52)},
)
