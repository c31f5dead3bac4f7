"""The figure of a notebook: every way to say a scene, its parts where the engine's numbers say, one sentence where it is wrong."""

import base64
import json
import zlib
from typing import Any

import numpy as np
import pytest

from app.lessons import LESSONS
from app.notebook import show
from app.scene.scene import Scene
from surfaces import SURFACES
from tests.scenes import lane, scene

SAID = scene(lane("gradient_descent", lr=0.02), lane("adam"), surface={"key": "ellipse"}, start=[-8, 2], steps=40)


def link(said: Any) -> str:
    """Return a link as static/js/address/link.js writes it."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(json.dumps(said).encode()) + packer.flush()
    return "https://ravine.example/?step=3#1." + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def test_a_scene_may_be_said_in_three_ways() -> None:
    first = show(SAID).to_json()
    assert show(json.dumps(SAID)).to_json() == first
    assert show(link(SAID)).to_json() == first
    key = next(iter(LESSONS))
    assert show(f"/?lesson={key}").to_json() == show(LESSONS[key].scene).to_json()


def test_paths_and_marks_are_the_engine_s() -> None:
    runs = Scene.model_validate(SAID).run()
    parts = show(SAID, charts=["x"], step=25).data
    for k, run in enumerate(runs):
        surface, _, path, saddles, minima, start, ball = parts[7 * k : 7 * k + 7]
        for row, x, y in zip(path.customdata, path.x, path.y, strict=True):
            if np.isfinite(row):
                assert (x, y) == pytest.approx((run.x[int(row)], run.y[int(row)]), abs=1e-9)
        assert (ball.x[0], ball.y[0]) == (run.x[25], run.y[25])
        assert (start.x[0], start.y[0]) == (-8, 2)
        assert (minima.x.tolist(), minima.y.tolist(), saddles.x.tolist()) == ([0], [0], [])
        knobs = {name: knob.default for name, knob in SURFACES["ellipse"].knobs.items()}
        assert surface.customdata[3][5] == pytest.approx(SURFACES["ellipse"].value(surface.x[5], surface.y[3], **knobs))
    chart = parts[14]
    assert (chart.y[0], chart.y[-1]) == (runs[0].x[0], runs[0].x[-1])


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 8])
@pytest.mark.parametrize("charts", [[], ["loss"], ["loss", "lr_x", "ratio_y"]])
def test_every_number_of_lanes_fits(count: int, charts: list[str]) -> None:
    made = show(scene(*[lane("adam")] * count, steps=5), charts=charts, theme="dark")
    assert len(made.data) == 7 * count + len(charts) * count
    assert made.layout.paper_bgcolor == "#14181c"


@pytest.mark.parametrize(
    ("said", "more", "says"),
    [
        (scene(steps=0), {}, "steps: steps must be at least 1"),
        ("{", {}, "not JSON"),
        ("hello", {}, "neither a scene nor a link"),
        ("https://ravine.example/#1.xx!", {}, "this link is broken"),
        (link(SAID)[:-9], {}, "this link is broken"),
        ("https://ravine.example/#9.abc", {}, "made by a newer Ravine"),
        (SAID, {"charts": ["nothing"]}, "charts: there is no such chart"),
        (SAID, {"theme": "pink"}, "theme: theme is not known"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(said: Any, more: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        show(said, **more)


def test_a_link_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(ValueError, match="this link is broken"):
        show(link({"lanes": "x" * 2**21}))
