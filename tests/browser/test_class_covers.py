"""The lecturer's page says when × would answer its lesson's question, so that no phone gets it."""

from playwright.sync_api import Page, expect

from tests.browser.class_phones import STRIP, Phone, opened
from tests.browser.hand import drawn
from tests.browser.server import Server
from tests.classroom.secrecy import tight


def test_no_phone_gets_the_marks_that_would_answer_the_lessons_question(blank: Page, server: Server) -> None:
    """Neither before the question is put, when the lecturer has hidden the future, nor while it stands."""
    blank.goto(f"{server.url}?lesson=weight_penalty")
    drawn(blank)
    code = opened(blank)
    phone = Phone(server, code)
    phone.ground(marked=True)
    blank.locator("body").press("Home")
    phone.until(lambda state: state["step"] == 0)
    blank.locator("body").press("h")
    phone.until(lambda state: state["until"] is not None)
    assert phone.state["ask"] is None
    phone.ground(marked=False)
    late = Phone(server, code)
    late.ground(marked=False)
    blank.locator("body").press("h")
    phone.ground(marked=True)
    turns = blank.locator(f"{STRIP} .turns")
    blank.get_by_role("button", name="Ask first").click()
    expect(turns).to_contain_text("Open the vote (Space)")
    blank.locator("body").press("Space")
    for each in (phone, late):
        each.phase("open")
        each.ground(marked=False)
    blank.locator("body").press("Space")
    expect(turns).to_contain_text("Show the answers (Enter)")
    blank.locator("body").press("Enter")
    expect(turns).to_contain_text("Reveal")
    blank.locator("body").press("Enter")
    for each in (phone, late):
        each.ground(marked=True)
        assert tight(each.record, covers=True) > 1
