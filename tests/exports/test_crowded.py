"""A path that covers its panel is drawn as on the page: thin, without rim and dashes."""

import re

import numpy as np
from numpy.typing import NDArray

from app.engine.thinning.thin import Window, path
from app.exports.drawing.chart import FULL, PALE
from app.exports.drawing.image import Picture, svg
from app.exports.drawing.looks import LOOKS, PATH, THEMES
from app.exports.drawing.trail import CROWDED, HAIR, area, thickness
from app.lessons import LESSONS
from app.scene.scene import Scene
from app.settings import static_dir


def test_a_path_that_fills_its_panel_is_a_thin_plain_line() -> None:
    """As on the page: the ground shows through; the other lanes keep width, rim and dashes."""
    scene = Scene.model_validate(LESSONS["adagrad_blow_up"].scene)
    window = Window(300, 300, -23, 6, -4, 4)
    wide, *others = [thickness(path(window, run.x, run.y, 4000)[:, :2], window) for run in scene.run()]
    assert HAIR <= wide < 0.7 * PATH
    assert others == [PATH, PATH]
    drawn = svg(Picture.of(scene, view={"x": (-23, 6), "y": (-4, 4)}, charts=[]))
    casings = re.findall(rf'stroke="{THEMES["light"].casing}" stroke-width="[\d.]+" stroke-opacity="0.55"', drawn)
    assert len(casings) == 2


def test_a_curve_that_fills_its_chart_stands_pale_behind_the_others() -> None:
    scene = Scene.model_validate(LESSONS["adagrad_blow_up"].scene)
    drawn = svg(Picture.of(scene, charts=["v"]))
    chart = drawn[drawn.rindex('overflow="hidden"') :]
    first, *_ = re.findall(rf'(?:stroke|fill)="{LOOKS[0].light}"[^>]*-opacity="([\d.]+)"', chart)
    assert float(first) == PALE
    assert [chart.index(look.light) for look in LOOKS[:3]] == sorted(chart.index(look.light) for look in LOOKS[:3])
    alone = svg(
        Picture.of(Scene.model_validate({**LESSONS["adagrad_blow_up"].scene, "lanes": LESSONS["adagrad_blow_up"].scene["lanes"][:1]}))
    )
    assert f'-opacity="{PALE}"' not in alone


def test_the_page_has_the_same_limits() -> None:
    text = (static_dir() / "js" / "view" / "looks.js").read_text("utf-8")
    assert f"const CROWDED = {CROWDED};" in text
    assert f"const HAIR = {HAIR};" in text
    text = (static_dir() / "js" / "charts" / "curve.js").read_text("utf-8")
    assert f"const CROWDED = {FULL};" in text
    assert f"const PALE = {PALE};" in text


def test_a_path_that_fills_a_part_of_its_panel_is_thin_and_a_line_to_and_fro_is_not() -> None:
    """The same zigzags as in tests/page/opens.test.js."""
    window = Window(1000, 1000, 0, 1000, 0, 1000)

    def zigzag(height: float, passes: int) -> NDArray[np.float64]:
        steps = np.arange(passes)
        return np.stack([steps * 200 / passes, height * (steps % 2)], axis=1)

    assert abs(area(zigzag(100, 200)) - 20_000) < 400
    assert thickness(zigzag(100, 8), window) == PATH
    assert thickness(zigzag(100, 200), window) == PATH / 2
    assert thickness(zigzag(20, 200), window) == PATH
    assert area(np.empty((0, 2))) == np.inf
