"""The scene lives in the address: links, reload, the back button, and addresses that say nothing."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WIDE
from tests.browser.hand import drawn, ink_at_rest, lane_scene, link, still, watched
from tests.browser.server import Server


def test_reload_and_back_bring_the_scene_back(page: Page) -> None:
    field = page.locator("#hero input[type=text], #hero input:not([type=range])").first
    first = field.input_value()
    field.fill("0.3")
    field.press("Enter")
    changed = lane_scene(page)
    assert "#1." in changed
    picture = ink_at_rest(page, 1)
    page.reload()
    drawn(page)
    expect(page.locator("#lanes")).to_contain_text("0.3")
    page.locator(".position input").fill("34")
    page.locator(".position input").press("Enter")
    still(page)
    assert ink_at_rest(page, 1) == picture
    page.go_back()
    drawn(page)
    expect(field).to_have_value(first)


@pytest.mark.thorough
def test_a_link_opens_the_same_scene_elsewhere(page: Page, browser: Browser, server: Server) -> None:
    page.locator("#hero input:not([type=range])").first.fill("0.3")
    page.locator("#hero input:not([type=range])").first.press("Enter")
    address = lane_scene(page)
    other = watched(browser.new_context(viewport=WIDE, reduced_motion="reduce"), [])
    other.goto(address)
    drawn(other)
    expect(other.locator("#lanes")).to_contain_text("0.3")
    other.context.close()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("#1.garbage", "link"),
        ("#9.abc", "newer"),
        pytest.param("#hello", "link", marks=pytest.mark.thorough),
        ("?lesson=nowhere", "nowhere"),
    ],
)
def test_a_broken_link_says_so_and_shows_the_lesson(blank: Page, server: Server, address: str, says: str) -> None:
    blank.goto(f"{server.url}{address}")
    drawn(blank)
    expect(blank.locator("#notice")).to_contain_text(says)
    expect(blank.locator("#lesson h1")).to_contain_text("AdaGrad arrives")


def test_a_link_with_a_thousand_lanes_opens_with_as_many_as_fit(blank: Page, server: Server) -> None:
    lanes = [{"optimizer": {"key": "adam"}}] * 1000
    blank.goto(server.url + link({"version": 1, "surface": {"key": "canyon"}, "steps": 50, "lanes": lanes}))
    drawn(blank)
    expect(blank.locator("#lanes .panel")).to_have_count(8)
    expect(blank.locator("#notice")).to_contain_text("1,000 walkers")
