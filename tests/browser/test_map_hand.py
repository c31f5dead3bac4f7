"""Hand and keyboard on a map: looking at a pixel, zooming, choosing one by keys."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import lane_scene, quiet, unlinked
from tests.browser.maps import START, Asked, number, opened, place, scene, tiles, whole
from tests.browser.server import Server


def test_what_is_under_the_mouse_shows_its_path_on_the_surface(blank: Page, server: Server) -> None:
    opened(blank, server, scene(START))
    overlay = blank.locator("#lanes .panel:visible canvas.overlay")
    before = overlay.evaluate("c => c.toDataURL()")
    with blank.expect_request("**/api/frames") as request:
        blank.mouse.move(*place(blank, 0.2, 0.2))
    asked = request.value.post_data_json
    assert asked
    assert asked["scene"]["start"] == pytest.approx([-3, -3], abs=0.1)
    quiet(blank)
    assert overlay.evaluate("c => c.toDataURL()") != before
    blank.mouse.move(5, 5)
    quiet(blank)
    assert overlay.evaluate("c => c.toDataURL()") == before


def test_wheel_and_box_zoom_and_the_way_back_is_exact(asked: Asked, blank: Page, server: Server) -> None:
    opened(blank, server, scene(START))
    before, ranges = tiles(blank), asked.axes()
    blank.mouse.move(*place(blank, 0.5, 0.5))
    blank.mouse.wheel(0, -400)
    quiet(blank)
    (low, high), _ = asked.axes()
    assert (low, high) == pytest.approx((-2.5, 2.5), abs=0.1)
    blank.mouse.move(*place(blank, 0.25, 0.25))
    blank.mouse.down()
    blank.mouse.move(*place(blank, 0.5, 0.75), steps=5)
    blank.mouse.up()
    whole(blank)
    across, up = asked.axes()
    assert across == pytest.approx((-1.25, 0), abs=0.1)
    assert up == pytest.approx((-1.25, 1.25), abs=0.1)
    assert tiles(blank) != before
    assert unlinked(lane_scene(blank))["start"] == [-1, 0.5]  # a box is no click
    blank.get_by_role("button", name="Whole map").click()
    blank.mouse.move(5, 5)
    whole(blank)
    assert asked.axes() == ranges
    assert tiles(blank) == before


def test_a_zoom_ends_where_numbers_do_without_a_complaint(asked: Asked, blank: Page, server: Server) -> None:
    opened(blank, server, scene(START, steps=20))
    blank.mouse.move(*place(blank, 0.31, 0.62))
    for _ in range(60):
        blank.mouse.wheel(0, -400)
    whole(blank)
    low, high = asked.axes()[0]
    assert 0 < high - low < 1e-11
    expect(blank.locator(".map > .fault")).to_be_hidden()


def test_the_keyboard_chooses_a_pixel_which_is_read_out_and_put_in(blank: Page, server: Server) -> None:
    opened(blank, server, scene(START))
    field = blank.locator(".field")
    field.focus()
    blank.keyboard.press("ArrowRight")
    for _ in range(3):
        blank.keyboard.press("Shift+ArrowUp")
    said = blank.locator(".map [aria-live]")
    expect(said).to_contain_text("minimum")
    text = said.inner_text()
    blank.keyboard.press("Enter")
    assert unlinked(lane_scene(blank))["start"] == [number(text, "x₀"), number(text, "y₀")]
    assert number(text, "y₀") > 4


def test_on_a_phone_s_first_screen_there_are_map_and_main_slider(pocket: Page, server: Server) -> None:
    pocket.goto(f"{server.url}?lesson=newton_basins")
    whole(pocket)
    field, hero, bar = (pocket.locator(each).bounding_box() for each in (".map .field", "#hero", "#timeline"))
    assert field
    assert hero
    assert bar
    assert field["y"] + field["height"] <= hero["y"] + 1
    assert hero["y"] + hero["height"] <= bar["y"]
