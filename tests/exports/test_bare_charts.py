"""Charts without a curve: a lane whose loss is no number leaves the models that answer together nothing to draw."""

from app.exports.drawing.image import svg
from app.exports.options import PictureOptions
from app.exports.plotly_figure import figure
from app.scene.scene import Scene
from tests.scenes import lane, scene

SURFACE = {"key": "linear_regression", "examples": [[1.0, 1.0, 1.0]] * 6}


def test_a_committee_of_which_one_lane_is_nowhere_is_drawn() -> None:
    made = scene(lane("adam"), lane("gradient_descent", lr=1e6), lane("adam") | {"start": [1e300, 1e300]}, surface=SURFACE, steps=20)
    picture = PictureOptions(charts=["committee"]).picture(Scene.model_validate(made))
    assert "</svg>" in svg(picture)
    assert figure(picture).data
