"""Augmentation: examples with swapped inputs state a symmetry, which helps if it is true and hurts if it is not."""

from math import pi
from typing import Any

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed
from app.lessons.measured import both
from app.lessons.samples import QUICK, checked, ends, excess, is_share, lowest, sampled, truth
from app.scene.scene import Scene


def lane(label: str, **more: Any) -> dict[str, Any]:
    """Return gradient descent with more about its examples."""
    return {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.1}}, "label": label, **more}


SCENE: dict[str, Any] = {
    "surface": {"key": "linear_regression", "knobs": {"n": 8, "rho": 0.5, "phi": 0.785, "sample": 191}},
    "start": [0.0, 2.0],
    "steps": 300,
    "lanes": [
        lane("Examples as they are"),
        lane("Swapped, too", knobs={"swap": 0.5}),
        lane("Swapped by chance", knobs={"swap": 0.5}, batch=8),
    ],
}
TRIES: tuple[dict[str, Any], ...] = (
    {"surface.knobs.phi": 0.0},
    {"surface.knobs.phi": 0.524},
    {"lanes.1.knobs": {"jitter": 0.5}},
)
SHARES = ((pi / 4, 0.949, 0.869), (pi / 6, 0.515, 0.527), (0.0, 0.127, 0.149))
"""The truth's direction, and in which share of 1,000 samples swapping brings it nearer, and has the lower risk."""


def compared(scene: Scene) -> tuple[bool, bool]:
    """Return whether the minimum with swapped examples is nearer to the truth than the plain one, and whether its risk is lower."""
    plain, swapped = scene.grounds[:2]
    weights = np.array([lowest(plain), lowest(swapped)])
    assert abs(weights[1, 0] - weights[1, 1]) < 1e-9
    far, risk = np.hypot(*(weights - truth(plain)).T), excess(plain, weights)
    return bool(far[1] < far[0]), bool(risk[1] < risk[0])


def claim(samples: int = QUICK) -> None:
    """The plain walker ends at (1.50, 0.42), with swapped examples at (1.01, 1.01); validation loss 0.60 and 0.47.

    At phi = 0 it is 0.60 and 0.82, at 30 degrees 0.60 and 0.53. Noise 0.5 on the inputs is L2 with 0.25: (1.12, 0.52). The shares
    are those of `SHARES`.
    """
    for scene in map(Scene.model_validate, both(SCENE)):
        found, loss = ends(scene), checked(scene.grounds[0], ends(scene))
        assert np.allclose(found[:2], [[1.50, 0.42], [1.01, 1.01]], atol=0.005)
        assert np.hypot(*(found[2] - lowest(scene.grounds[1]))) < 0.1
        assert np.allclose(loss, [0.60, 0.47, 0.48], atol=0.005)
    false, between, noisy = (Scene.model_validate(changed(SCENE, change)) for change in TRIES)
    assert np.allclose(checked(false.grounds[0], ends(false))[:2], [0.60, 0.82], atol=0.005)
    assert np.allclose(ends(false)[1], [0.78, 0.78], atol=0.005)
    assert np.allclose(checked(between.grounds[0], ends(between))[:2], [0.60, 0.53], atol=0.005)
    assert np.allclose(ends(noisy)[1], [1.12, 0.52], atol=0.005)
    penalized = Scene.model_validate(changed(SCENE, {"lanes.1.knobs": {"l2": 0.25}}))
    assert np.allclose(ends(noisy)[1], ends(penalized)[1], atol=1e-9)
    for phi, nearer, lower in SHARES:
        shares = np.array([compared(each) for each in sampled(changed(SCENE, {"surface.knobs.phi": phi}), samples)])
        assert is_share(shares[:, 0], nearer)
        assert is_share(shares[:, 1], lower)


LESSON = Lesson(
    order=1070,
    group="Data",
    words=Words(
        title="Augmentation: true if the symmetry is",
        sentence="""Every example also counts with its two inputs swapped. The minimum × moves onto the diagonal, where the truth ★ is.
                Turn the truth φ away.""",
        see="""Eight examples have a left and a right pixel each. The pixels count alike: the true weights are 1 and 1. The plain
                walker ends at (1.50, 0.42). The second walker also sees every example with the pixels swapped, and ends at
                (1.01, 1.01). The third walker sees each example swapped or not, as a coin decides at every step. The validation
                losses are 0.60, 0.47 and 0.48.""",
        why="""Swapped examples bring no new information. They state that left and right count alike, so they force x = y.
                If that is true, only noise is removed: in 87 % of 1,000 samples the risk falls. Risk is the loss on infinitely
                many new examples. With the truth turned to 30° the risk falls in 53 %, and at 0° in 15 %. A mirrored tree is a
                tree, but a mirrored b is a d.""",
        tries=(
            "Let only the left pixel count, φ = 0: swapping now raises the validation loss from 0.60 to 0.82.",
            """Turn the truth to 30°, φ = 0.524: here swapping lowers the validation loss to 0.53, but in 47 % of
                1,000 samples it raises the risk.""",
            "Add noise 0.5 to the inputs instead: that equals an L2 penalty with λ = 0.25.",
        ),
        ask="Can we make more examples ourselves?",
        question="Swapping helped. Now turn the truth to φ = 0: only the left pixel counts. What does swapping do to the validation loss?",
        options=("it raises it", "it lowers it as before", "nothing, more examples never hurt", "there is no minimum any more"),
        answer="It rises from 0.60 to 0.82. Swapping states that the pixels count alike, and that is now false.",
    ),
    scene=SCENE,
    hero=(Hero("surface.knobs.phi", 0.0, pi / 2, "linear"),),
    charts=("held", "train"),
    claim=claim,
    tries=TRIES,
    until=20,
    right=0,
    reveal=0,
    data=False,
    main=1,
    view={"x": (-0.5, 2.5), "y": (-0.5, 2.5)},
)
