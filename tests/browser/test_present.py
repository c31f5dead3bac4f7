"""Presenter mode: what a lecturer does with a clicker, a mouse and a few keys."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import drawn, link, middle
from tests.browser.server import Server

NOTE = """() => {
    window.echoed = new Set();
    const look = () => document.querySelectorAll("#presenter kbd").forEach((each) => window.echoed.add(each.textContent));
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""
"""Notes in the page what it echoes: a look from outside may come when that has faded."""


@pytest.fixture
def hall(page: Page) -> Page:
    page.keyboard.press("p")
    expect(page.locator("body")).to_have_attribute("data-presenting", "on")
    return page


def start_of(page: Page) -> str | None:
    """Return where the start stands, in the words for a screen reader."""
    return page.locator("#lanes .start").first.get_attribute("aria-label")


def test_the_page_is_large_light_and_bare(hall: Page) -> None:
    html = hall.locator("html")
    expect(html).to_have_attribute("data-size", "projector")
    expect(html).to_have_attribute("data-theme", "light")
    step = hall.locator(".position input")
    expect(step).to_have_value("34")
    assert step.evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 0.033 * 900  # 36 px on 1080 lines
    expect(hall.locator("#tools")).to_be_hidden()
    hall.keyboard.press("ArrowRight")
    expect(step).to_have_value("35")
    hall.keyboard.press("Escape")
    expect(hall.locator("#presenter")).to_have_count(0)
    expect(html).to_have_attribute("data-size", "desk")
    expect(hall.locator("#tools")).to_be_visible()


def test_the_clicker_reveals_then_goes_on_then_back(hall: Page) -> None:
    hall.keyboard.press("h")
    expect(hall.locator("h1")).to_have_text("What comes next?")
    slider = hall.locator("#hero input[type=range]")
    slider.focus()
    before = slider.input_value()
    hall.keyboard.press("PageDown")
    expect(hall.locator("h1")).to_contain_text("AdaGrad arrives")
    assert slider.input_value() == before
    hall.keyboard.press("PageDown")
    expect(hall.locator("h1")).to_contain_text("What do the next steps do?")
    hall.keyboard.press("PageDown")
    expect(hall.locator(".sentence")).to_contain_text("jump up and down the walls")
    hall.keyboard.press("PageDown")
    expect(hall.locator("h1")).to_have_text("The blow-up, as in the lecture")
    hall.keyboard.press("PageUp")
    expect(hall.locator("h1")).to_contain_text("AdaGrad arrives")
    drawn(hall)


@pytest.mark.thorough
def test_b_blanks_and_brings_back(hall: Page) -> None:
    hall.keyboard.press("b")
    black = hall.locator("#presenter .black")
    expect(black).to_be_visible()
    assert black.evaluate("e => e.getBoundingClientRect().width === innerWidth && getComputedStyle(e).backgroundColor") == "rgb(0, 0, 0)"
    hall.keyboard.press("b")
    expect(black).to_have_count(0)


def test_the_lock_keeps_the_start_and_the_setting_where_they_are(hall: Page) -> None:
    before = start_of(hall)
    value = hall.locator("#hero input[type=range]").input_value()
    hall.keyboard.press("l")
    expect(hall.locator("#presenter .signs")).to_contain_text("locked")
    for part in ("#lanes .start i >> nth=0", "#hero input[type=range]"):
        x, y = middle(hall.locator(part))
        hall.mouse.move(x, y)
        hall.mouse.down()
        hall.mouse.move(x + 80, y + 30, steps=5)
        hall.mouse.up()
    x, y = middle(hall.locator("#lanes .stage").nth(1))
    hall.mouse.click(x, y)
    assert start_of(hall) == before
    assert hall.locator("#hero input[type=range]").input_value() == value
    hall.keyboard.press("l")
    hall.mouse.click(x, y)
    assert start_of(hall) != before
    hall.keyboard.press("z")
    expect(hall.locator("#lanes .start").first).to_have_attribute("aria-label", before or "")


@pytest.mark.thorough
def test_keys_are_echoed_the_dot_follows_and_no_tip_shows(hall: Page) -> None:
    hall.evaluate(NOTE)
    hall.keyboard.press("d")
    hall.wait_for_function("() => window.echoed.has('D')")
    hall.mouse.move(400, 300)
    x, y = middle(hall.locator("#presenter .dot"))
    assert abs(x - 400) < 1
    assert abs(y - 300) < 1
    expect(hall.locator("#presenter kbd")).to_have_count(0)
    hall.get_by_role("button", name="Play").hover()
    expect(hall.get_by_role("button", name="Play")).not_to_have_attribute("title", "Play")
    hall.keyboard.press("d")
    expect(hall.locator("#presenter .dot")).to_have_count(0)
    hall.get_by_role("button", name="End presenting").click()
    expect(hall.get_by_role("button", name="Play")).to_have_attribute("title", "Play")


def test_many_lanes_share_one_panel_and_part_again_at_the_end(blank: Page, server: Server) -> None:
    keys = ("gradient_descent", "momentum", "adagrad", "rmsprop", "adam")
    scene = {"surface": {"key": "crescent"}, "steps": 100, "lanes": [{"optimizer": {"key": key}} for key in keys]}
    blank.set_viewport_size({"width": 1280, "height": 720})
    blank.goto(server.url + link(scene))
    expect(blank.locator("#lanes .panel:visible")).to_have_count(5)
    blank.keyboard.press("p")
    expect(blank.locator("#lanes .panel:visible")).to_have_count(1)
    expect(blank.locator(".key b")).to_have_text(["Gradient descent", "Momentum", "AdaGrad", "RMSProp", "Adam"])
    blank.keyboard.press("Escape")
    expect(blank.locator("#lanes .panel:visible")).to_have_count(5)
    blank.goto(f"{server.url}?layout=large{link(scene)}")
    expect(blank.locator(".tabs button")).to_have_count(5)
    blank.keyboard.press("p")
    expect(blank.locator("body")).to_have_attribute("data-presenting", "on")
    expect(blank.locator(".tabs button")).to_have_count(5)  # a layout that somebody chose stays


def test_a_number_of_a_panel_is_shown_whole_or_not_at_all_and_leaves_no_empty_chip(blank: Page, server: Server) -> None:
    """What has no room in the row wraps below it; its exponent peeped out, and the chip stayed as wide as the panel."""
    blank.set_viewport_size({"width": 1440, "height": 810})
    blank.goto(f"{server.url}?lesson=adam_is_both")
    drawn(blank)
    blank.keyboard.press("p")
    expect(blank.locator("body")).to_have_attribute("data-presenting", "on")
    expect(blank.locator(".readout").first).to_contain_text("f")
    found = blank.locator(".readout").evaluate_all(
        """chips => chips.flatMap((chip) => {
          const box = chip.getBoundingClientRect();
          const clear = getComputedStyle(chip).backgroundColor;
          return [...chip.children].map((span) => {
            const range = document.createRange();
            range.selectNodeContents(span);
            const top = Math.min(...[...range.getClientRects()].map((rect) => rect.top)), low = span.getBoundingClientRect().bottom;
            return [clear, low <= box.bottom + 1 || top >= box.bottom];
          });
        })"""
    )
    assert len(found) == 12
    assert all(whole for _, whole in found)
    assert {clear for clear, _ in found} == {"rgba(0, 0, 0, 0)"}
