"""One timeline for all lanes, by hand, by keyboard and by itself."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import ink_at_rest, pause, still
from tests.browser.server import Server

SEEN = """window.seen = new Set();
setInterval(() => { const field = document.querySelector(".position input"); if (field) window.seen.add(field.value); }, 10);"""
"""Notes in the page at which steps the marker was: a look from outside may come when it has arrived."""


def test_one_timeline_moves_every_marker(page: Page) -> None:
    step = page.locator(".position input")
    before = [ink_at_rest(page, lane) for lane in range(3)]
    page.get_by_role("button", name="One step back").click()
    expect(step).to_have_value("33")
    still(page)
    assert all(ink_at_rest(page, lane) != old for lane, old in enumerate(before))
    page.get_by_role("button", name="One step forward").click()
    expect(step).to_have_value("34")
    still(page)
    assert [ink_at_rest(page, lane) for lane in range(3)] == before
    page.get_by_role("button", name="To the end").click()
    expect(step).to_have_value("400")
    page.get_by_role("button", name="To the start").click()
    expect(step).to_have_value("0")
    page.locator(".pace").select_option(label="5 steps/s")  # it is pressed long before the end, however slow a hand is
    page.get_by_role("button", name="Play").click()
    expect(step).to_have_value(re.compile(r"[2-9]|\d\d"))
    page.get_by_role("button", name="Pause").click()
    held = step.input_value()
    pause(page, 300)
    expect(step).to_have_value(held)
    page.locator(".scrubber input").fill("200")
    expect(step).to_have_value("200")
    step.fill("77")
    step.press("Enter")
    expect(step).to_have_value("77")
    expect(page.locator("#lanes .readout").nth(1)).to_contain_text("77")


@pytest.mark.thorough
def test_the_numbers_under_a_panel_follow_a_scene_that_changes_at_once(page: Page) -> None:
    readout = page.locator("#lanes .readout").nth(1)
    before = readout.inner_text()
    page.locator("#hero input:not([type=range])").fill("0.3")
    expect(readout).not_to_have_text(before)
    still(page)
    assert "…" not in readout.inner_text()


def test_the_keyboard_steps_and_plays(page: Page) -> None:
    step = page.locator(".position input")
    page.locator("body").press("ArrowRight")
    expect(step).to_have_value("35")
    page.locator("body").press("Home")
    expect(step).to_have_value("0")
    page.locator("body").press("End")
    expect(step).to_have_value("400")


def test_events_are_marked_named_and_gone_to(page: Page) -> None:
    """Six bursts of the lesson's main lane: the first at step 34, as its sentence says; another lane has its own."""
    step, marks = page.locator(".position input"), page.locator(".mark.blow-up")
    expect(marks).to_have_count(6)
    expect(marks.first).to_have_attribute("title", re.compile(r"^blow-up at step 34: .* over at 42$"))
    expect(page.locator(".told")).to_have_text(re.compile(r"^\s*blow-up 34\s*blow-up 72\s*blow-up 123\s*3 more\s*$"))
    marks.nth(5).click()
    expect(step).to_have_value("345")
    marks.nth(1).click()
    expect(step).to_have_value("72")
    page.locator(".told").get_by_text("blow-up 123").click()
    expect(step).to_have_value("123")
    page.locator(".told").get_by_text("3 more").click()
    expect(page.get_by_role("tab", name="Events")).to_have_attribute("aria-selected", "true")
    page.get_by_label("Walker whose events are marked").select_option(label="Gradient descent")
    expect(page.locator(".mark")).to_have_count(1)
    expect(page.locator(".mark")).to_have_attribute("title", re.compile("^stall at step"))


def test_the_opening_replays_once_and_stops_at_the_first_touch(blank: Page, server: Server) -> None:
    """With motion: the marker runs by itself; one press ends it, and the start has not moved for good."""
    blank.emulate_media(reduced_motion="no-preference")
    blank.add_init_script(SEEN)
    blank.goto(server.url)
    step = blank.locator(".position input")
    expect(blank.locator("#lanes .readout").first).to_contain_text("step")
    blank.wait_for_function("() => window.seen.size > 3")  # it runs by itself
    blank.mouse.click(5, 400)
    pause(blank, 300)
    held = step.input_value()
    pause(blank, 600)
    expect(step).to_have_value(held)
    assert "#" not in blank.url
