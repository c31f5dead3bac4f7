"""The learning rate on a parabola: if too small it does not arrive in time, beyond 2/L it diverges."""

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed, runs
from app.lessons.measured import both

RATES = (0.005, 0.1, 0.195, 0.205)

SCENE = {
    "surface": {"key": "ellipse", "knobs": {"h": 1.0, "kappa": 10.0, "angle": 0.0}},
    "start": [-8.0, 2.0],
    "steps": 100,
    "lanes": [{"optimizer": {"key": "gradient_descent", "knobs": {"lr": rate}}} for rate in RATES],
}


def claim() -> None:
    """Of the loss 52, the shares left are 22.6 %, 1e-9, 1e-5 and 6651 times; at the rate 0.195 y changes sign at every step."""
    for scene in both(SCENE):
        slow, right, edge, beyond = runs(scene)
        assert abs(slow.loss[0] - 52) < 1e-6
        assert 0.22 < slow.loss[-1] / slow.loss[0] < 0.23
        assert right.loss[-1] / right.loss[0] < 1e-9
        assert edge.loss[-1] / edge.loss[0] < 2e-5
        assert np.all(np.diff(np.sign(edge.y)) != 0)
        assert 6000 < beyond.loss[-1] / beyond.loss[0] < 7500
        assert 131 < abs(beyond.y[-1] / beyond.y[0]) < 132
        moves = np.abs(np.diff(right.x))
        assert np.all(np.diff(moves) < 0)  # the steps shrink although the rate does not
    steeper = runs(changed(SCENE, {"surface.knobs.kappa": 40.0, "steps": 200}))
    assert [run.loss[-1] < run.loss[0] for run in steeper] == [True, False, False, False]


LESSON = Lesson(
    order=110,
    group="Rate",
    words=Words(
        title="The learning rate",
        sentence="One hundred steps with four rates: one is late, two arrive, one flies off. Drag the last rate across 0.2.",
        see="""With η = 0.005 a hundred steps are not enough: 23 % of the loss is left. 0.1 arrives, less than a billionth is
                left. 0.195 jumps from wall to wall at every step and still arrives. 0.205 jumps too, a little farther each
                time: in the end the loss is 6,650 times what it was.""",
        why="""Across the valley the curvature is L = 10, and one step multiplies the distance by 1 − 10 η. Between 0 and
                2/L = 0.2 that is less than one in size, negative above 0.1: it flips and shrinks. Above 0.2 it grows.
                Along the valley the curvature is 1, and the distance shrinks by 1 − η: a small rate makes that slow. The
                second walker's rate is constant; its steps shrink because its gradient does.""",
        tries=(
            "Put the last rate just below 2/L.",
            "Give the first walker ten times the rate.",
            "Make the valley four times steeper, κ = 40: only the first walker stays.",
        ),
        ask="What does the rate decide?",
        question="2/L is 0.2, and 0.195 arrived. What does the last walker do, with 0.205?",
        options=("arrive a little later", "arrive sooner", "bounce for ever at the same height", "fly off"),
        answer="It flies off: each jump is 1.05 times the last one. After a hundred jumps it lands 131 times as far from the floor.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.3.optimizer.knobs.lr", 0.002, 0.25),),
    charts=("loss", "y"),
    claim=claim,
    tries=(
        {"lanes.3.optimizer.knobs.lr": 0.199},
        {"lanes.0.optimizer.knobs.lr": 0.05},
        {"surface.knobs.kappa": 40.0},
    ),
    view={"x": (-9.0, 5.0), "y": (-4.0, 4.0)},
    until=8,
    right=3,
    lecture=True,
)
