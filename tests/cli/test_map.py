"""The command `map`: where runs end on the screen, the map in a file."""

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.cli.main import parser
from app.cli.map import asked
from app.maps.usual import usual
from app.scene.scene import Scene
from tests.command import Command
from tests.maps.clicked import HIMMELBLAU, PLANE, clicked
from tests.scenes import lane, scene

ADAM = scene(lane("adam", lr=0.02), surface={"key": "rosenbrock"}, steps=60)


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "scene.json").write_text(json.dumps(ADAM), "utf-8")
    return str(tmp_path / "scene.json")


def flags(*said: str) -> list[str]:
    return ["map", *said]


def test_the_map_as_csv_is_the_runs(ravine: Command, file: str, tmp_path: Path) -> None:
    out = tmp_path / "map.csv"
    done = ravine(*flags(file, "--lane", "0", "--x", "knobs.lr", "--y", "knobs.beta2", "--measure", "loss", "--size", "9", "-o", str(out)))
    assert (done.returncode, done.stderr) == (0, "")
    assert "81 runs" in done.stdout
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert list(rows[0]) == ["knobs.lr", "knobs.beta2", "class", "loss"]
    of = asked(Scene.model_validate(ADAM), parser().parse_args(flags(file, "--x", "knobs.lr", "--y", "knobs.beta2", "--size", "9")))
    for row in rows[::7]:
        run = clicked(of, knobs__lr=float(row["knobs.lr"]), knobs__beta2=float(row["knobs.beta2"]))
        assert float(row["loss"]) == run.loss[-1]


def test_the_map_for_numpy_has_its_scene(ravine: Command, file: str, tmp_path: Path) -> None:
    out = tmp_path / "map.npz"
    assert ravine(*flags(file, "--x", "start.0:-2:2", "--y", "start.1:-1:3", "--size", "8", "-o", str(out))).returncode == 0
    found = np.load(out)
    assert found["classes"].shape == found["values"].shape == (8, 8)
    assert found["x"][0] == -1.75
    assert json.loads(str(found["map"]))["map"]["axes"][0]["path"] == "start.0"
    assert found["minima"].tolist() == [[1, 1]]


@pytest.mark.parametrize("suffix", ["png", "svg", "json"])
def test_the_map_as_a_picture_or_json(ravine: Command, file: str, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"map.{suffix}"
    assert ravine(*flags(file, "--size", "20", "--width", "600", "--theme", "dark", "-o", str(out))).returncode == 0
    content = out.read_bytes()
    if suffix == "png":
        assert Image.open(io.BytesIO(content)).size[0] == 600
    else:
        assert content.startswith(b"<svg" if suffix == "svg" else b"{")


def test_the_scene_s_own_map_is_drawn(ravine: Command, tmp_path: Path) -> None:
    (tmp_path / "scene.json").write_text(json.dumps({**HIMMELBLAU, "map": {"axes": PLANE, "measure": "steps"}}), "utf-8")
    assert ravine(*flags(str(tmp_path / "scene.json"), "-o", str(tmp_path / "map.json"))).returncode == 0
    said = json.loads((tmp_path / "map.json").read_text("utf-8"))
    assert (len(said["x"]), len(said["y"]), said["value"]) == (12, 9, "first")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--x", "knobs.mu"], "axes.0.path: this path leads to no knob that is one number (a path as knobs.lr"),
        (["--x", "knobs.lr:1"], "an axis is a path, with its range"),
        (["--x", "knobs.lr:a:b"], "an axis is a path, with its range"),
        (["--x", "knobs.lr:0:1:log"], "axes.0.low: a logarithmic axis must begin above zero (> 0; it is 0.0)"),
        (["--x", "knobs.lr:0.1:nan"], "axes.0.high: high must be a finite number"),
        (["--lane", "3"], "lane: there is no lane of this number (0 ... 0; it is 3)"),
        (["--lane", "-1"], "lane: lane must be at least 0"),
        (["--until", "61"], "until: the run has no such step (<= 60; it is 61)"),
        (["--size", "5000"], "axes.0.count: count must be at most 2048"),
        (["--width", "9"], "width: width must be at least 300"),
        (["--seeds", "0"], "seeds: seeds must be at least 1"),
        (["-o", "map.bmp"], "there is no way to write .bmp files"),
    ],
)
def test_what_does_not_fit_is_one_line(ravine: Command, file: str, arguments: list[str], says: str) -> None:
    done = ravine(*flags(file, *arguments))
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("start.0", (-2, 2, "linear")),
        ("knobs.beta2", (0, 0.999, "near_one")),
        ("knobs.lr", (1e-4, 10, "log")),
        ("steps", (1, 60, "linear")),
        ("weight_decay", (1e-4, 1, "log")),
        ("nowhere", (0, 1, "linear")),
    ],
)
def test_a_range_that_is_not_said_is_the_slider_s(path: str, expected: tuple[float, float, str]) -> None:
    low, high, scale = usual(Scene.model_validate(ADAM), 0, path)
    assert [low, high] == pytest.approx(expected[:2])
    assert scale == expected[2]
