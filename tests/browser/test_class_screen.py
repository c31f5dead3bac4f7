"""The projector of a class: every moment of it, readable from the last row, and the pictures as the server packs them."""

import base64
import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect
from websockets.sync.client import ClientConnection, connect

from app.classroom.frames import View, box, paths, thinned
from app.classroom.ground import ground
from app.lessons import LESSONS
from app.scene.scene import Scene
from tests.browser.lecturer import Lecturer
from tests.browser.server import Server

HALL = ViewportSize(width=1920, height=1080)
SMALLEST = 28
"""Pixels of the smallest word on a projector of 1080 lines: 2.6 % of its height."""
UNPACKED = """async packed => {
  const { unpack } = await import(new URL("js/class/frames.js", location.href));
  const found = await unpack(Uint8Array.from(atob(packed), letter => letter.charCodeAt(0)).buffer);
  return found.kind === 1
    ? found.lanes.map(lane => [lane.x, lane.y, lane.at].map(each => [...each]))
    : [...found.values].map(value => Number.isNaN(value) ? null : value);
}"""
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
OUTSIDE = """() => [...document.querySelectorAll("#class .screen *")]
  .filter(its => its.checkVisibility({ visibilityProperty: true }) && !its.closest(".answer-unseen"))
  .filter(its => {
    const { left, right, top, bottom } = its.getBoundingClientRect();
    return left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
  })
  .map(its => its.className || its.tagName)"""
