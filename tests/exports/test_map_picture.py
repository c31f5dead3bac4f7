"""Maps as pictures: the page's colours, a pixel where it belongs, shares, theory, every parameter."""

import base64
import io
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image

from app.exports.drawing import map_colors
from app.exports.drawing.image import png
from app.exports.drawing.map_axes import name_of, ticks_of
from app.exports.drawing.map_colors import HUES, bounds_of, color, letter, minimum_color, painted, scale_color
from app.exports.drawing.map_marks import squares
from app.exports.drawing.map_picture import map_svg
from app.maps.whole import Whole, whole
from app.scene.maps import AxisChoice
from app.settings import static_dir
from tests.maps.clicked import HIMMELBLAU, PLANE, asked, axis
from tests.scenes import lane, scene

PAGE = (static_dir() / "js" / "map" / "colors.js").read_text("utf-8")


@pytest.fixture(scope="module")
def basins() -> Whole:
    return whole(asked({**HIMMELBLAU, "steps": 200}, [axis("start.0", -5, 5, 60), axis("start.1", -5, 5, 40)]), packed=True)


@pytest.mark.parametrize("name", ["VIRIDIS", "INFERNO"])
def test_the_scales_are_the_page_s(name: str) -> None:
    found = re.search(rf"const {name} = (\[.*?\]);", PAGE)
    assert found
    assert json.loads(found[1]) == list(getattr(map_colors, name))


def test_the_greys_and_shares_are_the_page_s() -> None:
    for shades in map_colors.GREYS.values():
        for shade in shades:
            assert f"[{', '.join(map(str, map_colors.channels(shade)))}]" in PAGE
    few = ", ".join(f"{name}: [{low}, {high}]" for name, (low, high) in map_colors.FEW.items())
    assert f"FEW = {{ {few} }}" in PAGE
    assert f"DECADES = {map_colors.DECADES};" in PAGE
    assert f"SHADES = {map_colors.SHADES};" in PAGE
    assert f"STROKES = {map_colors.STROKES};" in PAGE


def test_a_minimum_is_pale_soon_and_deep_late() -> None:
    """Worked out by hand: in the middle the hue itself; soon 62 % of the way to white."""
    assert minimum_color(0, 0.5, False) == HUES[0].light.lower()
    assert map_colors.channels(minimum_color(0, 0.0, False)) == [round(c + (255 - c) * 0.62) for c in (0, 0x72, 0xB2)]
    assert len({minimum_color(k, 0.5, False) for k in range(3 * len(HUES))}) == 3 * len(HUES)
    assert (letter(0), letter(25), letter(26)) == ("A", "Z", "A1")
    assert (scale_color("loss", 0), scale_color("bursts", 1)) == ("#fde725", "#fcffa4")


def test_each_pixel_has_the_colour_of_its_class(basins: Whole) -> None:
    bounds = bounds_of(basins)
    found = painted(basins, bounds, dark=False)
    assert found.shape == (40, 60, 3)
    for i, j in ((3, 4), (50, 30), (20, 39)):
        share = (float(basins.values[j, i]) - bounds[0]) / (bounds[1] - bounds[0])
        share = round(min(1.0, max(0.0, share)) * 127) / 127
        assert found[39 - j, i].tolist() == map_colors.channels(color(int(basins.classes[j, i]), share, "end", False))


def image_of(drawn: str) -> Any:
    """Return the pixels in an SVG."""
    (found,) = re.findall(r'href="data:image/png;base64,([^"]+)"', drawn)
    return np.array(Image.open(io.BytesIO(base64.b64decode(found))))


