"""Nothing that the page or the documentation does asks another server."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.hand import drawn, watched
from tests.browser.server import Server


def tour(page: Page, server: Server) -> None:
    """Walk through the page as a visitor does."""
    page.goto(server.url)
    drawn(page)
    page.get_by_role("button", name="All settings").click()
    page.locator("#rail-surface").select_option("rosenbrock")
    page.get_by_role("button", name="Behind the picture").click()
    page.get_by_role("button", name="Next").click()
    drawn(page)
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Share").click()
    page.get_by_role("checkbox", name="Charts").check()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Help").click()
    page.get_by_label("Theme").select_option("dark")
    page.keyboard.press("Escape")
    for key in ("h", "h", "p", "Escape", "z", "r"):
        page.keyboard.press(key)
    page.goto(f"{server.url}embed?title=on")
    drawn(page)


def documentation(blank: Page, server: Server) -> None:
    """Try a request on the documentation."""
    blank.goto(f"{server.url}docs")
    blank.get_by_role("button", name="GET /healthz").first.click()
    blank.get_by_role("button", name="Try it out").click()
    blank.get_by_role("button", name="Execute").click()
    expect(blank.locator(".live-responses-table")).to_contain_text("ok")


@pytest.mark.thorough
def test_no_request_leaves_the_origin(context: BrowserContext, server: Server, complaints: list[str]) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = watched(context, complaints)
    page.on("websocket", lambda socket: asked.append(socket.url))
    page.add_init_script("addEventListener('securitypolicyviolation', e => console.error('policy', e.effectiveDirective, e.blockedURI))")
    tour(page, server)
    documentation(page, server)
    places = {(urlsplit(url).scheme, urlsplit(url).netloc) for url in asked}
    own = urlsplit(server.url).netloc
    assert {("http", own), ("ws", own)} <= places
    assert places <= {("http", own), ("ws", own), ("data", ""), ("blob", "")}
    assert complaints == []
