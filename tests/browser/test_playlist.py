"""Several lessons of one's own in order: made in the page, run through, saved, opened from file and folder."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import drawn, lane_scene, packed_lessons, quiet
from tests.browser.server import Server
from tests.browser.test_open import DROP, chosen, given
from tests.browser.test_own_lesson import editor
from tests.catalog.test_own import QUESTION, lesson
from tests.scenes import lane, scene

ADAM = scene(lane("adam", lr=0.2), surface={"key": "himmelblau"}, steps=7)
THREE = {
    "title": "Week 3",
    "lessons": [lesson(title="One"), lesson(title="Two", step=5, hidden=True, question=QUESTION), {"scene": ADAM}],
}


def shown(page: Page, title: str, place: str) -> None:
    """Wait until a lesson is open and drawn."""
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".picker")).to_contain_text(place)
    drawn(page)


def run_through(page: Page) -> None:
    """Go through the three and back."""
    shown(page, "One", "Lesson 1 of 3")
    expect(page.locator(".back")).to_have_count(0)
    page.locator(".ways .next").click()
    shown(page, "Where?", "Lesson 2 of 3")
    page.keyboard.press("n")
    shown(page, "Himmelblau", "Lesson 3 of 3")
    expect(page.locator(".ways .next")).to_have_count(0)
    page.keyboard.press("n")
    page.keyboard.press("Shift+N")
    shown(page, "Where?", "Lesson 2 of 3")


def test_next_and_previous_run_through_a_link(page: Page, server: Server) -> None:
    link = packed_lessons(page, THREE)
    page.goto("about:blank")
    page.goto(server.url + link)
    run_through(page)
    assert "?lesson=2&" in lane_scene(page)
    page.reload()
    shown(page, "Where?", "Lesson 2 of 3")
    lane_scene(page)
    page.keyboard.press("n")
    shown(page, "Himmelblau", "Lesson 3 of 3")
    lane_scene(page)
    page.go_back()
    shown(page, "Where?", "Lesson 2 of 3")
    page.locator("h1 button").click()
    expect(page.locator(".gallery h3").first).to_have_text("Week 3")
    expect(page.locator(".gallery section").first.locator("li")).to_have_count(3)
    page.locator(".gallery li").first.get_by_role("button").click()
    shown(page, "One", "Lesson 1 of 3")


def test_it_is_made_of_what_was_on_the_screen_and_saved(page: Page, tmp_path: Path) -> None:
    dialog = editor(page)
    dialog.get_by_label("Title", exact=True).fill("Mine")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.reload()
    drawn(page)
    page.keyboard.press("n")
    quiet(page)
    editor(page)
    expect(dialog.get_by_label("Title", exact=True)).to_have_value("Mine")
    dialog.get_by_role("button", name="Add what is on the screen").click()
    dialog.get_by_label("Title", exact=True).fill("Another")
    expect(dialog.locator("ol button")).to_have_text(["Mine", "Another"])
    dialog.get_by_role("button", name="Earlier").click()
    expect(dialog.locator("ol button")).to_have_text(["Another", "Mine"])
    dialog.get_by_label("Title of the playlist").fill("Week <3>")
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Save the file").click()
    assert download.value.suggested_filename == "week-3.json"
    download.value.save_as(tmp_path / "list.json")
    said = json.loads((tmp_path / "list.json").read_text("utf-8"))
    assert (said["title"], [each["title"] for each in said["lessons"]]) == ("Week <3>", ["Another", "Mine"])
    dialog.get_by_role("button", name="Show the lesson").click()
    shown(page, "Another", "Lesson 1 of 2")
    page.locator(".ways .next").click()
    shown(page, "Mine", "Lesson 2 of 2")
    editor(page)
    expect(dialog.locator("h2")).to_have_text("Edit this lesson")
    dialog.get_by_role("button", name="Take it out").click()
    expect(dialog.locator("ol button")).to_have_text(["Another"])


def test_a_file_is_opened_and_dropped(page: Page) -> None:
    chosen(page, "Open a file", given("week3.json", THREE))
    run_through(page)
    assert page.evaluate(DROP, ["one.json", json.dumps(lesson(title="Alone"))])
    expect(page.locator("h1")).to_have_text("Alone")
    expect(page.locator(".picker")).to_have_text("Lessons")


def test_a_bad_file_is_named(page: Page, complaints: list[str]) -> None:
    bad = {"lessons": [lesson(), lesson(title="x" * 200)]}
    chosen(page, "Open a file", given("week3.json", bad))
    says = "week3.json was not opened: title is too long. Field lessons.1.title: allowed at most 120 characters"
    expect(page.locator("#notice")).to_contain_text(says)
    assert all("422" in each for each in complaints)
    complaints.clear()


@pytest.fixture
def shelved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server with a folder of lessons, one file of which is bad."""
    (tmp_path / "week 3.json").write_text(json.dumps(THREE), "utf-8")
    (tmp_path / "bad.json").write_text("{", "utf-8")
    monkeypatch.setenv("RAVINE_LESSONS", str(tmp_path))
    made = Server()
    yield made
    made.stop()


def test_a_folder_of_the_server_stands_in_its_gallery(shelved: Server, blank: Page) -> None:
    blank.goto(shelved.url)
    drawn(blank)
    blank.keyboard.press("g")
    week = blank.locator(".gallery section").first
    expect(week.locator("h3")).to_have_text("Week 3")
    week.locator("img").nth(2).scroll_into_view_if_needed()
    expect(week.locator("img").nth(2)).to_have_js_property("complete", True)
    assert week.locator("img").nth(2).evaluate("image => image.naturalWidth") == 512
    week.get_by_role("button").first.click()
    run_through(blank)
    link = lane_scene(blank)
    assert "lesson=week+3.2" in link
    assert "#" not in link
    blank.reload()
    shown(blank, "Where?", "Lesson 2 of 3")
