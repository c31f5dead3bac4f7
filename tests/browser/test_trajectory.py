"""A trajectory of the user's own: a file becomes a lane that is drawn, not computed."""

import json
import math
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import drawn, ink_at_rest, lane_scene
from tests.browser.server import Server
from tests.browser.test_open import chosen, given
from tests.browser.test_save import saved

ROWS = 501
SPIRAL = [(-15 * math.exp(-k / 200) * math.cos(k / 20), 2 * math.exp(-k / 200) * math.sin(k / 20)) for k in range(ROWS)]
LONG = "step,y,x,loss\n" + "".join(f"{k},{y},{x},{100 / (k + 1)}\n" for k, (x, y) in enumerate(SPIRAL))
SHORT = "x;y\n-10;2\n-5,5;1\n0;0\n"


def test_a_file_becomes_a_lane_and_is_taken_back(page: Page) -> None:
    chosen(page, "Open a file", given("mine.csv", LONG))
    expect(page.locator("#lanes .stage")).to_have_count(4)
    expect(page.locator("#lanes .lane-name").nth(3)).to_contain_text("mine.csv")
    expect(page.locator(".position")).to_contain_text("500")  # the run became as long as the file
    page.locator(".position input").fill("99")
    page.locator(".position input").press("Enter")
    expect(page.locator("#lanes .readout").nth(3)).to_contain_text(re.compile("step 99.*f = 1.00", re.DOTALL))
    early = ink_at_rest(page, 3)
    page.locator(".position input").fill("399")
    page.locator(".position input").press("Enter")
    expect(page.locator("#lanes .readout").nth(3)).to_contain_text(re.compile("step 399.*f = 0.250.*= [0-9]", re.DOTALL))
    assert ink_at_rest(page, 3) != early
    page.get_by_role("button", name="Behind the picture").click()
    page.locator(".pick").get_by_role("button", name="mine.csv").click()
    expect(page.locator("#side-view")).to_contain_text("This path comes from a file: there is no step to explain.")
    expect(page.locator("#side-view")).not_to_contain_text("The rule")
    page.get_by_role("button", name="All settings").click()
    expect(page.locator("#rail .lane").nth(3)).to_contain_text("From mine.csv, 501 rows: drawn, not computed. f is that of the file.")
    expect(page.locator("#rail .lane").nth(3).get_by_role("combobox")).to_have_count(0)
    page.locator("#rail .lane").nth(3).get_by_role("button", name="Remove").click()
    expect(page.locator("#lanes .stage")).to_have_count(3)
    for count in (4, 3):
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("#lanes .stage")).to_have_count(count)
    expect(page.locator(".position")).to_contain_text("400")


def test_it_outlives_a_reload_but_is_in_no_link(page: Page, server: Server) -> None:
    chosen(page, "Open a file", given("mine.csv", LONG))
    expect(page.locator("#lanes .stage")).to_have_count(4)
    address = lane_scene(page)
    assert len(address) < 1000
    page.keyboard.press("s")
    expect(page.locator("dialog .left-out")).to_contain_text("The link leaves out mine.csv")
    page.reload()
    expect(page.locator("#lanes .stage")).to_have_count(4)
    drawn(page)
    page.evaluate("sessionStorage.clear()")
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#lanes .stage")).to_have_count(3)


def test_a_removed_one_does_not_come_back(page: Page) -> None:
    chosen(page, "Open a file", given("mine.csv", LONG))
    expect(page.locator("#lanes .stage")).to_have_count(4)
    lane_scene(page)
    page.get_by_role("button", name="All settings").click()
    page.locator("#rail .lane").nth(3).get_by_role("button", name="Remove").click()
    expect(page.locator("#lanes .stage")).to_have_count(3)
    lane_scene(page)
    page.reload()
    drawn(page)
    expect(page.locator("#lanes .stage")).to_have_count(3)


def test_a_saved_scene_holds_it_whole(page: Page, tmp_path: Path) -> None:
    chosen(page, "Open a file", given("mine.csv", LONG))
    expect(page.locator("#lanes .stage")).to_have_count(4)
    text = saved(page, "Scene (JSON)", tmp_path / "scene.json").decode()
    assert json.loads(text)["lanes"][3]["trajectory"]["file"] == "mine.csv"
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#lanes .lane-name", has_text="mine.csv")).to_have_count(0)
    chosen(page, "Open a file", given("scene.json", text))
    expect(page.locator("#lanes .lane-name").nth(3)).to_contain_text("mine.csv")


def test_a_short_one_is_in_the_link(page: Page) -> None:
    chosen(page, "Open a file", given("mine.csv", SHORT))
    expect(page.locator("#lanes .stage")).to_have_count(4)
    address = lane_scene(page)
    page.evaluate("sessionStorage.clear()")
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#lanes .lane-name").nth(3)).to_contain_text("mine.csv")
    drawn(page)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("nan.csv", "x,y\n1,2\nNaN,3\n", "nan.csv was not opened: x in row 3 is not a finite number: NaN."),
        ("null.json", '{"x": [1, 2], "y": [null, 1]}', "null.json was not opened: y in row 0 is not a finite number: –."),
        ("far.csv", "x,y\n1,2e12\n", "far.csv was not opened: Walker 4: a position is too far away."),
        ("bare.csv", "x,y\n", "bare.csv was not opened: it has no rows."),
        ("head.csv", "1,2\n3,4\n", "head.csv was not opened: it is a table of examples. Choose a surface that is made of examples first"),
        ("large.csv", "x,y\n" + "1,2\n" * 60_000, re.compile(r"large.csv was not opened: it has 60,000 rows, and at most 46,\d+ fit.")),
    ],
    ids=["NaN", "null", "far", "bare", "head", "large"],
)  # fmt: skip
def test_a_bad_file_is_refused_by_row_and_column(
    page: Page, complaints: list[str], name: str, text: str, says: str | re.Pattern[str]
) -> None:
    chosen(page, "Open a file", given(name, text))
    expect(page.locator("#notice")).to_contain_text(says)
    expect(page.locator("#lanes .stage")).to_have_count(3)
    assert all("422" in each for each in complaints)
    complaints.clear()
