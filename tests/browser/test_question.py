"""The lesson's question, put to the class before the answer shows; what happened as sentences; changes to try."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import still
from tests.browser.server import Server


def test_a_class_says_what_it_expects_and_then_sees_it(page: Page) -> None:
    page.get_by_role("button", name="Ask first").click()
    expect(page.locator("h1")).to_contain_text("What do the next steps do?")
    expect(page.locator("#timeline .position input")).to_have_value("28")
    guess = page.get_by_role("button", name=re.compile("^C. creep on"))
    guess.click()
    expect(guess).to_have_attribute("aria-pressed", "true")
    assert "only with the burst" not in page.locator("body").inner_text()
    page.locator(".options").get_by_role("button", name="Reveal").click()  # it stands where one has just answered
    expect(page.locator(".sentence")).to_contain_text("Not as you said. B. jump up and down the walls.")
    expect(page.get_by_role("button", name="Ask first")).to_be_hidden()


@pytest.mark.thorough
def test_the_reveal_makes_the_change_that_shows_the_answer(blank: Page, server: Server) -> None:
    """What is asked about is not in the scene: a larger momentum, a longer run. One step back brings the lesson's own."""
    blank.goto(f"{server.url}?lesson=momentum")
    blank.get_by_role("button", name="Ask first").click()
    field = blank.locator("#hero input:not([type=range])").first
    expect(field).to_have_value("0.9")
    blank.get_by_role("button", name="A. later").click()
    blank.locator(".options").get_by_role("button", name="Reveal").click()
    expect(field).to_have_value("0.99")
    expect(blank.locator(".sentence")).to_contain_text("As you said. A. later.")
    still(blank)
    blank.keyboard.press("z")
    expect(field).to_have_value("0.9")
    blank.goto(f"{server.url}?lesson=adagrad_stalls&step=500&future=hidden")
    blank.locator(".reveal").click()
    expect(blank.locator(".position")).to_contain_text("of 8,000")
    blank.goto(f"{server.url}?lesson=adagrad_stalls&step=400&future=hidden")  # not the lesson's question
    blank.locator(".reveal").click()
    expect(blank.locator(".position")).to_contain_text("of 2,000")


def test_a_try_changes_the_scene_and_can_be_undone(page: Page) -> None:
    field = page.locator("#hero input:not([type=range])").first
    expect(field).to_have_value("0.6")
    page.get_by_text("Why?").click()
    page.get_by_role("button", name="Set the middle rate to 0.2").click()
    expect(field).to_have_value("0.2")
    still(page)
    page.keyboard.press("z")
    expect(field).to_have_value("0.6")


def test_a_press_beside_the_words_only_puts_them_away(page: Page) -> None:
    """It moves neither the start nor the marker; the next one does."""
    why = page.locator("details.why")
    start = page.locator("#lanes .start").first
    before = start.get_attribute("aria-label")
    box = None
    for place in ("#lanes .stage >> nth=0", "#charts .curves >> nth=0"):
        why.locator("summary").click()
        expect(why).to_have_attribute("open", "")
        box = page.locator(place).bounding_box()
        assert box
        page.mouse.click(box["x"] + 0.6 * box["width"], box["y"] + 0.7 * box["height"])
        expect(why).not_to_have_attribute("open", "")
        still(page)
        assert start.get_attribute("aria-label") == before
        expect(page.locator(".position input")).to_have_value("34")
    assert box
    page.mouse.click(box["x"] + 0.6 * box["width"], box["y"] + 0.7 * box["height"])
    expect(page.locator(".position input")).not_to_have_value("34")


def test_events_are_sentences_that_lead_to_their_step(page: Page) -> None:
    page.get_by_role("button", name="Behind the picture").click()
    page.get_by_role("tab", name="Events").click()
    page.locator("#side-view").get_by_role("button", name=re.compile(r"^blow-up at step 72:")).click()
    expect(page.locator("#timeline .position input")).to_have_value("72")
    expect(page.locator("#side-view")).to_contain_text(re.compile("converged at step 279"))
