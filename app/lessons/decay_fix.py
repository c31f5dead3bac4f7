"""Rate decay prevents the bursts, if the rate falls before sigma has become too small."""

from typing import Any

import numpy as np

from app.lessons.adagrad_blow_up import CANYON
from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.measure import bursts, runs, swing

ADAGRAD = {"key": "adagrad_mean", "knobs": {"lr": 0.4}}


def lane(key: str, **knobs: Any) -> dict[str, Any]:
    """Return AdaGrad under another schedule."""
    return {"optimizer": ADAGRAD, "schedule": {"key": key, "knobs": knobs}}


SCENE = {
    "surface": CANYON,
    "start": [-20.0, 1.5],
    "steps": 300,
    "lanes": [lane("constant"), lane("inverse_time", k=0.01), lane("cosine", floor=0.0, span=0)],
}


def identity(steps: int) -> float:
    """Return the largest difference between the mean form at eta / sqrt(t) and the sum form at eta, both with eps = 0."""
    mean = {"optimizer": {"key": "adagrad_mean", "knobs": {"lr": 0.4, "eps": 0.0}}, "schedule": {"key": "inverse_sqrt"}}
    total = {"optimizer": {"key": "adagrad", "knobs": {"lr": 0.4, "eps": 0.0}}}
    a, b = runs(SCENE, steps=steps, lanes=[mean, total])
    return float(max(np.abs(a.x - b.x).max(), np.abs(a.y - b.y).max()))


def claim() -> None:
    """A constant rate bursts, both decays do not; over 2,000 steps the cosine bursts too; eta / sqrt(t) gives textbook AdaGrad."""
    constant, inverse, cosine = runs(SCENE)
    assert swing(constant) > 1
    assert 90 < bursts(constant)[0] < 102
    for cured in (inverse, cosine):
        assert swing(cured) < 0.05
        assert np.hypot(cured.x[-1], cured.y[-1]) < 0.1
    _, steady, stretched = runs(SCENE, steps=2000)
    assert swing(steady) < 0.01
    assert swing(stretched) > 1
    too_slow = runs(SCENE, steps=2000, lanes=[lane("inverse_time", k=0.002)])[0]
    assert swing(too_slow) > 0.9
    assert identity(2000) < 1e-12
    steep = [np.flatnonzero(run.lr_y * 600 > 2) + 1 for run in (inverse, cosine)]
    assert not len(steep[0])
    assert abs(steep[1][0] - 45) <= 2
    assert abs(steep[1][-1] - 146) <= 3
    late = runs(SCENE, lanes=[lane("inverse_time", k=0.05)])[0]
    assert 2.7 < np.hypot(late.x[-1], late.y[-1]) < 2.9


LESSON = Lesson(
    order=250,
    group="Adaptive rates",
    words=Words(
        title="Decay cures the bursts – in time",
        sentence="With a falling rate AdaGrad arrives without a burst. Drag the steps to 2,000 and see which cure fails.",
        see="""One AdaGrad, three schedules, 300 steps. With a constant rate it bursts at step 96. With η/(1
                + 0.01 (t − 1)) and with a cosine down to zero it stays on the floor of the canyon and
                arrives.""",
        why="""A burst needs η h/σ above 2. Both σ and a decaying η shrink, and the decay must win that race early enough. The
                cosine of this lesson spans the whole run. Stretched over 2,000 steps it is still near its top at step 96, and
                the burst is back. 1/(1 + k t) acts from the first step, whatever the length. Divide η by the root of t instead,
                and the mean form becomes the textbook's AdaGrad exactly: √t cancels the mean's 1/t. So the sum form is the cure
                that is already built in.""",
        tries=(
            "Let it run 2,000 steps: the cosine walker blows up again.",
            "Decay five times slower: the middle walker bursts.",
            "Decay five times faster: after 300 steps it is still 2.8 away.",
        ),
        ask="Can decay always cure it?",
        question="""One AdaGrad, three schedules: constant, 1/(1 + k t), and a cosine down to zero. Which walkers burst within 300
                steps?""",
        options=("all three burst", "only the constant rate", "the constant rate and the cosine", "none of the three"),
        answer="""Only the constant rate, at step 96. With 1/(1 + k t) η h/σ stays below 2. With the cosine it is above 2 from
                step 45 to 146, too little for a burst. Over 2,000 steps the cosine falls too late, and bursts as well.""",
    ),
    scene=SCENE,
    hero=(Hero("steps", 100, 2000), Hero("lanes.1.schedule.knobs.k", 0.001, 0.1)),
    charts=("v", "lr"),
    claim=claim,
    tries=(
        {"steps": 2000},
        {"lanes.1.schedule.knobs.k": 0.002},
        {"lanes.1.schedule.knobs.k": 0.05},
    ),
    until=60,
    right=1,
    lecture=True,
    view={"x": (-23.0, 6.0), "y": (-3.3, 3.3)},
)
