"""Limits of a scene come from the settings, which are read when the first scene is checked."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BAD = {"RAVINE_THREADS": "many", "RAVINE_MAX_STEPS": "-1", "RAVINE_LOG_LEVEL": "loud", "PORT": "99999", "RAVINE_ORIGINS": "nowhere"}
WITHOUT = """
import app.settings
assert not {"settings", "complaints"} & vars(app.settings).keys()
read = []
app.settings.read_settings = lambda real=app.settings.read_settings: read.append(1) or real()
import app.engine.run, app.engine.lanes, app.notebook
from app.scene.scene import Scene
assert not read, "the environment was read"
said = {"surface": {"key": "ellipse"}, "steps": 3, "lanes": [{"optimizer": {"key": "gradient_descent"}}]}
assert len(Scene.model_validate(said).run()) == 1
"""


def test_engine_scene_and_notebook_need_no_settings() -> None:
    """Nothing is read while they are imported; bad values leave the limits as they are by default."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT], cwd=ROOT, env={**os.environ, **BAD}, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_limits_of_a_scene_are_those_of_the_environment() -> None:
    code = """
from app.scene.scene import Scene
from app.scene.faults import refusal
from pydantic import ValidationError
def said(**more):
    try:
        Scene.model_validate({"surface": {"key": "ellipse"}, "steps": 3, "lanes": [{"optimizer": {"key": "gradient_descent"}}], **more})
    except ValidationError as error:
        return [(fault["path"], fault["message"], fault["bound"]) for fault in refusal(error).faults]
print(said(steps=8))
print(said(lanes=[{"optimizer": {"key": "adam"}}] * 3))
print(said(lanes=[{"optimizer": {"key": "adam"}, "warmup": 8}]))
print(Scene.model_json_schema()["properties"]["steps"]["maximum"], Scene.model_json_schema()["properties"]["lanes"]["maxItems"])
"""
    limits = {"RAVINE_MAX_STEPS": "7", "RAVINE_MAX_LANES": "2"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **limits}, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.splitlines() == [
        "[('steps', 'steps must be at most 7', '<= 7')]",
        "[('lanes', 'lanes has too many entries', 'at most 2')]",
        "[('lanes.0.warmup', 'warmup must be at most 7', '<= 7')]",
        "7 2",
    ]
