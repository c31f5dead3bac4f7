"""The course: back and on through the lessons, the gallery behind the title, the lecture of 90 minutes, an empty scene."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.lessons import LESSONS, OPENING
from tests.browser.hand import drawn, lane_scene
from tests.browser.server import Server

LECTURE = [key for key, lesson in LESSONS.items() if lesson.lecture]


def title(key: str) -> str:
    return LESSONS[key].words.title


def shown(page: Page, key: str) -> None:
    """Wait until this lesson is open and drawn."""
    expect(page.locator("h1")).to_have_text(title(key))
    drawn(page)


def asked(page: Page, key: str) -> None:
    """Wait until this lesson's question stands where its words would, and nothing of the answer is on the page."""
    words, until = LESSONS[key].words.lines(), LESSONS[key].until
    expect(page.locator("h1")).to_have_text(words["question"])
    expect(page.locator(".options button")).to_have_text(
        [f"{letter}. {option}" for letter, option in zip("ABCD", words["options"], strict=True)]
    )
    expect(page.locator(".position input")).to_have_value(f"{until:,}")
    drawn(page)
    said = page.title() + page.locator("body").inner_text()
    assert not [words[name] for name in ("title", "sentence", "answer", "see", "why") if words[name] in said]


def test_next_and_previous_lead_through_the_course(page: Page) -> None:
    keys = list(LESSONS)
    at = keys.index(OPENING)
    page.locator(".next").click()
    shown(page, keys[at + 1])
    page.keyboard.press("n")
    shown(page, keys[at + 2])
    page.locator(".back").click()
    shown(page, keys[at + 1])
    lane_scene(page)  # whoever goes on before the address has settled finds no way back to what was passed
    page.keyboard.press("Shift+N")
    shown(page, OPENING)
    lane_scene(page)
    page.go_back()
    shown(page, keys[at + 1])


@pytest.mark.thorough
def test_the_course_has_two_ends(blank: Page, server: Server) -> None:
    first, *_, last = LESSONS
    blank.goto(f"{server.url}?lesson={first}")
    shown(blank, first)
    expect(blank.locator(".back")).to_have_count(0)
    blank.goto(f"{server.url}?lesson={last}")
    shown(blank, last)
    expect(blank.locator(".next")).to_have_count(0)
    blank.keyboard.press("n")
    shown(blank, last)


@pytest.mark.thorough
def test_the_gallery_shows_every_lesson_with_its_picture(page: Page) -> None:
    page.locator("h1 button").click()
    cards = page.locator(".gallery li button")
    expect(cards).to_have_count(len(LESSONS))
    expect(page.locator(".gallery h3")).to_have_text(list(dict.fromkeys(lesson.group for lesson in LESSONS.values())))
    expect(page.locator(".gallery [aria-current]")).to_contain_text(title(OPENING))
    for card in cards.all():
        card.scroll_into_view_if_needed()
        expect(card.locator("img")).to_have_js_property("complete", True)
        assert card.locator("img").evaluate("image => image.naturalWidth") == 512
    cards.filter(has_text=title("saddle")).click()
    shown(page, "saddle")
    expect(page.locator("dialog")).to_have_count(0)


def test_the_gallery_is_searched_and_opened_by_keyboard(page: Page) -> None:
    page.keyboard.press("g")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("newton SADDLE")
    expect(page.locator(".gallery li")).not_to_have_count(0)
    expect(page.locator(".gallery li")).not_to_have_count(len(LESSONS))
    page.keyboard.type(" pancakes")
    expect(page.locator(".gallery .inside")).to_contain_text("No lesson says “newton SADDLE pancakes”.")
    page.get_by_role("searchbox").fill("warm restarts snapshots")
    expect(page.locator(".gallery li")).to_have_count(1)
    for _ in range(5):  # the two ways, the empty scene, a lesson of one's own, the card
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    shown(page, "snapshots")


@pytest.mark.parametrize(
    ("typed", "first"),
    [("warmup", "warm_up"), ("momentum", "momentum"), ("sadle", "saddle"), ("adagard turns", "adagrad_turns_the_corner")],
)
def test_enter_opens_the_best_hit(page: Page, typed: str, first: str) -> None:
    """Words are found however they are joined or spelled, those of a title first."""
    page.keyboard.press("g")
    page.get_by_role("searchbox").fill(typed)
    expect(page.locator(".gallery li").first).to_contain_text(title(first))
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)
    shown(page, first)


@pytest.mark.thorough
def test_the_lecture_leads_from_one_of_its_lessons_to_the_next(page: Page, server: Server) -> None:
    page.locator(".picker").click()
    page.get_by_role("button", name=f"Lecture of 90 minutes: {len(LECTURE)}").click()
    expect(page.locator(".gallery li")).to_have_count(len(LECTURE))
    page.locator(".gallery li button").first.click()
    for number, key in enumerate(LECTURE, 1):
        asked(page, key)
        expect(page.locator(".picker")).to_have_text(re.compile(f"Lesson {number} of {len(LECTURE)}"))
        if key != LECTURE[-1]:
            page.locator(".ways .next").click()
    expect(page.locator(".ways .next")).to_have_count(0)
    address = lane_scene(page)
    assert "course=lecture" in address
    assert f"lesson={LECTURE[-1]}" in address
    page.reload()
    expect(page.locator(".picker")).to_have_text(re.compile(f"Lesson {len(LECTURE)} of {len(LECTURE)}"))


@pytest.mark.thorough
def test_a_link_into_the_lecture_opens_asked(blank: Page, server: Server) -> None:
    """A step in the link, and the course of all lessons, show the lesson as it is."""
    blank.goto(f"{server.url}?lesson=decay_fix&course=lecture")
    asked(blank, "decay_fix")
    blank.locator(".reveal").click()
    expect(blank.locator(".position input")).to_have_value("300")
    expect(blank.locator(".sentence")).to_contain_text("Only the constant rate, at step 96.")
    for rest in ("&course=lecture&step=40", ""):
        blank.goto(f"{server.url}?lesson=decay_fix{rest}")
        shown(blank, "decay_fix")


@pytest.mark.thorough
def test_start_empty_is_one_walker_with_every_setting(page: Page) -> None:
    page.keyboard.press("g")
    page.get_by_role("button", name="Start empty").click()
    expect(page.locator("#lanes .panel")).to_have_count(1)
    expect(page.locator("h1")).to_have_text("Ellipse")
    expect(page.locator("#rail select").first).to_be_visible()
    lane_scene(page)
    page.reload()
    expect(page.locator("h1")).to_have_text("Ellipse")
    drawn(page)


def test_no_picture_tells_the_future(page: Page) -> None:
    """The gallery's pictures show how lessons end: none while the class is to guess."""
    page.locator(".ask").click()
    page.keyboard.press("g")
    expect(page.locator(".gallery li")).to_have_count(len(LESSONS))
    expect(page.locator(".gallery img")).to_have_count(0)
