"""Mini-batches: the fewer examples a step sees, the wilder the cloud about the minimum, and the fewer examples the way there costs."""

from typing import Any

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import Array, changed
from app.lessons.measured import both, distance, first, never
from app.lessons.samples import is_share, lowest, sampled
from app.scene.scene import Scene
from surfaces.surface import Point

SAMPLES = 20
"""Samples of a claim that also runs under jitter; a thorough test takes the 100 of the words."""
EXAMPLES = 64
BATCHES = (1, 8, EXAMPLES)


def lane(batch: int, lr: float = 0.1, **more: str) -> dict[str, Any]:
    """Return gradient descent on mini-batches."""
    label = f"Batches of {batch}" if 1 < batch < EXAMPLES else "Single examples" if batch == 1 else "All examples"
    return {"optimizer": {"key": "gradient_descent", "knobs": {"lr": lr}}, "batch": batch, "label": label, **more}


SCENE: dict[str, Any] = {
    "surface": {"key": "linear_regression", "knobs": {"n": EXAMPLES, "rho": 0.5, "sample": 0}},
    "start": [-1.0, 2.5],
    "steps": 320,
    "lanes": [lane(batch) for batch in BATCHES],
}
TRIES: tuple[dict[str, Any], ...] = (
    {"surface.knobs.sigma": 0.0},
    {"lanes.0.optimizer.knobs.lr": 0.0125},
    {f"lanes.{i}.optimizer.knobs.lr": 0.6 for i in range(3)},
)
SETTLED = 160
"""The step from which the runs of the scene are in their cloud."""


def radius(run: Run, minimum: Point, after: int = SETTLED) -> float:
    """Return the root mean square distance to the minimum after a step."""
    return float(np.sqrt(np.mean(distance(run, *minimum)[after:] ** 2)))


def seen(run: Run, batch: int, least: float) -> float:
    """Return the number of examples seen until a tenth of the loss above the lowest is left, infinity for never."""
    return batch * never(first(run.loss - least < 0.1 * (run.loss[0] - least)))


def radii(scene: dict[str, Any], samples: int, after: int = SETTLED) -> Array:
    """Return the radius of each lane's cloud in every sample, shape (samples, lanes)."""
    found = ((made, lowest(made.grounds[0])) for made in sampled(scene, samples, orders=True))
    return np.array([[radius(run, minimum, after) for run in made.run()] for made, minimum in found])


def counts(samples: int) -> Array:
    """Return how many examples each batch size sees before the loss is low, and all examples at a rate near the limit."""
    fair = {**SCENE, "lanes": [*SCENE["lanes"], lane(EXAMPLES, 1.0)]}
    found = []
    for made in sampled(fair, samples, orders=True):
        runs = made.run()
        least = float(np.nanmin([run.loss.min() for run in runs[2:]]))
        found.append([seen(run, batch, least) for run, batch in zip(runs, (*BATCHES, EXAMPLES), strict=True)])
    return np.array(found)


def strays(samples: int) -> Array:
    """Return whether each lane is farther than 5 from the minimum once settled, at the rate 0.6, shape (samples, lanes)."""
    found = ((made, lowest(made.grounds[0])) for made in sampled(changed(SCENE, TRIES[2]), samples, orders=True))
    return np.array([[run.diverged or distance(run, *least)[SETTLED:].max() > 5 for run in made.run()] for made, least in found])


