"""A phone that leaves its class and comes back: by a reload, to explore, without a network, without sockets, and at the end."""

import re

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.lecturer import Lecturer, said
from tests.browser.server import Server


def test_a_reload_keeps_seat_and_answer(joined: Page, lecturer: Lecturer) -> None:
    lecturer.ask()
    joined.locator(".choice").nth(1).click()
    said(joined, "Your answer is in.")
    joined.reload()
    expect(joined.locator(".choice").nth(1)).to_have_attribute("aria-pressed", "true")
    said(joined, "Your answer is in.")
    joined.locator(".choice").nth(0).click()
    lecturer.until(lambda tally: tally.get("counts") == [1, 0, 0])
    other = joined.context.new_page()
    other.goto(lecturer.link)
    expect(other.locator('.choice[aria-pressed="false"]')).to_have_count(3)  # a new tab is a new seat
    other.locator(".choice").nth(0).click()
    lecturer.until(lambda tally: tally.get("counts") == [2, 0, 0])


def test_it_explores_on_its_own_and_comes_back(joined: Page, lecturer: Lecturer, server: Server) -> None:
    lecturer.do("mode", mode="free")
    kept = "Object.entries(sessionStorage).map(([key, value]) => [key, JSON.parse(value).seat])"
    seat = joined.evaluate(kept)
    joined.get_by_role("link", name="Explore on your own").click()
    strip = joined.locator(".explored")
    expect(strip).to_contain_text("The class is at step 30 · Back")
    expect(joined).to_have_url(re.compile(rf"{server.url}\?class={lecturer.code}&step=30"))
    expect(joined.locator("#lanes .start").first).to_be_visible()
    lecturer.step(44)
    expect(strip).to_contain_text("The class is at step 44")
    lecturer.ask()
    expect(strip).to_contain_text("The lecturer asks a question")
    strip.get_by_role("link", name="Back").click()
    expect(joined).to_have_url(lecturer.link)
    expect(joined.locator(".choice")).to_have_count(3)
    joined.go_back()
    expect(strip).to_contain_text("The lecturer asks a question")
    joined.go_forward()
    joined.locator(".choice").nth(2).click()
    lecturer.until(lambda tally: tally.get("counts") == [0, 0, 1])
    lecturer.until(lambda tally: tally["connected"] == 1)
    assert len(seat) == 1
    assert joined.evaluate(kept) == seat  # the same seat all the time


def test_what_is_kept_is_said(pocket: Page, lecturer: Lecturer) -> None:
    pocket.goto(lecturer.link)
    pocket.get_by_text("What is kept").click()
    said(pocket, "A random number for your browser tab")
    lecturer.do("end")
    expect(pocket.get_by_role("status")).to_have_text("The class has ended. Nothing of you is kept.")
    assert pocket.evaluate("Object.keys(sessionStorage)") == []
    assert pocket.evaluate("document.cookie") == ""


def test_a_locked_class_takes_nobody_new(pocket: Page, lecturer: Lecturer) -> None:
    lecturer.do("lock", on=True)
    pocket.goto(lecturer.link)
    expect(pocket.get_by_role("alert")).to_have_text("This class takes nobody new.")


def test_a_lost_connection_says_so_keeps_the_answer_and_comes_back(pocket: Page, lecturer: Lecturer, complaints: list[str]) -> None:
    """The socket is cut, and none opens for a while; an answer given meanwhile is sent afterwards."""
    here: list[WebSocketRoute] = []
    cut = False

    def through(socket: WebSocketRoute) -> None:
        if cut:
            socket.close(code=1011)
        else:
            here.append(socket)
            socket.connect_to_server()

    pocket.route_web_socket("**/api/class", through)
    pocket.route("**/api/class/poll", lambda route: route.abort())
    lecturer.show("saddle", 30)
    pocket.goto(lecturer.link)
    lecturer.ask()
    pocket.locator(".choice").nth(0).click()
    said(pocket, "Your answer is in.")
    cut = True
    here[-1].close(code=1011)
    bar = pocket.locator(".bars")
    expect(bar).to_have_text("Reconnecting. Your answer is kept.")
    pocket.locator(".choice").nth(2).click()
    expect(pocket.locator(".choice").nth(2)).to_have_attribute("aria-pressed", "true")
    said(pocket, "Sending …")
    lecturer.step(7)
    cut = False
    said(pocket, "Your answer is in.")
    expect(bar).to_have_text("")
    expect(pocket.locator(".at")).to_have_text("step 7")
    lecturer.until(lambda tally: tally.get("counts") == [0, 0, 1])
    complaints.clear()  # of requests that were cut off, too: how many there were depends on how long it took


def test_without_sockets_answers_go_by_requests(pocket: Page, lecturer: Lecturer, complaints: list[str]) -> None:
    pocket.route_web_socket("**/api/class", lambda socket: socket.close(code=1011))
    lecturer.show("saddle", 30)
    pocket.goto(lecturer.link)
    expect(pocket.locator(".bars")).to_have_text("Slow connection: answers work, the picture moves seldom.")
    expect(pocket.locator(".phone")).to_have_attribute("data-picture", "on")
    lecturer.ask()
    pocket.locator(".choice").nth(1).click()
    said(pocket, "Your answer is in.")
    lecturer.until(lambda tally: tally.get("counts") == [0, 1, 0])
    lecturer.do("close")
    said(pocket, "Voting is closed.")
    lecturer.do("show")
    expect(pocket.locator(".answer-bars tbody tr").nth(1)).to_contain_text("Your answer")
    lecturer.do("reveal")
    said(pocket, "As you said.")
    lecturer.do("end")
    expect(pocket.get_by_role("status")).to_have_text("The class has ended. Nothing of you is kept.")
    complaints.clear()  # the browser itself complains of 410, the answer to the last question


def test_a_server_that_starts_again_gets_the_class_and_the_answers_back(pocket: Page, complaints: list[str]) -> None:
    """The lecturer's device opens the class again with its last state; the phone votes again by itself."""
    server = Server()
    first = Lecturer(server.url)
    first.show("saddle", 30)
    pocket.goto(first.link)
    first.ask()
    pocket.locator(".choice").nth(1).click()
    said(pocket, "Your answer is in.")
    first.until_voted(1)
    state = {key: value for key, value in first.room.items() if key not in ("t", "epoch", "code")}
    server.stop()
    expect(pocket.locator(".bars")).to_have_text("Reconnecting. Your answer is kept.")
    server.start()
    again = Lecturer(server.url, first.secret, state)
    assert again.code == first.code
    expect(pocket.locator(".bars")).to_have_text("")
    again.until(lambda tally: tally.get("counts") == [0, 1, 0])
    said(pocket, "Your answer is in.")
    again.do("close")
    said(pocket, "Voting is closed.")
    again.close()
    pocket.goto("about:blank")  # before its server is gone for good
    server.stop()
    complaints.clear()  # the browser itself complains of every attempt that finds nobody
