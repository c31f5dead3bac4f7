"""Dropout's four surfaces: with each input kept or deleted there are four models, and what is trained is their mean."""

from typing import Any

import numpy as np

from app.lessons.dropout import SCENE as DROPOUT
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed
from app.lessons.measured import both
from app.lessons.samples import Array, checked, ends, lowest
from app.scene.scene import Scene
from surfaces.data.table import rows_of

KEPT = 0.5
MEAN = 4
"""The lane on the mean of those before it."""


def lane(label: str, **knobs: float) -> dict[str, Any]:
    """Return gradient descent on a surface of its own."""
    return {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.1}}, "label": label, "knobs": knobs}


SCENE: dict[str, Any] = {
    "surface": DROPOUT["surface"],
    "start": [0.0, 0.0],
    "steps": 600,
    "lanes": [
        lane("a and b", lose=0),
        lane("a alone", lose=2),
        lane("b alone", lose=1),
        lane("Neither", lose=3),
        lane("Mean of the four", keep=KEPT, scaled=0),
    ],
}
TRIES: tuple[dict[str, Any], ...] = ({"lanes.4.knobs.scaled": 1}, {"lanes.4.knobs.keep": 0.9})
POINTS = np.random.default_rng(0).uniform(-1, 4, (50, 2))


def value(scene: Scene, lane: int) -> Array:
    """Return the training loss of a lane's surface at `POINTS`."""
    ground = scene.grounds[lane]
    found: Array = ground.surface().value(*POINTS.T, *ground.arguments())
    return found


def stretched(scene: Scene, lane: int) -> float:
    """Return the ratio of the curvatures of a lane's surface, 1 in a round hollow."""
    ground = scene.grounds[lane]
    xx, xy, yy = ground.surface().hess(0.0, 0.0, *ground.arguments())
    return float(np.linalg.cond([[xx, xy], [xy, yy]]))


def answered(scene: Scene, weights: Array) -> tuple[Array, Array]:
    """Return the mean answer over the four deletions, and the answer of the weights times p, for the validation examples."""
    _, a, b, _ = rows_of(scene.grounds[0].held()).T
    x, y = weights
    mean = KEPT * KEPT * (x * a + y * b) + KEPT * (1 - KEPT) * (x * a + y * b)
    return mean, KEPT * x * a + KEPT * y * b


def claim() -> None:
    """The mean of the four surfaces is the last one, whose minimum is (1.06, 1.90); the others' walkers end at x 1.70, y 2.52, and 0.

    The mean's curvatures differ by a factor of 3, the first surface's by 20. With inputs divided by p the minimum is p times as far
    out, (0.53, 0.95). The mean answer is that of the weights times p.
    """
    for scene in map(Scene.model_validate, both(SCENE)):
        found = ends(scene)
        assert np.allclose(found, [[-0.04, 2.56], [1.70, 0.0], [0.0, 2.52], [0.0, 0.0], [1.06, 1.90]], atol=0.005)
        assert all(not ground.surface().minima(*ground.arguments()) for ground in scene.grounds[1:MEAN])
        ground = scene.grounds[0]
        assert np.ptp(value(scene, MEAN - 1)) == 0
        assert np.allclose(np.mean([value(scene, lane) for lane in range(MEAN)], axis=0), value(scene, MEAN), rtol=1e-12)
        assert np.allclose([stretched(scene, 0), stretched(scene, MEAN)], [20.1, 3.08], rtol=0.01)
        assert np.allclose(*answered(scene, found[MEAN]), rtol=1e-12)
        divided, little = (Scene.model_validate(changed(SCENE, change)).grounds[MEAN] for change in TRIES)
        assert np.allclose(np.array(lowest(divided)), KEPT * np.array(lowest(scene.grounds[MEAN])), rtol=1e-12)
        assert np.allclose(lowest(divided), [0.53, 0.95], atol=0.005)
        assert np.allclose(lowest(little), [0.46, 2.03], atol=0.005)
        losses = checked(ground, [lowest(divided), lowest(scene.grounds[MEAN])])
        assert np.allclose(losses, [0.70, 0.94], atol=0.005)


LESSON = Lesson(
    order=1065,
    group="Data",
    words=Words(
        title="Dropout: the mean of four surfaces",
        sentence="""Dropout keeps or deletes each input, a and b: that makes four surfaces. It trains on their mean, the last panel,
                a rounder hollow. Drag p, the share of inputs kept.""",
        see="""With inputs a and b kept, the surface of six examples is a long valley. With a alone, y does not
                matter: the stripes stand upright, and the walker only moves sideways. With b alone they lie flat.
                With neither kept, the surface is a plain. For p = 0.5 the last panel is the mean of all four, a
                rounder hollow. Its minimum is at (1.06, 1.90).""",
        why="""Each step of dropout draws one surface for each example, so on average it goes down their mean. The stripes pull each
                weight to where it does well alone: that closes the valley. In use nothing is deleted. Then the weights times p
                answer exactly the mean over the four deletions. Behind a sigmoid that is only nearly true. Torch and Keras divide
                the inputs by p while training instead. Then the minimum is at (0.53, 0.95).""",
        tries=(
            "Divide the inputs by p while training: the minimum moves half way to 0, to (0.53, 0.95).",
            "Keep more, p = 0.9: the mean looks almost like the valley.",
        ),
        ask="What does dropout train?",
        question="In training half of the inputs were 0, in use none is. What keeps the answers at their mean over the deletions?",
        options=("nothing need be done", "halve the weights", "double the weights", "delete inputs in use, too"),
        answer="Halve the weights: p times (1.06, 1.90) is (0.53, 0.95). Dividing the inputs by p while training ends there directly.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.4.knobs.keep", 0.3, 1.0, "linear"),),
    charts=("x", "y"),
    claim=claim,
    tries=TRIES,
    until=20,
    right=1,
    reveal=0,
    data=False,
    held=False,
    view={"x": (-1.6, 4.9), "y": (-0.8, 5.7)},
)
