"""What a hand and an eye do with the page."""

import base64
import hashlib
import json
import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.server import Server

PAUSE = """ms => new Promise(done => setTimeout(
  () => requestAnimationFrame(() => requestIdleCallback(() => done(), { timeout: 2000 })), ms))"""


QUIET = Path(__file__).with_name("quiet.js")
PATIENCE = 180_000
"""Milliseconds in which a page must come, act or come to rest, however slow the machine is: a file comes from a process that steps back
behind all others, and needs a minute to begin where these have much to do."""
PICTURE, ADDRESS = 200, 450
"""Milliseconds that the page itself waits, at most, before it asks for a finer picture or exact numbers; before it writes the address."""


def patient(context: BrowserContext) -> BrowserContext:
    """Have every page of a context be waited for as long as what is expected of it: by itself Playwright gives up after half of that."""
    context.set_default_timeout(PATIENCE)
    return context


def watched(context: BrowserContext, complaints: list[str]) -> Page:
    """Return a page whose errors are collected, and which tells when it is at rest."""
    page = patient(context).new_page()
    page.add_init_script(path=QUIET)
    complains(page, complaints)
    return page


def complains(page: Page, complaints: list[str]) -> None:
    """Collect what a page complains of."""
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") and not slow(line.text) else None)


def slow(line: str) -> bool:
    """Return whether a complaint is of speed alone.

    WebGL in software speaks of its own at any time after a scene in three dimensions was drawn. A socket that has not opened after
    some seconds is given up, and the page goes on with another, or without: what it shows then is what a test looks at.
    """
    return any(each in line for each in ("GPU stall", "readback", "WebSocket is closed before the connection is established"))


def from_disk(browser: Browser, file: Path) -> tuple[Page, list[str]]:
    """Open a file with the network off; return the page, and what it says, fails at or requests, its own address included."""
    page = patient(browser.new_context(offline=True)).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith("data:") else None)
    page.goto(file.as_uri())
    return page, complaints


def shown(page: Page) -> None:
    """Wait until every lane has its contours and its first numbers."""
    expect(page.locator("#lanes .start").first).to_be_visible()
    expect(page.locator("#lanes .readout").first).to_contain_text("step")
    expect(page.locator("#lanes .plot .contourlayer path").first).to_be_attached()


def drawn(page: Page) -> None:
    """Wait until every lane is drawn."""
    shown(page)
    still(page)


def pause(page: Page, ms: int) -> None:
    """Let time pass by the page's own clock, where a test is about time: what was due by then is done and drawn."""
    page.evaluate(PAUSE, ms)


def quiet(page: Page, within: int = PICTURE) -> None:
    """Wait until the page is at rest: no timer, frame, request or question of its own is still to come."""
    left = page.evaluate("([patience, within]) => window.quiet(patience, within)", [PATIENCE, within])
    assert left is None, f"the page does not come to rest: {left}"


def still(page: Page) -> None:
    """Wait until the exact numbers of the marker's step are there and drawn."""
    quiet(page)
    expect(page.locator("#lanes")).not_to_contain_text("…")
    quiet(page)


def ink_at_rest(page: Page, lane: int) -> str:
    """Return the fingerprint of a lane's canvas once the page is at rest."""
    quiet(page)
    return ink(page, lane)


def ink(page: Page, lane: int) -> str:
    """Return a fingerprint of what a lane's canvas shows."""
    picture = page.evaluate("lane => document.querySelectorAll('#lanes canvas.overlay')[lane].toDataURL()", lane)
    return hashlib.sha256(picture.encode()).hexdigest()[:12]


def lane_scene(page: Page) -> str:
    """Return the address, in which the scene lives, once it has settled."""
    quiet(page, ADDRESS)
    still(page)
    return page.url


def link(scene: object) -> str:
    """Return the address of a scene behind the server's, as static/js/address/link.js writes it."""
    deflate = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = deflate.compress(json.dumps(scene).encode()) + deflate.flush()
    return "#1." + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def unlinked(address: str) -> Any:
    """Return the scene of an address."""
    packed = address.partition("#1.")[2]
    return json.loads(zlib.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)), wbits=-zlib.MAX_WBITS))


def packed_lessons(page: Page, said: object) -> str:
    """Return the part of a link with lessons of one's own, behind the server's address, as the page writes it."""
    there = page.evaluate(
        "new URL('js/address/link.js', document.querySelector('script[type=module]').src.replace(/js.main.js$/, '')).href"
    )
    return str(page.evaluate("async ([there, said]) => (await import(there)).encodeLessons(said, null)", [there, said]))


def open_scene(page: Page, server: Server, scene: object) -> None:
    """Open a scene by its link."""
    if page.url != "about:blank":
        page.goto("about:blank")  # a link that differs behind # alone opens in the page that stands
    page.goto(server.url + link(scene))
    drawn(page)


def middle(part: Locator) -> tuple[float, float]:
    """Return the middle of an element."""
    box = part.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, begin: tuple[float, float], by: tuple[float, float], lane: int, moves: int = 30) -> list[str]:
    """Drag with the mouse, as slowly as the page draws; return what the lane's canvas showed after every move, the button still down."""
    page.mouse.move(*begin)
    page.mouse.down()
    seen = []
    for i in range(1, moves + 1):
        page.mouse.move(begin[0] + by[0] * i / moves, begin[1] + by[1] * i / moves)
        quiet(page, 0)
        seen.append(ink(page, lane))
    return seen


def thumb(slider: Locator) -> tuple[float, float]:
    """Return where the thumb of a slider stands."""
    box = slider.bounding_box()
    assert box
    share = slider.evaluate("s => (s.value - s.min) / (s.max - s.min)")
    return box["x"] + 11 + (box["width"] - 22) * share, box["y"] + box["height"] / 2


def choose(page: Page, name: str) -> None:
    """Choose something in the menu View."""
    page.locator("details.view > summary").click()
    page.locator("details.view").get_by_role("button", name=name, exact=True).click()
    page.keyboard.press("Escape")
