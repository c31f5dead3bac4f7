"""Many runs of a lane in files: CSV, JSON, pictures and figures, against runs of single seeds."""

import csv
import io
from typing import Any

import numpy as np
import pytest
from starlette.testclient import TestClient

from app.engine.ends import known
from app.exports import quantiles as module
from app.exports.drawing.image import Picture, svg
from app.exports.plotly_figure import figure
from app.exports.table import csv_blocks
from app.main import app
from app.replies.ended import tally
from app.scene.scene import Scene
from tests.scenes import lane, scene

SEEDS = {"over": "seeds", "count": 30}
NOISY = scene(
    {**lane("adam", lr=1.0), "many": SEEDS}, lane("adam", lr=0.5),
    surface={"key": "two_wells"}, start=[1.5, 0.0], steps=40, noise=[2.0, 2.0],
)  # fmt: skip
ONCE = {**NOISY, "lanes": [lane("adam", lr=1.0), lane("adam", lr=0.5)]}


def table(said: dict[str, Any]) -> list[dict[str, str]]:
    """Return the rows of a scene's CSV."""
    made = Scene.model_validate(said)
    return list(csv.DictReader(io.StringIO(b"".join(csv_blocks(made, made.run())).decode())))


def losses(said: dict[str, Any], seeds: int) -> Any:
    """Return the first lane's losses from scenes of their own, sorted over the seeds at each step; a run that has left is infinite."""
    found = np.full((seeds, said["steps"] + 1), np.inf)
    for seed in range(seeds):
        run = Scene.model_validate({**said, "lanes": [lane("adam", lr=1.0)], "seed": seed}).run()[0]
        found[seed, : len(run.loss)] = run.loss
    return np.sort(found, axis=0)


def test_csv_has_quantiles_of_the_loss_at_every_step() -> None:
    rows, expected = table(NOISY), losses(NOISY, 30)
    own = [row for row in rows if row["lane"] == "0"]
    for name, place in (("loss_10", 2), ("loss_50", 14), ("loss_90", 26)):
        assert [float(row[name]) for row in own] == expected[place].tolist()
    assert {row["runs"] for row in own} == {"30.0"}
    assert {row["runs"] + row["loss_50"] for row in rows if row["lane"] == "1"} == {""}
    assert list(rows[0])[-6:] == ["runs", "loss_10", "loss_50", "loss_90", "name", "settings"]


def test_csv_without_many_runs_is_as_it_was() -> None:
    rows = table(ONCE)
    assert list(rows[0])[-2:] == ["name", "settings"]
    assert "runs" not in rows[0]
    assert [row["loss"] for row in rows] == [row["loss"] for row in table(NOISY)]


def test_long_runs_have_quantiles_at_some_rows_and_at_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [row["loss_50"] for row in table(NOISY) if row["lane"] == "0"]
    monkeypatch.setattr(module, "MOST", 300)  # of 41 rows times 30 runs
    some = [row["loss_50"] for row in table(NOISY) if row["lane"] == "0"]
    assert [k for k, value in enumerate(some) if value] == [*range(0, 41, 5)]
    assert [value for value in some if value] == whole[::5]


def test_a_run_that_has_left_counts_as_above_all_others() -> None:
    steep = scene(
        {**lane("gradient_descent", lr=0.02), "many": {"over": "starts", "count": 60, "spread": 0.4}},
        surface={"key": "rosenbrock"}, start=[0.2, 0.2], steps=30,
    )  # fmt: skip
    last = table(steep)[-1]
    assert 0 < float(last["runs"]) < 54
    assert last["loss_90"] == ""
    assert float(last["loss_10"]) >= 0


def test_rows_as_json_tell_where_the_runs_end() -> None:
    with TestClient(app) as client:
        often, once = client.post("/api/runs", json=NOISY).json()["lanes"]
    assert "many" not in once
    assert (often["many"]["runs"], often["many"]["over"]) == (30, "seeds")
    assert sum(end["count"] for end in often["many"]["ends"]) == 30
    assert often["many"]["loss"] == losses(NOISY, 30)[[2, 14, 26], -1].tolist()
    assert {"count", "low", "high", "kind"} <= set(often["many"]["ends"][0])


def test_a_picture_draws_them_behind_and_says_where_they_end() -> None:
    drawn, before = svg(Picture.of(Scene.model_validate(NOISY))), svg(Picture.of(Scene.model_validate(ONCE)))
    assert drawn.count("<circle") - before.count("<circle") == 29  # an end for each further run
    assert drawn.count('stroke-width="0.8" stroke-opacity') == 1
    assert drawn.count('fill-opacity="0.2"') == 2  # a band in each chart
    made = Picture.of(Scene.model_validate(NOISY))
    assert made.many is not None
    for line in made.many.words[0]:
        assert line in drawn
    assert "30 runs over seeds" in drawn  # with all other parameters
    assert " runs over " not in before
    early = svg(Picture.of(Scene.model_validate(NOISY), step=5))
    assert early.count("<circle") == before.count("<circle")
    assert " of 30 at " not in early


def test_traces_end_at_the_marker() -> None:
    made = Picture.of(Scene.model_validate(NOISY))
    assert made.many is not None
    whole, early = made.many.traces(0, 40), made.many.traces(0, 5)
    assert len(whole) == len(early) == made.many.spreads[0].facts["traced"] == 29
    assert 0 < sum(np.isfinite(each[:, 0]).sum() for each in early) < 0.5 * sum(np.isfinite(each[:, 0]).sum() for each in whole)


def test_a_figure_has_traces_ends_and_bands() -> None:
    often, once = (figure(Picture.of(Scene.model_validate(said))) for said in (NOISY, ONCE))
    assert len(often.data) == len(once.data) + 2 + 2 * 2  # traces and ends; in both charts the band and its middle
    ends = next(trace for trace in often.data if (trace.hovertemplate or "").startswith("an end"))
    runs = [Scene.model_validate({**ONCE, "seed": seed}).run()[0] for seed in range(1, 30)]
    np.testing.assert_allclose(np.sort(ends.x), np.sort([run.x[-1] for run in runs]), atol=1e-9)
    band = next(trace for trace in often.data if trace.type == "scatter" and trace.fill == "toself")
    assert np.isfinite(np.array(band.y, dtype=float)).all()


def test_ends_in_words() -> None:
    minima = known(Scene.model_validate(NOISY).landscape())
    deep = min(range(2), key=lambda i: abs(minima[i][0] - 1.484))
    ends = [
        {"kind": "minimum", "minimum": deep, "count": 68, "low": 0.5834, "high": 0.7633},
        {"kind": "elsewhere", "count": 31, "low": 0.2, "high": 0.4},
        {"kind": "diverged", "count": 1, "low": 0.0018, "high": 0.0545},
    ]  # fmt: skip
    assert tally({"runs": 100, "of": 100, "ends": ends}, minima) == [
        "68 of 100 at (1.48, 0): 58–76 %", "31 of 100 elsewhere: 20–40 %", "1 of 100 diverged: 0–5 %",
    ]  # fmt: skip
    assert tally({"runs": 20, "of": 20, "ends": ends[1:], "loss": [0.5, 1.0, None]}, minima[:1]) == [
        "20 runs: f = 1.00, 80 % from 0.500 to ∞", "1 of 20 diverged: 0–5 %",
    ]  # fmt: skip
    assert tally({"runs": 1, "of": 100, "ends": ends}, minima) == ["without noise all 100 runs are one"]
