"""A lesson made in the page: written, shown, opened again from its link and its file, presented, embedded; hostile texts stay text."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.hand import drawn, lane_scene, packed_lessons, quiet
from tests.browser.server import Server
from tests.catalog.test_own import QUESTION, lesson
from tests.scenes import lane, scene

MARKUP = '<img src=x onerror="document.title=1"> & </script>'
HEBREW = "\u05e9\u05d9\u05e2\u05d5\u05e8 \u202e abc"
EMOJI = "🏔️ 下山"


def editor(page: Page) -> Locator:
    """Open the editor."""
    page.keyboard.press("e")
    return page.locator("dialog.own-lesson")


def write(page: Page) -> None:
    """Write a lesson with a question and show it."""
    dialog = editor(page)
    dialog.get_by_label("Title", exact=True).fill("The middle one bursts")
    dialog.get_by_label("One sentence that says what to see").fill("The floor shrinks until the middle walker bursts.")
    dialog.get_by_label("Question", exact=True).fill("What comes next?")
    dialog.get_by_label("A", exact=True).fill("a burst")
    dialog.get_by_label("C", exact=True).fill("calm")
    dialog.get_by_label("C is right").click()
    dialog.get_by_label("What is said after the reveal").fill("It was calm.")
    dialog.get_by_label("at step").fill("20")
    dialog.get_by_label("Tools").uncheck()
    expect(dialog.locator(".preview h4")).to_have_text("What comes next?")
    dialog.get_by_role("button", name="Show the lesson").click()
    expect(dialog).to_have_count(0)


def asked(page: Page) -> None:
    """Wait until the lesson's question stands there, with nothing of its answer, and the tools are hidden."""
    expect(page.locator("h1")).to_have_text("What comes next?")
    expect(page.locator(".options button")).to_have_text(["A. a burst", "B. calm"])
    expect(page.locator(".position input")).to_have_value("20")
    expect(page.locator("#tools")).to_be_hidden()
    drawn(page)
    assert "It was calm" not in page.locator("body").inner_text()


def test_it_is_written_shown_and_opened_again_from_its_link(page: Page, complaints: list[str]) -> None:
    first = page.locator("h1").inner_text()
    write(page)
    asked(page)
    page.keyboard.press("z")
    expect(page.locator("h1")).to_have_text(first)
    expect(page.locator("#tools")).to_be_visible()
    page.keyboard.press("Shift+Z")
    asked(page)
    link = lane_scene(page)
    assert "#2." in link
    page.reload()
    asked(page)
    page.get_by_role("button", name="B. calm").click()
    page.locator(".options").get_by_role("button", name="Reveal").click()
    expect(page.locator(".sentence")).to_contain_text("As you said. B. calm. It was calm.")
    page.goto("about:blank")
    page.goto(link.replace("/?", "/embed?"))
    drawn(page)
    expect(page.locator(".position input")).to_have_value("20")
    complaints[:] = [each for each in complaints if "422" not in each]  # a question without options, while it was being written


def test_it_can_be_presented_and_embedded(page: Page, server: Server) -> None:
    said = {"lessons": [lesson(title=MARKUP, sentence=EMOJI, step=5, hidden=True, question=QUESTION)]}
    link = packed_lessons(page, said)
    page.goto("about:blank")
    page.goto(f"{server.url}?present=on{link}")
    expect(page.locator("body")).to_have_attribute("data-presenting", "on")
    expect(page.locator("h1")).to_have_text("Where?")
    drawn(page)
    page.keyboard.press("PageDown")
    expect(page.locator(".sentence")).to_contain_text("B. there. There.")
    page.goto("about:blank")
    page.goto(f"{server.url}embed?title=on{link}")
    expect(page.locator("h1")).to_have_text("Where?")
    drawn(page)
    expect(page.locator(".position input")).to_have_value("5")


