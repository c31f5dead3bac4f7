"""Small scenes that many tests start from."""

import os
from collections.abc import Iterable
from typing import Any

from app.engine.landscape import Landscape
from app.engine.walker import Walker
from app.optimizers import OPTIMIZERS
from app.optimizers.optimizer import Coupled
from app.scene.scene import Scene
from surfaces import SURFACES

CANYON = {"key": "canyon", "knobs": {"kappa": 200, "angle": 0.01}}


def lane(optimizer: str, schedule: str = "constant", *, schedule_knobs: dict[str, float] | None = None, **knobs: float) -> dict[str, Any]:
    """Return a lane as JSON has it."""
    return {"optimizer": {"key": optimizer, "knobs": knobs}, "schedule": {"key": schedule, "knobs": schedule_knobs or {}}}


def scene(*lanes: dict[str, Any], surface: Any = CANYON, steps: int = 400, **more: Any) -> dict[str, Any]:
    """Return a scene as JSON has it, the first lesson's AdaGrad if no lane is given."""
    return {"surface": surface, "steps": steps, "lanes": list(lanes) or [lane("adagrad_mean", lr=0.6)], **more}


EVERYTHING = bool(os.environ.get("RAVINE_TEST_ALL"))
"""Whether full products are run, where otherwise every unit meets a few others: `make test-all`."""
PARTNERS = 3


def partners(units: Iterable[str], others: Iterable[str], count: int = PARTNERS) -> list[tuple[str, str]]:
    """Return pairs (other, unit): every unit with `count` of the others, each equally often; or every pair with RAVINE_TEST_ALL.

    A few are enough because kernels are N + M, not N x M: a broken unit fails with any partner.
    """
    units, others = list(units), list(others)
    if EVERYTHING:
        return [(other, unit) for other in others for unit in units]
    turns = range(max(count * len(units), len(others)))
    dealt = {(others[turn % len(others)], units[turn // count % len(units)]) for turn in turns}
    return sorted(dealt)


def apart() -> list[tuple[str, str]]:
    """Return pairs of a surface and a method that treats every coordinate alike."""
    return partners([key for key, unit in OPTIMIZERS.items() if not isinstance(unit, Coupled)], SURFACES)


def coupled() -> list[tuple[str, str]]:
    """Return pairs of a coupled method and a surface whose Hessian is far from singular: they divide by its eigenvalues, and by small
    ones every rounding error grows."""
    return [
        (surface, key) for surface in ("ellipse", "booth", "rosenbrock") for key, unit in OPTIMIZERS.items() if isinstance(unit, Coupled)
    ]


def settled(surface: str, optimizer: str, **more: Any) -> tuple[Landscape, Walker, tuple[float, float]]:
    """Return a pair with its defaults as the engine takes it: surface, walker, start."""
    made = Scene.model_validate({"surface": {"key": surface}, "steps": 300, "lanes": [{"optimizer": {"key": optimizer}, **more}]})
    assert made.start is not None
    return made.landscape(), made.lanes[0].walker(), made.start
