"""The ground of a panel: a click there puts the start, a drag never does."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eye import Wire
from tests.browser.hand import drag, still
from tests.browser.server import Server


def start_of(page: Page) -> str:
    """Return where the start stands, in the words for a screen reader."""
    return page.locator("#lanes .start").first.get_attribute("aria-label") or ""


def ground(page: Page) -> tuple[float, float]:
    """Return a free place of the second panel."""
    box = page.locator("#lanes .stage").nth(1).bounding_box()
    assert box
    return box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.25


def test_a_drag_on_the_ground_leaves_the_run_alone(page: Page) -> None:
    before = start_of(page)
    drag(page, ground(page), (-60, 50), 1, moves=4)
    expect(page.locator("#lanes .ghost:not([hidden])")).to_have_count(0)
    page.mouse.up()
    still(page)
    assert start_of(page) == before
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_a_click_there_moves_the_start_though_the_hand_trembles_and_is_undone(page: Page) -> None:
    before = start_of(page)
    drag(page, ground(page), (2, 1), 1, moves=2)
    page.mouse.up()
    still(page)
    assert start_of(page) != before
    page.locator("body").press("z")
    expect(page.locator("#lanes .start").first).to_have_attribute("aria-label", before)


def test_a_drag_on_zoomed_ground_pans(wire: Wire, page: Page) -> None:
    page.mouse.move(*ground(page))
    page.mouse.wheel(0, -600)
    still(page)
    left, right = wire.views[-1]["panels"][1]["x"]
    drag(page, ground(page), (-60, 0), 1, moves=6)
    page.mouse.up()
    still(page)
    moved = wire.views[-1]["panels"][1]["x"]
    assert moved[1] - moved[0] == pytest.approx(right - left)
    assert moved[0] > left
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    page.mouse.click(*ground(page))
    still(page)
    expect(page.get_by_role("button", name="Undo")).to_be_enabled()


def test_help_lists_what_the_mouse_does(page: Page) -> None:
    page.keyboard.press("?")
    section = page.get_by_role("dialog", name="Help").locator("section").filter(has_text="With the mouse, on a panel")
    expect(section.locator("kbd")).to_have_text(["Click", "Drag", "Shift drag", "Wheel", "Double click"])


OVERLAP = """() => [...document.querySelectorAll('#lanes .panel')].some((panel) => {
  const [label, name] = ['.start b', '.lane-name'].map((each) => panel.querySelector(each).getBoundingClientRect());
  return label.width && label.left < name.right && name.left < label.right && label.top < name.bottom && name.top < label.bottom;
})"""


def test_where_a_start_outside_lies_is_not_written_over_the_lane_s_name(page: Page, server: Server) -> None:
    """A panel that is too narrow for both has the name at its other end."""
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(f"{server.url}?lesson=adam_spikes")
    page.keyboard.press("p")
    expect(page.locator("#lanes .start b").first).to_contain_text("outside")
    page.wait_for_function(f"!({OVERLAP})()")
