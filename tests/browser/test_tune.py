"""Tuning on the page: every walker is tuned, the table says how, and the best knobs are taken and undone."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from app.tuning.tune import Tune, tuned
from tests.browser.axe import violations
from tests.browser.hand import open_scene, quiet
from tests.browser.server import Server

BOWL: dict[str, Any] = {
    "version": 1,
    "surface": {"key": "ellipse", "knobs": {"h": 1, "kappa": 20, "angle": 0.5}},
    "start": [-8, 2],
    "steps": 60,
    "lanes": [{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.02}}}, {"optimizer": {"key": "momentum", "knobs": {"lr": 0.01}}}],
}
NUMBERS = """() => {
  const canvas = document.querySelector('.field canvas.marks');
  const strip = Object.assign(document.createElement('canvas'), { width: 60, height: canvas.height });
  strip.getContext('2d').drawImage(canvas, 0, 0);
  return strip.toDataURL();
}"""
"""What stands left of a map."""
ROW = "dialog.tune tbody tr"


@pytest.fixture
def rate(blank: Page, server: Server) -> Locator:
    """Open a scene with its settings; return the field of the first lane's rate."""
    open_scene(blank, server, BOWL)
    blank.get_by_role("button", name="All settings").click()
    return blank.locator("#rail .lane").first.locator("input[type=text], input:not([type])").first


def opened(page: Page) -> Locator:
    """Open the dialog by its key; return it once every walker is tuned."""
    page.locator("body").press("t")
    dialog = page.get_by_role("dialog", name="Tune")
    expect(dialog.get_by_role("button", name="Use the best knobs")).to_be_enabled()
    return dialog


def test_the_best_knobs_of_all_walkers_are_taken_and_undone_in_one_step(page: Page, rate: Locator) -> None:
    expect(rate).to_have_value("0.02")
    first, second = tuned(Tune.model_validate({"scene": BOWL}))["lanes"]
    dialog = opened(page)
    assert violations(page) == []
    expect(page.locator(ROW)).to_have_count(2)
    expect(page.locator(ROW).first).to_contain_text(f"η = {first['knobs'][0]['best']}")
    expect(page.locator(ROW).nth(1)).to_contain_text(f"μ = {second['knobs'][1]['best']}")
    expect(page.locator(ROW).nth(1).locator("circle")).to_have_count(120)
    expect(dialog).to_contain_text("median over 8 starts")
    expect(dialog).to_contain_text("120 settings for each walker, 60 steps, seed 0; 2,064 runs in all")
    dialog.get_by_role("button", name="Use the best knobs").click()
    expect(dialog).to_have_count(0)
    expect(rate).to_have_value(str(first["knobs"][0]["best"]))
    page.get_by_role("button", name="Undo").click()
    expect(rate).to_have_value("0.02")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


@pytest.mark.thorough
def test_one_walker_with_another_budget_and_a_refused_one(page: Page, rate: Locator, complaints: list[str]) -> None:
    expect(rate).to_be_visible()
    dialog = opened(page)
    dialog.get_by_label("Walkers").select_option(label="Momentum")
    budget = dialog.get_by_label("Settings for each")
    budget.fill("16")
    budget.press("Enter")
    expect(dialog).to_contain_text("16 settings for each walker")
    expect(page.locator(ROW)).to_have_count(1)
    budget.fill("1")
    budget.press("Enter")
    expect(dialog.locator(".fault")).to_have_text("budget must be at least 4")
    expect(budget).to_have_attribute("aria-invalid", "true")
    expect(dialog.get_by_role("button", name="Use the best knobs")).to_be_disabled()
    complaints.clear()  # the browser tells of the status 422


@pytest.mark.thorough
def test_closing_it_leaves_nothing_behind(page: Page, rate: Locator) -> None:
    expect(rate).to_be_visible()
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/api/tune")):
        page.locator("body").press("t")
        page.get_by_label("Settings for each").fill("4096")
        with page.expect_request("**/api/tune"):
            page.get_by_label("Settings for each").press("Enter")
        page.locator("body").press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.thorough
def test_it_is_off_while_the_future_is_hidden(page: Page, rate: Locator) -> None:
    expect(rate).to_be_visible()
    page.locator("body").press("h")
    page.locator("body").press("t")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_what_was_tried_stands_on_the_map(page: Page, rate: Locator) -> None:
    expect(rate).to_be_visible()
    opened(page).get_by_role("button", name="Show on the map: Momentum").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".map-legend")).to_contain_text("points: 120 settings that were tried")
    quiet(page)
    before = page.evaluate(NUMBERS)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".map-legend")).not_to_contain_text("settings that were tried")
    quiet(page)
    assert page.evaluate(NUMBERS) != before  # the axes are drawn anew
