"""One typeface on the page: no letter comes from the machine's fonts, and what was drawn before a file arrived is drawn again."""

import hashlib
from contextlib import suppress

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Route, expect

from app.catalog.translations import LANGUAGES
from tests.browser.hand import open_scene, quiet, still, watched
from tests.browser.server import Server
from tests.scenes import lane, scene

LABELS = ["动量，學習率", "อัตราการเรียนรู้ น้ำ", "To\u0302\u0301c đo\u0323\u0302 ho\u0323c", "v\u0302 ≈ ∇f → 10⁻⁴", "Скорость"]
MAIN = "**/noto-sans.woff2"
PLACES = """() => ["h1", ".sentence", "#lanes .stage", "#hero", "#charts", "#timeline"].flatMap(part => {
  const { y, height } = document.querySelector(part).getBoundingClientRect();
  return [y, y + height];
})"""
"""Top and bottom of the parts of the page."""


def foreign(page: Page) -> dict[str, list[str]]:
    """Return the machine's fonts in which text of the page stands, and some of the texts.

    Asking for a text's font may load another slice of it, after which the page is drawn anew: then all is asked again.
    """
    for _ in range(4):
        still(page)
        with suppress(Error):
            return fonts_of(page)
    return fonts_of(page)


def fonts_of(page: Page) -> dict[str, list[str]]:
    """Return what `foreign` does; an Error where the page is drawn anew meanwhile."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    nodes = session.send("DOM.getFlattenedDocument", {"depth": -1})["nodes"]
    texts: dict[int, str] = {}
    for node in nodes:
        if node["nodeType"] == 3 and node["nodeValue"].strip():
            texts[node["parentId"]] = texts.get(node["parentId"], "") + node["nodeValue"].strip()
    found: dict[str, list[str]] = {}
    for parent, text in texts.items():
        for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": parent})["fonts"]:
            if not font["isCustomFont"]:
                found.setdefault(font["familyName"], []).append(text)
    session.detach()
    return found


def canvases(page: Page) -> list[str]:
    """Return fingerprints of the charts' axes: canvases with numbers and no curves."""
    pictures = page.evaluate("[...document.querySelectorAll('.curves canvas:first-child')].map(canvas => canvas.toDataURL())")
    return [hashlib.sha256(each.encode()).hexdigest()[:12] for each in pictures]


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_comes_from_the_machine(blank: Page, server: Server, language: str) -> None:
    blank.goto(f"{server.url}?lang={language}")
    expect(blank.locator("#lanes .readout").last).to_contain_text("|g|")
    assert foreign(blank) == {}
    blank.locator(".toggle").click()
    blank.keyboard.press("i")
    assert foreign(blank) == {}
    blank.keyboard.press("?")
    expect(blank.locator("dialog")).to_be_visible()
    assert foreign(blank) == {}


def test_nor_do_labels_of_any_of_the_scripts(blank: Page, server: Server) -> None:
    """On an English page, Chinese is fetched because a lane is called so; marks apart stand as marks joined."""
    open_scene(blank, server, scene(*({**lane("adam"), "label": label} for label in LABELS), steps=20))
    assert foreign(blank) == {}
    width = """word => {
      const pen = document.createElement("canvas").getContext("2d");
      pen.font = `40px ${getComputedStyle(document.body).fontFamily}`;
      return pen.measureText(word).width;
    }"""
    assert blank.evaluate(width, "To\u0302\u0301c đo\u0323\u0302") == pytest.approx(blank.evaluate(width, "Tốc độ"))


@pytest.mark.thorough
def test_what_was_drawn_in_other_letters_is_drawn_again(context: BrowserContext, server: Server, complaints: list[str], page: Page) -> None:
    """The file is kept back until the page stands; words are there meanwhile, and nothing moves when it comes."""
    waiting: list[Route] = []

    def keep(route: Route) -> None:
        waiting.append(route)

    late = watched(context, complaints)
    late.route(MAIN, keep)
    late.goto(server.url, wait_until="commit")
    expect(late.locator("#lanes .readout").last).to_contain_text("|g|")
    expect(late.locator("#lanes")).not_to_contain_text("…")  # the page is not quiet as long as it awaits a font
    expect(late.locator(".curves canvas:first-child")).to_have_count(len(canvases(page)))
    before, places = canvases(late), late.evaluate(PLACES)
    assert set(before).isdisjoint(canvases(page))
    for route in waiting:
        route.continue_()
    late.evaluate("document.fonts.ready.then(() => null)")
    quiet(late)
    assert canvases(late) == canvases(page)
    assert foreign(late) == {}
    assert late.evaluate(PLACES) == pytest.approx(places, abs=2.5)
