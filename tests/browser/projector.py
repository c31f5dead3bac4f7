"""What a test sees and does with a class on a projector."""

import json
from typing import Any

from playwright.sync_api import Page, ViewportSize
from websockets.sync.client import ClientConnection

from tests.browser.lecturer import Lecturer

HALL = ViewportSize(width=1920, height=1080)
SMALLEST = 28
"""Pixels of the smallest word on a projector of 1080 lines: 2.6 % of its height."""
SMALL = """smallest => {
  const found = [], walk = document.createTreeWalker(document.getElementById("class"), NodeFilter.SHOW_TEXT);
  for (let text; (text = walk.nextNode());) {
    const its = text.parentElement;
    if (!text.data.trim() || its.closest(".answer-unseen") || !its.checkVisibility({ visibilityProperty: true })) continue;
    const drawn = its.closest("svg"), scale = drawn ? drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width : 1;
    if (parseFloat(getComputedStyle(its).fontSize) * scale < smallest) found.push(text.data.trim());
  }
  return found.length ? found : null;
}"""
OUTSIDE = """() => { const found = [...document.querySelectorAll("#class .screen *")]
  .filter(its => its.checkVisibility({ visibilityProperty: true }) && !its.closest(".answer-unseen"))
  .filter(its => {
    const { left, right, top, bottom } = its.getBoundingClientRect();
    return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
  })
  .map(its => String(its.className || its.tagName)); return found.length ? found : null; }"""
PIXEL = """([x, y]) => {
  const canvas = document.querySelector(".screen-picture");
  const small = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  small.drawImage(canvas, Math.round(x * canvas.width), Math.round((1 - y) * canvas.height), 1, 1, 0, 0, 1, 1);
  return [...small.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}"""


class Student:
    """A phone without a page."""

    def __init__(self, socket: ClientConnection, lecturer: Lecturer) -> None:
        self.socket = socket
        self.socket.send(json.dumps({"t": "hello", "code": lecturer.code}))
        self.n = 0

    def vote(self, lecturer: Lecturer, **answer: Any) -> None:
        """Answer the question that stands, and wait until the answer is stored."""
        self.n += 1
        ask = lecturer.room["ask"]
        self.socket.send(json.dumps({"t": "vote", "ask": ask["id"], "round": ask["round"], "n": self.n, **answer}))
        for said in self.socket:
            if isinstance(said, str) and (found := json.loads(said))["t"] in ("ack", "error"):
                assert found["t"] == "ack", found
                return


def answered(lecturer: Lecturer, students: list[Student], answers: list[dict[str, Any]], **question: Any) -> None:
    """Ask, answer, close and show."""
    lecturer.ask(**question)
    again(lecturer, students, answers)


def again(lecturer: Lecturer, students: list[Student], answers: list[dict[str, Any]]) -> None:
    """The same for a round that was opened."""
    while (lecturer.room["ask"] or {}).get("phase") != "open":
        lecturer.hear()
    for student, answer in zip(students, answers, strict=True):
        student.vote(lecturer, **answer)
    lecturer.do("close")
    lecturer.do("show")


def is_readable(screen: Page) -> None:
    """Every word is large, and nothing is outside, once the sheets and the typeface are there."""
    screen.wait_for_function(f"smallest => !({SMALL})(smallest)", arg=SMALLEST - 0.5)
    screen.wait_for_function(f"() => !({OUTSIDE})()")
