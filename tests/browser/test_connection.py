"""A connection that is lost."""

from playwright.sync_api import Page, expect

from tests.browser.hand import ink, still
from tests.browser.server import Server


def test_a_lost_connection_says_so_tries_again_and_loses_nothing(page: Page, server: Server, complaints: list[str]) -> None:
    server.stop()
    expect(page.locator("#notice")).to_contain_text("onnection")
    field = page.locator("#hero input:not([type=range])").first
    field.fill("0.2")
    field.press("Enter")
    before = ink(page, 1)
    server.start()
    expect(page.locator("#notice")).not_to_contain_text("onnection")
    still(page)
    assert ink(page, 1) != before
    expect(field).to_have_value("0.2")
    complaints.clear()  # the browser itself complains of every attempt that finds nobody
