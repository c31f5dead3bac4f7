"""What phones draw, compared with the runs that it was made of."""

from typing import Any

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

from app.classroom.pictures.frames import DRAFT, FINE, REST, box, cut, paths
from app.classroom.pictures.ground import ground
from app.classroom.pictures.packed import numbered
from app.lessons import LESSONS
from app.replies.levels import ABOVE, levelled
from app.replies.mesh import heights
from app.scene.scene import Scene
from tests.classroom.unpacked import ground_of, paths_of, stream_of

UNIT = {False: 1 / 65534, True: FINE / 65534}
"""The share of a range that one number stands for, at rest and in a draft."""


def scene_of(key: str = "ellipse", steps: int = 50, rates: tuple[float, ...] = (0.1,), **more: Any) -> Scene:
    """Return a scene of gradient descent at these rates."""
    lanes = [{"optimizer": {"key": "gradient_descent", "knobs": {"lr": lr}}} for lr in rates]
    return Scene.model_validate({"surface": {"key": key}, "steps": steps, "lanes": lanes, **more})


def view_of(scene: Scene) -> tuple[float, float, float, float]:
    """Return the usual view of a scene."""
    x, y = scene.ground.surface().domain
    return (*x, *y)


@pytest.mark.parametrize("draft", [True, False])
def test_every_row_of_a_short_run_is_there_as_exactly_as_16_bits_say(draft: bool) -> None:
    scene = scene_of(rates=(0.1, 0.02))
    view = view_of(scene)
    head, lanes = paths_of(paths(scene, view, draft=draft))
    x0, x1, y0, y1 = box(view)
    assert head["draft"] is draft
    assert head["log"] is True
    assert head["steps"] == 50
    for run, lane, said in zip(scene.run(), lanes, head["lanes"], strict=True):
        assert (said["rows"], said["steps"], said["whole"], said["diverged"]) == (51, 50, True, False)
        np.testing.assert_allclose(lane["x"], run.x, atol=(x1 - x0) * UNIT[draft])
        np.testing.assert_allclose(lane["y"], run.y, atol=(y1 - y0) * UNIT[draft])
        np.testing.assert_allclose(lane["loss"], np.log10(run.loss), atol=(head["loss"][1] - head["loss"][0]) * UNIT[draft])


@pytest.mark.parametrize(("draft", "most"), [(True, DRAFT), (False, REST)])
def test_a_long_run_keeps_its_line_and_the_places_of_its_marker(draft: bool, most: int) -> None:
    scene = scene_of(steps=50_000, rates=(0.001, 0.0001), noise=(0.5, 0.5))
    view = view_of(scene)
    head, lanes = paths_of(paths(scene, view, draft=draft))
    x0, x1, _, _ = box(view)
    assert sum(lane["rows"] for lane in head["lanes"]) <= most
    for run, lane, said in zip(scene.run(), lanes, head["lanes"], strict=True):
        assert not said["whole"]
        assert len(said["line"]) == said["rows"]
        assert (lane["steps"][0], lane["steps"][-1]) == (0, 50_000)
        assert (np.diff(lane["steps"]) > 0).all()
        np.testing.assert_allclose(lane["x"], run.x[lane["steps"]], atol=(x1 - x0) * UNIT[draft])
        drawn = lane["steps"][[letter != "." for letter in said["line"]]]
        assert np.ptp(run.x[drawn]) == pytest.approx(np.ptp(run.x), rel=0.1)


@pytest.mark.parametrize("until", [1, 7, 49])
def test_no_row_and_no_range_says_what_follows_a_hidden_end(until: int) -> None:
    scene = scene_of(rates=(1.0, 0.01))  # the first lane diverges at step 10
    frame = paths(scene, view_of(scene), until)
    head, lanes = paths_of(frame)
    ends = [lane["steps"][-1] for lane in lanes]
    assert max(ends) == until
    assert head["until"] == until
    assert head["lanes"][0]["diverged"] is (until > 9)
    runs = [run for _, run in sorted(scene.run_each(lambda _, run: run, None, until), key=lambda found: found[0])]
    losses = np.concatenate([np.log10(run.loss) for run in runs])
    assert head["loss"] == pytest.approx([losses.min(), losses.max()])


def test_a_jump_out_of_the_picture_is_cut_off_along_its_line() -> None:
    path = np.array([0.0, 30.0, 40.0, 1.0, -1.0, -7.0]), np.array([0.0, 15.0, 15.0, 1.0, 1.0, -2.0])
    x, y = cut(*path, (-1.0, 1.0, -1.0, 1.0))
    assert x.tolist() == [0, 3, 3, 1, -1, -3]
    assert y.tolist() == [0, 1.5, 3, 1, 1, 0]


