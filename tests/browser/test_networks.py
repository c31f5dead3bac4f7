"""The page where others put something between it and its server: prefixes, and networks without sockets."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.hand import drawn, ink, still, watched
from tests.browser.proxy import Nearby, stripping, without_sockets

BLOCKED = "blocks the live connection"


@pytest.fixture
def anew(context: BrowserContext, complaints: list[str]) -> Page:
    return watched(context, complaints)


def dragged(page: Page) -> None:
    """Change the learning rate and see another picture."""
    before = ink(page, 1)
    field = page.locator("#hero input:not([type=range])").first
    field.fill("0.2")
    field.press("Enter")
    expect(page.locator("#lanes .lane-name").nth(1)).to_contain_text("0.2")
    page.wait_for_function("() => document.querySelector('#lag').textContent === ''")
    still(page)
    assert ink(page, 1) != before


@pytest.mark.parametrize("hangs", [False, pytest.param(True, marks=pytest.mark.thorough)], ids=["refused", "hanging"])
def test_without_a_socket_the_page_asks_by_http_and_says_so(anew: Page, complaints: list[str], hangs: bool) -> None:
    asked: list[str] = []
    anew.on("request", lambda request: asked.append(urlsplit(request.url).path))
    with Nearby(without_sockets(hangs=hangs)) as url:
        anew.goto(f"{url}/?step=34")
        expect(anew.locator("#notice")).to_contain_text(BLOCKED)
        drawn(anew)
        dragged(anew)
        anew.get_by_role("button", name="One step forward").click()
        anew.get_by_role("button", name="Behind the picture").click()
        expect(anew.locator("#side")).to_contain_text("35")
        anew.close()
    assert asked.count("/api/frames") > 1
    complaints.clear()  # the browser itself complains of every socket


@pytest.mark.thorough
def test_a_socket_that_opens_later_takes_over(anew: Page, complaints: list[str]) -> None:
    """The sentence goes, and the page is as before."""
    anew.add_init_script("""
        const Real = WebSocket;
        window.WebSocket = class extends Real {
          constructor(url) { super(window.lets ? url : url.replace("stream", "nothing")); }
        };""")
    with Nearby(stripping("/ravine")) as url:
        anew.goto(f"{url}/ravine/")
        expect(anew.locator("body")).to_have_attribute("data-connection", "http")
        anew.evaluate("window.lets = true")
        expect(anew.locator("body")).to_have_attribute("data-connection", "open")
        expect(anew.locator("#notice")).not_to_contain_text(BLOCKED)
        dragged(anew)
        anew.close()
    complaints.clear()


@pytest.mark.thorough
def test_the_page_lives_under_a_prefix_that_nobody_tells_it(anew: Page, complaints: list[str]) -> None:
    """Every request, the link to share and the documentation stay below it."""
    asked: list[str] = []
    anew.on("request", lambda request: asked.append(request.url))
    anew.on("websocket", lambda socket: asked.append(socket.url))
    with Nearby(stripping("/user/x/proxy/8000")) as url:
        root = f"{url}/user/x/proxy/8000"
        anew.goto(f"{root}/?step=34")
        drawn(anew)
        dragged(anew)
        anew.get_by_role("button", name="Share").click()
        expect(anew.locator("#share-link")).to_have_value(re.compile(f"^{re.escape(root)}/\\?"))
        expect(anew.locator("#share-frame")).to_have_value(re.compile(f'src="{re.escape(root)}/embed\\?'))
        anew.goto(f"{root}/embed/?step=3")
        drawn(anew)
        anew.goto(f"{root}/docs")
        anew.get_by_role("button", name="GET /healthz").first.click()
        anew.get_by_role("button", name="Try it out").click()
        anew.get_by_role("button", name="Execute").click()
        expect(anew.locator(".live-responses-table")).to_contain_text("ok")
        anew.close()
    own = [address for address in asked if not address.startswith(("data:", "blob:"))]
    beside = [address for address in own if not urlsplit(address).path.startswith("/user/x/proxy/8000/")]
    assert beside == []
    assert any(address.startswith("ws") for address in asked)
    assert complaints == []


def test_without_the_closing_slash_the_address_gets_it(anew: Page, complaints: list[str]) -> None:
    """The proxy says its prefix, but not that the slash is missing."""

    async def proxy(scope, receive, send):
        if scope["type"] == "lifespan":
            await stripping("")(scope, receive, send)
            return
        path = scope["path"].removeprefix("/ravine") or "/"
        said = [*scope["headers"], (b"x-forwarded-prefix", b"/ravine")]
        await stripping("")({**scope, "path": path, "headers": said}, receive, send)

    with Nearby(proxy) as url:
        anew.goto(f"{url}/ravine?lesson=saddle#")
        drawn(anew)
        assert urlsplit(anew.url).path == "/ravine/"
        assert "lesson=saddle" in anew.url
        anew.close()
    assert complaints == []


@pytest.mark.thorough
def test_a_page_of_a_file_may_frame_the_one_for_slides(anew: Page, tmp_path) -> None:
    with Nearby(stripping("")) as url:
        (tmp_path / "slide.html").write_text(f"<!doctype html><iframe src='{url}/embed' width=900 height=560></iframe>", "utf-8")
        anew.goto((tmp_path / "slide.html").as_uri())
        expect(anew.frame_locator("iframe").locator("#lanes .readout").first).to_contain_text("step")
        anew.close()
