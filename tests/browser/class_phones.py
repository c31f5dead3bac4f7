"""Phones of a class without a browser: sockets that join, read what they are told, and vote."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Page, expect

from app.classroom.pictures.packed import Kind
from tests.browser.server import Server
from tests.classroom.unpacked import ground_of
from tests.patience import PATIENCE
from tests.web.raw import linked

STRIP = "#class-strip"


class Phone:
    """A student's socket. It reads only while it waits for something, message after message."""

    def __init__(self, server: Server, code: str) -> None:
        self.leaving = ExitStack()
        self.socket = self.leaving.enter_context(linked(f"{server.url.replace('http', 'ws', 1)}api/class", max_size=None))
        self.socket.send(json.dumps({"t": "hello", "code": code}))
        self.state: dict[str, Any] = {}
        self.record: list[str | bytes] = []
        """All that it was told, in its order."""
        self.n = 0
        self.until(bool)

    def hear(self) -> dict[str, Any]:
        """Take the next message."""
        said = self.socket.recv(timeout=PATIENCE)
        self.record.append(said)
        if isinstance(said, bytes):
            return {"t": "frame"}
        found: dict[str, Any] = json.loads(said)
        if found["t"] == "state":
            self.state = found
        elif found["t"] == "step":
            self.state = {**self.state, "step": found["k"]}
        return found

    def until(self, what: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the first state that is as wanted."""
        while not what(self.state):
            self.hear()
        return self.state

    def ground(self, marked: bool) -> None:
        """Wait until the newest ground marks the lowest loss, or does not."""

        def there() -> bool:
            found = [each for each in self.record if isinstance(each, bytes) and each[4] == Kind.GROUND]
            return bool(found) and bool(ground_of(found[-1])[0]["minima"]) is marked

        while not there():
            self.hear()

    @property
    def said(self) -> list[str]:
        """The texts that it was told."""
        return [each for each in self.record if isinstance(each, str)]

    def phase(self, phase: str, number: int = 1) -> dict[str, Any]:
        """Wait until the question's round is in a phase; return the question."""

        def there(state: dict[str, Any]) -> bool:
            ask = state.get("ask")
            return ask is not None and (ask["phase"], ask["round"]) == (phase, number)

        question: dict[str, Any] = self.until(there)["ask"]
        return question

    def vote(self, **fields: Any) -> None:
        """Answer, and wait until the answer is stored."""
        self.n += 1
        ask = self.state["ask"]
        self.socket.send(json.dumps({"t": "vote", "ask": ask["id"], "round": ask["round"], "n": self.n, **fields}))
        while (found := self.hear())["t"] not in ("ack", "error"):
            pass
        assert found["t"] == "ack", found


def opened(page: Page) -> str:
    """Open a class from the page; return its code."""
    page.locator("body").press("k")
    page.get_by_role("button", name="Open a class").click()
    code = page.locator(f"{STRIP} .join b")
    expect(code).to_be_visible()
    return code.inner_text().replace(" ", "")
