"""A hasty hand on the examples: double clicks, held keys, and keys while an example is dragged."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eye import Wire
from tests.browser.hand import lane_scene, middle, open_scene, quiet, unlinked
from tests.browser.server import Server
from tests.browser.test_data import LINE, WALKER, counts, free, held, surface


@pytest.fixture
def line(wire: Wire, blank: Page, server: Server) -> Page:
    """A line through six examples."""
    open_scene(blank, server, LINE)
    counts(blank, 6)
    return blank


def test_of_a_double_click_with_a_tool_the_first_click_counts(line: Page) -> None:
    line.get_by_role("button", name="Add examples by click").click()
    line.mouse.dblclick(*free(line, 0.3, 0.3))
    quiet(line)
    counts(line, 7)
    line.mouse.click(*free(line, 0.4, 0.5))
    counts(line, 8)
    line.get_by_role("button", name="Remove examples by click").click()
    line.mouse.dblclick(*free(line, 0.4, 0.5))
    quiet(line)
    counts(line, 7)


@pytest.mark.parametrize(("key", "left"), [("Delete", 5), ("Backspace", 5), ("Enter", 7)])
def test_a_held_key_adds_or_removes_once(line: Page, key: str, left: int) -> None:
    held(line).focus()
    for _ in range(4):  # the browser says of all but the first that they repeat it
        line.keyboard.down(key)
    line.keyboard.up(key)
    quiet(line)
    counts(line, left)
    line.keyboard.press(key)
    counts(line, 2 * left - 6)


def test_an_example_that_is_removed_under_the_hand_leaves_the_others_where_they_are(line: Page) -> None:
    x, y = middle(held(line))
    line.mouse.move(x, y)
    line.mouse.down()
    line.mouse.move(x - 40, y - 30, steps=3)
    expect(line.locator(".data h2")).to_contain_text("Your examples")
    line.locator(".data .held-example").press("Delete")
    counts(line, 5)
    line.mouse.move(x - 120, y - 90, steps=4)
    line.mouse.up()
    quiet(line)
    left = surface(line)["examples"]
    assert [row[0] for row in left] == pytest.approx(
        [-1.514809556309734, -0.3267004577366281, 0.799444647457144, -1.2163718091977107, 0.4637294671157457]
    )
    line.keyboard.press("Control+z")
    counts(line, 6)


def test_who_removes_an_example_that_a_step_needs_gets_smaller_steps(wire: Wire, blank: Page, server: Server) -> None:
    """A step that sees all six examples would be refused, and the picture would be that of the old ones."""
    open_scene(blank, server, {**LINE, "lanes": [WALKER, {**WALKER, "batch": 6}]})
    counts(blank, 6)
    condition = blank.locator(".data .condition")
    before = condition.inner_text()
    held(blank).press("Delete")
    counts(blank, 5)
    expect(condition).not_to_have_text(before)  # the picture is that of the five
    assert unlinked(lane_scene(blank))["lanes"][1]["batch"] == 5
    blank.keyboard.press("Control+z")
    counts(blank, 6)
    expect(condition).to_have_text(before)
    assert unlinked(lane_scene(blank))["lanes"][1]["batch"] == 6


@pytest.fixture
def early(blank: Page, server: Server) -> Page:
    """The lesson whose slider draws the examples anew."""
    blank.goto(f"{server.url}?lesson=early_stopping")
    counts(blank, 6)
    quiet(blank)
    return blank


def test_a_slider_that_draws_examples_gives_way_to_examples_of_ones_own(early: Page) -> None:
    hero, panel = early.locator("#hero"), early.locator("#lanes .stage").first
    before = panel.bounding_box()
    held(early).focus()
    early.keyboard.press("ArrowUp")
    expect(hero).to_contain_text("These examples are your own: n does not change them.")
    expect(hero.get_by_role("slider")).to_have_count(0)
    quiet(early)
    assert panel.bounding_box() == pytest.approx(before, abs=0.5)  # the picture does not move under the hand
    expect(early.locator("h1")).to_have_text("Early stopping")
    hero.get_by_role("button", name="Back to the drawn examples").click()
    expect(hero.get_by_role("slider")).to_have_count(1)
    assert "examples" not in surface(early)


def test_a_try_about_drawn_examples_draws_them(early: Page) -> None:
    held(early).press("Delete")
    counts(early, 5)
    early.get_by_text("Why?").first.click()
    early.locator(".tries button").first.click()
    counts(early, 20)
