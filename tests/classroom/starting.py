"""Scenes and questions for tests of the starts that a class chooses."""

from typing import Any

import numpy as np

from app.classroom.pictures.frames import View
from app.classroom.pictures.starts import starts
from app.classroom.rules.room import Ask
from app.engine.recorded import packed
from app.lessons import LESSONS
from app.scene.scene import Scene
from tests.classroom.unpacked import starts_of

LANES = [
    ("saddle", 0), ("saddle", 1), ("newton_basins", 0), ("rate_chooses_the_well", 0), ("lr_range_test", 0), ("lr_range_test", 3),
    ("noise", 0), ("mini_batches", 1), ("catapult", 0), ("transfer", 0), ("cyclic_rates", 1),
]  # fmt: skip
"""Lanes with a saddle, noise, examples, a formula, starts of their own, a schedule, and one that diverges."""
FORKED = {"optimizer": {"key": "adam"}, "fork": {"step": 3, "before": {"optimizer": {"key": "adam", "knobs": {"lr": 0.5}}}}}
RECORDED = {"trajectory": {"file": "mine.csv", "points": packed(np.array([0.0, 0.0, 1.0, 1.0]))}}


def scene_of(key: str) -> Scene:
    """Return a lesson's scene."""
    return Scene.model_validate(LESSONS[key].scene)


def view_of(scene: Scene) -> View:
    """Return the domain."""
    (x0, x1), (y0, y1) = scene.ground.surface().domain
    return x0, x1, y0, y1


def question(scene: Scene, lane: int = 0, **more: Any) -> Ask:
    """Return the question for a start."""
    return Ask(
        **{"id": 3, "round": 2, "kind": "click", "title": "?", "until": 1, "lane": lane, "view": view_of(scene), "runs": True, **more}
    )


def places(view: View, count: int, seed: int = 0) -> list[tuple[float, float]]:
    """Return places all over a view."""
    x0, x1, y0, y1 = view
    numbers = np.random.default_rng(seed)
    return [(float(numbers.uniform(x0, x1)), float(numbers.uniform(y0, y1))) for _ in range(count)]


def started(scene: Scene, ask: Ask, chosen: list[tuple[float, float]]) -> tuple[dict[str, Any], list[tuple[Any, Any]]]:
    """Return the frame of the starts, as a phone reads it."""
    frame = starts(scene, ask, ask.view, chosen)
    assert frame is not None
    return starts_of(frame)
