"""Controls and lessons: every unit can be chosen, bad values are named, lanes come and go."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import drawn, ink_at_rest, link, quiet
from tests.browser.server import Server


def test_bad_values_are_named_at_their_control_and_the_picture_stays(page: Page) -> None:
    field = page.locator("#hero input:not([type=range])").first
    before = ink_at_rest(page, 1)
    field.fill("-3")
    field.press("Enter")
    expect(page.locator("#hero")).to_contain_text("lr must be at least 0")
    assert ink_at_rest(page, 1) == before
    field.fill("fast")
    expect(page.locator("#hero")).to_contain_text("not a number")
    assert ink_at_rest(page, 1) == before
    field.fill("0.6")
    field.press("Enter")
    expect(page.locator("#hero")).not_to_contain_text("must be")


def test_lanes_are_added_duplicated_removed_and_reset(page: Page) -> None:
    page.get_by_role("button", name="All settings").click()
    lanes = page.locator("#lanes .stage")
    page.get_by_role("button", name="Add").first.click()
    expect(lanes).to_have_count(4)
    page.get_by_role("button", name="Duplicate").first.click()
    expect(lanes).to_have_count(5)
    for count in (4, 3, 2, 1):
        page.get_by_role("button", name="Remove").first.click()
        expect(lanes).to_have_count(count)
    expect(page.get_by_role("button", name="Remove").first).to_be_disabled()
    page.get_by_role("button", name="Reset").first.click()
    expect(lanes).to_have_count(3)


@pytest.mark.thorough
def test_every_surface_optimizer_and_schedule_can_be_chosen(page: Page) -> None:
    catalog = page.evaluate("async () => (await fetch('/api/catalog')).json()")
    page.get_by_role("button", name="All settings").click()
    surface = page.locator("#rail-surface")
    for key in catalog["surfaces"]:
        surface.select_option(key)
        quiet(page)
    optimizer = page.locator("#rail select").filter(has=page.locator("option[value=adam_uncorrected]")).first
    for key in catalog["optimizers"]:
        optimizer.select_option(key)
        quiet(page)
    schedule = page.locator("#rail-lane-0-schedule")
    for key in catalog["schedules"]:
        schedule.select_option(key)
        quiet(page)
    drawn(page)
    expect(page.locator("#rail .fault:not(:empty)")).to_have_count(0)


def test_more_steps_than_the_server_takes_are_refused_at_the_field(page: Page) -> None:
    """The last good number comes back; title, timeline and picture stay as they are."""
    page.get_by_role("button", name="All settings").click()
    field = page.locator("#rail-steps")
    steps, before = field.input_value(), ink_at_rest(page, 1)
    field.fill("500000")
    expect(page.locator(".number", has=field)).to_contain_text("steps must be at most 200000")
    field.press("Enter")
    expect(field).to_have_value(steps)
    expect(page.locator(".number", has=field)).to_contain_text("steps must be at most 200000")
    expect(page.locator("#timeline input[type=range]")).to_have_attribute("max", steps)
    expect(page.locator("#notice")).to_be_empty()
    assert ink_at_rest(page, 1) == before
    field.fill("50")
    expect(page.locator(".number", has=field)).not_to_contain_text("must be")


def test_a_notice_names_the_walker_and_no_path(blank: Page, server: Server) -> None:
    lane = {"optimizer": {"key": "rmsprop", "knobs": {"alpha": -3}}}
    blank.goto(server.url + link({"version": 1, "surface": {"key": "ellipse"}, "steps": 20, "lanes": [lane]}))
    expect(blank.locator("#notice")).to_contain_text("alpha of walker 1 must be at least 0")
    expect(blank.locator("#notice")).not_to_contain_text("lanes.")


def test_methods_are_offered_in_groups_the_classics_first(page: Page) -> None:
    page.get_by_role("button", name="All settings").click()
    groups = page.locator("#rail-lane-0-optimizer optgroup")
    names = ["Classics", "After Adam", "Others", "With curvature", "Around another method"]
    assert groups.evaluate_all("all => all.map((each) => each.label)") == names
    first = groups.first.locator("option").evaluate_all("all => all.map((each) => each.value)")
    assert first[:3] == ["gradient_descent", "momentum", "nesterov"]
    assert first[-2:] == ["adam", "adamw"]
    page.get_by_role("button", name="Add a walker").click()
    expect(page.locator("#rail-lane-3-optimizer")).to_have_value("momentum")