def test_a_loss_below_zero_is_shown_as_it_is() -> None:
    scene = scene_of("saddle", steps=30, start=[0.1, 0.5])
    run = scene.run()[0]
    assert run.loss.min() < 0
    head, (lane,) = paths_of(paths(scene, view_of(scene)))
    assert head["log"] is False
    np.testing.assert_allclose(lane["loss"], run.loss, atol=np.ptp(run.loss) * UNIT[False])


@pytest.mark.parametrize("key", ["ellipse", "himmelblau", "saddle"])
@pytest.mark.parametrize(("draft", "n"), [(True, 64), (False, 120)])
def test_the_ground_has_the_heights_of_the_pages_contours(key: str, draft: bool, n: int) -> None:
    scene = scene_of(key)
    view = view_of(scene)
    head, found = ground_of(ground(scene.ground, view, draft=draft))
    x, y = np.linspace(*view[:2], n), np.linspace(*view[2:], n)
    unit = scene.ground.surface()
    expected = levelled(heights(scene.ground, x, y), unit.spacing, unit.top)
    np.testing.assert_allclose(found, expected.bands, atol=ABOVE * 16 * UNIT[False])
    assert head["levels"] == [k / 8 for k in range(1, 9)]
    assert head["heights"] == pytest.approx(expected.levels)
    assert head["minima"] == [pytest.approx(each) for each in unit.minima(**scene.ground.knobs)]


@pytest.mark.parametrize("key", ["weight_penalty", "early_stopping", "dropout", "l1_or_l2", "newton_basins"])
@pytest.mark.parametrize("draft", [True, False])
def test_a_covered_ground_draws_the_same_and_says_no_more_than_is_drawn(key: str, draft: bool) -> None:
    scene = Scene.model_validate(LESSONS[key].scene)
    view = view_of(scene)
    frames = [ground(scene.ground, view, draft=draft, covered=covered) for covered in (False, True)]
    (head, plain), (covered_head, covered) = map(ground_of, frames)
    assert [frame[5] for frame in frames] == [draft + 2, draft + 0]
    assert head["minima"]
    assert covered_head == {**head, "minima": []}
    cells = sliding_window_view(plain, (2, 2)), sliding_window_view(covered, (2, 2))
    low = (cells[0] < head["levels"][0]).all(axis=(2, 3))
    np.testing.assert_array_equal(low, (cells[1] < head["levels"][0]).all(axis=(2, 3)))
    np.testing.assert_array_equal(cells[0][~low], cells[1][~low])
    drawn = np.zeros(plain.shape, dtype=bool)
    for i, j in zip(*np.nonzero(~low), strict=True):
        drawn[i : i + 2, j : j + 2] = True
    assert (~drawn).sum() > 4
    assert (covered[~drawn] == 0).all()


def test_labels_and_looks_are_those_of_the_lanes() -> None:
    scene = scene_of(rates=(0.1, 0.2))
    lanes = [scene.lanes[1].model_copy(update={"pen": 5, "label": "fast"}), scene.lanes[0]]
    head, _ = stream_of(paths(scene.model_copy(update={"lanes": lanes}), view_of(scene)))
    assert [(lane["pen"], lane["label"]) for lane in head["lanes"]] == [(5, "fast"), (1, "Gradient descent")]


def test_a_number_is_put_in_front() -> None:
    scene = scene_of()
    frame = paths(scene, view_of(scene))
    assert stream_of(numbered(2**32 + 7, frame))[0]["number"] == 7
    assert numbered(7, frame)[4:] == frame[4:]


@pytest.mark.parametrize("key", LESSONS)
def test_every_lesson_is_small(key: str) -> None:
    scene = Scene.model_validate(LESSONS[key].scene)
    view = view_of(scene)
    assert len(paths(scene, view, draft=True)) < 5_000
    assert len(paths(scene, view)) + len(ground(scene.ground, view)) < 24_000


@pytest.mark.parametrize("key", LESSONS)
def test_no_number_of_a_lessons_hidden_picture_is_of_a_later_step(key: str) -> None:
    """The range of the losses, too, and whether they are logarithms, is that of the steps that are shown."""
    scene = Scene.model_validate(LESSONS[key].scene)
    until = LESSONS[key].until or max(1, scene.steps // 3)
    head, lanes = paths_of(paths(scene, view_of(scene), until))
    losses = [run.loss[: until + 1].astype(float) for run in scene.run()]
    assert head["log"] is all((loss >= 0).all() for loss in losses)
    with np.errstate(all="ignore"):
        shown = np.concatenate([np.log10(loss) if head["log"] else loss for loss in losses])
    shown = shown[np.isfinite(shown)]
    assert head["loss"][0] == pytest.approx(shown.min(), rel=1e-12)
    assert head["loss"][1] == pytest.approx(shown.max(), rel=1e-12) or np.ptp(shown) == 0
    assert max(max(lane["steps"][-1], said["steps"]) for lane, said in zip(lanes, head["lanes"], strict=True)) <= until
