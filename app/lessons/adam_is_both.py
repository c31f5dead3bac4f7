"""Adam combines momentum, which gives the sign, and RMSProp's sigma, which gives the size; the two do not cancel."""

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both, seeds

SEEDS = 40
SETTLED = 20
"""The step from which the mean of |dy| is taken."""

SCENE = {
    "surface": {"key": "ellipse", "knobs": {"h": 0.02, "kappa": 1000.0, "angle": 0.0}},
    "start": [-8.0, 0.5],
    "steps": 100,
    "noise": [0.05, 8.0],
    "lanes": [
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.03}}},
        {"optimizer": {"key": "momentum", "knobs": {"lr": 0.003, "mu": 0.9}}},
        {"optimizer": {"key": "rmsprop", "knobs": {"lr": 0.1, "alpha": 0.9}}},
        {"optimizer": {"key": "adam", "knobs": {"lr": 0.1}}},
    ],
}


def progress(run: Run) -> float:
    """Return the distance covered along the valley."""
    return float(run.x[-1] - run.x[0])


def shaking(run: Run) -> float:
    """Return the mean |dy| per step across the valley once settled."""
    return float(np.abs(np.diff(run.y))[SETTLED:].mean())


def share(gradients: np.ndarray, beta1: float = 0.9, beta2: float = 0.999) -> float:
    """Return |m|/sigma of Adam's bias-corrected averages after these gradients."""
    m = v = 0.0
    for g in gradients:
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    n = len(gradients)
    return float(abs(m) / (1 - beta1**n) / np.sqrt(v / (1 - beta2**n)))


def claim() -> None:
    """Over 40 seeds: x 0.47, 0.43, 7.4, 6.8 and |dy| 0.23, 0.05, 0.08, 0.02; |m|/sigma is 0.83 along and 0.04 across a zigzag.

    Independent check over the same seeds: 0.469, 0.429, 7.37, 6.81 and 0.226, 0.046, 0.079, 0.018; over 200 the same to 5 %, and
    in each of them momentum has smaller steps across than RMSProp, and Adam than momentum.
    Momentum does the damping: Adam with beta1 = 0 has |dy| 0.077 and x 6.4.
    """
    found = list(zip(*seeds(SCENE, SEEDS), strict=True))
    along, across = ([float(np.mean([of(run) for run in lanes])) for lanes in found] for of in (progress, shaking))
    assert np.allclose(along, (0.47, 0.43, 7.4, 6.8), rtol=0.04)
    assert np.allclose(across, (0.23, 0.046, 0.08, 0.018), rtol=0.05)
    assert along[3] / along[1] > 15
    assert all(shaking(adam) < shaking(momentum) < shaking(rmsprop) for _, momentum, rmsprop, adam in zip(*found, strict=True))
    assert along[3] / along[2] > 0.9
    assert across[0] / across[1] > 4.5
    assert across[2] / across[3] > 3.5
    for scene in both(SCENE):
        shown = [(progress(run), shaking(run)) for run in runs(scene)]
        assert np.allclose(shown, [(0.476, 0.237), (0.434, 0.0604), (7.55, 0.086), (6.86, 0.019)], rtol=0.02)
    turned = {"key": "ellipse", "knobs": {"h": 0.02, "kappa": 1000.0, "angle": np.pi / 4}}
    assert all(run.loss[-1] > 4 * straight.loss[-1] for run, straight in zip(runs(SCENE, surface=turned)[2:], runs(SCENE)[2:], strict=True))
    zigzag = runs(
        SCENE, noise=0.0, steps=200, start=[-8.0, 2.0], lanes=[{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.0999}}}]
    )[0]
    assert 0.8 < share(0.02 * zigzag.x) < 0.86
    assert 0.03 < share(20 * zigzag.y) < 0.05


LESSON = Lesson(
    order=320,
    group="Momentum and Adam",
    words=Words(
        title="Adam is both",
        sentence="Momentum is smooth but slow, RMSProp goes far but jerks; Adam goes far and smoothly. Drag Adam's β₁ to 0.",
        see="""In 100 steps gradient descent moves 0.47 along the valley, momentum 0.43, RMSProp 7.4, Adam 6.8. The mean step
                across it is 0.23 for gradient descent, 0.05 for momentum, 0.08 for RMSProp, 0.02 for Adam. These are means of 40
                seeds.""",
        why="""RMSProp divides by σ, the usual size of the gradient: the flat direction gets as long steps as the
                steep one. Momentum averages the gradient itself: what alternates cancels. Adam divides one by the other. The two do
                not cancel, because σ forgets signs and momentum keeps them. On a zig-zag without noise |m|/σ is 0.83 along
                the valley, where the sign stays, and 0.04 across, where it flips.""",
        tries=("Adam without its momentum, β₁ = 0: it shakes.", "Less noise.", "Turn the valley by 45°: a rate for each axis helps less."),
        ask="What if we take both?",
        question="Which walker will have come far along the valley with the least shaking across it?",
        options=("gradient descent", "momentum", "RMSProp", "Adam"),
        answer="Adam: it comes nearly as far as RMSProp, 6.8 against 7.4, and shakes less than a quarter as much.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.3.optimizer.knobs.beta1", 0.0, 0.99, "linear"),),
    charts=("x", "y"),
    claim=claim,
    tries=(
        {"lanes.3.optimizer.knobs.beta1": 0.0},
        {"noise": [0.05, 1.0]},
        {"surface.knobs.angle": 0.7853981633974483},
    ),
    view={"x": (-9.0, 1.0), "y": (-1.0, 1.0)},
    until=8,
    right=3,
    lecture=True,
)
