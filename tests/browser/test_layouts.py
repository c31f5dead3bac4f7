"""How the surface and the run are shown: one panel or several, a line through the path, three dimensions, the charts' axes."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eye import Wire, at_rest
from tests.browser.hand import choose


@pytest.fixture
def wire(page: Page) -> Wire:
    return Wire(page)


def test_one_panel_shows_all_lanes_or_one_of_them(page: Page, wire: Wire) -> None:
    before = at_rest(page)
    side = wire.views[-1]["panels"]
    choose(page, "Overlay")
    over = at_rest(page)
    expect(page.locator("#lanes .panel:visible")).to_have_count(1)
    expect(page.locator("#lanes .key li")).to_have_count(3)
    expect(page.locator("#lanes .key li").nth(1)).to_contain_text("AdaGrad (mean)")
    expect(page.locator("#lanes .key li").nth(1)).to_contain_text("76.1")  # f at step 34, as under its panel
    assert len({json.dumps(panel) for panel in wire.views[-1]["panels"]}) == 1
    assert wire.views[-1]["panels"][0]["width"] > 2 * side[0]["width"]
    expect(page.locator("#lanes canvas.overlay").first).to_have_attribute("aria-label", re.compile("Gradient descent.*;.*AdaGrad.*;"))
    page.get_by_role("button", name="One step back").click()
    assert at_rest(page)[0] != over[0]
    page.get_by_role("button", name="One step forward").click()
    choose(page, "One large")
    alone = at_rest(page)
    expect(page.locator("#lanes .lane-name:visible")).to_contain_text("AdaGrad (mean)")  # the lesson's main lane
    page.locator("#lanes .tabs button").nth(0).click()
    expect(page.locator("#lanes .lane-name:visible")).to_contain_text("Gradient descent")
    assert at_rest(page)[0] != alone[0]
    choose(page, "Side by side")
    assert at_rest(page) == before
    assert wire.views[-1]["panels"] == side
