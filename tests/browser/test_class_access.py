"""A phone in a class for everybody: with a screen reader, by keyboard, in every language, on its side."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.lecturer import PLACE, STEP, Lecturer, said

MOMENTS: list[tuple[str, dict[str, Any]]] = [("choice", {}), ("click", PLACE), ("step", STEP)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_moment_can_be_used_by_everybody(joined: Page, lecturer: Lecturer, scheme: Any) -> None:
    joined.emulate_media(color_scheme=scheme)
    wrong = {"follow": violations(joined)}
    for kind, question in MOMENTS:
        lecturer.ask(**question)
        expect(joined.locator(".phone")).to_have_attribute("data-kind", kind)
        wrong[f"{kind} open"] = violations(joined)
        for turn in ("close", "show", "reveal"):
            lecturer.do(turn)
            expect(joined.locator(".phone")).to_have_attribute("data-phase", "closed" if turn == "close" else "shown")
            wrong[f"{kind} {turn}"] = violations(joined)
        lecturer.do("drop")
    lecturer.do("mode", mode="free")
    expect(joined.get_by_role("link", name="Explore on your own")).to_be_visible()
    wrong["free"] = violations(joined)
    lecturer.do("end")
    expect(joined.get_by_role("status")).to_be_visible()
    wrong["ended"] = violations(joined)
    joined.goto(f"{lecturer.url}class")
    joined.get_by_text("What is kept").click()
    wrong["door"] = violations(joined)
    assert {moment: found for moment, found in wrong.items() if found} == {}


SAID = {"close": "Voting is closed.", "show": "The answers are shown.", "reveal": "The right answer is shown. Not as you said."}


def test_a_screen_reader_hears_phases_and_never_counts(joined: Page, lecturer: Lecturer) -> None:
    heard = joined.locator('[aria-live="polite"]')
    expect(heard).to_have_text("")
    lecturer.ask()
    expect(heard).to_have_text("What do the next steps do?")
    joined.locator(".choice").first.click()
    said(joined, "Your answer is in.")
    expect(heard).to_have_text("Your answer is in. You can change it.")
    for turn, says in (
        ("close", "Voting is closed."),
        ("show", "The answers are shown."),
        ("reveal", "The right answer is shown. Not as you said."),
    ):
        lecturer.do(turn)
        expect(heard).to_have_text(says)
