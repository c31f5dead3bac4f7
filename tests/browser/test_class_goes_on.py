"""A class goes on: over a reload, a server that was away, a second device of the lecturer, and messages in an unlucky order."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.class_phones import STRIP, Phone, opened
from tests.browser.conftest import PHONE
from tests.browser.hand import ADDRESS, drawn, pause, quiet, watched
from tests.browser.server import Server


@pytest.fixture
def own_server() -> Iterator[Server]:
    """A server that a test may end."""
    made = Server()
    yield made
    made.stop()


def test_a_state_from_before_the_question_does_not_show_what_is_hidden(blank: Page, server: Server) -> None:
    """The answer to a command may come before the state that it made: until then the page knows an older one."""
    held: list[tuple[WebSocketRoute, str | bytes]] = []
    holds: list[bool] = []

    def between(socket: WebSocketRoute) -> None:
        far = socket.connect_to_server()
        far.on_message(lambda said: held.append((socket, said)) if holds and '"t":"state"' in str(said) else socket.send(said))

    blank.route_web_socket(re.compile("api/class"), between)
    blank.goto(f"{server.url}?lesson=saddle")
    drawn(blank)
    opened(blank)
    quiet(blank, ADDRESS)
    holds.append(True)
    blank.get_by_role("button", name="Ask the class").click()
    blank.locator("dialog").get_by_role("button", name="Choose your start").click()
    blank.locator("dialog").get_by_role("button", name="Prepare the question").click()
    while not any('"phase":"draft"' in str(said) for _, said in held):  # the server has the question
        pause(blank, 50)
    quiet(blank, ADDRESS)
    expect(blank.locator("body")).to_have_attribute("data-future", "hidden")
    expect(blank.locator(".position input")).to_have_value("1")
    holds.clear()
    for socket, said in held:
        socket.send(said)
    expect(blank.locator(f"{STRIP} .turns")).to_contain_text("Open the vote (Space)")
    expect(blank.locator("body")).to_have_attribute("data-future", "hidden")


def test_a_class_survives_a_reload_and_its_server(own_server: Server, blank: Page, complaints: list[str]) -> None:
    blank.goto(own_server.url)
    drawn(blank)
    code = opened(blank)
    blank.get_by_role("button", name="Ask first").click()
    expect(blank.locator(f"{STRIP} .turns")).to_contain_text("Open the vote (Space)")
    blank.locator("body").press("Space")
    expect(blank.locator(f"{STRIP} .turns")).to_contain_text("Close (Space)")
    expect(blank).to_have_url(re.compile("future=hidden"))
    blank.reload()
    drawn(blank)
    expect(blank.locator(f"{STRIP} .turns")).to_contain_text("Close (Space)")
    expect(blank.locator("h1")).to_contain_text("What do the next steps do?")
    own_server.stop()
    expect(blank.locator(f"{STRIP} .stand")).to_have_text("Reconnecting. The class goes on.")
    own_server.start()
    expect(blank.locator(f"{STRIP} .stand")).to_have_text("0 of 0 have answered")
    phone = Phone(own_server, code)
    assert phone.phase("open")["title"].startswith("The walker")
    phone.vote(choice=0)
    expect(blank.locator(f"{STRIP} .stand")).to_have_text("1 of 1 have answered")
    blank.goto("about:blank")  # before its server is gone for good
    complaints.clear()  # what a browser says of a server that is away


def test_the_hosts_phone_has_the_same_class_and_the_secret_is_on_no_mirrored_page(
    page: Page, server: Server, browser: Browser, complaints: list[str]
) -> None:
    code = opened(page)
    secret = page.evaluate("JSON.parse(localStorage.getItem('ravine-class')).secret")
    assert secret not in page.url
    assert secret not in page.content()
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    device = watched(context, complaints)
    device.goto(f"{server.url}class#{code}.{secret}")
    expect(device.locator(f"{STRIP} .join b")).to_have_text(f"{code[:4]} {code[4:]}")
    assert secret not in device.url
    drawn(device)
    page.locator("body").press("Home")
    expect(device.locator(".position input")).to_have_value("0")
    device.get_by_role("button", name="Ask first").click()
    expect(page.locator(f"{STRIP} .turns")).to_contain_text("Open the vote (Space)")
    expect(page.locator("h1")).to_contain_text("What do the next steps do?")
    expect(page.locator(".position input")).to_have_value("28")
    device.locator(STRIP).get_by_role("button", name="Open the vote", exact=True).click()  # a phone has no keys to name
    phone = Phone(server, code)
    phone.phase("open")
    phone.vote(choice=1, sure=3)
    expect(device.locator(f"{STRIP} .private")).to_contain_text("B 1")
    expect(page.locator(f"{STRIP} .stand")).to_have_text("1 of 1 have answered")
    expect(page.locator(f"{STRIP} .private")).to_have_count(0)
    context.close()


def test_another_device_goes_to_the_lesson_of_a_prepared_question_and_the_question_stays(
    page: Page, server: Server, browser: Browser, complaints: list[str]
) -> None:
    code = opened(page)
    secret = page.evaluate("JSON.parse(localStorage.getItem('ravine-class')).secret")
    page.locator("body").press("n")
    page.get_by_role("button", name="Ask first").click()
    expect(page.locator(f"{STRIP} .turns")).to_contain_text("Open the vote (Space)")
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    device = watched(context, complaints)
    device.goto(f"{server.url}class#{code}.{secret}")
    drawn(device)
    expect(device.locator(".sentence")).to_have_text("The question is ready.")
    expect(device.locator("body")).to_have_attribute("data-future", "hidden")
    device.locator(STRIP).get_by_role("button", name="Open the vote", exact=True).click()
    expect(page.locator(f"{STRIP} .turns")).to_contain_text("Close (Space)")
    context.close()
