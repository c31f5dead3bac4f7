"""How the surface and the run are shown: one panel or several, a line through the path, three dimensions, the charts' axes."""

import json
import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.eye import Wire, at_rest, stage, wheel
from tests.browser.hand import choose, drawn, lane_scene, pause, quiet, still, thumb, watched
from tests.browser.server import Server

COLORS = """(canvas, share) => {
    const density = canvas.width / canvas.clientWidth;
    const overlay = canvas.parentElement.querySelector('canvas.overlay');
    const x = (parseFloat(overlay.style.left) + share * parseFloat(overlay.style.width)) * density;
    const { data } = canvas.getContext('2d').getImageData(Math.round(x), 0, 1, canvas.height);
    return Array.from({ length: canvas.height }, (_, i) => [...data.slice(4 * i, 4 * i + 4)]);
}"""
"""The colours of a canvas in the column at a share of the plot's width."""


def test_one_panel_shows_all_lanes_or_one_of_them(wire: Wire, page: Page) -> None:
    before = at_rest(page)
    side = wire.views[-1]["panels"]
    choose(page, "Overlay")
    over = at_rest(page)
    expect(page.locator("#lanes .panel:visible")).to_have_count(1)
    expect(page.locator("#lanes .key li")).to_have_count(3)
    expect(page.locator("#lanes .key li").nth(1)).to_contain_text("AdaGrad (mean)")
    expect(page.locator("#lanes .key li").nth(1)).to_contain_text("76.1")  # f at step 34, as under its panel
    assert len({json.dumps(panel) for panel in wire.views[-1]["panels"]}) == 1
    assert wire.views[-1]["panels"][0]["width"] > 2 * side[0]["width"]
    expect(page.locator("#lanes canvas.overlay").first).to_have_attribute("aria-label", re.compile("Gradient descent.*;.*AdaGrad.*;"))
    page.get_by_role("button", name="One step back").click()
    assert at_rest(page)[0] != over[0]
    page.get_by_role("button", name="One step forward").click()
    choose(page, "One large")
    alone = at_rest(page)
    expect(page.locator("#lanes .lane-name:visible")).to_contain_text("AdaGrad (mean)")  # the lesson's main lane
    page.locator("#lanes .tabs button").nth(0).click()
    expect(page.locator("#lanes .lane-name:visible")).to_contain_text("Gradient descent")
    assert at_rest(page)[0] != alone[0]
    choose(page, "Side by side")
    assert at_rest(page) == before
    assert wire.views[-1]["panels"] == side


def test_the_profile_shows_the_iterate_on_the_curve(wire: Wire, page: Page) -> None:
    address = page.url
    choose(page, "Profile")
    choose(page, "Steep direction")
    still(page)
    assert wire.views[-1]["profile"]["along"] == "steep"
    assert wire.views[-1]["profile"]["step"] == 34
    profile = wire.header()["lanes"][1]["profile"]
    ball = page.locator("#lanes canvas.profile").nth(1)
    seen = ball.evaluate(COLORS, (profile["at"]["t"] - profile["t"][0]) / (profile["t"][1] - profile["t"][0]))
    assert [213, 94, 0, 255] in seen  # vermillion, the ball of the second lane
    assert [255, 255, 255, 255] in seen
    before = ball.evaluate("canvas => canvas.toDataURL()")
    page.keyboard.press("ArrowRight")
    still(page)
    assert wire.views[-1]["profile"]["step"] == 35
    assert ball.evaluate("canvas => canvas.toDataURL()") != before
    page.mouse.click(*stage(page, 1))  # there is no place for the start here
    wheel(page, stage(page, 1), -200, 3)
    still(page)
    part = wire.header()["lanes"][1]["profile"]["t"]
    assert part[1] - part[0] < 0.5 * (profile["t"][1] - profile["t"][0])
    page.keyboard.press("0")
    page.keyboard.press("ArrowLeft")
    choose(page, "Contour")
    at_rest(page)
    assert "profile" not in wire.views[-1]
    assert lane_scene(page) == address


@pytest.mark.thorough
def test_the_balls_of_the_profile_follow_the_finger(page: Page) -> None:
    choose(page, "Profile")
    still(page)
    canvas = page.locator("#lanes canvas.profile").nth(1)
    seen = {canvas.evaluate("canvas => canvas.toDataURL()")}
    x, y = thumb(page.locator("#hero input[type=range]"))
    page.mouse.move(x, y)
    page.mouse.down()
    for i in range(1, 16):
        page.mouse.move(x - 15 * i, y)
        quiet(page, 0)
        seen.add(canvas.evaluate("canvas => canvas.toDataURL()"))
    page.mouse.up()
    assert len(seen) >= 8


@pytest.mark.thorough
def test_three_dimensions_are_loaded_when_opened_and_leave_nothing_behind(wire: Wire, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    before = at_rest(page)
    choose(page, "3-D")
    expect(page.locator(".solid canvas").first).to_be_visible()
    assert any("gl3d" in url for url in asked)
    expect(page.locator("#lanes .grid")).to_be_hidden()
    solid = page.locator(".solid")
    first = solid.evaluate("root => JSON.stringify(root.layout.scene.camera.eye)")
    solid.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("first => JSON.stringify(document.querySelector('.solid').layout.scene.camera.eye) !== first", arg=first)
    expect(page.locator(".position input")).to_have_value("34")  # the arrow was the camera's
    choose(page, "Contour")
    assert at_rest(page) == before
    expect(page.locator(".solid canvas")).to_have_count(0)


@pytest.mark.thorough
def test_without_webgl_a_sentence_and_the_contour(context: BrowserContext, server: Server, complaints: list[str]) -> None:
    context.add_init_script(
        """const own = HTMLCanvasElement.prototype.getContext;
        HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
            return kind.startsWith('webgl') ? null : own.call(this, kind, ...more);
        };"""
    )
    page = watched(context, complaints)
    page.goto(server.url)
    drawn(page)
    choose(page, "3-D")
    expect(page.locator("#notice")).to_contain_text("WebGL")
    expect(page.locator("#lanes .grid")).to_be_visible()
    assert complaints == []


@pytest.mark.thorough
def test_three_dimensions_that_cannot_be_loaded_say_so_and_come_the_next_time(blank: Page, server: Server, complaints: list[str]) -> None:
    page = blank
    page.route("**/plotly-gl3d*", lambda route: route.abort())  # before the page: a loaded one may ask past it
    page.goto(server.url)
    drawn(page)
    choose(page, "3-D")
    expect(page.locator("#notice")).to_contain_text("could not be loaded")
    expect(page.locator("#notice")).not_to_contain_text("WebGL")
    expect(page.locator("#lanes .grid")).to_be_visible()
    page.unroute("**/plotly-gl3d*")
    choose(page, "3-D")
    expect(page.locator(".solid canvas").first).to_be_visible()
    complaints.clear()


@pytest.mark.thorough
def test_who_left_three_dimensions_before_they_failed_to_load_hears_nothing(blank: Page, server: Server, complaints: list[str]) -> None:
    page, held = blank, list[Route]()
    page.route("**/plotly-gl3d*", lambda route: held.append(route))  # noqa: PLW0108  (Playwright refuses a built-in method)
    page.goto(server.url)
    drawn(page)
    choose(page, "3-D")
    expect(page.locator(".solid")).to_be_visible()
    choose(page, "Profile")
    with page.expect_event("requestfailed"):
        held[0].abort()
    pause(page, 100)
    expect(page.locator("#notice")).not_to_contain_text("loaded")
    expect(page.locator("#lanes canvas.profile").first).to_be_visible()
    complaints.clear()
