"""What the panel of the examples shows: the model at the marker, the present batch, residuals; how it is hidden and saved."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eye import Wire
from tests.browser.hand import drag, drawn, middle, open_scene, quiet, still
from tests.browser.server import Server
from tests.browser.test_data import DATA, LINE, counts, held, surface

STANDING = {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 1e-12}}}
"""Its line stays where it is, so that what changes is what is lit."""


@pytest.fixture
def line(wire: Wire, blank: Page, server: Server) -> Page:
    """A line through six examples."""
    open_scene(blank, server, LINE)
    counts(blank, 6)
    return blank


def test_the_batch_of_the_present_step_is_lit(wire: Wire, blank: Page, server: Server) -> None:
    open_scene(blank, server, {**LINE, "lanes": [{**STANDING, "batch": 1}]})
    counts(blank, 6)
    expect(blank.locator(".data h2")).to_contain_text("in this batch")
    seen = set()
    blank.keyboard.press("Home")
    for _ in range(6):  # an epoch shows every example once
        quiet(blank)
        seen.add(blank.evaluate(DATA))
        blank.keyboard.press("ArrowRight")
    assert len(seen) == 6


def test_the_batch_stays_lit_under_the_hand_although_it_is_not_sent_again(wire: Wire, blank: Page, server: Server) -> None:
    open_scene(blank, server, {**LINE, "lanes": [{**STANDING, "batch": 2}]})
    counts(blank, 6)
    blank.keyboard.press("Home")
    quiet(blank)
    drag(blank, middle(held(blank)), (12, -9), 0, moves=4)
    under = blank.evaluate(DATA)
    assert wire.views[-1]["draft"]
    assert not wire.views[-1]["data"]
    blank.mouse.up()
    still(blank)
    assert wire.views[-1]["data"]
    assert blank.evaluate(DATA) == under


def test_the_line_follows_the_marker_and_the_mouse_on_the_path(line: Page) -> None:
    end = line.evaluate(DATA)
    line.keyboard.press("Home")
    quiet(line)
    first = line.evaluate(DATA)
    assert first != end
    expect(line.locator(".data canvas")).to_have_attribute("aria-label", re.compile("has the weights 0 and 0"))


def test_residuals_are_drawn_on_demand(line: Page) -> None:
    before = line.evaluate(DATA)
    line.keyboard.press("v")
    quiet(line)
    assert line.evaluate(DATA) != before
    line.keyboard.press("v")
    quiet(line)
    assert line.evaluate(DATA) == before


def test_a_key_hides_the_panel_and_the_surface_takes_its_room(line: Page) -> None:
    wide = line.locator("#lanes .stage").first.bounding_box()
    line.keyboard.press("u")
    expect(line.locator(".data")).to_be_hidden()
    quiet(line)
    all_of_it = line.locator("#lanes .stage").first.bounding_box()
    assert wide
    assert all_of_it
    assert all_of_it["width"] > 1.9 * wide["width"]
    line.keyboard.press("u")
    expect(line.locator(".data")).to_be_visible()
    counts(line, 6)


def test_the_drawn_examples_come_back(line: Page) -> None:
    held(line).press("ArrowUp")
    expect(line.locator(".data h2")).to_contain_text("Your examples")
    line.get_by_label("More about the data").click()
    line.get_by_role("button", name="Back to the drawn examples").click()
    expect(line.locator(".data h2")).not_to_contain_text("Your examples")
    assert "examples" not in surface(line)


def test_the_data_are_saved_as_csv(line: Page) -> None:
    line.get_by_label("More about the data").click()
    with line.expect_download() as saved:
        line.get_by_role("button", name="Save the data (CSV)").click()
    lines = saved.value.path().read_text("utf-8").splitlines()
    assert lines[:2] == ["a,b,t,set", "0.8993864190904489,0.6346060234273878,1.715691885762136,training"]
    assert len(lines) == 1 + 6 + 64


def test_a_surface_without_examples_has_no_panel(page: Page) -> None:
    expect(page.locator(".data")).to_be_hidden()


def test_a_main_setting_that_its_walker_has_lost_comes_back(page: Page, server: Server) -> None:
    page.goto(f"{server.url}?lesson=mini_batches")
    drawn(page)
    hero = page.locator("#hero")
    expect(hero.locator(".number")).to_have_count(1)
    page.get_by_role("button", name="All settings").click()
    page.locator("#rail-lane-0-batch").select_option("")
    expect(hero.locator(".number")).to_have_count(0)
    hero.get_by_role("button", name="Bring back mini-batch").click()
    expect(hero.locator(".number")).to_have_count(1)
    expect(page.locator("#rail-lane-0-batch")).to_have_value("batch")


def test_a_penalty_in_the_place_of_mixup_leaves_its_slider(page: Page, server: Server) -> None:
    page.goto(f"{server.url}?lesson=mixup")
    drawn(page)
    page.locator(".why summary").first.click()
    page.get_by_role("button", name="Give the second walker an L2 penalty").click()
    expect(page.locator("#hero input.field")).to_have_value("0")


def test_on_a_phone_on_its_side_the_examples_stand_beside_the_surface(pocket: Page, server: Server) -> None:
    """Below each other, each had a tenth of the screen's height."""
    pocket.set_viewport_size({"width": 844, "height": 390})
    open_scene(pocket, server, LINE)
    counts(pocket, 6)
    still(pocket)
    weights, examples = (pocket.locator(place).first.bounding_box() for place in ("#lanes .grid .stage", ".data .stage"))
    assert weights
    assert examples
    assert examples["x"] >= weights["x"] + weights["width"]
    assert min(weights["height"], examples["height"]) > 390 / 3
    assert weights["y"] + weights["height"] <= 390


def test_where_the_mean_answer_is_unsure_is_said_while_a_chart_shows_how_good_it_is(blank: Page, server: Server) -> None:
    blank.goto(f"{server.url}?lesson=committee")
    drawn(blank)
    expect(blank.locator(".data h2")).to_contain_text("mean answer unsure")
    mean = blank.evaluate(DATA)
    blank.get_by_role("button", name="Close the chart Validation loss of the mean answer").click()
    expect(blank.locator(".data h2")).not_to_contain_text("mean answer unsure")
    quiet(blank)
    assert blank.evaluate(DATA) != mean
