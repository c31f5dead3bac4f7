"""A saddle delays gradient descent and attracts Newton; adaptive methods leave it quickly if it is aligned with the axes."""

import math

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Tap, Words
from app.lessons.measure import across, changed, runs
from app.lessons.measured import both, distance, first, never, seeds

DESCENT = {"key": "gradient_descent", "knobs": {"lr": 0.05}}
PIVOT = 1.5

SCENE = {
    "surface": {"key": "saddle", "knobs": {"angle": 0.0, "pivot": PIVOT}},
    "start": [PIVOT, 1e-6],
    "steps": 320,
    "lanes": [
        {"optimizer": DESCENT},
        {"optimizer": {"key": "newton", "knobs": {"lr": 1.0}}},
        {"optimizer": {"key": "adam", "knobs": {"lr": 0.05}}},
        {
            "optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.8}},
            "schedule": {"key": "triangular", "knobs": {"half_cycle": 20, "base": 0.0625}},
            "label": "Triangular rate",
        },
    ],
}


def escape(run: Run, angle: float = 0.0) -> float:
    """Return the first step 0.5 away from the ridge, infinity for none."""
    v = run.y * np.cos(angle) - (run.x - PIVOT) * np.sin(angle)
    return never(first(np.abs(v) > 0.5))


def escapes(scene: dict[str, object], angle: float) -> list[float]:
    """Return the step at which each walker leaves the ridge of the turned saddle."""
    return [escape(run, angle) for run in runs(changed(scene, {"surface.knobs.angle": angle}))]


def claim() -> None:
    """Aligned: 272, never, 11, 37 steps; turned to 0.785 Adam needs 108, the others what they needed; noise frees 100 of 100."""
    for scene in both(SCENE):
        descent, newton, adam, triangular = escapes(scene, 0.0)
        assert 269 <= descent <= 275
        assert 10 <= adam <= 12
        assert newton == math.inf
        assert 35 <= triangular <= 39
        descent, newton, adam, triangular = escapes(scene, 0.785)
        assert 275 <= descent <= 283
        assert 105 <= adam <= 111
        assert 168 < escapes(scene, math.pi / 4)[2] < 180
        assert newton == math.inf
        assert 37 <= triangular <= 41
        assert distance(runs(scene)[1])[8] < 1e-12
        assert [bool(distance(run)[200] < 0.1) for run in runs(scene)] == [True, True, False, False]
        assert distance(runs(scene)[1])[-1] < 1e-9
        assert all(distance(run, 0.0, 1.0)[200] < 0.01 for run in runs(scene)[2:])
        turned = runs(changed(scene, {"surface.knobs.angle": 0.785}))[2]
        there = PIVOT * (1 - math.cos(0.785)), -PIVOT * math.sin(0.785)
        assert [float(distance(*run).min()) < 0.02 for run in ((runs(scene)[2], 0.0, 0.0), (turned, *there))] == [False, True]
    assert escape(runs(SCENE, start=[PIVOT, 0.0])[0]) == math.inf
    noisy = {**SCENE, "start": [PIVOT, 0.0], "noise": 0.05, "steps": 400, "lanes": [{"optimizer": DESCENT}]}
    assert all(escape(run) < 300 for (run,) in seeds(noisy, 100))
    basin()


def basin() -> None:
    """Newton from (1.5, y) ends in the saddle for |y| < 1 / sqrt(5) = 0.4472."""
    for y, ends in ((0.1, True), (0.2, True), (0.3, True), (0.4, True), (0.447, True), (0.448, False)):
        newton = runs(SCENE, start=[PIVOT, y], lanes=[{"optimizer": {"key": "newton", "knobs": {"lr": 1.0}}}])[0]
        assert (abs(across(newton, 0.0)[-1]) < 1e-9) == ends


LESSON = Lesson(
    order=410,
    group="Landscapes",
    words=Words(
        title="Who gets past a saddle",
        sentence="""At step 200 the first two still stand at the saddle, the small square; Adam passed beside it, a triangular rate left
                it. Drag the angle to 0.785.""",
        see="""All start a millionth beside the ridge that leads into the saddle. Gradient descent leaves it at step 272, Adam at
                11, far from the saddle, a triangular rate at 37. Newton stays. Turn the saddle to 0.785: Adam now walks into it and
                needs 108 steps, at exactly 45° 174.""",
        why="""Beside the ridge the offset grows by the factor 1 + η per step: ln(0.5/10⁻⁶)/ln 1.05 steps. A higher rate
                shortens it. Adam divides the tiny gradient across by its own small σ, but only if "across" is a coordinate. At
                45° both σ hold the large slope of the ridge. Newton solves for a zero of the gradient, and a saddle is one.
                From x = 1.5 every start with |y| < 0.447 ends there. Gradient descent is held for ever only exactly on the
                ridge; noise of 0.05 freed it in 100 of 100 runs.""",
        tries=(
            "Turn the saddle to 45°: it is Adam that suffers.",
            "Start exactly on the ridge, with noise in the gradient.",
            "Give Newton the absolute values of the curvatures: the saddle repels it.",
        ),
        ask="What if there is a saddle on the way?",
        question="Who is still at the saddle at step 200?",
        options=("only plain gradient descent", "only Newton", "plain gradient descent and Newton", "nobody"),
        answer="""Gradient descent with the constant rate, which leaves at step 272, and Newton, which never leaves. Newton looks
                for a zero of the gradient, and a saddle is one.""",
        tap="Newton's first step leads to the saddle. Where does Newton end?",
        tap_answer="It ends in the saddle. Newton looks for a zero of the gradient, and a saddle is one. From there no step leads away.",
    ),
    scene=SCENE,
    hero=(Hero("surface.knobs.angle", 0.0, 1.6, "linear"),),
    charts=("v_size", "loss"),
    claim=claim,
    tries=(
        {"surface.knobs.angle": 0.785},
        {"start": [PIVOT, 0.0], "noise": [0.05, 0.05]},
        {"lanes.1.optimizer": {"key": "newton_saddle_free", "knobs": {"lr": 1.0}}},
    ),
    until=4,
    right=2,
    tap=Tap("click", until=1, lane=1),
    view={"x": (-0.6, 2.9), "y": (-2.3, 1.9)},
    step=200,
)
