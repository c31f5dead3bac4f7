"""Dropout: with inputs deleted at random, no single input is trusted; a penalty, whose strength must be chosen."""

from math import pi
from typing import Any

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed
from app.lessons.measured import both
from app.lessons.samples import QUICK, Array, checked, ends, excess, is_share, lowest, sampled
from app.scene.scene import Scene
from surfaces.data.table import rows_of


def lane(label: str, **more: Any) -> dict[str, Any]:
    """Return gradient descent with more about its examples."""
    return {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.1}}, "label": label, **more}


SCENE: dict[str, Any] = {
    "surface": {"key": "linear_regression", "knobs": {"n": 6, "rho": 0.9, "phi": pi / 4, "sample": 154}},
    "start": [0.0, 0.0],
    "steps": 600,
    "lanes": [
        lane("All inputs"),
        lane("Dropout, mean", knobs={"keep": 0.8}),
        lane("Dropout, by chance", knobs={"keep": 0.8}, batch=6),
    ],
}
TRIES: tuple[dict[str, Any], ...] = (
    {"lanes.1.knobs.keep": 0.5},
    {"surface.knobs.rho": 0.0},
    {"surface.knobs.n": 64},
)
WITHOUT_A, WITHOUT_B = (0.0, 1.0), (1.0, 0.0)
"""Factors of the weights when an input is broken, and always 0."""
SHARES = ((0.9, 0.947, 0.78, 0.874), (0.8, 0.949, 0.708, 0.832), (0.5, 0.956, 0.406, 0.686))
"""The share kept, and in which share of 1,000 samples the weights are closer, the risk lower, that with the worse broken input lower."""


def compared(scene: Scene) -> Array:
    """Return, for every lane's minimum, the difference of the weights, the risk, and the risk with the worse broken input: (3, lanes)."""
    truth = scene.grounds[0]
    weights = np.array([lowest(ground) for ground in scene.grounds])
    broken = [excess(truth, weights * factors) for factors in (WITHOUT_A, WITHOUT_B)]
    return np.array([np.abs(weights[:, 0] - weights[:, 1]), excess(truth, weights), np.maximum(*broken)])


def penalized(scene: Scene, keep: float) -> Array:
    """Return the minimum with an L2 penalty on each weight of (1 - p) / p times the mean square of its input."""
    c, a, b, t = rows_of(scene.grounds[0].plain()).T
    inputs = np.stack([a, b])
    h = (c * inputs) @ inputs.T
    found: Array = np.linalg.solve(h + (1 - keep) / keep * np.diag(np.diag(h)), (c * inputs) @ t)
    return found


def claim(samples: int = QUICK) -> None:
    """The plain walker ends at (-0.04, 2.56), with dropout at (0.55, 1.50); validation loss 0.75 and 0.48, without b 3.39 and 1.99.

    At step 23 they are at (0.97, 1.10) and (0.83, 1.04). With 0.5 it ends at (0.53, 0.95) with 0.70. Of different inputs the plain
    walker trusts both, (1.37, 1.69), and of 64 examples, (1.28, 0.73), where it loses 0.45, with dropout 0.51. The shares are those of
    `SHARES`. Dropout is the penalty that `penalized` writes out.
    """
    for scene in map(Scene.model_validate, both(SCENE)):
        found, ground = ends(scene), scene.grounds[0]
        assert np.allclose(found[:2], [[-0.04, 2.56], [0.55, 1.50]], atol=0.005)
        assert np.hypot(*(found[2] - found[1])) < 0.25
        assert np.allclose(checked(ground, found), [0.75, 0.48, 0.48], atol=0.005)
        assert np.allclose(checked(ground, found * WITHOUT_B)[:2], [3.39, 1.99], atol=0.005)
        assert np.allclose([(run.x[23], run.y[23]) for run in scene.run()[:2]], [[0.97, 1.10], [0.83, 1.04]], atol=0.005)
        assert np.allclose(found[1], penalized(scene, 0.8), atol=1e-6)
    half, different, many = (Scene.model_validate(changed(SCENE, change)) for change in TRIES)
    assert np.allclose(ends(half)[1], [0.53, 0.95], atol=0.005)
    assert abs(checked(half.grounds[0], ends(half))[1] - 0.70) < 0.005
    assert np.allclose(ends(different)[0], [1.37, 1.69], atol=0.005)
    assert np.allclose(ends(many)[0], [1.28, 0.73], atol=0.005)
    assert np.allclose(checked(many.grounds[0], ends(many))[:2], [0.45, 0.51], atol=0.005)
    lanes = [lane("", knobs={"keep": keep}) for keep in (1.0, *(each[0] for each in SHARES))]
    shares = np.array([each[:, 1:] < each[:, :1] for each in map(compared, sampled({**SCENE, "lanes": lanes}, samples))])
    for i, (_, *stated) in enumerate(SHARES):
        assert all(is_share(shares[:, j, i], share) for j, share in enumerate(stated))


LESSON = Lesson(
    order=1060,
    group="Data",
    words=Words(
        title="Dropout: trust no single input",
        sentence="""Inputs a and b are nearly the same, yet the plain walker trusts b alone. Dropout deletes inputs by chance, and makes
                it use both. Drag the share kept, p.""",
        see="""Both inputs count alike: the true weights ★ are 1 and 1. The plain walker ends at (−0.04, 2.56): it
                trusts b alone. With dropout each input is kept with probability p = 0.8, and is otherwise 0. The
                second walker goes down the mean over all deletions, to (0.55, 1.50). The third draws them. The
                validation loss is 0.75 without dropout, 0.48 with it. If b breaks and stays 0, they are 3.39 and
                1.99.""",
        why="""Whoever relies on one input loses much when it is deleted. The mean over all deletions is an L2
                penalty, (1−p)/p times each input's mean square. In 95 % of 1,000 samples the weights came closer.
                Risk, the loss on infinitely many new examples, fell in 71 %. With p = 0.5 it fell in 41 %: that
                shrinks two equal inputs' weights by a third. With thousands of equal inputs that vanishes.""",
        tries=(
            "Keep only half, p = 0.5: the second walker's weights shrink to (0.53, 0.95), and its validation loss rises.",
            "Make the inputs different, ρ = 0: now the plain walker uses them both, too.",
            "Take 64 examples: the plain walker uses both inputs, and its validation loss, 0.45, is below that with dropout, 0.51.",
        ),
        ask="What if an input breaks?",
        question="At step 23 the plain walker has the weights (0.97, 1.10). Which input will it trust at step 600?",
        options=("both alike, as now", "b alone", "a alone", "neither of the two"),
        answer="b alone: it ends at (−0.04, 2.56). With nearly the same inputs, noise decides who does the work.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.knobs.keep", 0.3, 1.0, "linear"),),
    charts=("x", "held"),
    claim=claim,
    tries=TRIES,
    until=23,
    right=1,
    covers=True,
    data=False,
    view={"x": (-1.2, 2.4), "y": (-0.5, 3.9)},
)
