"""A page in Chromium, open while a fault happens."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS
from tests.browser.hand import drawn, ink, still
from tests.faults.serving import clear, waited
from tests.setup.browser import find_browser

RATES = iter(range(10, 90))


@contextmanager
def visiting(url: str) -> Iterator[Page]:
    """Yield a page whose lanes are drawn."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = browser.new_page(reduced_motion="reduce")
        page.add_init_script(path="tests/browser/quiet.js")
        page.goto(url)
        drawn(page)
        yield page
        browser.close()


def notice(page: Page) -> str:
    """Return what the page says, "" if nothing."""
    return page.locator("#notice").inner_text().strip()


def told(page: Page, within: float) -> str:
    """Wait until the page says something; return it."""
    waited(lambda: notice(page) != "", within, "the page says nothing")
    return clear(notice(page))


def change(page: Page) -> None:
    """Type another learning rate."""
    field = page.locator("#hero input:not([type=range])").first
    field.fill(f"0.{next(RATES)}")
    field.press("Enter")


def redraws(page: Page, within: float) -> float:
    """Change the learning rate; return after how many seconds the picture is another one."""
    before = ink(page, 1)
    change(page)
    took = waited(lambda: ink(page, 1) != before and notice(page) == "", within, "the page does not draw")
    still(page)
    return took
