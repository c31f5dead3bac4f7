"""A server of its own and a real Chromium; a page that complains fails its test."""

import hashlib
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from tests.setup.browser import find_browser
from tests.setup.try_wheel import free_port

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PATIENCE = 120
WIDE = ViewportSize(width=1440, height=900)
expect.set_options(timeout=20_000)


class Server:
    """`ravine serve` as a process that a test may stop and start again at the same address."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.start()

    def start(self) -> None:
        """Start, and wait until it is healthy."""
        command = [sys.executable, "-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(f"{self.url}healthz") as answer:
                if answer.status == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(f"the server did not become healthy (it ended with {self.process.poll()})")

    def stop(self) -> None:
        """Stop it, connections and all."""
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    assert path, "the browser tests need Chromium or Chrome: run them with make test, which looks for one"
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield made
        made.close()


def watched(context: BrowserContext, complaints: list[str]) -> Page:
    """Return a page whose errors are collected."""
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    return page


@pytest.fixture
def complaints() -> list[str]:
    """What the console said; a test that provokes a complaint empties it."""
    return []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, server: Server, complaints: list[str]) -> Iterator[Page]:
    made = watched(context, complaints)
    made.goto(server.url)
    drawn(made)
    yield made
    assert complaints == []


def drawn(page: Page) -> None:
    """Wait until every lane is drawn."""
    expect(page.locator("#lanes .start").first).to_be_visible()
    expect(page.locator("#lanes .readout").first).to_contain_text("step")
    expect(page.locator("#lanes .plot .contourlayer path").first).to_be_attached()
    page.wait_for_timeout(500)


def ink(page: Page, lane: int) -> str:
    """Return a fingerprint of what a lane's canvas shows."""
    picture = page.evaluate("lane => document.querySelectorAll('#lanes canvas.overlay')[lane].toDataURL()", lane)
    return hashlib.sha256(picture.encode()).hexdigest()[:12]


def lane_scene(page: Page) -> str:
    """Return the address, in which the scene lives, once it has settled."""
    page.wait_for_timeout(700)
    return page.url
