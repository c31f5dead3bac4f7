"""A start that a picture does not show: an arrow at the edge and a sentence, no ring in a corner."""

import re

import pytest

from app.exports.drawing.image import Picture, svg
from app.scene.scene import Scene
from tests.scenes import lane, scene


def drawn(start: list[float]) -> str:
    """Return a picture of one lane from a start."""
    surface = {"key": "formula", "formula": "x^2 + y^2"}
    made = Scene.model_validate(scene(lane("gradient_descent", lr=0.1), surface=surface, start=start, steps=20))
    return svg(Picture.of(made))


@pytest.mark.parametrize(("start", "turn"), [([30, 0], 0), ([0, 9], -90), ([0, -1e6], 90), ([-5, 0], 180)])
def test_one_outside_is_told_with_its_place(start: list[float], turn: float) -> None:
    text = drawn(start)
    assert "the start lies outside, at (" in text
    (found,) = re.findall(r"rotate\((-?[\d.]+)\)", text)
    assert float(found) == pytest.approx(turn, abs=0.1)


def test_one_inside_is_a_ring_and_has_no_sentence() -> None:
    for start in ([3.0, 3.0], [4.0, -4.0], [0.0, 0.0]):
        assert "lies outside" not in drawn(start)
