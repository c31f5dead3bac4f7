"""What is drawn, and what is not asked for."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import ink, open_scene
from tests.browser.server import Server


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
