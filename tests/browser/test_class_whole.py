"""A whole class with real pages: a lecturer, a projector and three phones, from the code to the end."""

import csv
import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.class_phones import opened
from tests.browser.conftest import PHONE
from tests.browser.hand import drawn, watched
from tests.browser.server import Server

TURNS = "#class-strip .turns"


@pytest.fixture
def hall(browser: Browser, complaints: list[str]) -> Iterator[tuple[Page, list[Page]]]:
    """A projector and three phones that show nothing yet."""
    wall = browser.new_context(viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    bags = [browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce") for _ in range(3)]
    yield watched(wall, complaints), [watched(each, complaints) for each in bags]
    for each in (wall, *bags):
        each.close()


def join(phones: list[Page], url: str, code: str) -> None:
    """Join: two by the link, one by its digits."""
    for each in phones[:2]:
        each.goto(f"{url}class#{code}")
    phones[2].goto(f"{url}class")
    phones[2].get_by_label("Class code").fill(f"{code[:4]} {code[4:]}")
    phones[2].get_by_role("button", name="Join").click()


def press(page: Page, key: str, then: str) -> None:
    """Press a key of the lecturer, and wait for the turn that comes next."""
    page.locator("body").press(key)
    expect(page.locator(TURNS)).to_contain_text(then)


def answer(phone: Page, button: Locator) -> None:
    """Press a button of the question, and wait until the server has that answer; an earlier one is said to be in until the page draws."""
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(phone.locator(".sheet")).to_contain_text("Your answer is in. You can change it.")


def ended(page: Page, screen: Page, phones: list[Page]) -> None:
    """Save the answers of two rounds, and end the class."""
    page.locator("#class-strip").get_by_role("button", name="Class", exact=True).click()
    page.get_by_role("button", name="End the class").click()
    with page.expect_download() as saved:
        page.locator("dialog").get_by_role("button", name="Save the answers").click()
    rows = list(csv.DictReader(io.StringIO(saved.value.path().read_text("utf-8"))))
    assert [(row["round"], row["choice"], row["right"]) for row in rows if row["round"] == "2"] == [("2", "2", "2")] * 3
    assert sorted(row["choice"] for row in rows if row["round"] == "1") == ["1", "2", "2"]
    assert sum(row["sure"] == "3" for row in rows) == 1
    page.locator("dialog").get_by_role("button", name="End the class").click()
    for each in phones:
        expect(each.locator("body")).to_contain_text("The class has ended. Nothing of you is kept.")
    expect(screen.locator("body")).to_contain_text("Thank you")
    expect(page).not_to_have_url(re.compile("class="))


def test_a_class_from_the_code_to_the_end(page: Page, server: Server, hall: tuple[Page, list[Page]]) -> None:
    screen, phones = hall
    code = opened(page)
    screen.goto(f"{server.url}class#{code}.screen")
    join(phones, server.url, code)
    expect(page.locator("#class-strip .here")).to_have_text("3 here")
    expect(screen.locator("body")).to_contain_text("3 here")

    page.get_by_role("button", name="Ask first").click()
    expect(page.locator(TURNS)).to_contain_text("Open the vote (Space)")
    for each in phones:
        expect(each.locator(".choice")).to_have_count(0)  # a draft is the lecturer's
    press(page, "Space", "Close (Space)")
    expect(screen.locator("body")).to_contain_text("What do the next steps do?")
    for each, choice in zip(phones, (0, 0, 1), strict=True):
        answer(each, each.locator(".choice").nth(choice))
    answer(phones[1], phones[1].locator(".choice").nth(1))
    answer(phones[1], phones[1].get_by_role("button", name="Certain"))
    expect(page.locator("#class-strip .stand")).to_contain_text("3 of 3 have answered")
    expect(screen.locator("body")).to_contain_text("3 of 3 have answered")

    phones[0].reload()  # the seat and its answer stay
    expect(phones[0].locator(".choice").nth(0)).to_have_attribute("aria-pressed", "true")
    press(page, "Space", "Show the answers (Enter)")
    for each in phones:
        expect(each.locator(".sheet")).to_contain_text("Voting is closed.")
    press(page, "Enter", "Reveal (Enter)")
    for each in (page, screen, *phones):
        expect(each.locator("tbody .answer-count").first).to_have_text("1")
        expect(each.locator("tbody .answer-count").nth(1)).to_have_text("2")
        expect(each.locator(".is-right")).to_have_count(0)

    press(page, "a", "Close (Space)")
    for each in phones:
        answer(each, each.locator(".choice").nth(1))
    expect(page.locator("#class-strip .stand")).to_contain_text("3 of 3 have answered")
    page.locator("body").press("Space")
    expect(page.locator(TURNS)).to_contain_text("Show the answers (Enter)")
    press(page, "Enter", "Reveal (Enter)")
    press(page, "Enter", "Next question")
    for each in phones:
        expect(each.locator(".sheet")).to_contain_text("As you said.")
    expect(screen.locator(".is-right")).to_have_count(1)
    ended(page, screen, phones)


def test_back_leaves_a_class_and_forward_takes_the_same_seat(page: Page, server: Server, hall: tuple[Page, list[Page]]) -> None:
    _, phones = hall
    code = opened(page)
    phones[0].goto(f"{server.url}docs")
    phones[0].goto(f"{server.url}class#{code}")
    expect(page.locator("#class-strip .here")).to_have_text("1 here")
    phones[0].go_back()
    expect(page.locator("#class-strip .here")).to_have_text("0 here")
    phones[0].go_forward()
    expect(page.locator("#class-strip .here")).to_have_text("1 here")


def test_a_laptop_that_dies_is_opened_again_and_goes_on(page: Page, server: Server, hall: tuple[Page, list[Page]]) -> None:
    _, phones = hall
    code = opened(page)
    phones[0].goto(f"{server.url}class#{code}")
    page.get_by_role("button", name="Ask first").click()
    expect(page.locator(TURNS)).to_contain_text("Open the vote (Space)")
    press(page, "Space", "Close (Space)")
    answer(phones[0], phones[0].locator(".choice").nth(2))
    page.goto("about:blank")
    expect(phones[0].locator(".choice").nth(2)).to_have_attribute("aria-pressed", "true")  # the class stands still
    page.goto(f"{server.url}class")
    page.get_by_text(f"Go on with {code[:4]} {code[4:]}?").click()
    drawn(page)
    expect(page.locator("#class-strip .stand")).to_contain_text("1 of 1 have answered")
    press(page, "Space", "Show the answers (Enter)")
    expect(phones[0].locator(".sheet")).to_contain_text("Voting is closed.")


def test_a_place_is_chosen_from_above_and_the_map_comes_back(blank: Page, server: Server) -> None:
    blank.goto(f"{server.url}?lesson=newton_basins")
    lanes = blank.locator("#lanes")
    expect(lanes).to_have_attribute("data-projection", "map")
    opened(blank)
    blank.get_by_role("button", name="Ask the class").click()
    blank.locator("dialog").get_by_role("button", name="Choose your start").click()
    blank.locator("dialog").get_by_role("button", name="Prepare the question").click()
    expect(blank.locator(TURNS)).to_contain_text("Open the vote (Space)")
    expect(lanes).to_have_attribute("data-projection", "contour")
    blank.locator("body").press("Backspace")
    expect(blank.locator(TURNS)).to_contain_text("Ask the class")
    expect(lanes).to_have_attribute("data-projection", "map")
