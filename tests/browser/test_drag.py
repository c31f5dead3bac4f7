"""What follows the hand: sliders and the start point, on every panel, by mouse and finger."""

import pytest
from playwright.sync_api import Page

from tests.browser.eye import Wire, at_rest
from tests.browser.hand import drag, drawn, ink, lane_scene, middle, open_scene, quiet, still, thumb
from tests.browser.server import Server

SIX = {
    "version": 1,
    "surface": {"key": "crescent", "knobs": {}},
    "steps": 100_000,
    "lanes": [
        {"optimizer": {"key": key, "knobs": {"lr": 0.01}}}
        for key in ("gradient_descent", "momentum", "adagrad_mean", "rmsprop", "adam", "adagrad")
    ],
}


PAINTED = """() => {
    const all = [...document.querySelectorAll("#lanes canvas.overlay")], clear = CanvasRenderingContext2D.prototype.clearRect;
    window.painted = all.map(() => 0);
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
        if (all.includes(this.canvas)) window.painted[all.indexOf(this.canvas)]++;
        return clear.apply(this, box);
    };
}"""
"""Counts how often the canvas of each lane is painted."""


def charts(page: Page) -> list[str]:
    """Return what the canvases of the charts show."""
    found: list[str] = page.evaluate("[...document.querySelectorAll('#charts canvas')].map((canvas) => canvas.toDataURL())")
    return found


def test_paths_change_during_the_drag_of_the_slider(page: Page) -> None:
    """At least two in three of the moves are seen while the button is still down."""
    seen = drag(page, thumb(page.locator("#hero input[type=range]")), (-300, 0), 1)
    assert len(set(seen)) >= 20
    page.mouse.up()


@pytest.mark.thorough
def test_six_lanes_of_100_000_steps_follow_the_finger(blank: Page, server: Server) -> None:
    frames: list[int] = []
    blank.on(
        "websocket", lambda socket: socket.on("framereceived", lambda data: frames.append(len(data)) if isinstance(data, bytes) else None)
    )
    open_scene(blank, server, SIX)
    blank.get_by_role("button", name="All settings").click()
    slider = blank.locator(".number:has(#rail-lanes-0-optimizer-knobs-lr) input[type=range]")
    slider.scroll_into_view_if_needed()
    before = len(frames)
    seen = drag(blank, thumb(slider), (60, 0), 0)
    blank.mouse.up()
    assert len(set(seen)) >= 10
    assert len(frames) - before >= 10
    assert max(frames) < 100_000


def test_a_drag_paints_only_the_panel_that_changes_and_ends_with_the_picture_of_a_fresh_page(page: Page, server: Server) -> None:
    page.evaluate(PAINTED)
    seen = drag(page, thumb(page.locator("#hero input[type=range]")), (-300, 0), 1)
    painted = page.evaluate("window.painted")
    page.mouse.up()
    assert painted[1] >= len(set(seen)) - 1
    assert max(painted[0], painted[2]) <= 1  # once, because the balls leave the exact place that they have at rest
    url = lane_scene(page)
    rested = [*at_rest(page), *charts(page)]
    page.goto("about:blank")
    page.goto(url)
    drawn(page)
    assert [*at_rest(page), *charts(page)] == rested


def test_the_start_is_dragged_on_any_panel_and_all_paths_move(page: Page) -> None:
    before = [ink(page, lane) for lane in range(3)]
    seen = drag(page, middle(page.locator("#lanes .start i").nth(2)), (60, 40), 0)
    page.mouse.up()
    assert len(set(seen)) >= 20
    still(page)
    assert all(ink(page, lane) != old for lane, old in enumerate(before))


@pytest.mark.thorough
def test_a_click_puts_the_start_there(page: Page) -> None:
    box = page.locator("#lanes .stage").nth(1).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.2)
    still(page)
    x, y = middle(page.locator("#lanes .start i").nth(1))
    assert abs(x - box["x"] - box["width"] * 0.6) < 3
    assert abs(y - box["y"] - box["height"] * 0.2) < 3


def test_the_start_is_dragged_with_a_finger(pocket: Page, server: Server) -> None:
    pocket.goto(server.url)
    drawn(pocket)
    start = pocket.locator("#lanes .start i").nth(1)  # the lesson's main lane is the one that is shown
    x, y = middle(start)
    before = pocket.url
    touch = pocket.context.new_cdp_session(pocket)
    point = {"x": x, "y": y}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    for i in range(1, 15):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x + 4 * i, "y": y + 3 * i}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    still(pocket)  # the moves of a finger are handled with the next frame
    moved = middle(start)
    assert abs(moved[0] - x - 56) < 4
    assert abs(moved[1] - y - 42) < 4
    assert lane_scene(pocket) != before


def test_a_drag_whose_release_never_comes_ends_in_full_detail(wire: Wire, page: Page) -> None:
    drag(page, thumb(page.locator("#hero input[type=range]")), (-100, 0), 1, moves=4)
    assert wire.views[-1]["draft"]
    page.evaluate("window.dispatchEvent(new Event('blur'))")
    still(page)
    assert not wire.views[-1]["draft"]
    page.mouse.up()


def test_a_key_that_is_held_on_a_slider_draws_drafts_until_it_comes_up(wire: Wire, page: Page) -> None:
    page.locator("#hero input[type=range]").focus()
    for _ in range(4):
        page.keyboard.down("ArrowRight")  # the second one and those after it repeat
        quiet(page, 0)
    assert wire.views[-1]["draft"]
    page.keyboard.up("ArrowRight")
    still(page)
    assert not wire.views[-1]["draft"]
