"""How much decay: the decay that AdaGrad's mean needs against its bursts grows with almost the third power of the rate."""

from typing import Any

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.mapped import Drawn, drawn
from app.lessons.measure import changed

SCENE: dict[str, Any] = {
    "surface": {"key": "canyon", "knobs": {}},
    "start": [-20.0, 1.5],
    "steps": 2000,
    "lanes": [
        {
            "optimizer": {"key": "adagrad_mean", "knobs": {"lr": 0.3}},
            "schedule": {"key": "inverse_time", "knobs": {"k": 0.002}},
        }
    ],
    "map": {
        "lane": 0,
        "axes": [
            {"path": "knobs.lr", "low": 0.1, "high": 0.8, "scale": "log"},
            {"path": "schedule.k", "low": 1e-4, "high": 0.1, "scale": "log"},
        ],
        "measure": "bursts",
    },
}
HALF = {"start": [-20.0, 0.75]}
TRIES: tuple[dict[str, Any], ...] = (
    {"start": [-20.0, 3.0]},
    {"lanes.0.optimizer.knobs.lr": 0.6, "lanes.0.schedule.knobs.k": 0.014},
    {"map.measure": "end"},
)


def bursts(found: Drawn) -> Any:
    """Return how often each pixel's run bursts along the axis along which it does so more often."""
    return np.maximum(found.outcome.bursts_x, found.outcome.bursts_y)


def edge(found: Drawn) -> Any:
    """Return the largest decay of each column that bursts, NaN for none."""
    burst = bursts(found) > 0
    last = len(found.ys) - 1 - burst[::-1].argmax(axis=0)
    return np.where(burst.any(axis=0), found.ys[last], np.nan)


def needed(found: Drawn, lr: float) -> float:
    """Return the decay that a rate needs."""
    return float(edge(found)[np.argmin(abs(np.log(found.xs / lr)))])


def claim() -> None:
    """The needed decay grows like the rate to the power 2.8 from 0.2 to 0.7; below the edge all burst; without decay from 0.12 on.

    From twice the height a third suffices. Independent check, and that the slope of the walls does not matter:
    `tests/lessons/test_causes_maps.py`.
    """
    found = drawn(SCENE, bursts=True)
    inner = (found.xs > 0.2) & (found.xs < 0.7)
    power = np.polyfit(np.log(found.xs[inner]), np.log(edge(found)[inner]), 1)[0]
    assert abs(power - 2.8) < 0.15
    assert 5.5 < needed(found, 0.6) / needed(found, 0.3) < 8
    assert abs(np.log(needed(found, 0.2) / 0.0008)) < 0.15
    assert abs(np.log(needed(found, 0.7) / 0.024)) < 0.15
    below = found.ys[:, None] < 0.9 * edge(found)
    assert (bursts(found)[:, inner] > 0)[below[:, inner]].mean() > 0.99
    assert 0.11 < found.xs[np.isfinite(edge(found))][0] < 0.14
    for change, factor in zip((TRIES[0], HALF), (1 / 3, 3), strict=True):
        assert abs(np.log(needed(drawn(changed(SCENE, change), 48, bursts=True), 0.4) / needed(found, 0.4) / factor)) < 0.25
    for lr, decay in ((0.3, 0.002), (0.6, 0.014)):
        assert 0.8 < decay / needed(found, lr) < 0.95
    over = np.hypot(found.outcome.x, found.outcome.y) > 0.1
    assert over[-1, found.xs < 0.5].all()


LESSON = Lesson(
    order=890,
    group="Maps",
    words=Words(
        title="How much decay?",
        sentence="""AdaGrad (mean) bursts wherever the map is not black. From η = 0.2 on, twice the learning rate η needs seven
                times the decay k. Drag the start's y.""",
        see="""To the right η grows, upward k. AdaGrad (mean) walks down the canyon, and after t steps its rate is η/(1 + k t).
                Above the edge none bursts, below it all. From η = 0.2 to 0.7 the decay needed rises from 0.0008 to 0.024. That
                is η to the power 2.8.""",
        why="""On the walls all gradients are alike. A walker takes about 1.5/η steps to come down, each one rate long. Afterwards
                gradients are tiny, and σ, the root of their mean square, falls like 1/√t. With decay η/σ grows like √t/(1 + k t),
                which is largest at t = 1/k. There it must not be large enough for a burst. So k grows like η² over the number of
                steps on the wall, which is η³, nearly what is seen. A start twice as high takes more steps there, and a third of
                the decay suffices.""",
        tries=(
            "Start twice as high, y = 3: the edge sinks, and a third of the decay suffices.",
            "Take twice the rate and seven times the decay: the run is just under the edge again.",
            "Show where the runs end: with too much decay they stop on the way.",
        ),
        ask="How much decay stops the bursts?",
        question="The rate η = 0.3 needs a decay of 0.0024. How much does η = 0.6 need?",
        options=("0.0024 again", "0.0048, twice as much", "0.0096, four times as much", "0.016, seven times as much"),
        answer="About 0.016, seven times as much. A larger rate also spends fewer steps on the wall, and σ is smaller from then on.",
    ),
    scene=SCENE,
    hero=(Hero("start.1", 0.75, 3.0),),
    charts=("loss", "lr_y"),
    claim=claim,
    tries=TRIES,
    until=1,
    right=3,
    show="map",
)
