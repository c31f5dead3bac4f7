"""For everybody: no violation that axe knows, a lesson by keyboard alone, sentences for those who hear the page, room for large type."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.hand import drawn
from tests.browser.server import Server
from tests.scenes import EVERYTHING

LOOKS = ["light desk", *(["dark desk", "light phone", "dark phone", "light hall"] if EVERYTHING else [])]


@pytest.fixture(params=LOOKS)
def looked(request: pytest.FixtureRequest, server: Server) -> Page:
    """The page in a theme at a size."""
    theme, size = request.param.split()
    page: Page = request.getfixturevalue("pocket" if size == "phone" else "blank")
    if size == "hall":
        page.set_viewport_size({"width": 1920, "height": 1080})
    page.emulate_media(color_scheme=theme)
    page.goto(server.url + ("?theme=projector" if size == "hall" else ""))
    drawn(page)
    return page


def unfold_rail(page: Page) -> None:
    """Open the settings and every fold among them."""
    page.locator(".toggle").click()
    for fold in page.locator("#rail details > summary").all():
        fold.click()
    expect(page.locator("#rail details[open]").first).to_be_visible()


def test_axe_finds_nothing_with_anything_open(looked: Page) -> None:
    assert violations(looked) == []
    looked.keyboard.press("i")
    looked.get_by_role("tab", name="Table").click()
    expect(looked.locator("#side table")).to_be_visible()
    assert violations(looked) == []
    looked.keyboard.press("i")
    unfold_rail(looked)
    assert violations(looked) == []
    looked.keyboard.press("Escape")
    looked.locator(".toggle").dispatch_event("click")
    looked.locator(".why > summary").click()
    expect(looked.locator(".why .sheet")).to_be_visible()
    assert violations(looked) == []
    looked.keyboard.press("Escape")
    for key in ("s", "?", "g"):
        looked.keyboard.press(key)
        expect(looked.locator("dialog")).to_be_visible()
        assert violations(looked) == []
        looked.keyboard.press("Escape")
        expect(looked.locator("dialog")).to_have_count(0)
    for key in ("h", "p", "l"):
        looked.keyboard.press(key)
        assert violations(looked) == []


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there, and see at every stop that it can be seen."""
    for _ in range(80):
        page.keyboard.press("Tab")
        for focused in page.locator(":focus").all():
            outline = focused.evaluate("e => getComputedStyle(e).outlineStyle")
            assert outline != "none", focused.evaluate("e => e.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never comes to {selector}")


def test_axe_finds_nothing_on_a_map(looked: Page) -> None:
    looked.keyboard.press("m")
    expect(looked.locator(".map-legend .ends li").first).to_be_visible()
    assert violations(looked) == []
    looked.locator(".ranges > summary").click()
    looked.get_by_role("button", name="Pin A").click()
    assert violations(looked) == []


def test_a_whole_lesson_by_keyboard_alone(page: Page) -> None:
    title = page.locator("h1").inner_text()
    tab_to(page, ".why > summary")
    page.keyboard.press("Enter")
    expect(page.locator(".words")).to_be_visible()
    page.keyboard.press("Escape")
    tab_to(page, "#lanes .start")
    before = page.locator("#lanes .start").first.get_attribute("aria-label") or ""
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#lanes .start").first).not_to_have_attribute("aria-label", before)
    tab_to(page, "#hero input[type=range]")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#hero input:not([type=range])")).to_have_value("0.59")
    tab_to(page, "#timeline button[aria-label=Play]")
    page.keyboard.press("Enter")
    expect(page.locator("#timeline button[aria-label=Pause]")).to_be_focused()
    expect(page.locator(".position input")).not_to_have_value("34")
    page.keyboard.press("Enter")
    tab_to(page, ".scrubber input")
    held = page.locator(".position input").input_value()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".position input")).to_have_value(str(int(held) + 1))
    tab_to(page, ".next")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_have_text(title)
    drawn(page)


def test_each_run_is_told_in_a_sentence_once_it_rests(page: Page) -> None:
    told = page.locator("#summary li")
    expect(told).to_have_count(3)
    expect(told.nth(1)).to_have_text(re.compile(r"^AdaGrad \(mean\): f goes from 1.03 × 10³ to .* in 400 steps, at the lowest .*\.$"))
    assert page.locator("#summary ul").get_attribute("aria-live") == "polite"
    page.get_by_role("button", name="All settings").click()
    page.locator("#rail-surface").select_option("ellipse")
    field = page.locator("#rail-lanes-0-optimizer-knobs-lr")
    field.fill("1")
    field.press("Enter")
    expect(told.first).to_have_text(re.compile(r"^Gradient descent: diverged at step \d+\.$"))


@pytest.mark.parametrize(("width", "height"), [(320, 640), *([(720, 450), (640, 360)] if EVERYTHING else [])])
def test_at_200_per_cent_and_more_nothing_is_cut_off(blank: Page, server: Server, width: int, height: int) -> None:
    """1440 x 900 and 1280 x 720 at 200 %, and the 320 pixels of WCAG 1.4.10: all scrolls in one direction."""
    blank.set_viewport_size({"width": width, "height": height})
    blank.goto(server.url)
    drawn(blank)
    assert blank.evaluate("document.documentElement.scrollWidth") <= width
    parts = (".next", ".toggle", "#hero input[type=range]", "#charts select >> nth=1", ".position input", "#timeline .icon >> nth=2")
    for part in parts:
        blank.locator(part).scroll_into_view_if_needed()
        box = blank.locator(part).bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert 0 <= box["y"] <= height
