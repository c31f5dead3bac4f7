"""The charts' axes, the levels, and the step under the mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eye import Wire, at_rest, stage
from tests.browser.hand import choose, drawn, middle, still
from tests.browser.server import Server


def curves(page: Page) -> list[str]:
    """Return what the charts show."""
    return [str(chart.evaluate("c => c.toDataURL()")) for chart in page.locator("#charts canvas").all()]


def readouts(page: Page) -> list[str]:
    """Return the numbers under the panels, once they are exact."""
    expect(page.locator("#lanes")).not_to_contain_text("…")
    return page.locator("#lanes .readout").all_text_contents()


def test_charts_are_closed_and_come_back(page: Page) -> None:
    choose(page, "No charts")
    expect(page.locator(".chart")).to_have_count(0)
    still(page)
    tall = page.locator("#lanes .stage").first.bounding_box()
    choose(page, "Add a chart")
    expect(page.locator(".chart")).to_have_count(1)
    expect(page.locator(".chart select")).to_have_value("loss")
    still(page)
    low = page.locator("#lanes .stage").first.bounding_box()
    assert tall
    assert low
    assert tall["height"] > low["height"] + 100
    page.get_by_role("button", name="Close the chart Loss f").click()
    expect(page.locator(".chart")).to_have_count(0)


@pytest.mark.thorough
def test_a_chart_is_drawn_linearly_and_back(page: Page) -> None:
    page.locator("#charts select").first.select_option("loss")
    still(page)
    before = curves(page)
    page.get_by_role("button", name="Draw Loss f linearly").click()
    still(page)
    after = curves(page)
    assert [old != new for old, new in zip(before, after, strict=True)] == [True, True, False, False]
    page.get_by_role("button", name="Draw Loss f logarithmically").click()
    still(page)
    assert curves(page) == before
    page.locator("#charts select").first.select_option("x")  # a position has no logarithm
    expect(page.locator(".chart").first.locator(".scale")).to_have_count(0)


def test_steps_may_be_logarithmic_and_the_marker_knows(wire: Wire, page: Page) -> None:
    before = curves(page)
    choose(page, "Logarithmic")
    still(page)
    assert wire.views[-1]["chart"]["scale"] == "log"
    assert curves(page) != before
    front = page.locator("#charts .front").first
    left, width = front.evaluate("c => [c.getBoundingClientRect().left, c.getBoundingClientRect().width]")
    room = wire.views[-1]["chart"]["width"]
    page.mouse.click(left + 0.5 * room + (width - room) * 0.1, middle(front)[1])
    expect(page.locator(".position input")).not_to_have_value("34")
    step = int(page.locator(".position input").input_value())
    assert 5 < step < 30  # half of log 401 is about 19, a tenth of an even axis would be 40 and its half 200
    choose(page, "Even")
    page.locator(".position input").fill("34")
    page.locator(".position input").press("Enter")
    still(page)
    assert curves(page) == before


@pytest.mark.thorough
def test_levels_are_spaced_as_one_chooses_and_the_legend_says_so(page: Page) -> None:
    plot = page.locator("#lanes .plot .contourlayer").first
    before = plot.inner_html()
    expect(page.locator("#tools .view .legend")).to_contain_text("evenly spaced in log")
    for name, says in (("Even in f", "evenly spaced in f"), ("Equal areas", "the same area")):
        choose(page, name)
        expect(page.locator("#tools .view .legend")).to_contain_text(says)
        at_rest(page)
        assert plot.inner_html() != before
    choose(page, "As suits the surface")
    expect(page.locator("#tools .view .legend")).to_contain_text("evenly spaced in log")
    at_rest(page)
    assert plot.inner_html() == before


def test_a_chart_tells_the_step_under_the_mouse_everywhere(page: Page) -> None:
    before, numbers, charts = at_rest(page), readouts(page), curves(page)
    x, y = middle(page.locator("#charts .front").first)
    page.mouse.move(x, y)
    expect(page.locator("#lanes .readout").first).not_to_contain_text("step 34")
    under = readouts(page)
    steps = [re.search(r"step (\d+)", text) for text in under]
    assert len({step[1] for step in steps if step}) == 1
    assert steps[0]
    over = at_rest(page)
    assert all(new != old for new, old in zip(over, before, strict=True))
    fronts = curves(page)[1::2]
    assert all(new != old for new, old in zip(fronts, charts[1::2], strict=True))
    expect(page.locator(".position input")).to_have_value("34")
    page.mouse.move(5, 5)
    assert at_rest(page) == before
    assert readouts(page) == numbers
    assert curves(page) == charts
    page.locator(".position input").fill(steps[0][1])
    page.locator(".position input").press("Enter")
    expect(page.locator("#lanes .readout").first).to_contain_text(steps[0][0])
    still(page)
    assert readouts(page) == under  # the very numbers that the marker has there


def test_a_path_tells_the_step_under_the_mouse(wire: Wire, page: Page) -> None:
    box = page.locator("#lanes canvas.overlay").nth(1).bounding_box()
    assert box
    x, y = wire.ball(1, 12)
    page.mouse.move(box["x"] + x + 3, box["y"] + y + 3)
    for lane in range(3):
        expect(page.locator("#lanes .readout").nth(lane)).to_contain_text("step 12")
    page.mouse.move(*stage(page, 1, 0.3, 0.9))
    expect(page.locator("#lanes .readout").first).to_contain_text("step 34")


@pytest.mark.thorough
def test_in_a_hall_nothing_follows_the_mouse(blank: Page, server: Server) -> None:
    blank.set_viewport_size({"width": 1920, "height": 1080})
    blank.goto(server.url + "?theme=projector")
    drawn(blank)
    blank.mouse.move(*middle(blank.locator("#charts .front").first))
    still(blank)
    expect(blank.locator("#lanes .readout").first).to_contain_text("step 34")


def test_the_angle_is_a_chart_like_any_other(wire: Wire, page: Page) -> None:
    """Its name, its words and its axis come with the catalog."""
    before, select = curves(page), page.locator("#charts select").first
    select.select_option(label="Angle from gradient to move, in degrees")
    still(page)
    assert "angle" in wire.views[-1]["chart"]["series"]
    expect(select).to_have_attribute("title", re.compile("180 is straight downhill"))
    expect(page.locator(".chart").first.locator(".scale")).to_have_count(0)
    assert [old != new for old, new in zip(before, curves(page), strict=True)] == [True, True, False, False]


def test_a_loss_below_zero_offers_no_logarithm(blank: Page, server: Server) -> None:
    blank.goto(f"{server.url}?lesson=saddle")
    drawn(blank)
    distance, loss = blank.locator(".chart").all()
    expect(loss.locator("option:checked")).to_have_text("Loss f")
    expect(distance.locator(".scale")).to_have_text("log")
    expect(loss.locator(".scale")).to_have_count(0)