def claim(samples: int = SAMPLES) -> None:
    """Radii 0.22, 0.04 and 0; over 100 samples 0.30 and 0.05, 5.7 times as large, drawn with replacement 3.0 times.

    A tenth of the loss above the lowest is left after 25, 184 and 1,472 examples; all at 1.0, near the limit, need 128. A batch of 8 has
    the cloud of an eighth of the rate. At 0.6 single examples stray in 98 %, no batch of 8. Without noise of the targets all arrive.
    """
    for scene in map(Scene.model_validate, both(SCENE)):
        least, found = lowest(scene.grounds[0]), scene.run()
        assert np.allclose([radius(run, least) for run in found], [0.22, 0.04, 0.0], atol=0.005)
        assert distance(found[2], *least)[-1] < 1e-5
    clouds = radii(SCENE, samples)
    assert np.all(clouds[:, 0] > 4 * clouds[:, 1])
    assert np.all(clouds[:, 1] > 5 * clouds[:, 2])
    assert 5.3 < clouds[:, 0].mean() / clouds[:, 1].mean() < 6.1
    long = {**SCENE, "steps": 1280, "lanes": [lane(8), lane(1, 0.0125)]}
    eighth = radii(long, samples, 640).mean(axis=0)
    assert 0.85 < eighth[0] / eighth[1] < 0.95
    anew = radii({**long, "lanes": [lane(1, order="replacement"), lane(8, order="replacement")]}, samples, 640).mean(axis=0)
    assert 2.6 < anew[0] / anew[1] < 3.4
    needed = counts(samples)
    assert np.all(np.diff(needed[:, :3]) > 0)
    assert np.all(needed[:, 0] < needed[:, 3])
    assert np.allclose(np.median(needed, axis=0), [25, 184, 1472, 128], rtol=0.2)
    far = strays(samples)
    assert is_share(far[:, 0], 0.98)
    assert not far[:, 1:].any()
    exact, slow, thrown = (Scene.model_validate(changed(SCENE, change)) for change in TRIES)
    assert max(distance(run, 1.0, 1.0)[-1] for run in exact.run()) < 1e-5
    single, eights, _ = slow.run()
    assert np.hypot(single.x[::8] - eights.x[:41], single.y[::8] - eights.y[:41]).max() < 0.03
    assert 20 < distance(thrown.run()[0], *lowest(thrown.grounds[0]))[SETTLED:].max() < 30


LESSON = Lesson(
    order=1010,
    group="Data",
    words=Words(
        title="Mini-batches",
        sentence="""One example a step makes a wild cloud, 8 a small one, all 64 a line that ends on ×. The learning rate is the
                same. Drag the batch size.""",
        see="""The walkers take 320 steps at the learning rate η = 0.1. The clouds have the radius 0.22 and 0.04. But
                a step with 64 examples costs 64. For nine tenths of the way down, single examples cost 25, batches of
                8 cost 184, all 64 cost 1,472. These are medians of 100 samples.""",
        why="""Each example pulls toward weights that fit it alone. At × the pulls cancel only in the mean, so steps
                still jump. Jumps grow with η and shrink in larger batches. Shuffled, errors also cancel within an
                epoch. So a batch of 8 has a sixth of the radius; drawn anew, a third. Where every example is fitted,
                no cloud is left. The limit 2/L holds for all examples together. At η = 0.6, below it, single examples
                threw 98 of 100 walkers far off. A graphics card computes 64 in about the time of one.""",
        tries=(
            "Take the noise out of the targets, σ = 0: all three walkers end on ×.",
            "Give single examples an eighth of the rate, 0.0125: 8 of their steps do nearly what one step with a batch of 8 does.",
            "Raise all rates to 0.6: single examples throw their walker off, batches of 8 do not.",
        ),
        ask="What if a step sees few examples?",
        question="A step with one example makes a cloud. With 8 examples at the same learning rate, how large is the cloud's radius?",
        options=("an eighth", "about a sixth", "about a third", "the same"),
        answer="About a sixth. Drawn anew it would be a third, near 1/√8. Shuffled, the errors cancel within an epoch.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.batch", 1, EXAMPLES),),
    charts=("loss", "x"),
    by="examples",
    held=False,
    linear=("x",),
    claim=claim,
    tries=TRIES,
    until=10,
    right=1,
    view={"x": (-1.3, 2.1), "y": (0.2, 2.9)},
)
