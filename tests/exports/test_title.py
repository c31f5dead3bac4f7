"""What stands above a picture: the lesson's title, how far an animation runs, and names that tell the lanes apart."""

import re

import pytest

from app.exports.drawing import animation
from app.exports.drawing.image import Picture, svg
from app.exports.options import PictureOptions
from app.replies.names import titles
from app.scene.scene import Scene

LANE = {"optimizer": {"key": "adam", "knobs": {"lr": 0.1}}, "schedule": {"key": "sgdr"}, "warmup": 20}
LANES = [LANE, {**LANE, "warmup": 0}, {**LANE, "schedule": {"key": "cosine"}}]
SCENE = Scene.model_validate({"surface": {"key": "ellipse"}, "steps": 400, "lanes": LANES})


def headings(drawn: str) -> list[str]:
    """Return the names above the panels."""
    return re.findall(r'<text x="[^"]*" y="-[^"]*" font-size[^>]*><tspan>([^<]*)</tspan>', drawn)


def test_the_title_is_written_as_text() -> None:
    picture = PictureOptions(title="Who gets past <a saddle>").picture(SCENE)
    assert "Who gets past &lt;a saddle&gt;" in svg(picture)
    assert "Who gets" not in svg(Picture.of(SCENE))


def test_lanes_with_one_method_have_different_names_in_full() -> None:
    found = headings(svg(Picture.of(SCENE)))
    assert found == titles(SCENE.lanes)
    assert len(set(found)) == 3


def test_an_animation_says_how_far_it_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def watched(picture: Picture, width: int) -> str:
        drawn.append(svg(picture, width))
        return drawn[-1]

    monkeypatch.setattr(animation, "svg", watched)
    animation.gif(Picture.of(SCENE, step=34), 300, frames=3)
    assert drawn
    assert all("steps 0 to 34 of 400" in each for each in drawn)


def test_a_knob_that_tells_lanes_apart_is_named_in_each_of_them() -> None:
    knobs = [{"lr": 0.1, "beta2": beta2} for beta2 in (0.99, 0.999)]
    lanes = [{"optimizer": {"key": "adam", "knobs": each}} for each in knobs]
    scene = Scene.model_validate({"surface": {"key": "ellipse"}, "steps": 9, "lanes": lanes})
    assert titles(scene.lanes) == ["Adam, β₂ = 0.99", "Adam, β₂ = 0.999"]
