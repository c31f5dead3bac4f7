"""Shuffling: drawn anew, shuffled or in a fixed order, the same examples leave a large cloud, a small one, or a closed loop."""

from math import pi
from typing import Any

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import Array, changed
from app.lessons.measured import both, distance
from app.lessons.mini_batches import EXAMPLES, SAMPLES, radius
from app.lessons.samples import lowest, sampled
from app.scene.scene import Scene
from surfaces.data.data import normals
from surfaces.linear_regression import MODEL
from surfaces.surface import Point

SAMPLE, EPOCHS = 146, 40
LATE = EXAMPLES * EPOCHS // 2
"""The step after which the runs are in their cloud: the last 20 epochs."""
ORDERS = {"replacement": "Drawn anew", "shuffle": "Shuffled", "fixed": "Fixed order"}

SCENE: dict[str, Any] = {
    "surface": {"key": "linear_regression", "knobs": {"n": EXAMPLES, "rho": 0.5, "sample": SAMPLE}},
    "start": [1.18, 0.83],  # near ×, and near where the loop begins: the picture then shows no way there
    "steps": EXAMPLES * EPOCHS,
    "lanes": [
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.02}}, "batch": 1, "order": order, "label": label}
        for order, label in ORDERS.items()
    ],
    "linked": ["optimizer.knobs.lr"],
}


def by_target() -> list[list[float]]:
    """Return the examples of the scene in the order of their targets, to three decimals."""
    rows = np.column_stack(MODEL.draw(normals(SAMPLE, held=False), held=False, sigma=1.0, rho=0.5, phi=pi / 4))
    in_order: list[list[float]] = rows[rows[:, 2].argsort()].round(3).tolist()
    return in_order


def at_rate(lr: float) -> dict[str, Any]:
    """Return the change to this rate in all lanes."""
    return {f"lanes.{i}.optimizer.knobs.lr": lr for i in range(len(ORDERS))}


TRIES: tuple[dict[str, Any], ...] = ({"surface.examples": by_target()}, at_rate(0.1), {"surface.knobs.sigma": 0.0})


def epoch_ends(run: Run, minimum: Point) -> Array:
    """Return the distance to the minimum at the end of each epoch of the second half."""
    return distance(run, *minimum)[run.step // 2 :: EXAMPLES]


def over_samples(scene: dict[str, Any], samples: int) -> Array:
    """Return the root mean square distance at the ends of epochs of each lane, shape (samples, lanes)."""
    found = ((made, lowest(made.grounds[0])) for made in sampled(scene, samples, orders=True))
    return np.array([[np.sqrt(np.mean(epoch_ends(run, minimum) ** 2)) for run in made.run()] for made, minimum in found])


def claim(samples: int = SAMPLES) -> None:
    """Radii 0.157, 0.070 and 0.074; mean distance at the ends of epochs 0.127, 0.035 and 0.123; the loop repeats itself.

    Over 100 samples the ends of epochs are 0.13, 0.05 and 0.05 away, shuffled nearer than drawn anew in all. With half the rate
    1.4, 2.6 and 2 times nearer. Sorted by target the loop has the radius 0.13, as drawn anew; without noise all end on the truth.
    """
    for scene in map(Scene.model_validate, both(SCENE)):
        least, found = lowest(scene.grounds[0]), scene.run()
        assert np.allclose([radius(run, least, LATE) for run in found], [0.157, 0.070, 0.074], atol=0.0006)
        assert np.allclose([epoch_ends(run, least).mean() for run in found], [0.127, 0.035, 0.123], atol=0.0006)
        looped = found[2]
        assert np.abs(looped.x[-EXAMPLES:] - looped.x[-2 * EXAMPLES : -EXAMPLES]).max() < 1e-6
        assert all(np.abs(run.x[-EXAMPLES:] - run.x[-2 * EXAMPLES : -EXAMPLES]).max() > 0.01 for run in found[:2])
    far = Scene.model_validate({**SCENE, "start": [-1.0, 2.5]}).run()[2]
    assert np.abs(far.x[-EXAMPLES:] - looped.x[-EXAMPLES:]).max() < 1e-6
    slow = {**changed(SCENE, at_rate(0.01)), "steps": 2 * EXAMPLES * EPOCHS}
    full, half = over_samples(SCENE, samples), over_samples(slow, samples)
    assert np.all(full[:, 1] < full[:, 0])
    assert np.all(np.abs(full.mean(axis=0) - [0.134, 0.051, 0.054]) < 3 * full.std(axis=0) / np.sqrt(samples))
    assert np.allclose(full.mean(axis=0) / half.mean(axis=0), [1.44, 2.56, 1.96], rtol=0.1)
    ordered, fast, exact = (Scene.model_validate(changed(SCENE, change)) for change in TRIES)
    least = lowest(ordered.grounds[0])
    spread = [radius(run, least, LATE) for run in ordered.run()]
    assert np.allclose(spread, [0.130, 0.0705, 0.126], atol=0.001)
    looped, least = fast.run()[2], lowest(fast.grounds[0])
    assert abs(radius(looped, least, LATE) - 0.35) < 0.005
    assert abs(epoch_ends(looped, least).mean() - 0.46) < 0.005
    assert all(distance(run, 1.0, 1.0)[-1] < 1e-6 for run in exact.run())


LESSON = Lesson(
    order=1020,
    group="Data",
    words=Words(
        title="Shuffling",
        sentence="""The same 64 examples, one a step: drawn anew they leave a large cloud, shuffled a small one, in a fixed
                order a closed loop. Drag the learning rate η.""",
        see="""The walkers take 40 epochs at the learning rate η = 0.02. In the last 20 the cloud of examples drawn anew
                has the radius 0.157. Shuffled in each epoch it is 0.070. In a fixed order the walker runs round a
                loop of 64 points, of radius 0.074. At the ends of epochs the mean distances are 0.127, 0.035 and
                0.123.""",
        why="""In a shuffled epoch every example pulls once, so at its end the errors nearly cancel. Drawn anew, some
                pull twice and others never. In all of 100 samples shuffled epochs ended nearer to ×. Half the rate
                divided their distance by 2.6, drawn anew only by 1.4. In a fixed order each epoch does the same. So
                there is one loop, whatever the start. Its offset from × is no noise but a bias. Sorted by target, the
                same examples make a loop of radius 0.13.""",
        tries=(
            "Sort the examples by their targets: the loop of the fixed order becomes about as large as the cloud of those drawn anew.",
            "Take the rate 0.1: the loop grows, and its epochs end 0.46 away from ×.",
            "Take the noise out of the targets, σ = 0: all three walkers end on ×.",
        ),
        ask="Does the order of the examples matter?",
        question="The third walker sees the examples in the same order in every epoch. Where will it end?",
        options=("on a closed loop", "at rest on ×", "in a cloud like the others", "far away"),
        answer="On a closed loop of 64 points. Each epoch does the same, so it ends where an epoch leads back to its own beginning.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.optimizer.knobs.lr", 0.005, 0.1),),
    charts=("x", "loss"),
    held=False,
    linear=("x", "loss"),
    claim=claim,
    tries=TRIES,
    until=40,
    right=0,
    view={"x": (0.93, 1.6), "y": (0.56, 1.26)},
)
