"""The page in five languages: every word of it, in its place, at a desk and on a phone."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.catalog.translations import LANGUAGES, words
from app.lessons import LESSONS
from tests.browser.hand import quiet
from tests.browser.server import Server
from tests.scenes import EVERYTHING

OTHERS = [language for language in LANGUAGES if language != "en"]
SIZES = {"desk": "blank", "phone": "pocket"}
"""The pages of these sizes."""
PAGE = Path(__file__).parents[2] / "static" / "lang"
OWN_NAMES = {"log", "min", "optax", "torch", "sin", "cos", "exp", "px"}
"""Small words that no language translates: functions and names."""

SMALL = r"/(?<![\w.\-αβ])[a-z]{3,}(?![\w.])/g"
LEFT = f"""
() => {{
  const found = new Set();
  const read = (text, where) => {{
    for (const word of text.match({SMALL}) ?? []) found.add(`${{word}} in ${{where}}: ${{text.trim().slice(0, 60)}}`);
  }};
  const skip = "code, pre, math, kbd, script, style, noscript, select, textarea, .about, .summary, [data-name]";
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(skip)) read(walk.currentNode.data, "text");
  for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]")) {{
    for (const name of ["aria-label", "title", "placeholder"]) read(element.getAttribute(name) ?? "", name);
  }}
  return [...found];
}}"""
"""Small Latin words on a page that is written in another script."""

OUT_OF_PLACE = r"""
() => {
  const found = [];
  if (document.scrollingElement.scrollWidth > innerWidth + 1) found.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
  const shown = "button, summary, label, legend, h1, h2, h3, .sentence, .legend, th, td, p, dt, dd";
  for (const element of document.querySelectorAll(shown)) {
    const silent = !element.textContent.trim() || element.closest(".readout, .unseen, .solid, math, .plot, [hidden]");
    if (silent || !element.checkVisibility()) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && style.overflowX !== "auto";
    const high = element.scrollHeight > element.clientHeight + 2 && style.overflowY === "hidden";
    const scrolls = element.closest(".sheet, .grid, pre, .told, .inside, #side, #rail");
    const beside = !scrolls && (box.left < -1 || box.right > innerWidth + 1);
    if (wide || high || beside) {
      const sizes = `${element.scrollWidth} > ${element.clientWidth}, ${element.scrollHeight} > ${element.clientHeight}`;
      found.push(`${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 70)} (${sizes})`);
    }
  }
  const title = document.querySelector("h1");
  const lines = title.getBoundingClientRect().height / parseFloat(getComputedStyle(title).lineHeight);
  if (lines > 2.2) found.push(`the title has ${lines.toFixed(1)} lines`);
  return found;
}"""
"""Words that are longer than their places; under a narrow panel the last number gives way, and is not among them."""


PAIRS = [(language, size) for language in LANGUAGES for size in SIZES]
LONGEST = [("vi", "phone")]
"""The language with the longest words on the smallest screen."""


@pytest.fixture(params=PAIRS if EVERYTHING else LONGEST, ids="-".join)
def spoken(request: pytest.FixtureRequest, server: Server) -> tuple[Page, str, int]:
    """A page in a language at a size, and a number that turns from pair to pair."""
    language, size = request.param
    page: Page = request.getfixturevalue(SIZES[size])
    page.goto(f"{server.url}?lang={language}&lesson={next(iter(LESSONS))}")
    return page, language, list(LANGUAGES).index(language) + list(SIZES).index(size)


def said(language: str, english: str, **values: object) -> str:
    """Return a sentence of the page in a language."""
    text = english if language == "en" else json.loads((PAGE / f"{language}.json").read_text("utf-8"))[english]
    return str(text.format(**values))


def title(language: str, key: str) -> str:
    english = LESSONS[key].words.lines()["title"]
    return words(language).get(english, english)


def settled(page: Page) -> None:
    """Wait until the lanes are drawn and have their numbers."""
    expect(page.locator("#lanes .plot .contourlayer path").first).to_be_attached()
    expect(page.locator("#lanes .readout span:visible, #lanes .key:visible").first).to_be_visible()  # on one panel the key has the numbers


def unfolded(page: Page) -> dict[str, list[str]]:
    """Return what is out of place where everything is open: settings with every fold, the side panel, the dialogs."""
    wrong = {}
    page.locator(".why > summary").click()
    wrong["why"] = page.evaluate(OUT_OF_PLACE)
    page.keyboard.press("Escape")
    page.locator(".toggle").click()
    for fold in page.locator("#rail details > summary").all():
        fold.dispatch_event("click")
    wrong["settings"] = page.evaluate(OUT_OF_PLACE)
    page.locator(".toggle").dispatch_event("click")
    page.keyboard.press("i")
    for number, tab in enumerate(page.locator("#side [role=tab]").all()):
        tab.click()
        wrong[f"side panel {number}"] = page.evaluate(OUT_OF_PLACE)
    page.keyboard.press("i")
    for key in "s?gf":
        page.keyboard.press(key)
        expect(page.locator("dialog")).to_be_visible()
        wrong[key] = page.evaluate(OUT_OF_PLACE)
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)
    return wrong


def test_no_word_is_longer_than_its_place(spoken: tuple[Page, str, int]) -> None:
    """With everything open, then in every lesson, by the key for the next one; in every third one unless everything is run."""
    page, language, turn = spoken
    settled(page)
    wrong = unfolded(page)
    for number, (key, lesson) in enumerate(LESSONS.items()):
        expect(page.locator("h1")).to_have_text(title(language, key))
        expect(page.locator("#lanes .stage:not(.data *)")).to_have_count(len(lesson.scene["lanes"]))
        if EVERYTHING or (number + turn) % 3 == 0:
            settled(page)
            wrong[key] = page.evaluate(OUT_OF_PLACE)
        page.keyboard.press("n")
    expect(page.locator(".next")).to_have_count(0)
    wrong = {where: found for where, found in wrong.items() if found}
    assert wrong == {}


def test_the_language_is_chosen_in_the_help_and_stays(blank: Page, server: Server) -> None:
    blank.goto(f"{server.url}?lesson=saddle")
    settled(blank)
    blank.keyboard.press("?")
    blank.get_by_label("Language").select_option("vi")
    expect(blank.locator("h1")).to_have_text(title("vi", "saddle"))
    expect(blank.locator("html")).to_have_attribute("lang", "vi")
    expect(blank).to_have_url(re.compile("lang=vi"))
    settled(blank)
    blank.keyboard.press("n")
    expect(blank.locator("h1")).to_have_text(title("vi", "first_and_second_order"))
    expect(blank).to_have_url(re.compile("lesson=first_and_second_order"))
    blank.reload()
    expect(blank.locator("h1")).to_have_text(title("vi", "first_and_second_order"))
    expect(blank.locator(".toggle")).to_contain_text(said("vi", "All settings"))


def test_an_unknown_language_is_english(blank: Page, server: Server) -> None:
    blank.goto(f"{server.url}?lang=tlh&lesson=saddle")
    expect(blank.locator("h1")).to_have_text(LESSONS["saddle"].words.title)
    expect(blank.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.thorough
def test_no_word_stays_english(page: Page, server: Server) -> None:
    """On a Chinese page a word in small Latin letters was forgotten; names and formulas apart."""
    page.goto(f"{server.url}?lang=zh")
    settled(page)
    left: set[str] = set()

    def look() -> None:
        left.update(each for each in page.evaluate(LEFT) if each.split(" ")[0] not in OWN_NAMES)

    look()
    page.locator(".toggle").click()
    for fold in page.locator("#rail details > summary").all():
        fold.dispatch_event("click")
    look()
    page.locator(".toggle").click()
    page.keyboard.press("i")
    for tab in page.locator("#side [role=tab]").all():
        tab.click()
        quiet(page)
        look()
    page.keyboard.press("i")
    for key in "s?f":
        page.keyboard.press(key)
        expect(page.locator("dialog")).to_be_visible()
        quiet(page)
        look()
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)
    page.locator(".ask").click()
    look()
    assert left == set()
