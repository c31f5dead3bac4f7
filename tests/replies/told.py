"""A scene on the six points of datalab.md, and what is told of it in frames."""

import json
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.replies.frames import pictures
from app.replies.view import View
from app.scene.scene import Scene
from tests.scenes import lane, scene

Json = dict[str, Any]
PANEL = {"width": 300, "height": 300, "x": [-1.0, 3.0], "y": [-1.0, 3.0]}
GD = lane("gradient_descent", lr=0.1)
SIX = {"key": "linear_regression", "knobs": {"sample": 154}}
BEST = {"key": "best", "knobs": {"patience": 20}}


def six(*lanes: Json, **more: Any) -> Json:
    """Return a scene on the six points of datalab.md."""
    return scene(*lanes, surface=SIX, **{"start": [0.0, 0.0], "steps": 600, **more})


def told(said: Json, chart: Json | None = None, **more: Any) -> tuple[Json, dict[str, NDArray[Any]], list[Json]]:
    """Return the joined header, the shared arrays, and the lanes' headers, each with its arrays under `values`."""
    made = Scene.model_validate(said)
    whole = {"width": 601, "steps": [0, made.steps], "series": ["loss", "held"], "axes": {"held": "log"}, **(chart or {})}
    asked = View.model_validate({"panels": [PANEL] * len(made.lanes), "chart": whole, "data": True, **more})
    head: Json = {}
    shared: dict[str, NDArray[Any]] = {}
    lanes: list[Json] = [{"values": {}} for _ in made.lanes]
    for frame in pictures(1, made, asked):
        part = json.loads(frame[4 : 4 + int.from_bytes(frame[:4], "little")])

        def read(table: Json, frame: bytes = frame) -> dict[str, NDArray[Any]]:
            return {name: np.frombuffer(frame, "<f4", at["length"], at["offset"]) for name, at in table.items()}

        head |= part
        shared |= read(part["arrays"])
        for own, found in zip(lanes, part["lanes"], strict=True):
            own.update(found or {})
            own["values"].update(read(found["arrays"]) if found else {})
    return head, shared, lanes
