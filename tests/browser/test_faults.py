"""What the server refuses is said in the language of the page."""

from playwright.sync_api import Page, expect

from tests.browser.hand import link
from tests.browser.server import Server
from tests.scenes import lane, scene


def test_a_bad_formula_is_named_in_the_language_of_the_page(blank: Page, server: Server) -> None:
    blank.goto(f"{server.url}?lang=vi{link(scene(lane('gradient_descent'), surface={'key': 'formula', 'formula': 'x^2 + 3 y^2'}))}")
    expect(blank.locator("#lanes .readout").first).to_contain_text("bước")
    blank.locator("#hero-formula").fill("x + ± y")
    expect(blank.locator("#hero .fault").first).to_have_text("cột 5: ký tự '±' (plus-minus sign) không có nghĩa ở đây")
    assert blank.locator("#hero .caret").text_content() == "    ^"
