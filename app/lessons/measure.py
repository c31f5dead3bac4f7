"""Runs of a lesson's scene, and measures of a run, for claims."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.run import Run
from app.scene.paths import put
from app.scene.scene import Scene

Array = NDArray[np.float64]


def runs(scene: Mapping[str, Any], **changes: Any) -> list[Run]:
    """Return the run of every lane of a scene with some fields changed."""
    return Scene.model_validate({**scene, **changes}).run()


def changed(scene: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the complete scene with some fields changed, by path; a path must exist."""
    made: dict[str, Any] = Scene.model_validate(scene).model_dump()
    for path, value in changes.items():
        put(made, path.split("."), value)
    return made


def across(run: Run, angle: float = 0.01) -> Array:
    """Return v, the coordinate across a valley tilted by `angle`, shape (steps + 1,)."""
    v: Array = run.y * np.cos(angle) - run.x * np.sin(angle)
    return v


def swing(run: Run, after: int = 30) -> float:
    """Return the largest |v| after step `after`."""
    return float(np.abs(across(run)[after + 1 :]).max())


def bursts(run: Run, threshold: float = 0.25, after: int = 30, gap: int = 20) -> list[int]:
    """Return the steps at which bursts begin: |v| above the threshold after step `after`, gaps of up to `gap` steps merged."""
    steps = np.flatnonzero(np.abs(across(run)) > threshold)
    steps = steps[steps > after]
    begins: list[int] = steps[np.diff(steps, prepend=-gap - 2) > gap].tolist()
    return begins


def leap(run: Run, near: float = 4.0) -> float:
    """Return the longest |dx| of the steps that start in |x| < near."""
    return float(np.abs(np.diff(run.x))[np.abs(run.x[:-1]) < near].max())
