"""What a phone loads before it is in its class and sees the picture: three hundred do so at once, in one hall.

Nothing here is timed: what arrives is counted, and the time is arithmetic.
"""

import base64
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PHONE
from tests.browser.hand import patient
from tests.browser.lecturer import Lecturer
from tests.browser.test_slow_network import LATENCY, RATE

MOST_REQUESTS, MOST_BYTES, LONGEST = 12, 60_000, 2.0
TURNS = 4
"""Answers that follow each other: the page, its script, the socket, and the welcome on it, with which the picture comes."""


def size(event: dict[str, Any]) -> int:
    """Return the bytes of a message of a socket; one of bytes is said in base64."""
    frame = event["response"]
    return len(base64.b64decode(frame["payloadData"]) if frame["opcode"] == 2 else frame["payloadData"].encode())


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize("served", ["as it stands", "bundled"])
def test_a_phone_is_in_its_class_with_few_requests_and_bytes_in_two_seconds(
    browser: Browser, served: str, language: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("packaged") + "/" if served == "bundled" else request.getfixturevalue("server").url
    lecturer = Lecturer(url)
    lecturer.show("saddle", 30)
    page = patient(browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)).new_page()
    asked: list[str] = []
    loaded: list[int] = []
    session = page.context.new_cdp_session(page)
    session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    session.on("Network.webSocketCreated", lambda event: asked.append(event["url"]))
    session.on("Network.loadingFinished", lambda event: loaded.append(int(event["encodedDataLength"])))
    session.on("Network.webSocketFrameReceived", lambda event: loaded.append(size(event)))
    session.send("Network.enable")
    network = {"offline": False, "latency": 1000 * LATENCY, "downloadThroughput": RATE, "uploadThroughput": RATE}
    session.send("Network.emulateNetworkConditions", network)
    page.goto(f"{url}class?lang={language}#{lecturer.code}", wait_until="commit")
    expect(page.locator(".phone")).to_have_attribute("data-picture", "on")
    expect(page.locator(".at")).not_to_be_empty()
    page.context.close()
    lecturer.close()
    seconds = LATENCY * TURNS + sum(loaded) / RATE
    said = f"{len(asked)} requests, {sum(loaded)} bytes, {seconds:.2f} s: {asked}"
    print(said)
    assert len(asked) <= MOST_REQUESTS, said
    assert sum(loaded) <= MOST_BYTES, said
    assert seconds < LONGEST, said
