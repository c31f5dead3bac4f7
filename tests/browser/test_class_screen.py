"""The projector of a class: every moment of it, readable from the last row."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect

from app.catalog.link import link_to
from app.lessons import LESSONS
from app.scene.scene import Scene
from tests.browser.axe import violations
from tests.browser.hand import complains
from tests.browser.lecturer import Lecturer
from tests.browser.projector import HALL, PIXEL, Student, again, answered, is_readable
from tests.web.raw import linked

SUM = """() => [...document.querySelectorAll(".class-ends b")].reduce((sum, each) => sum + Number(each.textContent), 0)"""
"""Runs in the list of their ends."""
APART = """(above, below) => {
  const [all, edge] = [[...document.querySelectorAll(`${above} *`)], document.querySelector(below).getBoundingClientRect().top];
  return all.length > 0 && all.every(its => its.getBoundingClientRect().bottom <= edge + 1);
}"""
"""Does all of one part stand above another?"""


@pytest.fixture
def students(lecturer: Lecturer) -> Iterator[list[Student]]:
    with ExitStack() as stack:
        address = f"{lecturer.url.replace('http', 'ws', 1)}api/class"
        yield [Student(stack.enter_context(linked(address, max_size=None)), lecturer) for _ in range(5)]


@pytest.fixture
def screen(context: BrowserContext, lecturer: Lecturer) -> Iterator[Page]:
    """A projector that has entered; it has nothing to complain of."""
    complaints: list[str] = []
    page = context.new_page()
    complains(page, complaints)
    page.set_viewport_size(HALL)
    page.goto(f"{lecturer.link}.screen")
    expect(page.locator(".screen-digits")).to_be_visible()
    yield page
    assert complaints == []


def test_before_the_class_begins_its_code_fills_the_projector(screen: Page, lecturer: Lecturer, students: list[Student]) -> None:
    digits, code = screen.locator(".screen-digits"), screen.locator(".screen-join .qr")
    expect(digits).to_have_text(f"{lecturer.code[:4]} {lecturer.code[4:]}")
    expect(screen.locator(".screen-code .screen-here")).to_have_text(f"{len(students)} here")
    is_readable(screen)  # then its sheet is there
    large, square = digits.bounding_box(), code.bounding_box()
    assert large
    assert square
    assert large["height"] > 0.15 * HALL["height"]
    assert square["height"] > 0.8 * HALL["height"]


def test_the_class_follows_and_explores(screen: Page, lecturer: Lecturer) -> None:
    lecturer.show("saddle")
    lecturer.step(12)
    expect(screen.locator(".screen-step")).to_have_text("step 12")
    expect(screen.locator(".screen-code .screen-join")).to_have_count(0)
    expect(screen.get_by_role("heading")).to_have_text(LESSONS["saddle"].words.title)
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


def test_eight_lanes_with_long_labels_leave_the_question_its_room(screen: Page, lecturer: Lecturer, students: list[Student]) -> None:
    keys = ["adam", "rmsprop", "adagrad", "gradient_descent", "nadam", "adamax", "amsgrad", "momentum"]
    lanes = [{"optimizer": {"key": key}} for key in keys]
    labels = [f"{key} with a label that somebody has typed for a whole minute, and then some more"[:80] for key in keys]
    lecturer.do("set", scene=link_to({"surface": {"key": "canyon"}, "steps": 400, "lanes": lanes})[1:], labels=labels, steps=400, step=9)
    lecturer.ask()
    expect(screen.locator(".class-legend li")).to_have_count(8)
    expect(screen.locator(".screen-options li")).to_have_count(3)
    is_readable(screen)
    screen.wait_for_function(f"() => ({APART})('.screen-legend', '.screen-foot')")
    lecturer.do("close")
    lecturer.do("drop")
    answered(lecturer, students, [{"step": k} for k in (3, 3, 3, 4, 9)], kind="step", options=[], right=None)
    expect(screen.locator(".answer-dots")).to_be_visible()
    is_readable(screen)


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
    screen.wait_for_function(f"all => ({SUM})() === all", arg=len(places))
    is_readable(screen)
    lecturer.do("drop")
    expect(screen.locator(".class-ends")).to_have_count(0)


def test_the_end_and_a_wrong_code(screen: Page, lecturer: Lecturer) -> None:
    lecturer.do("end")
    expect(screen.locator(".screen-thanks")).to_have_text("Thank you")
    screen.goto(f"{lecturer.url}class#10000000.screen")
    screen.reload()
    expect(screen.get_by_role("alert")).to_have_text("There is no class with this code.")


def test_a_lost_line_is_said_and_the_last_picture_stays(context: BrowserContext, lecturer: Lecturer) -> None:
    page = context.new_page()
    page.set_viewport_size(HALL)
    lines: list[WebSocketRoute] = []

    def through(line: WebSocketRoute) -> None:
        lines.append(line)
        line.connect_to_server()

    page.route_web_socket("**/api/class", through)
    lecturer.show("saddle", 9)
    page.goto(f"{lecturer.link}.screen")
    expect(page.locator(".screen-step")).to_have_text("step 9")
    page.wait_for_function(f"at => ({PIXEL})(at).join() !== '255,255,255'", arg=[0.5, 0.5])
    page.route_web_socket("**/api/class", lambda line: line.close())
    lines[0].close()
    expect(page.locator(".screen-lost")).to_be_visible()
    assert page.evaluate(PIXEL, [0.5, 0.5]) != [255, 255, 255]
    page.route_web_socket("**/api/class", through)
    expect(page.locator(".screen-lost")).to_be_hidden()
    lecturer.step(11)
    expect(page.locator(".screen-step")).to_have_text("step 11")


def test_nothing_is_wrong_by_the_rules_of_access(screen: Page, lecturer: Lecturer, students: list[Student]) -> None:
    assert violations(screen) == []
    lecturer.show()
    answered(lecturer, students, [{"choice": i} for i in (0, 0, 1, 1, 2)])
    lecturer.do("reveal")
    expect(screen.locator(".is-right")).to_be_visible()
    assert violations(screen) == []
