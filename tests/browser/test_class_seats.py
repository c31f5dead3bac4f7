"""Who is here, on the lecturer's own phone: a student is removed from there, and hears of it."""

from contextlib import suppress

from playwright.sync_api import BrowserContext, Page, expect
from websockets.exceptions import ConnectionClosed

from tests.browser.class_phones import STRIP, Phone, opened
from tests.browser.hand import drawn, watched
from tests.browser.server import Server


def code_of(phone: Phone) -> int | None:
    """Return the code with which a phone's socket is closed."""
    with suppress(ConnectionClosed):
        while True:
            phone.hear()
    return phone.socket.close_code


def test_a_student_is_removed_from_the_lecturers_phone_and_the_answer_stays(
    page: Page, pocket: Page, context: BrowserContext, server: Server, complaints: list[str]
) -> None:
    code = opened(page)
    secret = page.evaluate("JSON.parse(localStorage.getItem('ravine-class')).secret")
    pocket.goto(f"{server.url}class#{code}.{secret}")
    drawn(pocket)
    pocket.locator(STRIP).get_by_role("button", name="Class", exact=True).click()
    listed = pocket.locator(".who-is-here")
    listed.get_by_text("Who is here").click()
    expect(listed).to_contain_text("Nobody is here yet.")
    page.get_by_role("button", name="Ask first").click()
    expect(page.locator(f"{STRIP} .turns")).to_contain_text("Open the vote (Space)")
    page.locator("body").press("Space")
    phone, silent, student = Phone(server, code), Phone(server, code), watched(context, complaints)
    phone.phase("open")
    phone.vote(choice=1, sure=3)
    student.goto(f"{server.url}class#{code}")
    student.locator(".choice").first.click()
    expect(student.locator(".sheet")).to_contain_text("Your answer is in.")
    listed.get_by_role("button", name="Read again").click()
    first, second, third = (listed.locator("li").filter(has=pocket.get_by_text(says, exact=True)) for says in ("A", "B", "no answer"))
    expect(listed.locator("li")).to_have_count(3)
    second.get_by_role("button").click()
    expect(second.get_by_role("alert")).to_contain_text("Remove this student?")
    second.get_by_role("button", name="Keep the student").click()
    expect(second.get_by_role("alert")).to_have_count(0)
    for row in (second, first, third):
        row.get_by_role("button", name="Remove the student").click()
        row.get_by_role("alert").get_by_role("button", name="Remove the student").click()
        expect(row).to_contain_text("removed")
        expect(row.get_by_role("button")).to_have_count(0)
    assert (code_of(phone), code_of(silent)) == (4403, 4403)
    removed = student.get_by_role("alert").get_by_text("The lecturer has removed this phone from the class.", exact=True)
    expect(removed).to_be_visible()
    student.reload()  # the tab does not come back as somebody else
    expect(removed).to_be_visible()
    student.get_by_role("button", name="Join").click()
    expect(removed).to_be_visible()
    expect(page.locator(f"{STRIP} .here")).to_have_text("0 here")
    expect(page.locator(f"{STRIP} .stand")).to_have_text("2 of 2 have answered")
    listed.get_by_role("button", name="Read again").click()
    expect(listed.locator("li")).to_have_count(2)  # who has not answered has gone
    expect(listed.locator("li").filter(has_text="removed")).to_have_count(2)
    page.locator(STRIP).get_by_role("button", name="Class", exact=True).click()
    expect(page.locator("dialog")).to_contain_text("On my phone too")
    expect(page.locator(".who-is-here")).to_have_count(0)  # a page that is mirrored
