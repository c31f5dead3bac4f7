"""The lecturer's page runs a class: phones follow it, answer, and see what it shows, no more."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.class_phones import STRIP, Phone, opened
from tests.browser.hand import drawn, unlinked
from tests.browser.server import Server

PAINTED = """() => [...document.querySelectorAll('canvas.class-answers')].some(
  canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean))"""
"""Is anything drawn over a panel?"""


def scene_of(phone: Phone) -> dict[str, object]:
    """Return the scene that a phone was told."""
    found: dict[str, object] = unlinked(f"#{phone.state['scene']}")
    return found


def test_phones_follow_scene_and_marker_until_the_end(page: Page, server: Server) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.reload()
    drawn(page)
    assert not [
        url for url in requested if "/js/host/" in url or "/js/class/" in url
    ]  # before a class is opened, the page is as light as ever
    phone = Phone(server, opened(page))
    phone.until(lambda state: bool(state["scene"]))
    assert scene_of(phone)["steps"] == 400
    expect(page.locator(f"{STRIP} .here")).to_have_text("1 here")
    page.locator("body").press("Home")
    phone.until(lambda state: state["step"] == 0)
    field = page.locator("#hero input:not([type=range])").first
    field.fill("0.2")
    field.press("Enter")
    phone.until(lambda state: '"lr":0.2' in json.dumps(unlinked(f"#{state['scene']}"), separators=(",", ":")))
    page.locator(f"{STRIP} select").select_option("paused")
    phone.until(lambda state: state["mode"] == "paused")
    expect(page.locator(f"{STRIP} .stand")).to_have_text("Paused")
    page.locator(STRIP).get_by_role("button", name="Class", exact=True).click()
    page.get_by_role("button", name="End the class").click()
    expect(page.locator("dialog")).to_contain_text("Everything is erased, the answers too. Save them first?")
    with page.expect_download() as saved:
        page.locator("dialog").get_by_role("button", name="Save the answers").click()
    assert saved.value.suggested_filename.endswith(".csv")
    page.locator("dialog").get_by_role("button", name="End the class").click()
    expect(page.locator(STRIP)).to_have_count(0)
    phone.until(lambda state: bool(state["ended"]))
    expect(page).not_to_have_url(re.compile("class="))


def test_the_lessons_question_is_a_vote(page: Page, server: Server) -> None:
    phones = [Phone(server, code) for code in [opened(page)] * 3]
    page.get_by_role("button", name="Ask first").click()
    expect(page.locator("h1")).to_contain_text("What do the next steps do?")
    expect(page.locator(f"{STRIP} .turns")).to_contain_text("Open the vote (Space)")
    page.locator("body").press("Space")
    for phone, choice in zip(phones, (0, 1, 1), strict=True):
        question = phone.phase("open")
        assert (question["right"], question["answer"], phone.state["until"], phone.state["scene"]) == (None, "", 28, None)
        phone.vote(choice=choice)
    expect(page.locator(f"{STRIP} .stand")).to_have_text("3 of 3 have answered")
    expect(page.locator("#class-board")).to_contain_text("creep on as before")
    assert page.locator("#class-board .answer-count").count() == 0  # what was answered is not on a page that is mirrored
    page.locator("body").press("Space")
    phones[0].phase("closed")
    turns = page.locator(f"{STRIP} .turns")
    expect(turns).to_contain_text("Show the answers (Enter)")  # the page may hear of it after the phones
    page.locator("body").press("a")
    for phone in phones:
        phone.phase("open", 2)
        phone.vote(choice=1)
    expect(turns).to_contain_text("Close (Space)")
    page.locator("body").press("Space")
    phones[0].phase("closed", 2)
    expect(page.locator(f"{STRIP} .stand")).to_have_text("3 answers")
    page.locator("body").press("Enter")
    expect(page.locator("#class-board tr.is-right")).to_have_count(0)
    expect(page.locator("#class-board tbody .answer-count").nth(1)).to_have_text("32")  # three now, two in the round before
    expect(page.locator("#class-board .answer-bar.is-earlier")).to_have_count(4)
    page.locator("body").press("Enter")
    assert phones[0].until(lambda state: state["until"] is None)["ask"]["right"] == 1
    expect(page.locator("#class-board tr.is-right")).to_contain_text("jump up and down the walls")
    expect(page.locator(".sentence")).to_contain_text("B. jump up and down the walls.")
    phones[0].until(lambda state: state["step"] == 400)
    page.locator(STRIP).get_by_role("button", name="Next question").click()
    phones[0].phase("draft") if phones[0].state["ask"] and phones[0].state["ask"]["id"] > 1 else phones[0].until(
        lambda state: state["ask"] is None
    )
    expect(page.locator("h1")).to_contain_text("At which step will it jump up the walls?")


def test_keys_are_the_classs_only_while_a_question_stands(page: Page, server: Server) -> None:
    phone = Phone(server, opened(page))
    page.locator("body").press("Space")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.locator("body").press("Space")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.get_by_role("button", name="Ask first").click()
    expect(page.locator(f"{STRIP} .turns")).to_contain_text("Drop (Backspace)")
    page.locator("body").press("Enter")  # nothing to show yet
    page.locator("body").press("Backspace")
    expect(page.locator(f"{STRIP} .turns")).to_contain_text("Ask the class")
    page.get_by_role("button", name="Ask the class").click()
    page.locator("dialog").get_by_role("button", name="Prepare the question").click()
    page.locator(STRIP).get_by_role("button", name="Open the vote (Space)").click()
    phone.phase("open")
    expect(page.locator(f"{STRIP} .turns")).to_contain_text("Close (Space)")
    page.locator("body").press("n")  # the scene of an open question stands still
    expect(page.locator("#notice")).to_contain_text("The scene stands still until the answers are shown.")
    expect(page).to_have_url(re.compile("future=hidden"))
    expect(page.locator(".position input")).to_have_value("28")
    page.keyboard.press("PageDown")
    phone.phase("closed")


def test_a_double_click_and_a_key_that_is_held_are_one_turn(page: Page, server: Server) -> None:
    page.locator("body").press("k")
    expect(page.get_by_role("button", name="Open a class")).to_be_focused()
    page.locator("body").press("Escape")
    phone = Phone(server, opened(page))
    turns = page.locator(f"{STRIP} .turns")
    page.get_by_role("button", name="Ask first").click()
    expect(turns).to_contain_text("Open the vote (Space)")
    page.locator("body").press("Space")
    close = turns.get_by_role("button", name="Close (Space)")
    expect(close).to_be_visible()
    box = close.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for nth in (1, 2):  # where the second press lands, there is "Vote again" by then
        page.mouse.down(click_count=nth)
        page.mouse.up(click_count=nth)
        expect(turns).to_contain_text("Show the answers (Enter)")
    page.keyboard.down("Enter")
    expect(turns).to_contain_text("Reveal (Enter)")
    page.keyboard.down("Enter")  # it repeats
    page.keyboard.up("Enter")
    page.keyboard.press("a")
    assert phone.phase("open", 2)["phase"] == "open"
    assert not [said for said in phone.said if '"until":null' in said and '"phase":"shown"' in said]


def test_a_prepared_question_leaves_with_its_lesson(page: Page, server: Server) -> None:
    phone = Phone(server, opened(page))
    page.get_by_role("button", name="Ask first").click()
    expect(page.locator(f"{STRIP} .turns")).to_contain_text("Open the vote (Space)")
    expect(page.locator(".sentence")).to_have_text("The question is ready.")
    phone.until(lambda state: state["until"] == 28)
    page.locator("body").press("n")
    expect(page.locator(f"{STRIP} .turns")).to_contain_text("Ask the class")
    phone.until(lambda state: state["until"] is None)


def test_a_place_is_tapped_and_the_run_says_where_it_was(blank: Page, server: Server) -> None:
    blank.goto(f"{server.url}?lesson=saddle")
    drawn(blank)
    phone = Phone(server, opened(blank))
    blank.get_by_role("button", name="Ask the class").click()
    blank.locator("dialog").get_by_role("button", name=re.compile("^Newton")).click()
    blank.locator("dialog").get_by_role("button", name="Prepare the question").click()
    expect(blank.locator("#lanes .panel:not([hidden])")).to_have_count(1)  # the walker that is asked about
    expect(blank.locator(f"{STRIP} .turns")).to_contain_text("Open the vote (Space)")
    blank.locator("body").press("Space")
    assert phone.phase("open")["truth"] is None
    phone.vote(at=[1.0, 1.0])
    expect(blank.locator(f"{STRIP} .turns")).to_contain_text("Close (Space)")
    blank.locator("body").press("Space")
    phone.phase("closed")
    expect(blank.locator(f"{STRIP} .turns")).to_contain_text("Show the answers (Enter)")
    blank.locator("body").press("Enter")
    phone.phase("shown")
    expect(blank.locator("#class-board table")).to_contain_text("1")
    blank.wait_for_function(PAINTED)
    blank.locator("body").press("Enter")
    ask = phone.until(lambda state: state["until"] is None)["ask"]
    assert ask["truth"]["at"] == pytest.approx([0, 0], abs=1e-9)
    expect(blank.locator(".sentence")).to_contain_text("saddle")


def test_a_page_older_than_its_server_says_that_it_must_be_loaded_again(blank: Page, server: Server, complaints: list[str]) -> None:
    blank.route("**/js/host/door.js", lambda route: route.abort())
    blank.goto(server.url)
    drawn(blank)
    blank.locator("body").press("k")
    expect(blank.locator("#notice")).to_contain_text("The class could not be loaded: please reload this page.")
    complaints.clear()  # what the browser says of the script
