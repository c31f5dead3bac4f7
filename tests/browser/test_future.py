"""A hidden future: nothing beyond the marker is on the page, nor in what the server sent, until it is revealed."""

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import drawn, ink_at_rest, link, still
from tests.browser.server import Server
from tests.replies.test_wire import decode

WILD = {
    "version": 1,
    "surface": {"key": "ellipse", "knobs": {}},
    "steps": 60,
    "lanes": [{"optimizer": {"key": "gradient_descent", "knobs": {"lr": lr}}} for lr in (1.0, 0.01)],
}
"""The first lane diverges at step 10."""


@pytest.fixture
def frames() -> list[Any]:
    """What the server sent: bytes or text."""
    return []


@pytest.fixture
def quiz(blank: Page, server: Server, frames: list[Any]) -> Page:
    """A page that records what it is sent, opened by a link that hides what follows step 5."""

    def heard(data: Any) -> None:
        frames.append(data)

    blank.on("websocket", lambda socket: socket.on("framereceived", heard))
    blank.goto(f"{server.url}?step=5&future=hidden{link(WILD)}")
    drawn(blank)
    return blank


def last_steps(frames: list[Any]) -> set[float]:
    """Return the last step of every frame, whichever of its arrays says so."""
    found = set()
    for header, shared, lanes in (decode(data) for data in frames if isinstance(data, bytes)):
        found |= {float(shared["stops"][-1]), *(float(lane["status"]["step"]) for lane in header["lanes"])}
        assert all(np.nanmax(arrays["path_steps"]) <= shared["stops"][-1] for arrays in lanes)
    return found


def words(page: Page) -> str:
    """Return every word of the page, those for screen readers too."""
    parts = "['aria-label', 'aria-valuetext', 'title'].map(name => e.getAttribute(name) ?? '')"
    all_parts = f"[...document.querySelectorAll('*')].flatMap(e => {parts}).join(' ')"
    return str(page.evaluate(f"() => document.title + document.body.innerText + {all_parts}"))


def test_neither_page_nor_server_say_what_follows(quiz: Page, frames: list[Any]) -> None:
    assert last_steps(frames) == {5}
    quiz.get_by_role("button", name="Behind the picture").click()
    quiz.get_by_role("tab", name="Table").click()
    quiz.evaluate("document.activeElement.blur()")  # the arrow keys would go round the tabs
    for key in ("End", "ArrowRight", "PageDown"):
        quiz.locator("body").press(key)
    expect(quiz.locator(".position input")).to_have_value("5")
    assert quiz.locator(".scrubber input").get_attribute("max") == "5"
    quiz.locator(".position input").fill("20")
    quiz.locator(".position input").press("Enter")
    expect(quiz.locator(".position input")).to_have_value("5")
    still(quiz)
    assert "diverged" not in words(quiz)
    assert "so far" in words(quiz)
    assert last_steps(frames) == {5}
    assert not [text for text in frames if isinstance(text, str) and '"step":6' in text]
    expect(quiz.locator(".mark")).to_have_count(0)


def test_back_is_allowed_and_what_is_shown_stays_hidden_while_a_number_changes(quiz: Page, frames: list[Any]) -> None:
    quiz.locator("body").press("ArrowLeft")
    expect(quiz.locator(".position input")).to_have_value("4")
    quiz.get_by_role("button", name="All settings").click()
    field = quiz.locator("#rail-lanes-1-optimizer-knobs-lr")
    before = ink_at_rest(quiz, 1)
    field.fill("0.02")
    field.press("Enter")
    still(quiz)
    assert ink_at_rest(quiz, 1) != before
    assert last_steps(frames) == {5}


def test_reveal_shows_it_all(quiz: Page, frames: list[Any]) -> None:
    before = ink_at_rest(quiz, 0)
    quiz.get_by_role("button", name="Reveal").click()
    expect(quiz.locator(".position input")).to_have_value("60")
    expect(quiz.locator("#lanes .fate").first).to_have_text("diverged at step 10")
    still(quiz)
    assert ink_at_rest(quiz, 0) != before
    assert last_steps(frames) == {5, 10, 60}
    expect(quiz.get_by_role("button", name="Reveal")).to_have_count(0)
    expect(quiz).not_to_have_url(re.compile("future"))  # the address follows a moment later


@pytest.mark.thorough
def test_a_reset_asks_the_question_again(quiz: Page) -> None:
    quiz.locator("body").press("h")
    expect(quiz.locator("#lanes .fate").first).to_be_visible()
    quiz.locator("body").press("r")
    expect(quiz.get_by_role("button", name="Reveal")).to_be_visible()
    expect(quiz.locator("#lanes .fate").first).to_be_hidden()
    expect(quiz.locator(".position input")).to_have_value("5")


def test_hiding_forgets_what_was_known_and_the_lesson_keeps_its_answer(page: Page) -> None:
    page.locator("body").press("h")
    expect(page.locator("h1")).to_have_text("What comes next?")
    still(page)
    said = words(page)
    assert "blows up" not in page.title()
    assert "grow until they burst" not in said
    assert "overshoots" not in said
    assert "400 steps" not in (page.locator("#lanes .overlay").first.get_attribute("aria-label") or "")
    page.wait_for_url("**future=hidden**")
    page.reload()
    drawn(page)
    expect(page.locator("h1")).to_have_text("What comes next?")
    expect(page.locator(".position input")).to_have_value("34")
