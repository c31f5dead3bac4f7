"""A mark that a walker has come to is seen on the walker's marker."""

from xml.etree import ElementTree as ET

import pytest

from app.exports.drawing import looks
from app.exports.drawing.image import Picture, svg
from app.scene.scene import Scene
from tests.scenes import lane, scene


def test_a_mark_that_a_walker_has_reached_is_seen_on_its_marker_half_as_large() -> None:
    """Newton's method is at the minimum after one step; a walker that is elsewhere covers nothing."""
    said = scene(lane("newton", lr=1.0), surface={"key": "ellipse", "knobs": {"kappa": 3}}, start=[-4, 2], steps=1)
    made = Scene.model_validate(said)
    full = f"M{-0.55 * looks.EM:.2f}"
    for step, sizes in ((0, [1.0]), (1, [1.0, looks.ON_TOP])):
        root = ET.fromstring(svg(Picture.of(made, step=step)))
        stroked = [(each.get("stroke"), each.get("d", "")) for each in root.iter("{http://www.w3.org/2000/svg}path")]
        crosses = [d for color, d in stroked if color == "#ffd500"]
        assert [float(d[1:].split()[0]) / float(full[1:]) for d in crosses] == pytest.approx(sizes, abs=0.002)
        ring = stroked.index(("#ffffff", looks.SHAPES["circle"]))  # of the marker
        assert [i > ring for i, (color, _) in enumerate(stroked) if color == "#ffd500"] == [False, True][: len(sizes)]
