"""The page in slides: framed by another site, without header, without keys, without what the link leaves out."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, expect

from tests.browser.hand import pause
from tests.browser.server import Server


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Write no log."""


@pytest.fixture
def slides(tmp_path: Path, server: Server) -> Iterator[str]:
    """Another site, with one slide for each way of framing: slide.html?ADDRESS frames that address of ours."""
    script = f"document.querySelector('iframe').src = '{server.url}' + location.search.slice(1)"
    (tmp_path / "slide.html").write_text(
        f"<!doctype html><h1>Slide</h1><iframe width=900 height=560></iframe><script>{script}</script>", "utf-8"
    )
    site = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=site.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{site.server_port}/slide.html?"
    site.shutdown()
    site.server_close()


@pytest.fixture
def slide(known: BrowserContext) -> Iterator[Page]:
    made = known.new_page()
    yield made
    made.close()


def framed(slide: Page) -> FrameLocator:
    """Return the frame once its lanes are drawn."""
    frame = slide.frame_locator("iframe")
    expect(frame.locator("#lanes .readout").first).to_contain_text("step")
    expect(frame.locator("#lanes .plot .contourlayer path").first).to_be_attached()
    return frame


def test_a_slide_of_another_site_shows_the_lanes_without_header(slide: Page, slides: str) -> None:
    slide.goto(f"{slides}embed?step=34")
    frame = framed(slide)
    expect(frame.locator("#top")).to_be_hidden()
    for part in ("#hero", "#charts", "#timeline"):
        expect(frame.locator(part)).to_be_visible()
    frame.get_by_role("button", name="One step forward").click()
    expect(frame.locator(".position input")).to_have_value("35")


@pytest.mark.thorough
def test_the_title_is_there_if_asked_and_nothing_else_of_the_header(slide: Page, slides: str) -> None:
    slide.goto(f"{slides}embed?title=on")
    frame = framed(slide)
    expect(frame.locator("h1")).to_contain_text("AdaGrad arrives")
    expect(frame.locator(".sentence")).to_be_visible()
    expect(frame.locator(".ways")).to_be_hidden()
    expect(frame.locator("#tools")).to_be_hidden()


@pytest.mark.thorough
def test_what_the_link_leaves_out_is_left_out(slide: Page, slides: str) -> None:
    slide.goto(f"{slides}embed?hide=hero,charts,timeline,readout&step=34")
    frame = slide.frame_locator("iframe")
    expect(frame.locator("#lanes .plot .contourlayer path").first).to_be_attached()
    for part in ("#hero", "#charts", "#timeline", "#lanes .readout >> nth=0"):
        expect(frame.locator(part)).to_be_hidden()
    expect(frame.locator("#lanes .overlay").nth(1)).to_have_attribute("aria-label", "AdaGrad (mean), η = 0.6, vermillion line: 400 steps")


def test_keys_and_the_way_back_stay_with_the_slides(slide: Page, slides: str) -> None:
    slide.goto(f"{slides}embed?step=34")
    frame = framed(slide)
    before = slide.evaluate("history.length")
    field = frame.locator("#hero input:not([type=range])")
    field.fill("0.3")
    field.press("Enter")
    expect(frame.locator("#lanes .lane-name").nth(1)).to_contain_text("0.3")
    for key in ("ArrowRight", "PageDown", "z", "r", " "):
        frame.locator("#hero .owner").first.click()
        frame.locator("body").press(key)
    expect(frame.locator(".position input")).to_have_value("34")
    expect(field).to_have_value("0.3")
    pause(slide, 700)  # longer than an address takes to be written
    assert slide.evaluate("history.length") == before


def test_the_page_itself_cannot_be_framed_elsewhere(slide: Page, slides: str) -> None:
    for address in ("", "docs"):
        with slide.expect_console_message(lambda line: "frame-ancestors" in line.text):
            slide.goto(slides + address)
