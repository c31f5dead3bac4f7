"""The tangent gives a direction, the parabola also a distance; where the parabola opens downwards the distance is wrong."""

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both, first, never

NEWTON = {"key": "newton", "knobs": {"lr": 1.0}}

SCENE = {
    "surface": {"key": "two_wells", "knobs": {}},
    "start": [2.0, 0.0],
    "steps": 20,
    "lanes": [
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.2}}},
        {"optimizer": NEWTON},
    ],
}
SHALLOW, CREST, DEEP = -2.553, -0.713, 1.484
"""The x of the shallow well, of the crest between the wells, and of the deep well."""


def settled(run: Run) -> float:
    """Return the first step within 0.006 of the deep well's x, where the page marks it as converged, infinity for none."""
    return never(first(np.abs(run.x - DEEP) < 0.006))


def claim() -> None:
    """From 2.0 the tangent needs 4 steps, at half the rate 10, and the parabola 3; from 2.6 Newton jumps uphill and ends on the crest.

    On the tangent gradient descent's first step leads to f = -4.15, where f is -3.95; Newton's to the vertex, -4.12, where f is -3.94.
    """
    for scene in both(SCENE):
        descent, newton = runs(scene)
        assert [settled(run) for run in (descent, newton)] == [4, 3]
        assert abs(newton.x[1] - 1.31) < 0.01
        assert abs(descent.x[1] - 1.64) < 0.01
        slope, away = (descent.x[0] - descent.x[1]) / 0.2, newton.x[1] - newton.x[0]
        bend = -slope / away
        assert np.allclose([descent.loss[0] - 0.2 * slope**2, descent.loss[1]], (-4.15, -3.95), atol=0.01)
        assert np.allclose([newton.loss[0] + slope * away + 0.5 * bend * away**2, newton.loss[1]], (-4.12, -3.94), atol=0.01)
        assert all(abs(run.x[-1] - DEEP) < 1e-3 for run in (descent, newton))
    for scene in both({**SCENE, "start": [2.6, 0.0]}):
        descent, newton = runs(scene)
        assert abs(descent.x[-1] - DEEP) < 1e-3
        assert 8 < newton.x[1] < 8.2
        assert newton.loss[1] > newton.loss[0]
        assert abs(newton.x[-1] - CREST) < 1e-3
        damped = runs(scene, lanes=[{"optimizer": {"key": "newton", "knobs": {"lr": 1.0, "damping": 5.0}}}])[0]
        assert abs(damped.x[-1] - DEEP) < 1e-3
    assert settled(runs(SCENE, lanes=[{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.1}}}])[0]) == 10
    far = runs(SCENE, start=[2.4, 0.0])[1]
    assert abs(far.x[-1] - SHALLOW) < 1e-3
    assert far.loss[1] > far.loss[0]  # over the crest, and higher than at the start
    for start, curvature in ((2.5, 1), (2.51, -1)):
        newton = runs(SCENE, start=[start, 0.0], steps=1)[1]
        assert (newton.x[0] - newton.x[1]) * curvature > 0


LESSON = Lesson(
    order=420,
    group="Landscapes",
    words=Words(
        title="First order, second order",
        sentence="""Pale, the next step: gradient descent's lies on its tangent, Newton's at the lowest point of its parabola.
                Drag the start to 2.6.""",
        see="""A cut through two wells. Gradient descent knows the tangent and needs a rate. With 0.2 it goes to x = 1.64, and arrives
                at step 4. Newton lays the parabola with the same slope and curvature and goes to its vertex,
                x = 1.31; it arrives at step 3. From x = 2.6 it goes uphill to x = 8.1. It ends on the crest, at x = −0.71.""",
        why="""A tangent has no lowest point, so the rate must say how far to go. A parabola has a vertex at
                the distance f′/f″. Near a minimum the surface is almost this parabola. Beyond x = 2.5 the
                curvature f″ is negative: the vertex is a top, and Newton climbs to
                it. Damping adds λ to the curvature; with λ = 5 Newton is careful enough to arrive.
                With n weights the Hessian has n² numbers: too many for networks.""",
        tries=(
            "Start at 2.6: Newton climbs.",
            "The same start, with damping 5.",
            "Start at 2.4: Newton leaps too far, into the other well.",
        ),
        ask="Why did Newton go into the saddle?",
        question="Newton has arrived in 3 steps from x = 2. Where does it end if it starts at 2.6, where the curvature is negative?",
        options=(
            "in the near, deep well",
            "in the far, shallow well",
            "it leaves the picture and never comes back",
            "on the crest between the wells",
        ),
        answer="""On the crest. Where the curvature is negative the vertex of the parabola is a top. Newton first leaps uphill to
                x = 8.1. It ends at x = −0.71, where the slope is zero.""",
    ),
    scene=SCENE,
    hero=(Hero("start.0", 1.6, 2.8, "linear"),),
    charts=("x", "gradient_norm"),
    claim=claim,
    tries=(
        {"start": [2.6, 0.0]},
        {"start": [2.6, 0.0], "lanes.1.optimizer.knobs.damping": 5.0},
        {"start": [2.4, 0.0]},
    ),
    until=4,
    right=3,
    reveal=0,
    view={"x": (-4.6, 3.4), "y": (-2.0, 2.0)},
    step=0,
    show="profile",
)