PIXEL = """([x, y]) => {
  const canvas = document.querySelector(".screen-picture");
  const [r, g, b] = canvas.getContext("2d").getImageData(Math.round(x * canvas.width), Math.round((1 - y) * canvas.height), 1, 1).data;
  return [r, g, b];
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


@pytest.fixture
def lecturer(server: Server) -> Iterator[Lecturer]:
    made = Lecturer(server.url)
    yield made
    made.close()


@pytest.fixture
def students(lecturer: Lecturer) -> Iterator[list[Student]]:
    with ExitStack() as stack:
        address = f"{lecturer.url.replace('http', 'ws', 1)}api/class"
        yield [Student(stack.enter_context(connect(address, max_size=None)), lecturer) for _ in range(5)]


@pytest.fixture
def screen(context: BrowserContext, lecturer: Lecturer) -> Iterator[Page]:
    """A projector that has entered; it has nothing to complain of."""
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    page.set_viewport_size(HALL)
    page.goto(f"{lecturer.link}.screen")
    expect(page.locator(".screen-digits")).to_be_visible()
    yield page
    assert complaints == []


def answered(lecturer: Lecturer, students: list[Student], answers: list[dict[str, Any]], **question: Any) -> None:
    """Ask, answer, close and show."""
    lecturer.ask(**question)
    again(lecturer, students, answers)


def again(lecturer: Lecturer, students: list[Student], answers: list[dict[str, Any]]) -> None:
    """The same for a round that was opened."""
    while lecturer.room["ask"]["phase"] != "open":
        lecturer.hear()
    for student, answer in zip(students, answers, strict=True):
        student.vote(lecturer, **answer)
    lecturer.do("close")
    lecturer.do("show")


def is_readable(screen: Page) -> None:
    """Every word is large, and nothing is outside."""
    screen.wait_for_function(f"smallest => !({SMALL})(smallest)", arg=SMALLEST - 0.5)
    assert screen.evaluate(OUTSIDE) == []


def test_before_the_class_begins_its_code_fills_the_projector(screen: Page, lecturer: Lecturer, students: list[Student]) -> None:
    digits, code = screen.locator(".screen-digits"), screen.locator(".screen-join .qr")
    expect(digits).to_have_text(f"{lecturer.code[:4]} {lecturer.code[4:]}")
    expect(screen.locator(".screen-code .screen-here")).to_have_text(f"{len(students)} here")
    large, square = digits.bounding_box(), code.bounding_box()
    assert large
    assert square
    assert large["height"] > 0.15 * HALL["height"]
    assert square["height"] > 0.8 * HALL["height"]
    is_readable(screen)


def test_the_class_follows_and_explores(screen: Page, lecturer: Lecturer) -> None:
    lecturer.show("saddle")
    lecturer.step(12)
    expect(screen.locator(".screen-step")).to_have_text("step 12")
    expect(screen.locator(".screen-code .screen-join")).to_have_count(0)
    expect(screen.locator(".class-legend li")).to_have_count(len(LESSONS["saddle"].scene["lanes"]))
    is_readable(screen)
    lecturer.do("mode", mode="free")
    expect(screen.get_by_role("heading")).to_have_text("Explore now")
    screen.locator("body").press("w")
    expect(screen.locator(".screen-digits")).to_be_visible()
    screen.locator("body").press("w")
    expect(screen.locator(".screen-digits")).to_have_count(0)


def test_a_choice_from_the_question_to_the_right_answer(screen: Page, lecturer: Lecturer, students: list[Student]) -> None:
    lecturer.show()
    lecturer.ask()
    expect(screen.locator(".screen-options li")).to_have_count(3)
    expect(screen.locator(".screen-count")).to_have_text("0 of 5 have answered")
    is_readable(screen)
    again(lecturer, students, [{"choice": i, "sure": 3} for i in (0, 0, 0, 1, 2)])
    bars = screen.locator(".answer-bars tbody tr")
    expect(bars.locator(".answer-count")).to_have_text(["3", "1", "1"])
    expect(screen.locator(".screen-count")).to_have_text("5 answers")
    expect(screen.locator(".is-right")).to_have_count(0)
    is_readable(screen)
    lecturer.do("again")
    expect(screen.locator(".screen-options li")).to_have_count(3)
    again(lecturer, students, [{"choice": 1}] * 5)
    expect(bars.locator(".answer-count")).to_have_text(["03", "51", "01"])  # the round before stands below, in grey
    expect(screen.locator(".answer-bar.is-earlier")).to_have_count(3)
    lecturer.do("reveal")
    expect(bars.nth(1)).to_have_class("is-right")
    expect(screen.locator(".screen-answer")).to_contain_text("above the bound")
    is_readable(screen)


def test_the_longest_question_fits(screen: Page, lecturer: Lecturer, students: list[Student]) -> None:
    lecturer.show()
    words = "which of the methods is the first one to arrive here "
    options = [(str(i) + words * 2)[:80] for i in range(6)]
    answered(lecturer, students, [{"choice": i} for i in range(5)], title=(words * 4)[:160], options=options, answer=(words * 6)[:300])
    lecturer.do("reveal")
    expect(screen.locator(".screen-answer")).to_be_visible()
    side = screen.locator(".screen-side")
    screen.wait_for_function("its => its.scrollHeight <= its.clientHeight + 1", arg=side.element_handle())


def test_places_are_a_cloud_and_the_truth_has_a_tick(screen: Page, lecturer: Lecturer, students: list[Student]) -> None:
    lecturer.show("saddle")
    view = [*LESSONS["saddle"].scene.get("view", ()), -1.0, 1.0, -1.0, 1.0][-4:]
    answered(lecturer, students, [{"at": [0.5, 0.5]}] * 5, kind="click", options=[], view=view, right=None, lane=0)
    expect(screen.locator(".answer-table tbody tr")).to_have_count(1)
    held = "([r, g, b]) => Math.hypot(r - 0x8c, g - 0x1d, b - 0x4f) < 90"
    domain = Scene.model_validate(LESSONS["saddle"].scene).ground.surface().domain
    at = [(0.5 - low) / (high - low) for low, high in domain]
    screen.wait_for_function(f"at => ({held})(({PIXEL})(at))", arg=at)
    is_readable(screen)


def test_steps_are_dots_over_the_chart_and_the_truth_is_a_line(screen: Page, lecturer: Lecturer, students: list[Student]) -> None:
    lecturer.show("saddle")
    answered(lecturer, students, [{"step": k} for k in (3, 3, 3, 4, 9)], kind="step", options=[], right=None)
    screen.wait_for_function("() => document.querySelector('.answer-dots .is-now')?.getAttribute('d').split('M').length === 6")
    expect(screen.locator(".screen-chart")).to_be_visible()
    expect(screen.locator(".answer-table tbody tr")).to_have_text(["step 33", "step 41", "step 91"])
    is_readable(screen)


def test_the_class_draws_the_map(screen: Page, lecturer: Lecturer, students: list[Student]) -> None:
    lecturer.show("newton_basins")
    places = [[-4, -4], [-4, 4], [4, 4], [4, -4], [0.1, 0.1]]
    view = [each for side in Scene.model_validate(LESSONS["newton_basins"].scene).ground.surface().domain for each in side]
    answered(lecturer, students, [{"at": at} for at in places], kind="click", options=[], runs=True, until=1, right=None, view=view)
    lecturer.do("reveal")
    expect(screen.locator(".screen-seen")).to_have_text("The map shows where every start ends.")
    assert sum(int(each) for each in screen.locator(".class-ends b").all_text_contents()) == len(places)
    is_readable(screen)
    lecturer.do("drop")
    expect(screen.locator(".class-ends")).to_have_count(0)


def test_the_end_and_a_wrong_code(screen: Page, lecturer: Lecturer) -> None:
    lecturer.do("end")
    expect(screen.locator(".screen-thanks")).to_have_text("Thank you")
    screen.goto(f"{lecturer.url}class#10000000.screen")
    screen.reload()
    expect(screen.get_by_role("alert")).to_have_text("There is no class with this code.")


@pytest.mark.parametrize("lesson", ["saddle", "edge_of_stability", "noise"])
def test_what_the_server_packs_the_page_unpacks(screen: Page, lesson: str) -> None:
    scene = Scene.model_validate(LESSONS[lesson].scene)
    (x0, x1), (y0, y1) = scene.ground.surface().domain
    view: View = (x0, x1, y0, y1)
    left, right, below, above = box(view)
    found = screen.evaluate(UNPACKED, base64.b64encode(paths(scene, view)).decode())
    for (x, y, at), run in zip(found, scene.run(), strict=True):
        kept = thinned(run, view, 4000 // len(scene.lanes)).rows
        assert at == kept.tolist()
        inside = (run.x[kept] > left) & (run.x[kept] < right) & (run.y[kept] > below) & (run.y[kept] < above)
        assert np.abs(np.array(x) - run.x[kept])[inside].max() <= (right - left) / 65534
        assert np.abs(np.array(y) - run.y[kept])[inside].max() <= (above - below) / 65534
    heights = screen.evaluate(UNPACKED, base64.b64encode(ground(scene.ground, view)).decode())
    assert len(heights) == 120 * 120
    assert min(each for each in heights if each is not None) == 0
