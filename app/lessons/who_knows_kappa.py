"""Who knows kappa: aligned with the axes Adam needs one rate for every condition number; turned, or without Adam, none fits all."""

from typing import Any

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.mapped import Drawn, drawn
from app.lessons.measure import changed

SCENE: dict[str, Any] = {
    "surface": {"key": "ellipse", "knobs": {"kappa": 100.0, "angle": 0.0}},
    "start": [-8.0, 2.0],
    "steps": 500,
    "lanes": [
        {"optimizer": {"key": "adam", "knobs": {"lr": 0.1}}},
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.015}}},
    ],
    "map": {
        "lane": 0,
        "axes": [
            {"path": "surface.kappa", "low": 1.0, "high": 1000.0, "scale": "log"},
            {"path": "knobs.lr", "low": 1e-3, "high": 10.0, "scale": "log"},
        ],
        "measure": "steps",
    },
}
DIAGONAL = 0.785
TRIES: tuple[dict[str, Any], ...] = ({"surface.knobs.angle": DIAGONAL}, {"map.lane": 1}, {"map.lane": 1, "surface.knobs.angle": DIAGONAL})


def lowest(found: Drawn) -> Any:
    """Return the lowest rate of each column with which the run is at the minimum at the end, NaN for none."""
    there = found.kind >= 0
    return np.where(there.any(axis=0), found.ys[there.argmax(axis=0)], np.nan)


def claim() -> None:
    """Aligned, Adam's lowest rate is one row of pixels, 0.04; turned, it rises from 0.04 to 4.5. Gradient descent's range closes at 200.

    Independent check: `tests/lessons/test_causes_maps.py`.
    """
    aligned, diagonal = (lowest(drawn(changed(SCENE, {"surface.knobs.angle": angle}))) for angle in (0.0, DIAGONAL))
    assert np.ptp(aligned) == 0
    assert abs(aligned[0] - 0.04) < 0.005
    assert abs(diagonal[0] - 0.04) < 0.005
    assert abs(np.log(diagonal[-1] / 4.5)) < 0.15
    assert (np.diff(diagonal) >= 0).mean() > 0.98
    for angle in (0.0, DIAGONAL):
        plain = drawn(changed(SCENE, {"map.lane": 1, "surface.knobs.angle": angle}))
        there = plain.kind >= 0
        assert 150 < plain.xs[np.flatnonzero(there.any(axis=0))[-1]] < 300
        inside = there & (plain.ys[:, None] > 0.02)
        assert (inside <= (plain.ys[:, None] * plain.xs < 2.05)).all()
        assert plain.ys[there[:, 0]].max() > 1.8


LESSON = Lesson(
    order=870,
    group="Maps",
    words=Words(
        title="Who knows κ?",
        sentence="""Adam needs the same learning rate η for every κ: the grey edge is level. Grey runs have not arrived within
                500 steps. Drag the angle to 0.785.""",
        see="""To the right κ grows and the valley narrows; upward the learning rate η grows. Adam needs η = 0.04 in a round
                bowl. At κ = 1,000 it needs the same. Turn the valley to 0.785, and the edge bends up to η = 4.5. Yellow stripes
                are rates whose swings happen to end early.""",
        why="""Adam divides the gradient in each coordinate by its own σ. Along the axes κ is a factor of the gradient in y,
                and of its σ; it cancels. So the columns of the map are all alike. Turned by 45°, both coordinates
                measure the steep direction, and both steps shrink with it. The flat direction then needs a larger rate.
                Gradient descent does not feel the turn, but has to know κ. Its rates lie below 2/L, here 2/κ. Those that are
                large enough for the flat direction end near κ = 200.""",
        tries=(
            "Turn the valley to 45°: the level edge becomes a slope.",
            "Draw gradient descent's map: a wedge that closes near κ = 200.",
            "Gradient descent, and the valley turned: the same wedge.",
        ),
        ask="Which method need not know how narrow the valley is?",
        question="In a round bowl Adam arrives from η = 0.04 on. From which rate on at κ = 1,000, with the valley along the axes?",
        options=("from a thousandth of it", "from 0.04 again", "from 1.2, √κ times as much", "from none"),
        answer="From 0.04 again. Each coordinate is divided by its own σ, and κ cancels. Turn the valley, and that is over.",
    ),
    scene=SCENE,
    hero=(Hero("surface.knobs.angle", 0.0, 0.785, "linear"),),
    charts=("loss", "stride"),
    claim=claim,
    tries=TRIES,
    until=1,
    right=1,
    show="map",
)
