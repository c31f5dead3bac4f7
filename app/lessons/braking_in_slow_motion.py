"""RMSProp's braking, step by step, on a cliff between two plains."""

import numpy as np

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import changed, leap, runs
from app.lessons.measured import both, first, never


def rmsprop(alpha: float) -> dict[str, object]:
    """Return a lane with the lecture's RMSProp."""
    return {"optimizer": {"key": "rmsprop_lecture", "knobs": {"lr": 0.6, "alpha": alpha}}}


SCENE = {
    "surface": {"key": "cliff", "knobs": {}},
    "start": [-40.0, 0.0],
    "steps": 240,
    "lanes": [{"optimizer": {"key": "adagrad_mean", "knobs": {"lr": 0.6}}}, rmsprop(0.5), rmsprop(0.999)],
}


def below(run: Run) -> float:
    """Return the first step past the cliff's foot, x = 4."""
    return never(first(run.x > 4))


def bottom(run: Run) -> float:
    """Return the first step within half a unit of the minimum in x."""
    return never(first(np.abs(run.x - 14) < 0.5))


def claim() -> None:
    """The longest steps on the cliff are 4.6, 0.79 and 10.6; its foot is passed at 59, 73 and 58, the bottom reached at 221, 95 and 71.

    Independent check in plain Python, from five starts up to half a unit away: 4.4 to 4.6, 0.79 and more than 10; AdaGrad never passes
    the foot before alpha 0.999. AdaGrad steps on the slope itself (x = 0.33), and its sigma is 1.9 from then on; the leap of alpha 0.999
    starts and ends on gentle slopes, and sigma stays 0.12. Slope and curvature set no limit: with a width of 0.5 alpha 0.5 takes 0.848.
    """
    for scene in both(SCENE):
        found = runs(scene)
        assert np.allclose([leap(run) for run in found], (4.6, 0.79, 10.6), rtol=0.02)
        assert [below(run) for run in found] == [59, 73, 58]
        assert [abs(bottom(run) - said) < 3 for run, said in zip(found, (221, 95, 71), strict=True)] == [True] * 3
        adagrad, brake, far = found
        assert 0.6 / adagrad.lr_x[60] > 1.8
        assert 0.6 / brake.lr_x[64] > 10
        assert 0.6 / brake.lr_x[85] < 0.2
        assert 0.6 / far.lr_x[60] < 0.15
    longer = runs(changed(SCENE, {"lanes.1.optimizer.knobs.alpha": 0.9}))[1]
    assert 1.8 < leap(longer) < 0.6 / np.sqrt(0.1)
    steeper = runs(changed(SCENE, {"surface.knobs.width": 0.5}))[1]
    assert 0.845 < leap(steeper) < 0.6 / np.sqrt(0.5)


LESSON = Lesson(
    order=280,
    group="Adaptive rates",
    words=Words(
        title="Braking in slow motion",
        sentence="""On the cliff RMSProp with α = 0.5 takes small steps, at most 0.8; AdaGrad leaps 4.6, α = 0.999 leaps 10.6. Step
                through it.""",
        see="""Between two gentle plains a cliff of height 60 lies around x = 0. All have the same learning rate. On the cliff
                AdaGrad's longest step is 4.6. RMSProp's is 0.79 with α = 0.5, and 10.6 with α = 0.999.""",
        why="""The step is η g/σ: σ is the gradient's usual size. With α = 0.5 the newest gradient counts half in σ².
                So no step is longer than η/√(1 − α) = 0.85, however steep the cliff. With α = 0.999 it counts a
                thousandth, and the bound is 19. A leap does no harm here: the third walker is first below the cliff, at step
                58, and first at the bottom, at 71. Memory costs time. AdaGrad steps onto the steep part, keeps its
                gradient in σ and crawls to the bottom, at step 221. The second walker forgets in some twenty steps and
                is there at 95.""",
        tries=(
            "Let RMSProp remember longer, α = 0.9: the bound η/√(1 − α) grows.",
            "Make the cliff four times steeper: the second walker's longest step is 0.85, its bound.",
        ),
        ask="What does a brake look like, step by step?",
        question="The three walkers come to a cliff. Which of them takes the longest step there?",
        options=("AdaGrad", "RMSProp with α = 0.5", "all three alike", "RMSProp with α = 0.999"),
        answer="""RMSProp with α = 0.999: a step of 10.6. The newest gradient counts only a thousandth in its σ², so nothing
                brakes. AdaGrad's longest step is 4.6; with α = 0.5 it is 0.79.""",
    ),
    scene=SCENE,
    hero=(Hero("lanes.1.optimizer.knobs.alpha", 0.1, 0.999, "linear"),),
    charts=("stride", "x"),
    claim=claim,
    tries=(
        {"lanes.1.optimizer.knobs.alpha": 0.9},
        {"surface.knobs.width": 0.5},
    ),
    until=50,
    right=3,
    view={"x": (-14.0, 18.0), "y": (-4.0, 4.0)},
    show="profile",
    step=68,
)