def test_the_picture_has_all_of_it(basins: Whole) -> None:
    drawn = map_svg(basins)
    texts = [each.text for each in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]
    for kind, share in basins.shares().items():
        if int(kind) < 128:
            assert letter(int(kind)) in texts
        assert f"{100 * share:.1f} %" in texts or share < 0.001
    joined = " ".join(map(str, texts))
    for words in ("start x -5 to 5 (60, linear)", "2,400 runs", "Himmelblau", "Gradient descent", "where each run ends", "Ravine"):
        assert words in joined
    told = json.loads(str(ET.fromstring(drawn)[0].text))
    assert told["map"]["axes"][0]["count"] == 60
    pixels = image_of(drawn)
    assert pixels.shape[1] >= 1024
    times = pixels.shape[1] // 60
    np.testing.assert_array_equal(pixels[times // 2 :: times, times // 2 :: times], painted(basins, bounds_of(basins), dark=False))


def test_the_pixels_stay_sharp_in_a_png(basins: Whole) -> None:
    """All but a few of the colours inside the map are those of the pixels, of letters and of marks: nothing is blurred."""
    image = np.array(Image.open(io.BytesIO(png(map_svg(basins, 1200), 1200))).convert("RGB"))
    known = {tuple(each) for each in painted(basins, bounds_of(basins), dark=False).reshape(-1, 3).tolist()}
    inside = image[200:560:3, 140:800:3].reshape(-1, 3)
    assert np.mean([tuple(each) in known for each in inside.tolist()]) > 0.85


def test_theory_is_drawn_and_named() -> None:
    bowl = scene(lane("momentum"), surface={"key": "ellipse"}, steps=50)
    drawn = map_svg(whole(asked(bowl, [axis("knobs.lr", 0, 0.4, 40), axis("knobs.mu", 0, 1, 40)], measure="loss"), packed=True))
    for name in ("lines: largest stable rate", "equal factor of a step", "critical damping", "best"):
        assert f">{name}<" in drawn


@pytest.mark.parametrize("measure", ["end", "steps", "loss", "best", "bursts"])
@pytest.mark.parametrize("surface", ["monkey_saddle", "ellipse"])
def test_every_measure_can_be_drawn(measure: str, surface: str) -> None:
    """Also where there is no minimum, where nearly all diverges, and with several seeds."""
    noisy = scene(lane("momentum", lr=0.3), surface={"key": surface}, steps=30, noise=0.5)
    made = whole(asked(noisy, [axis("start.0", -2, 2, 8), axis("knobs.lr", 1e-3, 10, 9, "log")], measure=measure, seeds=3), packed=True)
    assert png(map_svg(made, 300, "dark"), 300).startswith(b"\x89PNG")


def test_a_loss_of_zero_is_the_end_of_the_scale() -> None:
    """Of runs that begin at the minimum the logarithm is -inf: it must not stretch the scale."""
    still = scene(lane("gradient_descent", lr=0.1), surface={"key": "ellipse"}, steps=5)
    made = whole(asked(still, [axis("start.0", -1, 1, 3), axis("start.1", -1, 1, 3)], measure="loss"), packed=True)
    assert made.values[1, 1] == -np.inf
    assert bounds_of(made)[0] > -10
    assert painted(made, bounds_of(made), dark=False)[1, 1].tolist() == map_colors.channels("#fde725")


def test_a_scale_of_shares_is_pale_where_all_seeds_agree() -> None:
    noisy = scene(lane("gradient_descent", lr=0.01), surface={"key": "himmelblau"}, steps=80, noise=1)
    made = whole(asked(noisy, [axis("start.0", -3, 3, 6), axis("start.1", -3, 3, 6)], seeds=5), packed=True)
    high, low = bounds_of(made)
    assert high == 1
    assert low <= 0.9
    agreed = np.argwhere((made.values == 1) & (made.classes < 128))
    assert 0 < len(agreed) < 36
    for j, i in agreed.tolist():
        expected = map_colors.channels(minimum_color(int(made.classes[j, i]), 0, False))
        assert painted(made, (high, low), dark=False)[5 - j, i].tolist() == expected


def test_names_and_ticks_of_axes() -> None:
    of = asked(HIMMELBLAU, PLANE).scene
    assert (name_of(of, 0, "start.1"), name_of(of, 0, "knobs.lr")) == ("start y", "η, learning rate")
    log = AxisChoice.model_validate(axis("knobs.lr", 1e-3, 10, scale="log"))
    assert ticks_of(log, 5) == [(0.0, "10⁻³"), (0.25, "0.01"), (0.5, "0.1"), (0.75, "1"), (1.0, "10")]
    near = AxisChoice.model_validate(axis("knobs.mu", 0, 0.99, scale="near_one"))
    share, says = ticks_of(near, 3)[-1]
    assert (round(share, 9), says) == (1, "0.99")


def test_letters_stand_in_the_largest_square() -> None:
    kinds = np.zeros((8, 8), dtype=np.uint8)
    kinds[2:5, 3:6] = 1
    assert squares(kinds)[1] == (4, 3, 3)
