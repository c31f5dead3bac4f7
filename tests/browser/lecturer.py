"""A lecturer without a page: a host's socket that a test commands, and reads what the class is told."""

import json
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Page, expect
from websockets.sync.client import ClientConnection

from app.catalog.link import link_to
from app.lessons import LESSONS
from tests.patience import PATIENCE
from tests.web.raw import linked

CHOICE: dict[str, Any] = {
    "kind": "choice", "title": "What do the next steps do?", "options": ["creep on", "jump up and down the walls", "stop"],
    "until": 20, "view": [-1.0, 1.0, -1.0, 1.0], "right": 1, "answer": "The rate is above the bound.",
}  # fmt: skip
PLACE: dict[str, Any] = {
    "kind": "click",
    "title": "Where will it be?",
    "options": [],
    "right": None,
    "at": 60,
    "view": [-3.0, 3.0, -3.0, 3.0],
}
STEP: dict[str, Any] = {"kind": "step", "title": "When?", "options": [], "right": None}


def said(page: Page, text: str) -> None:
    """Wait until a phone says so where it is read."""
    expect(page.locator(".sheet")).to_contain_text(text)


class Lecturer:
    """A class of its own on a server. Commands wait until they are done; a refused one fails."""

    def __init__(self, url: str, secret: str | None = None, room: dict[str, Any] | None = None) -> None:
        self.url = url
        self.n = 0
        self.open = ExitStack()
        said = json.dumps({key: value for key, value in {"secret": secret, "room": room}.items() if value is not None})
        asked = urllib.request.Request(f"{url}api/class", said.encode(), {"content-type": "application/json"})
        with urllib.request.urlopen(asked) as answer:
            opened = json.load(answer)
        self.code, self.secret = str(opened["code"]), str(opened["secret"])
        self.room: dict[str, Any] = {"rev": 0}
        self.tally: dict[str, Any] = {}
        self.socket = self.connected()

    def connected(self) -> ClientConnection:
        """Return a socket that has been let in."""
        socket = self.open.enter_context(linked(f"{self.url.replace('http', 'ws', 1)}api/class"))
        socket.send(json.dumps({"t": "hello", "code": self.code, "role": "host", "secret": self.secret}))
        return socket

    @property
    def link(self) -> str:
        """The address that phones open."""
        return f"{self.url}class#{self.code}"

    def hear(self) -> dict[str, Any]:
        """Take the next message."""
        said = self.socket.recv(timeout=PATIENCE)
        found: dict[str, Any] = json.loads(said) if isinstance(said, str) else {"t": "frame"}
        if found["t"] == "state":
            self.room = found
        elif found["t"] == "step":
            self.room["step"] = found["k"]
        elif found["t"] == "tally":
            self.tally = found
        return found

    def do(self, what: str, **fields: Any) -> None:
        """Carry out a command."""
        self.n += 1
        self.socket.send(json.dumps({"t": "do", "n": self.n, "command": {"do": what, **fields}}))
        while (found := self.hear())["t"] not in ("done", "error") or found.get("n") != self.n:
            pass
        assert found["t"] == "done", found
        while what != "end" and self.room["rev"] < found["rev"]:  # the answer may come before the state that it made
            self.hear()

    def show(self, lesson: str = "saddle", step: int = 0) -> None:
        """Show a lesson."""
        scene = LESSONS[lesson].scene
        lanes = [each.get("label") or each["optimizer"]["key"] for each in scene["lanes"]]
        self.do("set", scene=link_to(scene)[1:], labels=lanes, title=LESSONS[lesson].words.title, steps=scene["steps"], step=step)

    def step(self, k: int) -> None:
        """Move the marker."""
        self.socket.send(json.dumps({"t": "step", "k": k}))

    def ask(self, **fields: Any) -> None:
        """Put a question and open its vote."""
        self.do("ask", question={**CHOICE, **fields})
        self.do("open")

    def until(self, holds: Callable[[dict[str, Any]], bool]) -> None:
        """Wait until something holds of the tally."""
        while not holds(self.tally):
            self.hear()

    def until_voted(self, count: int) -> None:
        """Wait until so many have voted."""
        self.until(lambda tally: tally.get("voted") == count)

    def close(self) -> None:
        """Leave."""
        self.open.close()
