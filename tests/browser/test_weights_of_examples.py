"""The panels of the weights on surfaces made of examples: validation, marks, own grounds and starts, answers; their settings and charts."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from app.catalog.link import link_to
from tests.browser.hand import drawn, pause
from tests.browser.server import Server


def lane(lr: float = 0.1, **more: Any) -> dict[str, Any]:
    return {"optimizer": {"key": "gradient_descent", "knobs": {"lr": lr}}, **more}


SIX = {"key": "linear_regression", "knobs": {"n": 6, "sample": 154}}


def opened(page: Page, server: Server, *lanes: dict[str, Any], query: str = "", **scene: Any) -> Page:
    """Open a scene on the six points of early stopping."""
    whole = {"surface": SIX, "start": [0, 0], "steps": 600, "lanes": list(lanes), **scene}
    page.goto(f"{server.url}{query}{link_to(whole)}")
    drawn(page)
    return page


def inked(canvas: Locator) -> int:
    """Return how many pixels of a canvas are drawn on."""
    return int(
        canvas.evaluate("""each => {
        const { data } = each.getContext("2d").getImageData(0, 0, each.width, each.height);
        let drawn = 0;
        for (let i = 3; i < data.length; i += 4) drawn += data[i] > 0;
        return drawn;
    }""")
    )


def test_early_stopping_is_told_on_the_panel_the_timeline_and_in_the_list(page: Page, server: Server) -> None:
    opened(page, server, lane(), lane(answer={"key": "best"}))
    says = "stops at step 43, goes back to step 23"
    expect(page.locator("#lanes .tally").nth(1).locator("span")).to_have_text(
        [says, "at the pin: training loss 0.318, validation loss 0.449"]
    )
    expect(page.locator("#lanes .tally").nth(0)).to_be_empty()
    expect(page.locator("#timeline .wait")).to_have_count(1)
    expect(page.locator("#summary li").nth(1)).to_contain_text("validation loss 0.449")
    page.get_by_role("button", name="Behind the picture").click()
    page.get_by_role("tab", name="Events").click()
    page.locator("#side-view").get_by_role("button", name=says).click()
    expect(page.locator("#timeline .position input")).to_have_value("43")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#lanes .tally").nth(1)).to_be_empty()  # it has not stopped yet


def test_every_mark_is_explained_by_a_sentence_and_validation_can_be_left_out(page: Page, server: Server) -> None:
    opened(page, server, lane(answer={"key": "best"}))
    key = page.locator("#lanes .marks-key > span")
    expect(key).to_have_count(7)
    expect(key.nth(0)).to_have_text("x is the weight of input a, y is the weight of input b")
    expect(key.nth(2)).to_have_text("validation loss is measured on other examples")
    expect(page.locator("#lanes .readout")).to_contain_text("validation = 0.746")
    assert inked(page.locator("#lanes canvas.held")) > 1000
    page.locator("#tools summary", has_text="View").click()
    page.get_by_role("button", name="Not drawn").click()
    expect(page.locator("#lanes canvas.held")).to_be_hidden()
    expect(key).to_have_count(5)
    expect(page.locator("#lanes .readout")).not_to_contain_text("validation")
    pause(page, 800)  # longer than an address waits before it is written
    page.reload()
    drawn(page)
    expect(page.locator("#lanes canvas.held")).to_be_hidden()


def test_a_lane_with_its_own_ground_has_its_own_contours_and_says_that_there_is_no_minimum(page: Page, server: Server) -> None:
    separable = {"key": "logistic_regression", "knobs": {"sample": 37}}
    opened(page, server, lane(1), lane(1, knobs={"mix": 0.2}), surface=separable, steps=300)
    tally = page.locator("#lanes .tally")
    expect(tally.nth(0)).to_contain_text("A line separates the two classes")
    expect(tally.nth(1)).to_be_empty()
    shapes = [page.locator("#lanes .panel").nth(i).locator(".contourlayer") for i in (0, 1)]
    for each in shapes:
        expect(each.locator("path").first).to_be_attached()
    assert shapes[0].inner_html() != shapes[1].inner_html()


def test_a_start_of_its_own_is_dragged_alone(page: Page, server: Server) -> None:
    opened(page, server, lane(), lane(start=[2, 2]))
    page.get_by_role("button", name="All settings").click()
    more = page.locator("#rail .lane").nth(1).locator("details.more", has_text="More")
    more.locator("summary", has_text="More").click()
    own = page.locator("#rail-lanes-1-start-0")
    expect(own).to_have_value("2")
    start = page.locator("#lanes .panel").nth(1).locator(".start")
    start.focus()
    page.keyboard.press("Shift+ArrowLeft")
    expect(own).not_to_have_value("2")
    expect(page.locator("#rail-start-0")).to_have_value("0")
    more.get_by_label("a start of its own").uncheck()
    expect(own).to_have_count(0)
    expect(start).to_have_attribute("aria-label", re.compile("^Start point 0, 0:"))


def test_all_starts_stand_on_the_panel_of_all_lanes(page: Page, server: Server) -> None:
    opened(page, server, lane(), lane(start=[2, 2]), lane(), lane(start=[1, 2]), query="?layout=overlay")
    expect(page.locator("#lanes .panel").first.locator(".start")).to_have_count(3)


def test_a_lane_gets_mini_batches_own_knobs_and_an_answer(page: Page, server: Server) -> None:
    opened(page, server, lane(), steps=200)
    page.get_by_role("button", name="All settings").click()
    own = page.locator("#rail .lane")
    own.get_by_label("A step sees", exact=True).select_option("batch")
    batch = page.locator("#rail-lanes-0-batch")
    expect(batch).to_have_value("6")  # of six examples there are no eight
    batch.fill("7")
    expect(own.locator(".fault:not(:empty)")).to_contain_text("at most 6")
    batch.fill("2")
    own.get_by_label("Order", exact=True).select_option("replacement")
    own.get_by_label("Add a knob of its own").select_option("l2")
    page.locator("#rail-lanes-0-knobs-l2").fill("0.5")
    own.get_by_label("It answers with").select_option("ema")
    expect(page.locator("#rail-lanes-0-answer-knobs-decay")).to_have_value("0.98")
    drawn(page)
    expect(page.locator("#lanes .grid .lane-name")).to_contain_text("batch 2, with replacement, λ₂ = 0.5, Moving average of the weights")
    page.keyboard.press("Escape")
    own.get_by_role("button", name="No own penalty on |w| squared, half").click()
    own.get_by_label("A step sees", exact=True).select_option("")
    expect(page.locator("#lanes .grid .lane-name")).not_to_contain_text("batch")
    expect(page.locator("#lanes .grid .lane-name")).not_to_contain_text("λ₂")


def test_there_is_one_recipe_at_a_time(page: Page, server: Server) -> None:
    opened(page, server, lane(), steps=200)
    page.get_by_role("button", name="All settings").click()
    recipe = page.locator("#rail").get_by_label("Recipe", exact=True)
    recipe.select_option("keep")
    expect(page.locator("#rail-surface-knobs-keep")).to_have_value("0.8")
    expect(page.locator("#rail").get_by_label("Inputs after dropout")).to_be_visible()
    recipe.select_option("swap")
    expect(page.locator("#rail-surface-knobs-swap")).to_have_value("0.5")
    expect(page.locator("#rail-surface-knobs-keep")).to_have_count(0)
    drawn(page)
    expect(page.locator("#rail .fault:not(:empty)")).to_have_count(0)
    page.locator("#rail-surface-knobs-swap").fill("0")
    expect(recipe).to_have_value("swap")  # its slider stays under the hand
    page.get_by_role("button", name="Another sample").click()
    expect(page.locator("#rail-surface-knobs-sample")).to_have_value("155")


def test_charts_count_examples_and_a_link_keeps_it(page: Page, server: Server) -> None:
    opened(page, server, lane(batch=1), lane(), steps=200)
    charts = page.locator("#charts select")
    expect(charts.first.locator("option[value=held]")).to_be_attached()
    charts.first.select_option("held")
    page.locator("#tools summary", has_text="View").click()
    page.get_by_role("button", name="Examples seen").click()
    pause(page, 800)  # longer than an address waits before it is written
    assert "by=examples" in page.url
    page.reload()
    drawn(page)
    page.locator("#tools summary", has_text="View").click()
    expect(page.get_by_role("button", name="Examples seen")).to_have_attribute("aria-pressed", "true")


def test_a_surface_without_examples_offers_nothing_of_this(page: Page, server: Server) -> None:
    page.goto(f"{server.url}?lesson=momentum")
    drawn(page)
    expect(page.locator("#lanes .marks-key")).to_have_count(0)
    expect(page.locator("#lanes canvas.held").first).to_be_hidden()
    expect(page.locator("#charts select option[value=held]")).to_have_count(0)
    page.locator("#tools summary", has_text="View").click()
    expect(page.get_by_role("button", name="Examples seen")).to_have_count(0)
    page.get_by_role("button", name="All settings").click()
    expect(page.locator("#rail .lane").first.get_by_label("A step sees")).to_have_count(0)
