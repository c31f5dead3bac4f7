"""The share dialog: what its link says is what the link then shows."""

import random
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.hand import drawn, open_scene, quiet, watched
from tests.browser.server import Server

DRAWN = random.Random(18004)
LONG = {
    "version": 1,
    "surface": {"key": "canyon", "knobs": {}},
    "steps": 50,
    "lanes": [
        {
            "optimizer": {"key": "adam", "knobs": {"lr": DRAWN.random(), "beta1": DRAWN.random(), "beta2": DRAWN.random()}},
            "lr_scale": [DRAWN.random(), DRAWN.random()],
            "label": "".join(chr(DRAWN.randrange(0x20000, 0x2A000)) for _ in range(80)),
        }
        for _ in range(8)
    ],
}
"""Labels and numbers that do not compress: the link of this scene is longer than the 2,953 bytes that a QR code holds."""


@pytest.fixture
def link(page: Page) -> Locator:
    """Change the lesson, stand at step 50, open the dialog; return the field with the link."""
    field = page.locator("#hero input:not([type=range])")
    field.fill("0.3")
    field.press("Enter")
    page.locator(".position input").fill("50")
    page.locator(".position input").press("Enter")
    page.get_by_role("button", name="Share").click()
    found = page.get_by_label("Link", exact=True)
    expect(found).to_have_value(re.compile("#1"))
    return found


def query(link: Locator) -> dict[str, list[str]]:
    """Return what the link says in front of the scene."""
    return parse_qs(urlsplit(link.input_value()).query)


def test_the_link_brings_scene_step_and_what_is_left_out(link: Locator, page: Page, context: BrowserContext, complaints: list[str]) -> None:
    assert query(link) == {"lesson": ["adagrad_blow_up"], "step": ["50"]}
    page.get_by_role("checkbox", name="Charts").check()
    page.get_by_role("checkbox", name="Timeline").check()
    expect(link).to_have_value(re.compile("hide=charts%2Ctimeline"))
    other = watched(context, complaints)
    other.goto(link.input_value())
    expect(other.locator("#lanes .lane-name").nth(1)).to_contain_text("0.3")
    expect(other.locator("#lanes .readout").nth(1)).to_contain_text("step 50")
    expect(other.locator("#charts")).to_be_hidden()
    expect(other.locator("#timeline")).to_be_hidden()
    expect(other.locator("#hero")).to_be_visible()
    other.get_by_role("button", name="Share").click()
    expect(other.get_by_role("checkbox", name="Charts")).to_be_checked()


def test_step_and_future_are_said_as_the_boxes_stand(link: Locator, page: Page) -> None:
    page.get_by_label("at this step").uncheck()
    expect(link).not_to_have_value(re.compile("step="))
    page.get_by_label("with the future hidden").check()
    expect(link).to_have_value(re.compile("step=50&future=hidden"))


def test_the_link_and_the_frame_are_copied(link: Locator, page: Page, server: Server) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link.input_value()
    page.get_by_label("Width").fill("800")
    page.get_by_label("with title").check()
    expect(page.locator("#share-frame")).to_have_value(re.compile('title=on.* width="800"'))
    page.get_by_role("button", name="Copy the code").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    code = page.evaluate("navigator.clipboard.readText()")
    made = page.evaluate(
        "code => { const t = document.createElement('template'); t.innerHTML = code; return t.content.firstChild.outerHTML }", code
    )
    assert f'src="{server.url}embed?' in made
    assert "title=on" in made
    assert 'width="800" height="540"' in made


