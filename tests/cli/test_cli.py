"""The command line, as a person or a script calls it."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__
from app.catalog.link import link_to
from app.lessons import LESSONS
from app.scene.scene import Scene
from tests.command import Command
from tests.scenes import lane, scene


def started(*arguments: str, text: str) -> subprocess.CompletedProcess[str]:
    """Call `ravine` as a process of its own."""
    command = [sys.executable, "-m", "app.cli", *arguments]
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", timeout=120, check=False)


def test_run_writes_json_to_the_screen() -> None:
    said = scene(steps=7)
    done = started("run", "-", text=json.dumps(said))
    assert done.returncode == 0
    assert json.loads(done.stdout)["lanes"][0]["x"] == Scene.model_validate(said).run()[0].x.tolist()


def test_run_writes_csv_with_the_contract_s_columns(ravine: Command, tmp_path: Path) -> None:
    said = scene(lane("adam", lr=0.1), lane("gradient_descent", lr=1.0), steps=50)
    (tmp_path / "scene.json").write_text(json.dumps(said), "utf-8")
    done = ravine("run", str(tmp_path / "scene.json"), "-o", str(tmp_path / "rows.csv"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "rows.csv").read_text("utf-8"))))
    assert list(rows[0])[:10] == ["lane", "step", "x", "y", "loss", "gradient_norm", "lr", "lr_x", "lr_y", "angle"]
    for i, run in enumerate(Scene.model_validate(said).run()):
        own = [row for row in rows if row["lane"] == str(i)]
        assert [float(row["x"]) for row in own] == run.x.tolist()
        assert [float(row["lr_y"]) for row in own[: run.step]] == run.lr_y.tolist()
        assert own[-1]["lr"] == ""


@pytest.mark.parametrize(
    ("arguments", "text", "says"),
    [
        (["run", "-"], "{", "not JSON"),
        (["run", "-"], json.dumps(scene(steps=0)), "steps must be at least 1"),
        (["run", "nowhere.json"], "", "nowhere.json: No such file"),
        (["run", "-", "-o", "/nowhere/rows.csv"], json.dumps(scene(steps=2)), "/nowhere/rows.csv"),
        (["run"], "", "SCENE.json"),
        (["fly"], "", "fly"),
        ([], "", "command"),
        (["serve", "--port", "99999"], "", "--port"),
        (["serve", "--port", "x"], "", "--port"),
        (["serve", "--workers", "0"], "", "--workers"),
    ],
)
def test_bad_input_is_one_line_and_status_2(ravine: Command, arguments: list[str], text: str, says: str) -> None:
    done = ravine(*arguments, text=text)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert says in done.stderr


def test_version_and_lessons(ravine: Command) -> None:
    assert ravine("--version").stdout.strip() == f"ravine {__version__}"
    assert [line.split()[0] for line in ravine("lessons").stdout.splitlines()] == list(LESSONS)


def test_a_link_may_be_longer_than_a_file_s_name(ravine: Command) -> None:
    """The system refuses to look for such a file; a link behind # of a usual scene was answered with that."""
    link = link_to(scene(lane("adam"), steps=3) | {"linked": [f"knobs.{i * 7919 % 9973}" for i in range(64)]})
    assert len(link) > 300
    done = ravine("run", link)
    assert (done.returncode, len(json.loads(done.stdout)["lanes"])) == (0, 1)
    assert "no lesson is called so" in ravine("run", "x" * 300).stderr
