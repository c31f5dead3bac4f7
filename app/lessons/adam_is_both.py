"""Adam combines momentum, which gives the sign, and RMSProp's sigma, which gives the size; the two do not cancel."""

from typing import Any

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both, seeds

SEEDS = 40
SETTLED = 20
"""The step from which the mean of |dy| is taken."""

BEST = {"gradient_descent": 0.06, "momentum": 0.05, "rmsprop": 0.1, "adam": 0.15}
"""Each method's best of the rates in `GRID`: the least mean loss of the last 20 steps over the seeds."""
GRID = (0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2)

SCENE: dict[str, Any] = {
    "surface": {"key": "ellipse", "knobs": {"h": 0.02, "kappa": 1000.0, "angle": 0.0}},
    "start": [-8.0, 0.5],
    "steps": 100,
    "noise": [0.05, 1.0],
    "lanes": [
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": BEST["gradient_descent"]}}},
        {"optimizer": {"key": "momentum", "knobs": {"lr": BEST["momentum"], "mu": 0.9}}},
        {"optimizer": {"key": "rmsprop", "knobs": {"lr": BEST["rmsprop"], "alpha": 0.9}}},
        {"optimizer": {"key": "adam", "knobs": {"lr": BEST["adam"]}}},
    ],
}


def progress(run: Run) -> float:
    """Return the distance covered along the valley."""
    return float(run.x[-1] - run.x[0])


def shaking(run: Run) -> float:
    """Return the mean |dy| per step across the valley once settled."""
    return float(np.abs(np.diff(run.y))[SETTLED:].mean())


def turns(run: Run) -> int:
    """Return how often the walker turns round across the valley."""
    moves = np.diff(run.y)
    return int((moves[1:] * moves[:-1] < 0).sum())


def rest(run: Run) -> float:
    """Return the mean loss of the last 20 steps, infinity if the run diverged."""
    return float("inf") if run.diverged else float(run.loss[-20:].mean())


def tuned(lane: dict[str, Any]) -> float:
    """Return the rate of the grid with the least mean loss at the end."""
    optimizer = lane["optimizer"]
    lanes = [{"optimizer": {**optimizer, "knobs": {**optimizer["knobs"], "lr": lr}}} for lr in GRID]
    found = [list(some) for part in (lanes[:5], lanes[5:]) for some in zip(*seeds({**SCENE, "lanes": part}, SEEDS), strict=True)]
    return min(zip(GRID, found, strict=True), key=lambda pair: np.mean([rest(run) for run in pair[1]]))[0]


def share(gradients: np.ndarray, beta1: float = 0.9, beta2: float = 0.999) -> float:
    """Return |m|/sigma of Adam's bias-corrected averages after these gradients."""
    m = v = 0.0
    for g in gradients:
        m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g * g
    n = len(gradients)
    return float(abs(m) / (1 - beta1**n) / np.sqrt(v / (1 - beta2**n)))


def claim() -> None:
    """Each at its best rate, over 40 seeds: x 0.91, 5.1, 7.4, 7.9 of 8 and |dy| 0.074, 0.105, 0.078, 0.013;
    they turn round across the valley 70, 36, 68 and 15 times.

    The loss at the end is 0.55, 0.26, 0.051, 0.018. No rate of gradient descent that holds, below 2/L = 0.1, takes it farther than 1.5.
    Momentum does the damping: Adam with beta1 = 0 has |dy| 0.088. On a zigzag |m|/sigma is 0.83 along and 0.04 across.
    """
    assert [tuned(lane) for lane in SCENE["lanes"]] == list(BEST.values())
    found = list(zip(*seeds(SCENE, SEEDS), strict=True))
    along, across, end = ([float(np.mean([of(run) for run in lanes])) for lanes in found] for of in (progress, shaking, rest))
    assert np.allclose(along, (0.91, 5.08, 7.37, 7.94), rtol=0.02)
    assert np.allclose(across, (0.074, 0.105, 0.078, 0.0132), rtol=0.03)
    assert np.allclose(end, (0.553, 0.256, 0.0505, 0.0181), rtol=0.03)
    assert np.allclose([np.mean([turns(run) for run in lanes]) for lanes in found], (69.6, 36.2, 68.4, 14.5), rtol=0.03)
    assert all(2 * turns(adam) < turns(rmsprop) for *_, rmsprop, adam in zip(*found, strict=True))
    assert all(turns(adam) < turns(momentum) for _, momentum, _, adam in zip(*found, strict=True))
    assert all(shaking(adam) < min(map(shaking, others)) / 2.5 for *others, adam in zip(*found, strict=True))
    fastest = {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.0999}}}
    assert progress(runs(SCENE, noise=0.0, lanes=[fastest])[0]) < 1.5
    blind = runs(SCENE, lanes=[{"optimizer": {"key": "adam", "knobs": {"lr": BEST["adam"], "beta1": 0.0}}}])[0]
    assert shaking(blind) > 4 * across[3]
    for scene in both(SCENE):
        shown = [(progress(run), shaking(run)) for run in runs(scene)]
        assert np.allclose(shown, [(0.926, 0.071), (5.14, 0.093), (7.55, 0.078), (8.05, 0.0176)], rtol=0.02)
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
        sentence="""With noise momentum gets farther than gradient descent, RMSProp farther still; all three shake. Adam, both
                in one, arrives in waves. Drag β₁ to 0.""",
        see="""Each method has the learning rate with the lowest loss at the end. In 100 steps gradient descent moves 0.9 of the
                8 along the valley, momentum 5.1, RMSProp 7.4, Adam 7.9. Across it gradient descent turns round 70 times, momentum 36,
                RMSProp 68, Adam 15 times. These are means of 40 seeds.""",
        why="""RMSProp divides by σ, the usual size of the gradient: the flat direction gets as long steps as the
                steep one. Momentum averages the gradient itself: what alternates cancels. Adam divides one by the other. The two do
                not cancel, because σ forgets signs and momentum keeps them. On a zig-zag without noise |m|/σ is 0.83 along
                the valley, where the sign stays, and 0.04 across, where it flips.""",
        tries=(
            "Adam without its momentum, β₁ = 0: it shakes.",
            "Eight times the noise: momentum flies about, Adam still glides.",
            "Turn the valley by 45°: a rate for each axis helps less.",
        ),
        ask="What if we take both?",
        question="Which walker will have come far along the valley with the least shaking across it?",
        options=("gradient descent", "momentum", "RMSProp", "Adam"),
        answer="Adam: it comes as far as RMSProp, 7.9 against 7.4, and shakes a fifth as much.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.3.optimizer.knobs.beta1", 0.0, 0.99, "linear"),),
    charts=("x", "loss"),
    claim=claim,
    tries=(
        {"lanes.3.optimizer.knobs.beta1": 0.0},
        {"noise": [0.05, 8.0]},
        {"surface.knobs.angle": 0.7853981633974483},
    ),
    view={"x": (-9.0, 1.5), "y": (-0.8, 0.8)},
    until=8,
    right=3,
    lecture=True,
)
