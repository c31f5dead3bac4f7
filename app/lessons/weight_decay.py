"""L2 decay, which is part of the gradient, is divided by sigma; AdamW's decay is not."""

from typing import Any

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed, runs
from app.lessons.measured import both

STEEP, FLAT, DECAY = 50.0, 1.0, 0.5


def lane(key: str, lr: float = 0.05, decay: float = 0.0, label: str | None = None, **knobs: float) -> dict[str, Any]:
    """Return a method with `decay` times the weights added to the gradient."""
    return {"optimizer": {"key": key, "knobs": {"lr": lr, **knobs}}, "weight_decay": decay, "label": label}


SCENE: dict[str, Any] = {
    "surface": {"key": "formula", "formula": "25*(x - 1)^2 + 0.5*(y - 1)^2", "domain": [[-2.3, 1.8], [-1.3, 1.6]]},
    "start": [-2.0, -1.0],
    "steps": 300,
    "lanes": [
        lane("adam", label="Adam"),
        lane("adam", decay=DECAY, label="Adam + L2"),
        lane("adamw", weight_decay=DECAY, label="AdamW"),
    ],
}


EXCHANGED = "0.5*(x - 1)^2 + 25*(y - 1)^2"


def end(run: Run) -> tuple[float, float]:
    """Return the last position."""
    return float(run.x[-1]), float(run.y[-1])


def claim() -> None:
    """L2 ends in the minimum of the sum, (0.990, 0.667), whatever the method, rate and start; AdamW at (0.75, 0.82), later nearer.

    Independent check in plain Python: with the curvatures exchanged, or both 1, or both 50, AdamW ends at (0.747, 0.822) as well; from
    (-1, -1), equally far in both, at (0.822, 0.822); from (-1, -2) at (0.822, 0.747). So the cause is the distance of the start. After
    20,000 steps it is at (0.9993, 0.9993).
    """
    penalized = (STEEP / (STEEP + DECAY), FLAT / (FLAT + DECAY))
    for scene in both(SCENE):
        plain, coupled, decoupled = runs(scene)
        assert np.hypot(plain.x[-1] - 1, plain.y[-1] - 1) < 1e-3
        assert np.allclose(end(coupled), penalized, atol=1e-3)
        assert np.allclose(end(decoupled), (0.747, 0.822), atol=0.01)
        others = [lane("adam", 0.2, DECAY), lane("gradient_descent", 0.03, DECAY)]
        assert all(np.allclose(end(run), penalized, atol=1e-3) for run in runs(scene, steps=1000, lanes=others))
        faster = runs(scene, lanes=[lane("adamw", 0.2, weight_decay=DECAY)])[0]
        assert np.allclose(end(faster), (0.846, 0.894), atol=0.01)
        later = runs(scene, steps=2000)[2]
        assert np.allclose(end(later), (0.908, 0.937), atol=0.01)
        _, coupled, decoupled = runs(changed(scene, {"surface.formula": EXCHANGED}))
        assert np.allclose(end(coupled), penalized[::-1], atol=1e-3)
        assert np.allclose(end(decoupled), (0.747, 0.822), atol=0.01)
    assert np.allclose(end(runs(SCENE, start=[-1.0, -1.0])[2]), (0.822, 0.822), atol=0.01)
    assert min(end(runs(SCENE, steps=20_000)[2])) > 0.999
    assert np.allclose(end(runs(SCENE, start=[2.0, -1.0])[2]), (0.925, 0.822), atol=0.01)


LESSON = Lesson(
    order=630,
    group="Newer methods",
    words=Words(
        title="Weight decay: before σ or after it",
        sentence="The same decay of 0.5 pulls towards the origin: L2 moves mainly the flat weight, AdamW both. Drag both decays.",
        see="""A bowl with its minimum at (1, 1), 50 times steeper in x than in y. Adam ends there. With the decay added to
                the gradient (L2) it ends at (0.990, 0.667). AdamW, with the same 0.5 outside, is at (0.75,
                0.82) after 300 steps.""",
        why="""L2 adds λ w to the gradient: the surface is f + λ|w|²/2. At curvature h its minimum is h/(h + λ) of the way: 1 %
                off in the steep weight, a third in the flat one. That holds for gradient descent and Adam at any rate. AdamW
                shrinks the weights by η λ, not divided by σ. Steepness no longer counts: with the curvatures exchanged AdamW
                ends at the same place. What counts is the distance of the start, for σ holds the first gradients. As σ forgets,
                AdamW creeps to the minimum: after 2,000 steps it is at (0.91, 0.94).""",
        tries=(
            "Run 2,000 steps: AdamW creeps back as σ forgets.",
            "Exchange the two curvatures: L2's end is exchanged too, AdamW's stays.",
            "Gradient descent with L2: the same minimum as Adam with L2.",
        ),
        ask="What does the W in AdamW change?",
        question="Adam with L2 and AdamW have the same decay. Which of them moves the steep weight x far from 1?",
        options=("Adam + L2", "AdamW", "both", "neither"),
        answer="AdamW: its decay is not divided by σ, so steepness does not protect a weight.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.weight_decay", 0.0, 1.0, "linear"), Hero("lanes.2.optimizer.knobs.weight_decay", 0.0, 1.0, "linear")),
    charts=("x", "y"),
    claim=claim,
    tries=(
        {"steps": 2000},
        {"surface.formula": EXCHANGED},
        {"lanes.1.optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.03}}},
    ),
    until=30,
    right=1,
)
