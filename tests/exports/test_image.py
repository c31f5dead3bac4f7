"""Pictures: their parts stand where the engine's numbers say, in the page's colours; every scene can be drawn."""

import io
import json
import re
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image
from starlette.testclient import TestClient

from app.engine.series import SERIES
from app.exports.drawing import looks
from app.exports.drawing.image import Picture, png, svg
from app.main import app
from app.replies import numbers, ticks
from app.scene.scene import Scene
from app.settings import static_dir
from app.web.processes import processes
from surfaces import SURFACES
from tests.scenes import lane, scene

NAMESPACE = "{http://www.w3.org/2000/svg}"
JS = static_dir() / "js"


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(app)


def drawn(said: dict[str, Any], **more: Any) -> ET.Element:
    return ET.fromstring(svg(Picture.of(Scene.model_validate(said), **more)))


def texts(root: ET.Element) -> str:
    return "\n".join("".join(each.itertext()) for each in root.iter(f"{NAMESPACE}text"))


def pixels(data: bytes) -> Any:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


def test_lanes_look_as_on_the_page() -> None:
    script = (JS / "view" / "looks.js").read_text("utf-8")
    found = re.findall(r'look\("(#\w+)", \[([\d., ]*)\], "(\w+)"(?:, "(#\w+)")?\)', script)
    assert [(light, dark or light, dash, marker) for light, dash, marker, dark in found] == [
        (look.light, look.dark, ", ".join(f"{part:g}" for part in look.dash), look.marker) for look in looks.LOOKS
    ]
    assert dict(re.findall(r'^  (\w+): "(M[^"]+)"', script, re.MULTILINE)) == looks.SHAPES
    sizes = dict(re.findall(r"export const (BALL|ON_TOP) = ([\d.]+);", script))
    assert {name: float(value) for name, value in sizes.items()} == {"BALL": looks.BALL, "ON_TOP": looks.ON_TOP}


@pytest.mark.parametrize(("theme", "block"), [("light", r":root \{(.*?)\}"), ("dark", r':root\[data-theme="dark"\] \{(.*?)\}')])
def test_grounds_look_as_on_the_page(theme: str, block: str) -> None:
    found = re.search(block, (static_dir() / "style.css").read_text("utf-8"), re.DOTALL)
    assert found
    colors = dict(re.findall(r"--([\w-]+): (#\w+);", found[1]))
    for name, value in vars(looks.THEMES[theme]).items():
        assert name in ("dark", "pens") or colors[name] == value, name


def test_path_goes_where_the_run_goes() -> None:
    """The ball of a run that ends at the minimum covers it; one that is stepped back stands where the row says."""
    said = scene(lane("gradient_descent", lr=0.1), surface={"key": "ellipse", "knobs": {"kappa": 1}}, start=[-4, 2], steps=3)
    made = Scene.model_validate(said)
    run = made.run()[0]
    root = ET.fromstring(svg(Picture.of(made, step=2, view={"x": (-5.0, 5.0), "y": (-5.0, 5.0)})))
    panel = root.find(f".//{NAMESPACE}svg")
    assert panel is not None
    width, height = float(panel.attrib["width"]), float(panel.attrib["height"])
    places = [
        each.attrib["transform"]
        for each in panel.findall(f"{NAMESPACE}g")
        if "transform" in each.attrib and "scale" in each.attrib["transform"]
    ]
    ball = [float(number) for number in re.findall(r"-?[\d.]+", places[-1])[:2]]
    assert ball == pytest.approx([(run.x[2] + 5) / 10 * width, (5 - run.y[2]) / 10 * height], abs=0.06)
    assert "step 2: f = " in texts(root)


def test_every_parameter_is_stamped_in() -> None:
    said = scene(
        lane("adam", "cosine", lr=0.123, eps=1e-5) | {"warmup": 7, "clip": 3.0, "weight_decay": 0.01, "lr_scale": [1.0, 0.5]},
        lane("lookahead") | {"label": "mine"}, noise=0.25, steps=30,
    )  # fmt: skip
    found = texts(drawn(said))
    for part in ("η = 0.123", "β₁ = 0.9", "ε = 10⁻⁵", "cosine", "warm-up 7", "clip 3", "weight decay 0.01", "rates × (1, 0.5)",
                 "mine: Lookahead(Momentum)", "κ = 200", "30 steps", "noise (0.25, 0.25), seed 0"):  # fmt: skip
        assert part in found


def test_the_scene_is_in_the_picture() -> None:
    made = Scene.model_validate(scene(lane("adam"), steps=5))
    meta = ET.fromstring(svg(Picture.of(made))).find(f"{NAMESPACE}metadata")
    assert meta is not None
    assert Scene.model_validate(json.loads(meta.text or "")) == made


@pytest.mark.parametrize("key", SURFACES)
def test_every_surface_can_be_drawn(key: str) -> None:
    root = drawn(scene(lane("adam"), lane("newton"), surface={"key": key}, steps=40), charts=list(SERIES)[:4])
    assert "nan" not in ET.tostring(root).decode().lower().replace("nanum", "")


