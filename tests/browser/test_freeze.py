"""The frozen paths stay pale while the scene changes; a link keeps them."""

import re

from playwright.sync_api import Page, expect

from tests.browser.hand import drawn, ink_at_rest, pause


def frozen(page: Page) -> Page:
    """Freeze by the button."""
    page.get_by_label("More", exact=True).click()
    page.get_by_role("button", name="Freeze", exact=True).click()
    expect(page.locator(".frozen")).to_contain_text("frozen: as now")
    return page


def test_the_frozen_paths_stay_and_it_is_said_what_differs(page: Page) -> None:
    field = page.locator("#hero input:not([type=range])").first
    field.fill("0.3")
    field.press("Enter")
    alone = ink_at_rest(page, 1)
    page.get_by_role("button", name="Undo").click()
    expect(field).to_have_value("0.6")
    frozen(page)
    field.fill("0.3")
    field.press("Enter")
    expect(page.locator(".frozen")).to_contain_text("η = 0.6")
    drawn(page)
    pause(page, 800)
    beside = ink_at_rest(page, 1)
    assert beside != alone
    expect(page).to_have_url(re.compile(r"#1\."))
    page.reload()
    drawn(page)
    expect(page.locator(".frozen")).to_contain_text("η = 0.6")
    pause(page, 800)
    assert ink_at_rest(page, 1) == beside
    page.get_by_role("button", name="Let the frozen paths go").click()
    expect(page.locator(".frozen")).to_be_hidden()
    assert ink_at_rest(page, 1) == alone


def test_a_key_freezes_and_undo_lets_go(page: Page) -> None:
    page.locator("body").press("x")
    expect(page.locator(".frozen")).to_be_visible()
    page.locator("body").press("z")
    expect(page.locator(".frozen")).to_be_hidden()
    page.locator("body").press("p")
    page.locator("body").press("x")
    expect(page.locator(".frozen")).to_be_visible()
