"""A class on the packaged page: what a class needs is loaded when it is opened, from scripts beside the first."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.class_phones import STRIP, opened
from tests.browser.hand import drawn, watched


def scripts(page: Page) -> list[str]:
    """Return a list that grows: the names of the bundle's scripts that the page asks for, without what changes in them."""
    asked: list[str] = []
    page.on("request", lambda request: asked.extend(re.findall(r"/bundle/js/(\w+)(?:-\w+)?\.js$", request.url)))
    return asked


def test_scripts_of_a_class_are_loaded_when_it_is_opened(blank: Page, browser: Browser, packaged: str, complaints: list[str]) -> None:
    asked = scripts(blank)
    blank.goto(f"{packaged}/?lesson=saddle")
    drawn(blank)
    assert asked == ["main"]
    code = opened(blank)
    assert asked.count("main") == 1
    assert "door" in asked
    expect(blank.locator(f"{STRIP} .here")).to_have_css("flex-shrink", "0")  # host.css is found
    wall = watched(browser.new_context(viewport={"width": 1920, "height": 1080}), complaints)
    shown = scripts(wall)
    wall.goto(f"{packaged}/class#{code}.screen")
    expect(wall.locator(".screen-step")).to_contain_text("step")
    expect(wall.locator(".screen")).to_have_css("display", "grid")
    assert shown[:2] == ["class", "screen"]
    wall.context.close()
