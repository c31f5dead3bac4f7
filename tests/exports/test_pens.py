"""Lanes that were reordered keep their looks in every picture."""

from app.exports.drawing import looks
from app.exports.drawing.image import Picture, svg
from app.scene.scene import Scene
from tests.scenes import lane, scene


def test_a_lane_that_was_moved_keeps_its_colour() -> None:
    """The pen of a lane is its look in every picture, wherever the lane stands."""
    lanes = [lane("momentum", lr=0.1), lane("gradient_descent", lr=0.1)]
    plain = Scene.model_validate(scene(*lanes, surface={"key": "ellipse"}, start=[-4, 2], steps=3))
    moved = Scene.model_validate(scene({**lanes[1], "pen": 1}, {**lanes[0], "pen": 0}, surface={"key": "ellipse"}, start=[-4, 2], steps=3))
    one, other = Picture.of(plain).theme, Picture.of(moved).theme
    assert [one.color(0), one.color(1)] == [other.color(1), other.color(0)]
    assert one.look(0).dash == other.look(1).dash
    assert looks.LOOKS[1].light in svg(Picture.of(Scene.model_validate(scene({**lanes[1], "pen": 1}, surface={"key": "ellipse"}, steps=3))))
