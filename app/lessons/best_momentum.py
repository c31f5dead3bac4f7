"""The best momentum: over rate and momentum the fastest run of thousands is the one that Polyak's formula names."""

from math import sqrt
from typing import Any

import numpy as np

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.map_measure import share
from app.lessons.mapped import drawn
from app.lessons.measure import changed, runs

SCENE: dict[str, Any] = {
    "surface": {"key": "ellipse", "knobs": {"kappa": 10.0}},
    "start": [-8.0, 2.0],
    "steps": 60,
    "lanes": [{"optimizer": {"key": "momentum", "knobs": {"lr": 0.2, "mu": 0.9}}}],
    "map": {
        "lane": 0,
        "axes": [
            {"path": "knobs.lr", "low": 0.0, "high": 0.4, "scale": "linear"},
            {"path": "knobs.mu", "low": 0.0, "high": 1.0, "scale": "linear"},
        ],
        "measure": "loss",
    },
}
TRIES: tuple[dict[str, Any], ...] = (
    {"surface.knobs.kappa": 40.0},
    {"lanes.0.optimizer.knobs": {"lr": 0.2309, "mu": 0.27}},
    {"lanes.0.optimizer": {"key": "nesterov", "knobs": {"lr": 0.1818, "mu": 0.27}}},
)


def polyak(kappa: float) -> tuple[float, float]:
    """Return the best rate and momentum for curvatures 1 and kappa (Polyak 1964)."""
    root = sqrt(kappa)
    return (2 / (root + 1)) ** 2, ((root - 1) / (root + 1)) ** 2


def factor(lr: Any, mu: Any, curvature: float) -> Any:
    """Return by what a step multiplies the distance in the long run: the larger root of z^2 - (1 + mu - lr h) z + mu."""
    half = (1 + mu - lr * curvature) / 2
    root = np.sqrt((half * half - mu).astype(complex))
    return np.maximum(abs(half + root), abs(half - root))


def to_a_millionth(lr: float, mu: float) -> int:
    """Return the first step from which the loss stays below a millionth of the first."""
    (run,) = runs(changed(SCENE, {"steps": 200, "lanes.0.optimizer.knobs": {"lr": lr, "mu": mu}}))
    return int(np.flatnonzero(run.loss >= 1e-6 * run.loss[0])[-1]) + 1


def claim() -> None:
    """The best pixel lies within 2 % and 0.01 of Polyak's point, and the measured factor is rho over the whole map."""
    found = drawn(SCENE)
    lr, mu = found.best
    best = polyak(10)
    assert abs(lr / best[0] - 1) < 0.02
    assert abs(mu - best[1]) < 0.01
    assert [round(lr, 2), round(best[0], 2), round(best[1], 2)] == [0.23, 0.23, 0.27]
    rho = np.maximum(*(factor(found.xs, found.ys[:, None], curvature) for curvature in (1.0, 10.0)))
    longer = drawn(changed(SCENE, {"steps": 200}))
    kept = (longer.loss > 1e-250) & (rho < 1)
    assert np.median(abs((longer.loss[kept] / 52) ** (1 / 400) - rho[kept])) < 0.01  # 52 is the loss of the start
    told = [
        float(np.max([factor(np.array(rate), np.array(share), curvature) for curvature in (1.0, 10.0)]))
        for rate, share in (best, (2 / 11, 0.0))
    ]
    assert np.allclose(told, [0.52, 0.82], atol=0.006)
    assert [to_a_millionth(0.2309, 0.27), to_a_millionth(2 / 11, 0.0), to_a_millionth(0.2, 0.9)] == [15, 35, 132]
    narrow, nesterov, floor = (drawn(changed(SCENE, each)) for each in (TRIES[0], TRIES[2], {"start": [-8.0, 0.0]}))
    assert abs(narrow.best[1] - polyak(40)[1]) < 0.03
    assert round(polyak(40)[1], 2) == 0.53
    assert floor.best[0] > 0.35
    assert np.allclose([share(each.gone) for each in (found, nesterov)], [0.19, 0.55], atol=0.01)
    assert abs(polyak(1400)[1] - 0.9) < 0.002


LESSON = Lesson(
    order=820,
    group="Maps",
    words=Words(
        title="The best pair: rate and momentum",
        sentence="""Of all pairs of learning rate η and momentum μ one is fastest: η = 0.23, μ = 0.27. Theory names the same pair.
                Drag κ.""",
        see="""Each pixel is a run of 60 steps from the same start. To the right the learning rate η grows, upwards the momentum
                μ. Hatched runs fly off. The fastest lie in the corner, in yellow. There 15 steps bring the loss to a millionth.
                The best rate without momentum needs 35, and μ = 0.9 at η = 0.2 needs 132.""",
        why="""On a parabola of curvature h, a step multiplies the distance by ρ in the long run. This ρ is the larger root of
                z² − (1 + μ − η h) z + μ = 0. The slower of two directions decides, h = 1 or h = κ = 10. Both are equally fast
                at √η = 2/(√κ + 1) and √μ = (√κ − 1)/(√κ + 1) (Polyak 1964). There ρ is 0.52, and at best 0.82 without momentum.
                On each line ρ is equal.""",
        tries=(
            "Make the valley narrower, κ = 40: the best momentum rises to about 0.53.",
            "Walk with the best pair: 15 steps instead of 132 bring the loss to a millionth.",
            "Take Nesterov momentum: 55 % of the map fly off instead of 19 %.",
        ),
        ask="How much momentum is best?",
        question="The curvatures are 1 and 10. Which momentum μ is fastest, each with the best rate for it?",
        options=("0.27", "0: none", "0.9, the usual", "0.99"),
        answer="0.27, at the rate 0.23. The usual 0.9 is right for κ around 1,400.",
    ),
    scene=SCENE,
    hero=(Hero("surface.knobs.kappa", 5.0, 100.0),),
    charts=("loss", "stride"),
    claim=claim,
    tries=TRIES,
    until=1,
    right=0,
    show="map",
)
