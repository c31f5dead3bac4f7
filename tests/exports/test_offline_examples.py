"""The panel of the examples on the one-file page: what the recording brings for it, and where there is none."""

import json
from typing import Any

import numpy as np
import pytest

from app.exports.offline.page import page
from app.exports.offline.sweep import sweep
from app.exports.options import PictureOptions
from app.lessons import LESSONS
from app.replies.examples import picks, tables
from app.scene.scene import Scene
from tests.exports.test_offline import unpacked
from tests.replies.test_wire import decode
from tests.scenes import lane, scene

MINI, EARLY = (Scene.model_validate(LESSONS[key].scene) for key in ("mini_batches", "early_stopping"))
PANEL, TAB = '<section id="examples">', 'aria-controls="examples"'


def written(made: Scene, path: str, **options: Any) -> str:
    return page(made, sweep(made, path), PictureOptions.model_validate({"charts": ["loss"], **options})).decode()


def test_it_brings_the_examples_of_each_value_and_what_each_step_sees() -> None:
    text = written(MINI, "lanes.0.batch", by="examples")
    header, frames = unpacked(text)
    assert (header["examples"], PANEL in text, TAB in text) == ("linear_regression", True, True)
    told, shared, lanes = decode(frames[header["at"]])
    assert told["data"] == tables(MINI.landscape())
    assert len(shared["stops"]) == 321
    for own, found in enumerate(lanes):
        ours = picks(MINI.landscape(), MINI.walkers[own], MINI.steps, np.minimum(shared["stops"].astype(np.int64) + 1, MINI.steps))
        np.testing.assert_array_equal(found["picks"].reshape(ours.shape), np.sort(ours, axis=1))
        assert [*found][-1] == "picks"  # two curves that are alike stand within the reach of the packer


def test_a_dragged_number_of_examples_changes_them() -> None:
    header, frames = unpacked(written(EARLY, "surface.knobs.n"))
    counts = [len(decode(each)[0]["data"]["train"]["a"]) for each in frames]
    assert counts == [int(state["value"].split()[-1]) for state in header["states"]]
    assert len(set(counts)) == len(counts)


@pytest.mark.parametrize("surface", ["ellipse", "linear_regression"])
def test_without_examples_there_is_no_panel(surface: str) -> None:
    made = Scene.model_validate(scene(lane("gradient_descent", lr=0.1), surface={"key": surface}, steps=20))
    text = written(made, "lanes.0.optimizer.knobs.lr", examples="off")
    header, frames = unpacked(text)
    assert not {"examples"} & set(header)
    assert not any(each in text for each in (PANEL, TAB))
    assert "data" not in decode(frames[0])[0]


def test_its_fonts_have_what_the_panel_says() -> None:
    """The half stands in no other text of the page."""
    fonts = [written(EARLY, "surface.knobs.n", examples=said).partition(":root")[0] for said in ("on", "off")]
    assert len(fonts[0]) > len(fonts[1])


def test_who_answers_together_is_told_while_a_chart_shows_it() -> None:
    made = Scene.model_validate(LESSONS["committee"].scene)
    texts = [written(made, "surface.knobs.d", charts=["held", *more]) for more in (["committee"], [])]
    for text, members in zip(texts, ([0, 1, 2, 3, 4], None), strict=True):
        _, frames = unpacked(text)
        assert {json.dumps(decode(each)[0].get("members")) for each in frames} == {json.dumps(members)}
        assert ("mean answer unsure</span>" in text) == (members is not None)
