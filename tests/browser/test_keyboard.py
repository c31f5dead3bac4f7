"""The keyboard: where the focus goes when a menu closes, the way past the buttons, the events of the timeline; forced colours."""

import io

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.hand import still


def test_escape_in_a_menu_gives_the_focus_back(page: Page) -> None:
    menu = page.locator("details.view > summary")
    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("details.view .sheet button:focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()


def test_the_first_stop_leads_to_the_panels(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the panels")
    expect(page.locator(":focus")).to_be_in_viewport()
    address = page.url
    page.keyboard.press("Enter")
    expect(page.locator("#lanes .start").first).to_be_focused()
    assert page.url == address


def test_event_marks_are_buttons_that_keys_reach(page: Page) -> None:
    page.locator("select.whose").select_option("1")
    page.keyboard.press("End")
    still(page)
    marks = page.get_by_role("toolbar", name="Events").get_by_role("button")
    count = marks.count()
    assert count >= 2
    page.get_by_label("Step", exact=True).focus()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("toolbar", name="Events")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(marks.first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(marks.nth(1)).to_be_focused()
    step = page.locator(".position input").input_value()
    page.keyboard.press("Enter")
    expect(page.locator(".position input")).not_to_have_value(step)


def test_with_forced_colours_track_marks_and_ticks_are_drawn(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    style = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
    text = page.evaluate("getComputedStyle(document.querySelector('.reveal, .toggle')).color")
    assert page.evaluate(style, [".mark", "backgroundColor"]) == text
    assert page.evaluate(style, [".hero .ticks i", "borderLeftWidth"]) == "1px"
    page.locator(".marks, .told").evaluate_all("all => all.forEach((each) => (each.style.visibility = 'hidden'))")
    picture = Image.open(io.BytesIO(page.locator(".scrubber input").screenshot())).convert("RGB")
    column = [picture.getpixel((picture.width // 3, y)) for y in range(picture.height)]
    assert len(set(column)) > 1
