"""What a click into a map does: it puts the values of a pixel into the scene, as JSON has them."""

import json
from typing import Any

from app.engine.run import Run
from app.maps.asked import Asked
from app.maps.checks import check
from app.scene.maps import MapChoice
from app.scene.scene import Scene

HIMMELBLAU = {"surface": {"key": "himmelblau"}, "steps": 60, "lanes": [{"optimizer": {"key": "gradient_descent"}}]}


def axis(path: str, low: float, high: float, count: int = 12, scale: str = "linear") -> dict[str, Any]:
    """Return an axis as JSON has it."""
    return {"path": path, "low": low, "high": high, "count": count, "scale": scale}


PLANE = [axis("start.0", -6, 6), axis("start.1", -5, 5, 9)]


def asked(scene: Any, axes: Any = PLANE, until: int | None = None, **more: Any) -> Asked:
    """Return a map that was checked."""
    made = Asked(Scene.model_validate(scene), MapChoice.model_validate({"axes": axes, **more}), until)
    check(made)
    return made


def put(scene: Any, lane: int, path: str, value: Any) -> None:
    """Put a value into the completed JSON of a scene: the paths written out once more, as the page has them."""
    head, _, name = path.partition(".")
    of_lane = scene["lanes"][lane]
    if path == "steps":
        scene["steps"] = value
    elif head in ("start", "noise"):
        scene[head][int(name)] = value
    elif head == "surface":
        scene["surface"]["knobs"][name] = value
    elif head == "lr_scale":
        of_lane["lr_scale"][int(name)] = value
    elif not name:
        of_lane[head] = value
    else:
        unit = {"knobs": of_lane["optimizer"], "inner": of_lane["optimizer"].get("inner"), "schedule": of_lane["schedule"]}[head]
        unit["knobs"][name] = value


def clicked(of: Asked, **at: Any) -> Run:
    """Return the run of the scene that a click makes of values by path."""
    scene = json.loads(json.dumps(of.scene.model_dump(mode="json")))
    for path, value in at.items():
        put(scene, of.chosen.lane, path.replace("__", "."), json.loads(json.dumps(value)))
    return Scene.model_validate(scene).run()[of.chosen.lane]
