"""The condition number multiplies what gradient descent needs; momentum, second derivatives and one rate per axis answer it."""

import math

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed, runs
from app.lessons.measured import arrival, both


def bowl(kappa: float, angle: float) -> dict[str, object]:
    """Return a canyon whose steep curvature is 1 and whose flat one is 1/kappa; the start lies on its quadratic floor."""
    return {"key": "canyon", "knobs": {"steepness": 1.0, "kappa": kappa, "angle": angle}}


SCENE = {
    "surface": bowl(100.0, 0.0),
    "start": [-0.7, 0.42],
    "steps": 1000,
    "lanes": [
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 1.8}}},
        {"optimizer": {"key": "momentum", "knobs": {"lr": 1.8, "mu": 0.9}}},
        {"optimizer": {"key": "adagrad", "knobs": {"lr": 0.8}}},
        {"optimizer": {"key": "newton", "knobs": {"lr": 1.0}}},
    ],
}


def needs(scene: dict[str, object], kappa: float, angle: float = 0.0) -> list[float]:
    """Return the steps of each walker to a millionth of the distance."""
    turned = changed(scene, {"surface": bowl(kappa, angle), "steps": 10_000})
    return [arrival(run) for run in runs(turned)]


def tuned(kappa: float, angle: float) -> list[float]:
    """Return the steps of gradient descent, heavy ball and Nesterov with their best knobs, BFGS, and the best of three Adams."""
    root = math.sqrt(kappa)
    best = [
        ("gradient_descent", {"lr": 2 / (1 + kappa)}),
        ("momentum", {"lr": 4 / (root + 1) ** 2, "mu": ((root - 1) / (root + 1)) ** 2}),
        ("nesterov", {"lr": 1 / kappa, "mu": (root - 1) / (root + 1)}),
        ("bfgs", {"lr": 1.0}),
        *(("adam", {"lr": lr}) for lr in (0.1, 0.3, 1.0)),
    ]
    u, v = -1.0, 0.6
    scene = {
        "surface": {"key": "ellipse", "knobs": {"h": 1.0, "kappa": kappa, "angle": angle}},
        "start": [u * math.cos(angle) - v * math.sin(angle), u * math.sin(angle) + v * math.cos(angle)],
        "steps": 8000,
        "lanes": [{"optimizer": {"key": key, "knobs": knobs}} for key, knobs in best],
    }
    *others, slow, middle, fast = (arrival(run) for run in runs(scene))
    return [*others, min(slow, middle, fast)]


def claim() -> None:
    """At kappa 10, 100, 1000 gradient descent needs 69, 753, 7584; at 45 degrees AdaGrad's 14 become 947."""
    for scene in both(SCENE):
        for kappa, steps in ((10, 69), (100, 753), (1000, 7584)):
            descent, _, adagrad, newton = needs(scene, kappa)
            assert abs(descent / steps - 1) < 0.03
            assert 12 <= adagrad <= 16
            assert newton <= 2
        for kappa in (10, 100, 300):
            assert 235 <= needs(scene, kappa)[1] <= 265
        descent, momentum, adagrad, newton = needs(scene, 100, math.pi / 4)
        assert 660 < descent < 760
        assert 235 <= momentum <= 265
        assert 900 < adagrad < 1000
        assert newton <= 2
    for angle in (0.0, math.pi / 4):
        for kappa, best in ((10, (69, 26, 43)), (100, (691, 92, 156)), (1000, (6908, 310, 513))):
            *found, bfgs, adam = tuned(kappa, angle)
            assert all(abs(steps / said - 1) < 0.03 for steps, said in zip(found, best, strict=True))
            assert bfgs <= 10
            assert angle or 215 < adam < 225


LESSON = Lesson(
    order=430,
    group="Landscapes",
    words=Words(
        title="The condition number",
        sentence="""A bowl 100 times steeper across than along. Drag κ and count the steps; then turn the bowl.""",
        see="""Steps to a millionth of the distance, at κ = 100: gradient descent 753, momentum 255,
                AdaGrad 14, Newton 1. At κ = 10 gradient descent needs 69, at κ = 1000 7584. Turned by
                45°, AdaGrad needs 947 steps; the others hardly change.""",
        why="""The steep direction limits the rate, so the flat one is slow: about 7.5 κ steps.
                Tuned for each κ = 10, 100, 1000 gradient descent takes 69, 691, 6908 steps, heavy ball
                26, 92, 310 (the root of κ), Nesterov 43, 156, 513, at any angle. Momentum 0.9
                needs about 250 up to κ = 300. Newton divides by the curvature, and κ is gone; BFGS
                learns it on the way in at most 10 steps. AdaGrad divides each coordinate, which removes κ only along
                the axes. Adam, aligned, needs 220; tuned momentum beats it up to κ = 100.""",
        tries=(
            "κ = 10: gradient descent beats momentum.",
            "Turn the bowl by 45°.",
            "Turn it, and give the third walker the full matrix.",
        ),
        ask="What does a narrow valley cost?",
        question="AdaGrad and Newton have arrived. When do the other two get to a millionth of the distance?",
        options=(
            "both at about 250",
            "momentum at 255, gradient descent at 753",
            "gradient descent at 255, momentum at 753",
            "neither within 1,000",
        ),
        answer="""Momentum at 255, gradient descent at 753. For a κ ten times larger gradient descent needs ten times more, a
                well-tuned momentum √10 times more, Newton no more.""",
    ),
    scene=SCENE,
    hero=(Hero("surface.knobs.kappa", 1.0, 1000.0), Hero("surface.knobs.angle", 0.0, 1.6, "linear")),
    charts=("loss", "u"),
    claim=claim,
    tries=(
        {"surface.knobs.kappa": 10.0},
        {"surface.knobs.angle": 0.785},
        {"surface.knobs.angle": 0.785, "lanes.2.optimizer": {"key": "adagrad_full", "knobs": {"lr": 0.8}}},
    ),
    until=20,
    right=1,
    view={"x": (-0.9, 0.9), "y": (-0.6, 0.6)},
)
