"""Every change can be taken back, by button and by key."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import drag, drawn, middle, pause, quiet, thumb


def start_of(page: Page) -> str:
    """Return where the start stands, in the words for a screen reader."""
    return page.locator("#lanes .start").first.get_attribute("aria-label") or ""


def test_a_drag_is_one_step_back_and_one_forth(page: Page) -> None:
    before = start_of(page)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    drag(page, middle(page.locator("#lanes .start i").first), (60, 40), 0, moves=4)
    pause(page, 700)  # longer than the pause that ends a change where nothing is held
    page.mouse.move(500, 400)
    page.mouse.up()
    quiet(page)
    after = start_of(page)
    assert after != before
    page.locator("body").press("z")
    expect(page.locator("#lanes .start").first).to_have_attribute("aria-label", before)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    page.locator("body").press("Shift+Z")
    expect(page.locator("#lanes .start").first).to_have_attribute("aria-label", after)
    page.locator("body").press("Control+z")
    expect(page.locator("#lanes .start").first).to_have_attribute("aria-label", before)


def test_the_slider_a_lane_and_a_lesson_are_undone_one_after_the_other(page: Page) -> None:
    field = page.locator("#hero input:not([type=range])").first
    undo = page.get_by_role("button", name="Undo")
    drag(page, thumb(page.locator("#hero input[type=range]")), (-200, 0), 1)
    page.mouse.up()
    dragged = field.input_value()
    assert dragged != "0.6"
    page.get_by_role("button", name="All settings").click()
    page.get_by_role("button", name="Duplicate").first.click()
    expect(page.locator("#lanes .stage")).to_have_count(4)
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#lesson h1")).not_to_contain_text("AdaGrad arrives")
    undo.click()
    expect(page.locator("#lesson h1")).to_contain_text("AdaGrad arrives")
    expect(page.locator("#lanes .stage")).to_have_count(4)
    undo.click()
    expect(page.locator("#lanes .stage")).to_have_count(3)
    expect(field).to_have_value(dragged)
    undo.click()
    expect(field).to_have_value("0.6")
    expect(undo).to_be_disabled()
    drawn(page)


def test_reset_brings_the_lesson_back_and_can_be_undone(page: Page) -> None:
    field = page.locator("#hero input:not([type=range])").first
    field.fill("0.3")
    field.press("Enter")
    page.locator(".sentence").click()
    page.locator("body").press("Home")
    page.locator("body").press("r")
    expect(field).to_have_value("0.6")
    expect(page.locator(".position input")).to_have_value("34")
    page.locator("body").press("z")
    expect(field).to_have_value("0.3")
    field.fill("0.25")
    field.press("Enter")
    expect(page.get_by_role("button", name="Redo")).to_be_disabled()


@pytest.mark.thorough
def test_the_nudge_of_the_opening_is_no_change(page: Page) -> None:
    page.emulate_media(reduced_motion="no-preference")
    page.reload()
    drawn(page)
    expect(page.locator(".position input")).to_have_value("34")
    page.wait_for_function("getComputedStyle(document.querySelector('.start')).translate !== ''")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
