"""A connection that is lost, and one that is slow."""

import re

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.hand import ink, still
from tests.browser.server import Server


def test_a_lost_connection_says_so_tries_again_and_loses_nothing(page: Page, server: Server, complaints: list[str]) -> None:
    server.stop()
    expect(page.locator("#notice")).to_contain_text("onnection")
    field = page.locator("#hero input:not([type=range])").first
    field.fill("0.2")
    field.press("Enter")
    before = ink(page, 1)
    server.start()
    expect(page.locator("#notice")).not_to_contain_text("onnection")
    still(page)
    assert ink(page, 1) != before
    expect(field).to_have_value("0.2")
    complaints.clear()  # the browser itself complains of every attempt that finds nobody


def test_a_picture_that_is_late_says_so_and_comes(page: Page) -> None:
    """Answers are held back as a crowded hall's network would."""
    held: list[tuple[WebSocketRoute, str | bytes]] = []
    crowded = True

    def slow(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        server.on_message(lambda answer: held.append((socket, answer)) if crowded else socket.send(answer))

    page.route_web_socket("**/api/stream", slow)
    page.reload()
    expect(page.locator("#lag")).to_have_text(re.compile(r"^picture \d+\.\d s behind$"))
    crowded = False  # whatever is asked for from now on comes at once
    for socket, answer in held:
        socket.send(answer)
    expect(page.locator("#lag")).to_have_text("")
    expect(page.locator("#lanes .readout").first).to_contain_text("step")
