"""What is drawn, and what is not asked for."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import ink, open_scene
from tests.browser.server import Server

DOTS = """async () => {
  const load = (name) => import(new URL(`js/view/${name}.js`, location.href));
  const [{ stampDots }, { looks, grounds, stampMarker }] = [await load("stamps"), await load("looks")];
  const places = Array.from({ length: 60 }, (_, i) => [9 + 17.37 * (i % 9) + 1.913 * i, 11 + 21.61 * Math.floor(i / 9) + 0.771 * i]);
  const size = { r: 2.54, rim: 0.5 };
  const drawn = (density, draw) => {
    const canvas = new OffscreenCanvas(320 * density, 240 * density);
    const pen = canvas.getContext("2d", { willReadFrequently: true });
    pen.fillStyle = "#8899aa";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.setTransform(density, 0, 0, density, 0, 0);
    draw(pen);
    return pen.getImageData(0, 0, canvas.width, canvas.height).data;
  };
  const apart = (one, other) => one.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i])), 0);
  return [1, 1.25, 2].flatMap((density) => Object.values(grounds).flatMap((theme) => looks.map((look) => {
    const copied = drawn(density, (pen) => stampDots(pen, look, places, size, theme));
    const eighth = (at) => Math.round(at * density * 8) / 8 / density;
    const stamp = (pen, [x, y]) => stampMarker(pen, look, { x: eighth(x), y: eighth(y), ...size }, theme);
    const one = drawn(density, (pen) => places.forEach((at) => stamp(pen, at)));
    const none = drawn(density, () => {});
    return { look: `${look.marker} ${density} ${theme.dark}`, apart: apart(copied, one), inked: apart(copied, none) };
  })));
}"""
"""How far the dots copied from a sheet are from those drawn one by one on the same eighths of a pixel, and from no dots at all."""


def test_dots_that_are_copied_look_as_if_each_were_drawn(page: Page) -> None:
    found = page.evaluate(DOTS)
    assert len(found) == 48  # looks, grounds and densities
    assert [each for each in found if each["apart"] > 3] == []
    assert [each for each in found if each["inked"] < 60] == []


def test_the_first_lesson_is_drawn_without_a_click(page: Page) -> None:
    expect(page.locator("#lesson h1")).to_contain_text("AdaGrad arrives")
    expect(page.locator("#lanes .stage")).to_have_count(3)
    expect(page.locator("#lanes")).to_contain_text("Gradient descent")
    expect(page.locator("#hero input[type=range]")).to_have_count(1)
    expect(page.locator("#charts canvas")).not_to_have_count(0)
    expect(page.locator(".position input")).to_have_value("34")
    assert len({ink(page, lane) for lane in range(3)}) == 3


def test_divergence_is_told_in_the_panel(blank: Page, server: Server) -> None:
    scene = {
        "version": 1,
        "surface": {"key": "ellipse", "knobs": {}},
        "start": [-8, 2],
        "steps": 100,
        "lanes": [
            {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.3}}},
            {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.1}}},
        ],
    }
    open_scene(blank, server, scene)
    expect(blank.locator("#lanes .fate").first).to_contain_text("diverged at step 29")
    expect(blank.locator("#lanes .fate").nth(1)).to_be_hidden()
    expect(blank.locator(".mark")).to_have_count(1)


def test_plotly_and_the_canvas_agree_on_where_things_are(page: Page) -> None:
    """The path's canvas stands exactly over Plotly's plotting area, in every panel."""
    places = page.evaluate(
        """() => [...document.querySelectorAll("#lanes .stage")].map((stage) => {
            const canvas = stage.querySelector("canvas.overlay").getBoundingClientRect();
            const plot = stage.querySelector(".plot .bglayer .bg").getBoundingClientRect();
            return [canvas, plot].map(({ left, top, width, height }) => [left, top, width, height]);
        })"""
    )
    assert len(places) == 3
    for canvas, plot in places:
        assert canvas == pytest.approx(plot, abs=1.0), json.dumps(places)
