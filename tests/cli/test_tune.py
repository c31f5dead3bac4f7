"""The command `tune`: its table, its files, its refusals."""

import csv
import io
import json
from pathlib import Path

import pytest

from app.cli.progress import Progress
from app.tuning.tune import Tune, tuned
from tests.command import Command
from tests.scenes import lane, scene

BOWL = {"key": "ellipse", "knobs": {"kappa": 20}}
SAID = scene(lane("gradient_descent"), lane("momentum"), surface=BOWL, steps=60)


def test_the_table_has_the_best_lane_first_and_says_how_it_was_made(ravine: Command) -> None:
    done = ravine("tune", "-", "--budget", "16", "--seed", "3", text=json.dumps(SAID))
    assert (done.returncode, done.stderr) == (0, "")
    rows, (criterion, budget, _) = done.stdout.splitlines()[1:3], done.stdout.splitlines()[4:]
    answer = tuned(Tune.model_validate({"scene": SAID, "budget": 16, "seed": 3}))
    best = sorted(answer["lanes"], key=lambda each: each["judged"])
    assert [row.split()[:2] for row in rows] == [[str(each["lane"]), each["optimizer"]] for each in best]
    assert f"{best[0]['promised']:.2e}" in rows[0]
    assert f"lr {best[0]['knobs'][0]['best']:.6g}" in rows[0]
    assert "median over 8 starts" in criterion
    assert budget == "16 settings for each lane, 60 steps, seed 3: 400 runs"


def test_the_files_are_the_answer_and_what_was_tried(ravine: Command, tmp_path: Path) -> None:
    for suffix in ("json", "csv"):
        done = ravine("tune", "-", "--lane", "1", "--budget", "8", "-o", str(tmp_path / f"a.{suffix}"), text=json.dumps(SAID))
        assert done.returncode == 0
    answer = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert [each["lane"] for each in answer["lanes"]] == [1]
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8"))))
    tried = answer["lanes"][0]["tried"]
    assert [float(row["value"]) for row in rows if row["knob"] == "knobs.mu"] == tried["values"][1]
    assert [float(row["score"] or "inf") for row in rows[::2]] == [float("inf") if score is None else score for score in tried["scores"]]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--lane", "2"], "lanes.0: there is no lane"),
        (["--budget", "3"], "budget must be at least 4"),
        (["-o", "a.png"], "no way to write .png"),
    ],
)
def test_bad_input_is_one_line_and_status_2(ravine: Command, arguments: list[str], says: str) -> None:
    done = ravine("tune", "-", *arguments, text=json.dumps(SAID))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert says in done.stderr


def test_a_bar_stands_on_a_terminal_and_goes(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.0, 0.3, 0.7, 0.75, 9.0])
    monkeypatch.setattr("app.cli.progress.time.monotonic", lambda: next(times))
    monkeypatch.setattr("app.cli.progress.sys.stderr.isatty", lambda: True, raising=False)
    progress = Progress(4_000, "runs")
    for _ in range(4):
        progress(1_000)
    progress.end()
    drawn = capsys.readouterr().err.split("\r")[1:]
    assert [each.partition(", ")[0].strip("#. ") for each in drawn[:2]] == ["2,000 of 4,000 runs", "4,000 of 4,000 runs"]
    assert drawn[2].strip() == ""