def test_contours_are_the_bands_of_the_page() -> None:
    """On f = x^2 + y^2 from the centre outward the bands change at the radii at which log (f - min f) is even."""
    said = scene(lane("gradient_descent", lr=0), surface={"key": "formula", "formula": "x^2 + y^2"}, start=[3.9, 3.9], steps=1)
    made = Scene.model_validate(said)
    image = pixels(png(svg(Picture.of(made, charts=()), 1200), 1200))
    root = ET.fromstring(svg(Picture.of(made, charts=())))
    panel = root.find(f".//{NAMESPACE}svg")
    assert panel is not None
    span, small = 32.0, 32.0 * 10**-2.4
    edges = [np.sqrt(small * ((span + small) / small) ** (k / 8) - small) for k in range(1, 8)]
    origin = re.search(r'<g transform="translate\(([\d.]+) ([\d.]+)\)"><g><path', svg(Picture.of(made, charts=())))
    assert origin
    theme = looks.THEMES["light"]
    for band, radius in enumerate([(a + b) / 2 for a, b in pairwise([0.45, *edges, 4.0])][1:7], 1):
        x = float(origin[1]) + float(panel.attrib["width"]) * (4 + radius) / 8
        y = float(origin[2]) + float(panel.attrib["height"]) / 2
        assert image[round(y), round(x)].tolist() == [int(theme.band(band, 8)[i : i + 2], 16) for i in (1, 3, 5)]


def test_words_and_ticks() -> None:
    """Examples of static/js/text/numbers.js and scale.js."""
    assert [numbers.chosen(v) for v in (0.6, 1e-8, 2.5e-5, 1234, 12345, -0.01, 0.0)] == [
        "0.6",
        "10⁻⁸",
        "2.5 × 10⁻⁵",
        "1230",
        "1.23 × 10⁴",
        "−0.01",
        "0",
    ]
    assert [numbers.measured(v) for v in (0.6, 1e-8, 0.00254, 26.1, 1500.0)] == ["0.600", "1.00 × 10⁻⁸", "0.00254", "26.1", "1.50 × 10³"]
    assert ticks.linear_ticks(-23, 6, 5) == [-20, -10, 0]
    assert ticks.log_ticks(-3.0, 2.0, 5) == [-3, -2, -1, 0, 1, 2]
    assert ticks.linear_bucket(-0.9, 2.7) == (-1.0, 3.0)


def test_png_has_the_width_asked_for_and_the_words(client: TestClient) -> None:
    """Text is drawn even where the machine has no font: the corner that holds the scene's line is not blank."""
    got = client.post("/api/picture?format=png&width=600", json=scene(steps=20))
    assert got.headers["content-type"] == "image/png"
    image = pixels(got.content)
    assert image.shape[1] == 600
    assert (image[:30, :200] < 128).any()
    dark = pixels(client.post("/api/picture?format=png&width=600&theme=dark", json=scene(steps=20)).content)
    assert dark[2, 2].tolist() == [0x14, 0x18, 0x1C]


def test_svg_holds_no_script_and_no_address(client: TestClient) -> None:
    evil = '</text><script>alert(1)</script>\u0000"&'
    got = client.post("/api/picture", json=scene(lane("adam") | {"label": evil}, steps=5))
    assert got.headers["content-type"] == "image/svg+xml"
    assert "<script" not in got.text
    assert re.findall(r'https?://[^"]+', got.text) == ["http://www.w3.org/2000/svg"]
    assert "alert(1)" in texts(ET.fromstring(got.text))


@pytest.mark.parametrize(
    ("query", "path"),
    [("format=bmp", "format"), ("width=10", "width"), ("width=9999", "width"), ("theme=pink", "theme"), ("step=-1", "step"),
     ("charts=nothing", "charts"),
     ("charts=x,y,u,v,lr", "charts"), ("x0=1", "x1"), ("x0=2&x1=1", "x1"), ("y0=nan&y1=1", "y0"),
     ("x0=1e300&x1=2e300", "x0"), ("width=1.5", "width")],
)  # fmt: skip
def test_a_bad_wish_is_refused(client: TestClient, query: str, path: str) -> None:
    got = client.post(f"/api/picture?{query}", json=scene())
    assert (got.status_code, got.json()["errors"][0]["path"]) == (422, path)


def test_pictures_wait_in_line(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes.shares, "_most_waiting", 0)
    assert client.post("/api/picture", json=scene(steps=1)).status_code == 503


@pytest.mark.parametrize("kind", ["svg", "png&width=300", "gif&frames=2&width=300"])
@pytest.mark.parametrize(
    ("said", "query"),
    [
        (scene(surface={"key": "crescent"}, steps=5), "y0=1e8&y1=100000001"),  # all that is seen lies above the top
        (scene(surface={"key": "canyon"}, steps=5), "x0=0&x1=1e-11"),
        (scene(start=[1e308, -1e308], steps=5), "charts=x,y,u,loss"),
        (scene(surface={"key": "formula", "formula": "-exp(exp(x))"}, start=[6.5, 0], steps=5), "charts=loss,lr_x"),
        (scene(surface={"key": "formula", "formula": "log(x)"}, start=[-1, 0], steps=1), "step=0"),
        (scene(surface={"key": "formula", "formula": "5"}, steps=1), "charts="),
        (scene(lane("gradient_descent", lr=10.0), start=[100, 100], steps=5), "charts=x"),  # always beyond the chart's range
    ],
)
def test_nothing_is_too_extreme_to_be_drawn(client: TestClient, kind: str, said: Any, query: str) -> None:
    assert client.post(f"/api/picture?format={kind}&{query}", json=said).status_code == 200
