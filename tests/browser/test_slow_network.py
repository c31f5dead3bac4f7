"""The first picture on a slow network. Nothing here is timed: what arrives before the picture is counted, and the time is arithmetic."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import PHONE, WIDE
from tests.browser.hand import patient
from tests.browser.server import Server

LATENCY, RATE = 0.3, 1.5e6 / 8
"""Seconds from a request to its answer, bytes per second."""
LONGEST = 4.0
"""Seconds to the first picture, at most."""

NOTICE = """(() => {
  const stroke = CanvasRenderingContext2D.prototype.stroke;
  CanvasRenderingContext2D.prototype.stroke = function (...path) {
    const ground = document.querySelector("canvas.raster:not([hidden])");
    if (this.canvas.className === "overlay" && ground) window.pictured ??= performance.now();
    return stroke.apply(this, path);
  };
})()"""
"""Notes when paths are drawn on a panel that shows its surface."""

ARRIVED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter((each) => each.responseEnd && each.responseEnd <= window.pictured).map((each) => [each.name, each.transferSize])"""


def depths(asked: list[dict[str, Any]]) -> dict[str, int]:
    """Return for each address how many answers must follow each other until it is there: its own, that of what asked for it ..."""
    found: dict[str, int] = {}
    for event in asked:
        by = event["initiator"]
        calls = by.get("stack", {}).get("callFrames", [])
        parent = by.get("url") or (calls[0]["url"] if calls else "")
        found.setdefault(event["request"]["url"], 1 + found.get(parent, 0))
    return found


def opened(browser: Browser, url: str, size: ViewportSize) -> tuple[Page, list[dict[str, Any]]]:
    """Open an address on a slow network with nothing in the cache; return the page once it has its picture, and what it asked for."""
    page = patient(browser.new_context(viewport=size)).new_page()
    page.add_init_script(NOTICE)
    asked: list[dict[str, Any]] = []
    session = page.context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", lambda event: asked.append(event))  # noqa: PLW0108  (Playwright marks what it is given)
    session.send("Network.enable")
    network = {"offline": False, "latency": 1000 * LATENCY, "downloadThroughput": RATE, "uploadThroughput": RATE}
    session.send("Network.emulateNetworkConditions", network)
    page.goto(url, wait_until="commit")
    page.wait_for_function("() => window.pictured")
    return page, asked


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("query", ["", "?lesson=saddle", "?lesson=noise&lang=th"])
def test_the_first_picture_is_there_in_four_seconds(browser: Browser, packaged: str, query: str, size: ViewportSize) -> None:
    page, asked = opened(browser, f"{packaged}/{query}", size)
    arrived = dict(page.evaluate(ARRIVED))
    page.context.close()
    deep = depths(asked)
    seconds = LATENCY * max(deep[name] for name in arrived) + sum(arrived.values()) / RATE
    said = f"{seconds:.1f} s: {sum(arrived.values())} bytes, {len(arrived)} requests, {max(deep[name] for name in arrived)} deep"
    print(query, said)
    assert seconds < LONGEST, said
    assert not [name for name in arrived if "plotly" in name], "what the first picture does not need comes after it"


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_title_and_sentence_stand_before_the_script_runs(browser: Browser, server: Server, size: ViewportSize) -> None:
    """A link that holds a scene of its own shows no words of a lesson; slides have a title only if the link says so."""
    page = patient(browser.new_context(viewport=size, java_script_enabled=False)).new_page()
    page.goto(f"{server.url}?lesson=saddle")
    for part in ("h1", ".sentence"):
        box = page.locator(f"#lesson {part}").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
        assert box["y"] < size["height"] / 3
    page.context.close()
    other = patient(browser.new_context(viewport=size)).new_page()
    other.route("**/main.js", lambda route: route.abort())
    for address in ("?lesson=saddle#1.abc", "embed?lesson=saddle"):
        other.goto(server.url + address)
        expect(other.locator("#lesson h1")).to_be_hidden()
    other.context.close()