def test_it_says_what_to_try_and_which_setting_is_the_main_one(page: Page, complaints: list[str]) -> None:
    dialog = editor(page)
    expect(dialog.get_by_label("Title", exact=True)).to_be_focused()
    dialog.get_by_label("Title", exact=True).fill("Rates")
    dialog.locator(".main select").select_option("lanes.0.optimizer.knobs.lr")
    dialog.get_by_role("button", name="Add a change to try").click()
    dialog.get_by_label("New value").fill("-1")
    dialog.get_by_label("New value").press("Tab")
    expect(dialog.locator(".to-try li > .fault")).to_contain_text("must be at least")
    dialog.get_by_label("What it changes").select_option("steps")
    dialog.get_by_label("New value").fill("12")
    dialog.get_by_label("New value").press("Tab")
    expect(dialog.get_by_label("What its button says")).to_have_value("Set number of steps to 12.")
    dialog.get_by_label("What its button says").fill("")
    expect(dialog.locator(".to-try .text .fault")).to_have_text("What its button says must not be empty")
    dialog.get_by_role("button", name="Show the lesson").click()
    expect(dialog.get_by_role("status")).to_contain_text("Lesson 1: says must not be empty (at least 1 characters)")
    dialog.get_by_label("What its button says").fill("Twelve steps only")
    dialog.get_by_role("button", name="Show the lesson").click()
    expect(page.locator("#hero .owner")).to_have_text("Gradient descent")
    page.get_by_text("Why?").click()
    page.get_by_role("button", name="Twelve steps only").click()
    expect(page.locator(".position")).to_contain_text("of 12")
    assert all("422" in each for each in complaints)
    complaints.clear()


def test_the_editor_has_no_fault_of_access(page: Page, complaints: list[str]) -> None:
    dialog = editor(page)
    dialog.get_by_role("button", name="Add a change to try").click()
    dialog.get_by_role("button", name="Add what is on the screen").click()
    dialog.get_by_label("Title", exact=True).fill("x" * 130)
    expect(dialog.locator("#own-title-fault")).to_have_text("130 characters; at most 120.")
    quiet(page, 800)
    assert violations(page) == []
    complaints.clear()


def test_a_phone_writes_one(pocket: Page, server: Server) -> None:
    pocket.goto(server.url)
    drawn(pocket)
    pocket.locator("#tools details.all > summary").click()
    pocket.get_by_role("button", name="Make a lesson").click()
    dialog = pocket.locator("dialog.own-lesson")
    dialog.get_by_label("Title", exact=True).fill("On a phone")
    assert dialog.evaluate("each => each.scrollWidth <= each.clientWidth")
    expect(dialog.get_by_role("button", name="Show the lesson")).to_be_in_viewport()
    dialog.get_by_role("button", name="Show the lesson").click()
    expect(pocket.locator("h1")).to_have_text("On a phone")
    drawn(pocket)


@pytest.mark.parametrize("words", [MARKUP, HEBREW, EMOJI], ids=["markup", "right to left", "emoji"])
def test_whatever_a_text_says_stays_text(page: Page, server: Server, words: str) -> None:
    said = lesson(title=words, sentence=words, see=words, why=words, tries=[{"says": words, "changes": {"steps": 9}}])
    page.goto(server.url + packed_lessons(page, said))
    expect(page.locator("h1")).to_have_text(words)
    expect(page.locator(".sentence")).to_have_text(words)
    drawn(page)
    page.get_by_text("Why?").click()
    expect(page.locator(".why p").first).to_have_text(words)
    assert page.title() == f"{words} – Ravine"
    assert page.locator("#lesson img").count() == 0
    page.get_by_role("button", name=words).last.click()
    expect(page.locator(".position")).to_contain_text("of 9")
    dialog = editor(page)
    expect(dialog.get_by_label("Title", exact=True)).to_have_value(words)
    expect(dialog.locator(".preview h4")).to_have_text(words)
    assert dialog.locator("img").count() == 0


@pytest.mark.parametrize(
    ("said", "says"),
    [
        (lesson(title="x" * 100_000), "This link was refused: Lesson 1: title is too long (at most 120 characters)."),
        (lesson(sentence="null\0"), "This link was refused: Lesson 1: sentence holds a character that nobody can see: U+0000"),
        ({"lessons": [lesson(), lesson(scene=scene(lane("adam", beta1=2.0)))]}, "Lesson 2: beta1 of walker 1 must be below 1 (< 1)."),
        ([1], "This link was refused: the message must be an object"),
    ],
    ids=["100 kB", "null byte", "scene", "list"],
)
def test_a_link_that_holds_too_much_is_refused_in_words(page: Page, server: Server, complaints: list[str], said: Any, says: str) -> None:
    link = packed_lessons(page, said if isinstance(said, list) or "lessons" in said else {"lessons": [said]})
    page.goto("about:blank")
    page.goto(server.url + link)
    drawn(page)
    expect(page.locator("#notice")).to_contain_text(says)
    expect(page.locator("h1")).to_contain_text("AdaGrad arrives")
    assert all("422" in each for each in complaints)
    complaints.clear()
