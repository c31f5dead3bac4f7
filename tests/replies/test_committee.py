"""The committee, against datalab.md and direct computation: in rows, in CSV, in frames, in drafts, and after it was kept."""

import csv
import io

import numpy as np
import pytest

from app.exports.table import csv_blocks
from app.replies.recent import recent
from app.replies.rows import answer
from app.scene.scene import Scene
from surfaces.data.table import value_of
from tests.replies.told import GD, six, told
from tests.scenes import lane

BAGGED = {
    "surface": {"key": "logistic_regression", "knobs": {"sample": 27}}, "start": [0.0, 0.0], "steps": 1000,
    "lanes": [{**lane("gradient_descent", lr=1.0), **({"knobs": {"resample": k}} if k else {})} for k in (1, 2, 3, 4, 5, 0)],
}  # fmt: skip


def test_the_committee_of_datalab() -> None:
    """Section 3.9: all data 0.583, mean of the weights 0.550, mean of the answers 0.377."""
    made = Scene.model_validate(BAGGED)
    rows = answer(made, together=True)
    ends = np.array([(each["answered"]["x"], each["answered"]["y"]) for each in rows["lanes"]])
    ground = made.landscape()
    assert rows["lanes"][5]["answered"]["held"] == pytest.approx(0.583, abs=5e-4)
    mean = value_of(ground.data().model.value, ground.held(), *ends[:5].mean(axis=0))
    assert mean == pytest.approx(0.550, abs=5e-4)
    assert rows["members"] == [0, 1, 2, 3, 4]
    assert len(rows["committee"]) == 1001
    assert rows["committee"][-1] == pytest.approx(0.377, abs=5e-4)
    head, shared, _ = told(BAGGED, {"series": ["committee"], "axes": {"committee": "log"}, "steps": [0, 1000], "width": 1001})
    pairs = shared["committee"].reshape(-1, 2)
    np.testing.assert_allclose(pairs[np.isfinite(pairs[:, 0])][-1, 0], rows["committee"][-1], rtol=1e-6)
    assert head["members"] == [0, 1, 2, 3, 4]
    assert head["axes"]["committee"]["log"]


def test_a_committee_of_one_ground_has_all_lanes_and_a_single_member_is_itself() -> None:
    rows = answer(Scene.model_validate(six(GD, steps=40)), together=True)
    assert rows["members"] == [0]
    np.testing.assert_allclose(rows["committee"], rows["lanes"][0]["held"], rtol=1e-13)
    assert answer(Scene.model_validate(six(GD, GD, steps=4)), together=True)["members"] == [0, 1]


def test_csv_has_the_losses_and_the_committee_when_asked() -> None:
    made = Scene.model_validate(six(GD, {**GD, "batch": 2}, steps=5))
    rows = answer(made, together=True)
    found = list(csv.DictReader(io.StringIO(b"".join(csv_blocks(made, made.run(), together=True)).decode())))
    for i, own in enumerate(rows["lanes"]):
        for name in ("held", "train"):
            assert [float(row[name]) for row in found if row["lane"] == str(i)] == own[name].tolist()
        assert [float(row["committee"]) for row in found if row["lane"] == str(i)] == rows["committee"].tolist()
    plain = b"".join(csv_blocks(made, made.run())).decode().splitlines()[0].split(",")
    assert plain == ["lane", "step", "x", "y", "loss", "gradient_norm", "lr", "lr_x", "lr_y", "angle", "held", "train", "name", "settings"]


def test_what_was_drawn_before_is_the_same() -> None:
    """Scenes that are long enough are kept from the second time on, the committee's answers with them."""
    recent.clear()
    chart = {"series": ["held", "committee"], "axes": {"held": "log", "committee": "log"}, "steps": [0, 1000]}
    first, *others = (told(BAGGED, chart) for _ in range(3))
    for head, shared, lanes in others:
        assert (head["axes"], head["members"]) == (first[0]["axes"], first[0]["members"])
        np.testing.assert_array_equal(shared["committee"], first[1]["committee"])
        for own, before in zip(lanes, first[2], strict=True):
            np.testing.assert_array_equal(own["values"]["held"], before["values"]["held"])
    recent.clear()


@pytest.mark.parametrize("draft", [False, True])
def test_a_draft_shows_some_of_the_validation_losses_and_the_same_facts(draft: bool) -> None:
    _, _, lanes = told(BAGGED, {"steps": [0, 1000], "width": 1001}, draft=draft)
    rows = answer(Scene.model_validate(BAGGED))["lanes"]
    for own, run in zip(lanes, rows, strict=True):
        shown = own["values"]["held"].reshape(-1, 2)[:, 0]
        there = np.flatnonzero(np.isfinite(shown))
        assert (len(there) < 300) == draft
        assert own["answered"] == run["answered"]
        assert set(shown[there]) <= set(np.asarray(run["held"], dtype=np.float32))


def test_bands_show_the_validation_loss_of_other_orders() -> None:
    """Each seed is another order of the same examples: the band's edges are quantiles of the runs of scenes with these seeds."""
    said = six({**GD, "batch": 2, "many": {"over": "seeds", "count": 9}}, steps=12)
    _, shared, (own,) = told(said, {"series": ["held"], "axes": {"held": "log"}, "steps": [0, 12], "width": 13})
    seeds = [answer(Scene.model_validate(six({**GD, "batch": 2}, steps=12, seed=seed)))["lanes"][0]["held"] for seed in range(9)]
    edges = own["values"]["band_held"].reshape(3, -1)
    at = shared["band_steps"].astype(int)
    np.testing.assert_allclose(edges[1], np.sort(np.array(seeds), axis=0)[4][at], rtol=1e-6)
    (counted,) = told(said, {"series": ["held"], "axes": {"held": "log"}, "steps": [0, 24], "width": 25, "by": "examples"})[2]
    np.testing.assert_array_equal(counted["values"]["band_steps"], np.arange(13))
    np.testing.assert_array_equal(counted["values"]["band_held"], own["values"]["band_held"])
