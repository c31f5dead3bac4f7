"""A frozen scene is drawn pale in every picture, from the scene alone, and no run reads it."""

import json
from typing import Any

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from app.exports.drawing.image import Picture, svg
from app.exports.plotly_figure import figure
from app.main import app
from app.scene.scene import PlainScene, Scene
from tests.scenes import lane, scene

BOWL: dict[str, Any] = {"surface": {"key": "ellipse"}, "start": [-4, 2], "steps": 30}
NOW, THEN = scene(lane("gradient_descent", lr=0.02), **BOWL), scene(lane("gradient_descent", lr=0.05), **BOWL)
BOTH = {**NOW, "frozen": THEN}


def dashed(drawn: str) -> int:
    """Return the number of frozen lines of a picture."""
    return drawn.count('stroke-dasharray="4 3"')


def test_pictures_draw_it_behind_and_say_its_settings() -> None:
    without, drawn = svg(Picture.of(Scene.model_validate(NOW))), svg(Picture.of(Scene.model_validate(BOTH)))
    assert (dashed(without), dashed(drawn)) == (0, 3)  # a path and a curve in each of two charts
    assert "frozen: " in drawn
    assert "0.05" in drawn.split("frozen: ")[1]
    traces = [len(figure(Picture.of(Scene.model_validate(said))).data) for said in (NOW, BOTH)]
    assert traces[1] == traces[0] + 3


def test_a_lane_that_is_as_it_was_is_not_drawn_twice() -> None:
    both = [lane("gradient_descent", lr=0.02), lane("momentum", lr=0.02)]
    now = scene({**both[1], "pen": 1}, {**both[0], "pen": 0, "label": "renamed"}, **BOWL)
    assert dashed(svg(Picture.of(Scene.model_validate({**now, "frozen": scene(*both, **BOWL)})))) == 0
    assert dashed(svg(Picture.of(Scene.model_validate({**now, "seed": 1, "frozen": scene(*both, **BOWL)})))) == 6


def test_a_run_does_not_read_it() -> None:
    with TestClient(app) as client:
        alone, beside = (client.post("/api/runs", json=said).json()["lanes"] for said in (NOW, BOTH))
    assert [each["x"] for each in alone] == [each["x"] for each in beside]


def test_one_scene_is_frozen_and_it_is_checked_like_any_other() -> None:
    assert "frozen" not in Scene.model_validate(NOW).model_dump()
    said = json.loads(json.dumps(Scene.model_validate(BOTH).model_dump()))
    assert Scene.model_validate(said).frozen == PlainScene.model_validate(THEN)
    for bad in ({**NOW, "frozen": BOTH}, {**NOW, "frozen": {**THEN, "steps": 10**7}}, {**NOW, "frozen": {}}):
        with pytest.raises(ValidationError):
            Scene.model_validate(bad)