def test_what_the_server_says_later_does_not_take_back_that_a_link_was_copied(blank: Page, server: Server) -> None:
    held: list[Route] = []
    blank.route("**/api/address", lambda route: held.append(route))  # noqa: PLW0108  (Playwright refuses a built-in method)
    blank.goto(server.url)
    drawn(blank)
    blank.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    blank.keyboard.press("s")
    expect(blank.get_by_label("Link", exact=True)).to_have_value(re.compile("lesson="))
    blank.get_by_role("button", name="Copy the link").click()
    expect(blank.get_by_role("button", name="Copied")).to_be_visible()
    held[0].fulfill(json={"network": None, "why": "unknown"})
    expect(blank.locator("dialog .reach")).to_contain_text("This link opens on this computer alone.")
    quiet(blank)
    expect(blank.get_by_role("button", name="Copied")).to_be_visible()


def test_an_emptied_size_is_that_of_the_beginning(link: Locator, page: Page) -> None:
    for side, first in (("Width", "960"), ("Height", "540")):
        field = page.get_by_label(side)
        for typed in ("700", "", ""):  # the second time, the size does not change any more
            field.fill(typed)
            field.press("Tab")
        expect(field).to_have_value(first)
    expect(page.locator("#share-frame")).to_have_value(re.compile('width="960" height="540"'))


@pytest.mark.parametrize(
    ("network", "why", "begins", "says"),
    [
        ("http://192.168.7.5:{port}", None, "http://192.168.7.5:{port}/?", "Phones in the same network can open this link."),
        (None, "alone", "http://127.0.0.1:{port}/?", "Start it with ravine serve --host 0.0.0.0."),
        (None, "unknown", "http://127.0.0.1:{port}/?", "This link opens on this computer alone."),
        ("http://10.0.0.9:1", None, "http://127.0.0.1:{port}/?", "This link opens on this computer alone."),  # a tunnel
    ],
)
def test_link_and_code_carry_the_network_s_address(
    blank: Page, server: Server, network: str | None, why: str | None, begins: str, says: str
) -> None:
    answer = {"network": network and network.format(port=server.port), "why": why}
    blank.route("**/api/address", lambda route: route.fulfill(json=answer))  # before the page: a loaded one may ask past it
    blank.goto(server.url)
    drawn(blank)
    blank.keyboard.press("s")
    expect(blank.locator("dialog .reach")).to_contain_text(says)
    expect(blank.get_by_label("Link", exact=True)).to_have_value(re.compile("^" + re.escape(begins.format(port=server.port))))
    expect(blank.locator("#share-frame")).to_have_value(re.compile(re.escape(f'src="{server.url}embed')))


@pytest.mark.thorough
def test_the_code_of_a_short_link_is_drawn_and_a_long_one_says_so(page: Page, server: Server) -> None:
    page.get_by_role("button", name="Share").click()
    code = page.get_by_role("img", name="QR code of the link")
    expect(code).to_be_visible()
    _, _, width, height = map(int, (code.get_attribute("viewBox") or "").split())
    assert width == height
    assert (width - 8 - 17) % 4 == 0  # ISO/IEC 18004: a code of version v has 17 + 4 v squares; the margin is 4 on each side
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Share")).to_be_focused()
    open_scene(page, server, LONG)
    drawn(page)
    page.get_by_role("button", name="Share").click()
    expect(page.locator("dialog p.qr")).to_contain_text("more than a QR code holds")


@pytest.mark.thorough
def test_a_link_holds_how_the_surface_is_seen(page: Page, server: Server) -> None:
    """All lanes on one panel, along a line; a lesson that opens so by itself needs nothing in the link."""
    page.get_by_text("View", exact=True).click()
    page.get_by_role("button", name="Overlay").click()
    page.get_by_role("button", name="Profile").click()
    page.wait_for_url("**layout=overlay&see=profile**")  # each press is written by itself: both are awaited
    page.reload()
    expect(page.locator("#lanes")).to_have_attribute("data-layout", "overlay")
    expect(page.locator("#lanes")).to_have_attribute("data-projection", "profile")
    page.goto(f"{server.url}?lesson=first_and_second_order")
    expect(page.locator("#lanes")).to_have_attribute("data-projection", "profile")
    assert "see=" not in page.url
