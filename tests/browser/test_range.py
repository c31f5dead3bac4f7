"""The range test: a rate is found, taken and undone."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.hand import drawn, middle, open_scene
from tests.browser.server import Server

QUAD: dict[str, Any] = {
    "version": 1,
    "surface": {"key": "ellipse", "knobs": {"h": 1, "kappa": 20, "angle": 0}},
    "start": [-8, 2],
    "steps": 400,
    "lanes": [{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.02}}}, {"optimizer": {"key": "adam", "knobs": {"lr": 0.1}}}],
}


@pytest.fixture
def rate(blank: Page, server: Server) -> Locator:
    """Open a scene with its settings; return the field of the first lane's rate."""
    open_scene(blank, server, QUAD)
    blank.get_by_role("button", name="All settings").click()
    return blank.locator("#rail .lane").first.locator("input[type=text], input:not([type])").first


def opened(page: Page) -> Locator:
    """Open the dialog by its key; return it once its curve is drawn."""
    page.locator("body").press("f")
    dialog = page.get_by_role("dialog", name="Range test")
    expect(dialog.get_by_role("status")).to_contain_text("uggestion")
    page.wait_for_function("""() => {
      const canvas = document.querySelector('dialog.range canvas');
      return canvas.width && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value);
    }""")
    return dialog


def test_the_suggestion_is_taken_and_undone(page: Page, rate: Locator) -> None:
    """The numbers are those of `ravine range-test`: a tenth of 0.587."""
    expect(rate).to_have_value("0.02")
    dialog = opened(page)
    expect(dialog.get_by_role("status")).to_contain_text("Suggestion 0.0587")
    expect(dialog.get_by_role("status")).to_contain_text("diverges in training")
    dialog.get_by_role("button", name="Use this rate").click()
    expect(dialog).to_have_count(0)
    expect(rate).to_have_value("0.0587")
    page.get_by_role("button", name="Undo").click()
    expect(rate).to_have_value("0.02")


@pytest.mark.thorough
def test_a_rate_is_picked_on_the_chart_for_another_lane(page: Page, rate: Locator) -> None:
    dialog = opened(page)
    assert violations(page) == []
    field = dialog.get_by_label("Rate", exact=True)
    expect(field).to_have_value("0.0587")
    dialog.get_by_label("Walker").select_option(label="Adam")
    expect(field).not_to_have_value("0.0587")
    suggested = float(field.input_value())
    x, y = middle(dialog.locator("canvas"))
    page.mouse.move(x, y)
    page.mouse.down()
    first = float(field.input_value())
    page.mouse.move(x + 120, y, steps=5)
    expect(field).not_to_have_value(str(first))
    page.mouse.up()
    picked = field.input_value()
    assert suggested != float(picked) > first
    dialog.get_by_role("button", name="Use this rate").click()
    other = page.locator("#rail .lane").nth(1).locator("input[type=text], input:not([type])").first
    expect(other).to_have_value(picked)
    expect(rate).to_have_value("0.02")


@pytest.mark.thorough
def test_a_range_that_ends_too_low_has_no_suggestion(page: Page, rate: Locator) -> None:
    expect(rate).to_be_visible()
    dialog = opened(page)
    high = dialog.get_by_label("to", exact=True)
    high.fill("0.09")
    high.press("Enter")
    expect(dialog.get_by_role("status")).to_contain_text("No suggestion: the loss still falls at the highest rate")
    expect(dialog.get_by_role("button", name="Use this rate")).to_be_disabled()
    high.fill("20")
    high.press("Enter")
    expect(dialog.get_by_role("status")).to_contain_text("Suggestion")


@pytest.mark.thorough
def test_a_refused_range_is_said(page: Page, rate: Locator, complaints: list[str]) -> None:
    expect(rate).to_be_visible()
    dialog = opened(page)
    low = dialog.get_by_label("Rates from")
    low.fill("1000")
    low.press("Enter")
    expect(dialog.locator(".fault")).to_have_text("high must be above low")
    expect(low).to_have_attribute("aria-invalid", "true")  # the one that was typed
    complaints.clear()  # the browser tells of the status 422


@pytest.mark.thorough
def test_it_is_off_while_the_future_is_hidden(page: Page) -> None:
    drawn(page)
    page.locator("body").press("h")
    expect(page.get_by_role("button", name="Range test")).to_be_disabled()
    page.locator("body").press("f")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("body").press("h")
    expect(page.get_by_role("button", name="Range test")).to_be_enabled()


def test_a_label_made_of_a_number_goes_with_it(blank: Page, server: Server) -> None:
    scene = {**QUAD, "lanes": [{**QUAD["lanes"][0], "label": "Half of 2/L"}, QUAD["lanes"][1]]}
    open_scene(blank, server, scene)
    expect(blank.locator("#lanes .lane-name").first).to_contain_text("Half of 2/L")
    opened(blank).get_by_role("button", name="Use this rate").click()
    expect(blank.locator("#lanes .lane-name").first).to_contain_text("Gradient descent")
    blank.get_by_role("button", name="Undo").click()
    expect(blank.locator("#lanes .lane-name").first).to_contain_text("Half of 2/L")
