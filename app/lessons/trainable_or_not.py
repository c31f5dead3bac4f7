"""Trainable or not: over two learning rates the edge between runs that settle and runs that fly off is a fractal."""

from typing import Any

from app.lessons.lesson import Hero, Lesson, Words
from app.lessons.map_measure import dimension, regions, share
from app.lessons.mapped import drawn
from app.lessons.measure import changed


def scales(x: tuple[float, float], y: tuple[float, float]) -> list[dict[str, Any]]:
    """Return the axes of a part of the plane of rate scales."""
    return [{"path": f"lr_scale.{axis}", "low": low, "high": high, "scale": "linear"} for axis, (low, high) in enumerate((x, y))]


SCENE: dict[str, Any] = {
    "surface": {"key": "himmelblau", "knobs": {}},
    "start": [0.8, 4.6],
    "steps": 250,
    "lanes": [{"optimizer": {"key": "momentum", "knobs": {"lr": 0.004, "mu": 0.9}}, "lr_scale": [2.0, 2.0]}],
    "map": {"lane": 0, "axes": scales((0.1, 6.0), (0.1, 6.0)), "measure": "end"},
}
ZOOMS = (
    scales((5.41, 6.0), (2.46, 3.05)),
    scales((5.587, 5.646), (2.696, 2.755)),
    scales((5.6342, 5.6401), (2.696, 2.7019)),
)
BOOTH = {
    "surface": {"key": "booth", "knobs": {}},
    "start": [-8.0, -8.0],
    "lanes": [{"optimizer": {"key": "momentum", "knobs": {"lr": 0.05, "mu": 0.9}}, "lr_scale": [2.0, 2.0]}],
}
TRIES: tuple[dict[str, Any], ...] = ({"map.axes": ZOOMS[0]}, {"steps": 6}, {"lanes.0.optimizer.knobs.mu": 0.5})


def gone(scene: Any) -> Any:
    return drawn(scene).gone


def lowered(share_of: float) -> list[dict[str, Any]]:
    """Return the axes with both rates lowered to a share."""
    return scales((0.1 * share_of, 6.0 * share_of), (0.1 * share_of, 6.0 * share_of))


def claim() -> None:
    """36 % of the pairs fly off; the edge has a dimension of 1.5 at four scales; on a parabola and after 6 steps 1."""
    found = gone(SCENE)
    assert abs(share(found) - 0.36) < 0.01
    assert abs(regions(found) - 290) < 20
    for zoom in (SCENE["map"]["axes"], *ZOOMS):
        assert abs(dimension(gone(changed(SCENE, {"map.axes": zoom}))) - 1.47) < 0.08
    early, booth = gone(changed(SCENE, TRIES[1])), gone({**SCENE, **BOOTH})
    assert [regions(early), regions(booth)] == [2, 2]
    assert max(dimension(early), dimension(booth)) < 1.1
    assert share(gone(changed(SCENE, TRIES[2]))) < 0.04
    lower = gone(changed(SCENE, {"map.axes": lowered(0.99)}))
    assert abs(share(lower[~found]) - 0.08) < 0.01
    assert not gone(changed(SCENE, {"map.axes": lowered(0.5)}))[~found].any()


LESSON = Lesson(
    order=860,
    group="Maps",
    words=Words(
        title="Trainable or not",
        sentence="""Each pixel is a pair of learning rates for x and y. Colours are the minima reached. Hatched pairs fly off,
                and the edge of the hatching is smooth nowhere. Zoom in.""",
        see="""All runs start at one point. To the right the rate in x grows, upwards the rate in y, up to 0.024. Hatched pairs
                fly off, 36 % of all. Each side has islands in the other, about 290 regions at 128 × 128 pixels.""",
        why="""Momentum carries the walker through several valleys, and each passage pulls neighbours apart. After 6 steps the
                edge is still one smooth line. On a parabola it stays one for ever, since a parabola stretches all distances
                alike. So a smaller rate helps only if it is much smaller. Of the pairs that work 8 % fly off when both rates are
                lowered by 1 %. At half of both rates all of them work. The edge's dimension is about 1.5, at every scale; that of
                a smooth line is 1. Networks have such edges, too (Sohl-Dickstein 2024).""",
        tries=(
            "Enlarge a part of the edge ten times: it is as fringed as the whole.",
            "Stop after 6 steps: the edge is one smooth line.",
            "Lower the momentum to 0.5: nearly all pairs work.",
        ),
        ask="Is there a highest rate that works?",
        question="A pair of rates works. Lower both by 1 %. Does training still work?",
        options=("always: smaller is safer", "in 999 of 1,000 cases", "in about 92 of 100 cases", "in about half of the cases"),
        answer="In about 92 of 100. The edge is so fringed that a little less may lie on the other side of it.",
    ),
    scene=SCENE,
    hero=(Hero("lanes.0.optimizer.knobs.mu", 0.0, 0.95, "linear"),),
    charts=("loss", "stride"),
    claim=claim,
    tries=TRIES,
    until=6,
    right=2,
    show="map",
)
