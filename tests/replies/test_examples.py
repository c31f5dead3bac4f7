"""What is told of a surface made of examples, against direct computation: facts, tables, batches, answers, charts, meshes."""

import json
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from pydantic import ValidationError

from app.replies import examples
from app.replies.mesh import Mesh
from app.replies.recent import keys
from app.replies.rows import answer
from app.replies.step import step
from app.replies.view import View
from app.scene.scene import Scene
from surfaces.data.feed import picks
from surfaces.data.table import rows_of, value_of
from tests.replies.told import BEST, GD, PANEL, SIX, Json, six, told
from tests.scenes import scene


def fitted(table: NDArray[np.float64]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the least squares of a table of a, b, t, and the matrix of their second derivatives."""
    return np.linalg.lstsq(table[:, :2], table[:, 2], rcond=None)[0], table[:, :2].T @ table[:, :2] / len(table)


def test_facts_are_those_of_the_tables_that_are_sent() -> None:
    head, _, _ = told(six(GD))
    facts, tables = head["surface"]["data"], head["data"]
    train, held = (np.column_stack([tables[kind][name] for name in "abt"]) for kind in ("train", "held"))
    assert train[0].tolist() == [0.8993864190904489, 0.6346060234273878, 1.715691885762136]  # datalab.md, section 4
    best, hessian = fitted(train)
    np.testing.assert_allclose(head["surface"]["minima"], [best], rtol=1e-12)
    np.testing.assert_allclose(np.array(facts["held_minimum"]), fitted(held)[0], rtol=1e-12)
    assert facts["truth"] == pytest.approx([1, 1], rel=1e-15)
    assert (facts["count"], len(held), facts["wall"]) == (6, 64, None)
    assert facts["condition"] == pytest.approx(np.linalg.cond(hessian), rel=1e-12)


def test_where_there_is_no_minimum_a_sentence_says_why() -> None:
    separable = scene(GD, surface={"key": "logistic_regression", "knobs": {"sample": 37}}, steps=5)
    facts = told(separable)[0]["surface"]
    assert (facts["minima"], facts["data"]["condition"]) == ([], None)
    assert facts["data"]["wall"]["template"].startswith("A line separates the two classes")
    alone = scene(GD, surface={**SIX, "knobs": {"n": 2, "lose": 1}}, steps=5)
    assert told(alone)[0]["surface"]["data"]["wall"]["template"].startswith("Other weights fit the examples equally well")
    flat = told(scene(GD, surface={**SIX, "knobs": {"lose": 3}}, steps=5))[0]["surface"]
    assert (flat["minima"], flat["data"]["wall"]["template"].startswith("All inputs are 0")) == ([], True)


def test_a_surface_without_examples_is_told_as_ever() -> None:
    head, shared, lanes = told(
        scene(GD, surface={"key": "ellipse"}, steps=5), {"series": ["loss", "held", "train", "weights", "committee"]}
    )
    assert head["surface"]["data"] is None
    assert "data" not in head
    assert "committee" not in shared
    assert not {"answered", "batch", "surface", "start"} & set(lanes[0])
    assert not {"held", "train", "weights", "committee", "answer", "picks"} & set(lanes[0]["values"])


def test_a_lane_with_its_own_ground_and_start_tells_both() -> None:
    head, _, (plain, own) = told(six(GD, {**GD, "knobs": {"l2": 0.15}, "start": [1.0, 2.0]}))
    assert not {"surface", "start", "data"} & set(plain)
    assert own["start"] == [1.0, 2.0]
    np.testing.assert_allclose(own["surface"]["minima"], [(0.685451974, 1.331333505)], atol=1e-9)  # ridge, datalab.md
    assert "data" not in own  # a penalty changes no example
    assert own["values"]["balls"][:2].tolist() == [150.0, 75.0]
    _, _, (_, lost) = told(six(GD, {**GD, "knobs": {"lose": 2}}))
    assert set(lost["data"]["train"]["b"]) == {0.0}
    assert lost["data"]["held"] == head["data"]["held"]


def test_early_stopping_goes_back_to_row_23_and_stops_at_43() -> None:
    """The anchors of datalab.md, section 3.3: validation loss 0.449, and 0.746 after 600 steps."""
    _, _, (last, best) = told(six(GD, {**GD, "answer": BEST}))
    assert (best["answered"]["row"], best["answered"]["stop"]) == (23, 43)
    assert (last["answered"]["row"], last["answered"]["stop"]) == (600, None)
    assert best["answered"]["held"] == pytest.approx(0.449, abs=5e-4)
    assert last["answered"]["held"] == pytest.approx(0.746, abs=5e-4)
    assert last["answered"]["train"] == pytest.approx(0.203, abs=5e-4)
    assert (best["answered"]["x"], best["answered"]["y"]) == pytest.approx((0.97, 1.10), abs=5e-3)
    assert "answer" not in best["values"]  # it is one of the rows


def test_an_answer_that_moves_apart_has_a_path_of_its_own() -> None:
    (own,) = told(six({**GD, "answer": {"key": "ema", "knobs": {"decay": 0.9}}}, steps=30))[2]
    made = Scene.model_validate(six(GD, steps=30))
    (run,) = made.run()
    x = [run.x[0], run.x[1]]
    for new in run.x[2:]:
        x.append(0.9 * x[-1] + 0.1 * new)
    assert own["answered"]["x"] == pytest.approx(x[-1], rel=1e-14)
    there = np.isfinite(own["values"]["answer_steps"])  # NaN lifts the pen
    line, rows = own["values"]["answer"].reshape(-1, 2)[there], own["values"]["answer_steps"][there].astype(int)
    np.testing.assert_allclose(line[:, 0], (np.array(x)[rows] + 1) * 75, atol=1e-3)
    assert rows[-1] == 30


def test_validation_and_training_loss_are_those_of_the_tables_at_every_row() -> None:
    made = Scene.model_validate(six({**GD, "knobs": {"l2": 0.5, "keep": 0.8}}, steps=20))
    (found,) = answer(made)["lanes"]
    ground = made.grounds[0]
    for name, k in (("held", ground.held()), ("train", ground.plain())):
        np.testing.assert_allclose(found[name], value_of(ground.data().model.value, k, found["x"], found["y"]), rtol=1e-13)
        assert len(found[name]) == 21
        assert found["answered"][name] == found[name][-1]


def test_a_step_tells_the_validation_loss_before_and_after_it() -> None:
    said = six({**GD, "batch": 2, "knobs": {"l2": 0.5}}, steps=20)
    (rows,), (found,) = answer(Scene.model_validate(said))["lanes"], json.loads(step(1, Scene.model_validate(said), 7))["inspect"]["lanes"]
    assert [found["held"], found["to_held"]] == pytest.approx(rows["held"][6:8], rel=1e-12)


def test_what_each_step_sees_is_named_at_every_stop_and_when_a_step_is_asked_about() -> None:
    said = six({**GD, "batch": 4, "order": "shuffle"}, GD, seed=3, steps=10)
    _, shared, (own, plain) = told(said)
    wanted = picks(3, 6, 4, 10, "shuffle")
    rows = own["values"]["picks"].reshape(-1, 4)
    assert shared["stops"].tolist() == [*range(11)]
    np.testing.assert_array_equal(rows, np.vstack([wanted, wanted[-1]]))  # at the last row, what the last step saw
    assert (own["batch"], plain["batch"]) == (4, 6)
    assert "picks" not in plain["values"]
    assert (rows == -1).sum() == 10 + 2 * (wanted[-1] == -1).any()  # six examples: every second batch is two
    seen, nothing = json.loads(step(1, Scene.model_validate(said), 2))["inspect"]["lanes"]
    assert nothing["examples"] is None
    table = rows_of(Scene.model_validate(said).grounds[0].plain())
    assert [each["i"] for each in seen["examples"]] == [i for i in wanted[1] if i >= 0]
    for each in seen["examples"]:
        assert [each["a"], each["b"], each["t"]] == table[each["i"], 1:].tolist()
        assert each["c"] == 1 / len(seen["examples"])


def test_a_long_run_does_not_name_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examples, "MOST_PICKS", 43)
    assert "picks" not in told(six({**GD, "batch": 4}, steps=10))[2][0]["values"]
    monkeypatch.setattr(examples, "MOST_PICKS", 44)
    assert "picks" in told(six({**GD, "batch": 4}, steps=10))[2][0]["values"]
    assert "picks" not in told(six({**GD, "batch": 4}, steps=10), data=False)[2][0]["values"]


def test_before_a_fork_the_steps_saw_the_batches_of_the_lane_before() -> None:
    fork = {"step": 4, "before": {**GD, "batch": 2}}
    (own,) = told(six({**GD, "batch": 3, "fork": fork}, steps=8))[2]
    rows = own["values"]["picks"].reshape(-1, 3)
    np.testing.assert_array_equal(rows[:4], np.column_stack([picks(0, 6, 2, 8, "shuffle")[:4], [-1] * 4]))
    np.testing.assert_array_equal(rows[4:8], picks(0, 6, 3, 8, "shuffle")[4:])


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_charts_count_examples(scale: str) -> None:
    """A step of a lane with batches of 2 goes on by 2, one that sees all six by 6."""
    chart = {"by": "examples", "steps": [0, 60], "width": 60, "scale": scale}
    lanes = told(six({**GD, "batch": 2}, GD, steps=10), chart)[2]
    rows = answer(Scene.model_validate(six({**GD, "batch": 2}, GD, steps=10)))["lanes"]
    for own, per, run in zip(lanes, (2, 6), rows, strict=True):
        at = np.arange(11) * per
        column = np.minimum(at if scale == "linear" else (np.log1p(at) / np.log1p(60) * 60 + 1e-9).astype(int), 59)
        pairs = own["values"]["loss"].reshape(-1, 2)
        for k, c in enumerate(column):
            assert pairs[c, 0] <= np.float32(run["loss"][k]) <= pairs[c, 1]
        assert np.isfinite(pairs[:, 0]).sum() == len(set(column))


CHANGES: list[Json] = [
    {}, {"knobs": {"l2": 0.15}}, {"knobs": {"l2": 0.2}}, {"start": [0.5, 0.5]}, {"batch": 2}, {"batch": 2, "order": "fixed"},
    {"answer": {"key": "ema"}}, {"answer": {"key": "ema", "knobs": {"decay": 0.5}}},
]  # fmt: skip


def test_everything_that_a_lane_depends_on_is_in_its_key() -> None:
    said = six(*({**GD, **each} for each in CHANGES), steps=10)
    other = {**said, "surface": {**SIX, "examples": [[1, 1, 1], [1, 2, 3]]}}
    chart = {"width": 100, "steps": [0, 10], "series": ["loss"]}
    views: list[Json] = [{"chart": chart}, {"chart": {**chart, "by": "examples"}}, {"chart": chart, "data": True}]
    asked = [View.model_validate({"panels": [PANEL] * len(CHANGES), **each}) for each in views]
    found = [*keys(Scene.model_validate(other | {"lanes": [GD] * 8}), asked[0])[:1]]
    for view in asked:
        found += keys(Scene.model_validate(said), view)
    assert len(set(found)) == 1 + len(asked) * len(CHANGES)


def test_a_mesh_of_the_validation_loss_is_compiled_and_the_same() -> None:
    surface = {"key": "logistic_regression", "knobs": {"sample": 3, "l2": 0.1, "keep": 0.7}}
    asked = {"surface": surface, "x0": -1, "x1": 7, "y0": -1, "y1": 7, "nx": 9, "ny": 11}
    ground = Scene.model_validate(scene(GD, surface=surface, steps=1)).landscape()
    x, y = np.meshgrid(np.linspace(-1, 7, 9), np.linspace(-1, 7, 11))
    for held, k in ((0, ground.vector()), (1, ground.held())):
        frame = Mesh.model_validate({**asked, "held": held}).frame()
        head = json.loads(frame[4 : 4 + int.from_bytes(frame[:4], "little")])
        at = head["arrays"]["f"]
        f = np.frombuffer(frame, "<f4", at["length"], at["offset"]).reshape(11, 9)
        np.testing.assert_allclose(f, value_of(ground.data().model.value, k, x, y), rtol=1e-6)
    with pytest.raises(ValidationError, match="is for surfaces made of examples"):
        Mesh.model_validate({**asked, "surface": {"key": "ellipse"}, "held": 1})
