"""What a file is asked for: the charts as they are shown, with what they count, their scales and their part."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.hand import drawn
from tests.browser.server import Server


@pytest.fixture
def shown(blank: Page, server: Server) -> Page:
    """Mini-batches, from a server that makes every file at once."""

    def made(route: Route) -> None:
        route.fulfill(status=200, body="made", content_type="text/plain")

    blank.route("**/api/picture?*", made)
    blank.route("**/api/offline?*", made)
    blank.goto(f"{server.url}?lesson=mini_batches")
    drawn(blank)
    return blank


def asked(page: Page, name: str) -> dict[str, Any]:
    """Save a file and return the query with which it is asked for."""
    page.locator("#tools summary", has_text="Save").click()
    with (
        page.expect_request(lambda request: "/api/picture?" in request.url or "/api/offline?" in request.url) as sent,
        page.expect_download(),
    ):
        page.get_by_role("button", name=name).click()
    return {field: said for field, (said,) in parse_qs(urlsplit(sent.value.url).query, strict_parsing=True).items()}


def test_a_file_is_asked_for_with_the_charts_as_they_are_shown(shown: Page) -> None:
    query = asked(shown, "Picture (SVG)")
    assert {name: query.get(name) for name in ("charts", "linear", "by", "scale", "s0", "s1", "validation", "examples")} == {
        "charts": "loss,x", "linear": "x", "by": "examples", "scale": "linear", "s0": None, "s1": None, "validation": "off",
        "examples": "on",
    }  # fmt: skip
    assert asked(shown, "Page that plays")["prefer"] == "lanes.0.batch"
    shown.locator("#tools summary", has_text="View").click()
    for choice in ("Logarithmic", "Drawn", "Steps"):
        button = shown.locator("#tools details[open]").get_by_role("button", name=choice, exact=True)
        button.first.click()
        expect(button.first).to_have_attribute("aria-pressed", "true")
    shown.keyboard.press("u")
    expect(shown.locator("#lanes .data")).to_be_hidden()
    query = asked(shown, "Picture (PNG)")
    assert [query[name] for name in ("by", "scale", "validation", "examples")] == ["steps", "log", "on", "off"]


def test_a_page_without_a_server_has_no_slider_that_would_move_nothing(shown: Page, server: Server) -> None:
    """The number of drawn examples does not change examples of one's own; the server then chooses what can be dragged."""
    shown.goto(f"{server.url}?lesson=early_stopping")
    drawn(shown)
    assert asked(shown, "Page that plays")["prefer"] == "surface.knobs.n"
    shown.locator(".data .held-example").press("ArrowUp")
    expect(shown.locator("#hero")).to_contain_text("your own")
    assert "prefer" not in asked(shown, "Page that plays")
