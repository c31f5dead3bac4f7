"""The lecture's blow-up: on the regression AdaGrad (root mean square) arrives, bursts, calms down, and bursts again."""

import numpy as np
from numpy.typing import NDArray

from app.engine.run import Run
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import runs
from app.lessons.measured import both

TILT = -0.0028738
MINIMUM = (-188.4332, 2.66945)
CALM = 100
"""Steps skipped at the beginning, and least number of calm steps between two bursts."""

SCENE = {
    "surface": {"key": "regression", "knobs": {}},
    "start": [-120.0, -4.0],
    "steps": 3000,
    "lanes": [
        {"optimizer": {"key": "adagrad_mean", "knobs": {"lr": 1.0}}},
        {"optimizer": {"key": "adagrad_mean", "knobs": {"lr": 1.0}}, "schedule": {"key": "inverse_time", "knobs": {"k": 0.002}}},
        {"optimizer": {"key": "adagrad", "knobs": {"lr": 1.0}}},
    ],
}


def across(run: Run) -> NDArray[np.float64]:
    """Return the distance from the floor of the valley, shape (steps + 1,)."""
    v: NDArray[np.float64] = (run.y - MINIMUM[1]) * np.cos(TILT) - (run.x - MINIMUM[0]) * np.sin(TILT)
    return v


def bursts(run: Run) -> list[int]:
    """Return the rows at which |v| exceeds a quarter after a calm."""
    steps = np.flatnonzero(np.abs(across(run)) > 0.25)
    steps = steps[steps > CALM]
    begins: list[int] = steps[np.diff(steps, prepend=-CALM) > CALM].tolist()
    return begins


def claim() -> None:
    """Bursts begin near 715, 1194, 1750, 2374; the first reaches 4.1, at 21 of 68 before the minimum; with decay there are none."""
    for scene in both(SCENE):
        lecture, decayed, total = runs(scene)
        found = bursts(lecture)
        assert 600 < found[0] < 850
        assert 3 <= len(found) <= 5
        first = np.abs(across(lecture)[found[0] : found[0] + 60])
        assert 3.5 < first.max() < 4.6
        assert 15 < lecture.x[found[0]] - MINIMUM[0] < 27
        calm = found[0] - 100
        assert abs(across(lecture)[calm]) < 0.01
        assert not bursts(decayed)
        assert np.abs(across(decayed)[300:]).max() < 0.01
        assert np.hypot(decayed.x[-1] - MINIMUM[0], decayed.y[-1] - MINIMUM[1]) < 5
        assert not bursts(total)
        assert 55 < total.x[-1] - MINIMUM[0] < 62


LESSON = Lesson(
    order=230,
    group="Adaptive rates",
    words=Words(
        title="The blow-up, as in the lecture",
        sentence="On the regression no single rate arrived. AdaGrad does, and bursts on the way. Drag its rate.",
        see="""The first walker turns the corner and runs along the floor. Near step 715, with a third of the way to go, it
                jumps by 4 up and down, and calms. Some 480 steps later it jumps again, and so on. The same method with a
                decaying rate goes on without a burst. The textbook's AdaGrad, with the sum, never bursts but hardly moves.""",
        why="""On the floor the gradient across the valley is next to nothing, so its mean square sinks from step to step. The
                rate across grows until a step is longer than the slope bears, η h/σ above 2. From there an offset of a
                ten-thousandth grows to 4 in some 200 steps. The burst makes σ large again, and all repeats. The timing is
                chaotic: a tiny change of the start moves the first burst by a few steps and the twelfth by hundreds.""",
        tries=("Half the rate: the first burst comes six times later.", "Twice the rate: it comes at step 160.", "Start elsewhere."),
        ask="Does it happen on real data, too?",
        question="It runs along the floor, two thirds of the way done. What is next?",
        options=("it arrives", "it creeps", "it jumps up and down", "it runs past the minimum"),
        answer="It jumps: σ across the valley has sunk too far. Decay cures it, and so does the sum, which never sinks.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.optimizer.knobs.lr", 0.2, 4.0),),
    charts=("v", "ratio_y"),
    claim=claim,
    tries=(
        {"lanes.0.optimizer.knobs.lr": 0.5, "steps": 6000},
        {"lanes.0.optimizer.knobs.lr": 2.0},
        {"start": [-190.0, 7.0]},
    ),
    main=0,
    until=690,
    right=2,
)
