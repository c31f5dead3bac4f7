"""Two searches on a map: drawn, told in the legend, and drawn anew with another seed."""

import re

from playwright.sync_api import Page, expect

from tests.browser.hand import drawn, lane_scene, unlinked
from tests.browser.maps import whole
from tests.browser.server import Server

MARKS = "() => document.querySelector('.field .marks').toDataURL()"


def test_another_seed_draws_other_runs(blank: Page, server: Server) -> None:
    blank.goto(f"{server.url}?lesson=random_search")
    drawn(blank)
    whole(blank)
    rows = blank.locator(".map-legend .search li")
    expect(rows.first).to_contain_text("grid: 4 values")
    expect(rows.last).to_contain_text("random: 16 values")
    found, picture = rows.all_inner_texts(), blank.evaluate(MARKS)
    assert all(re.search(r"\d × 10", each) for each in found)
    seed = blank.locator(".hero input:not([type=range])")
    seed.fill("3")
    seed.press("Enter")
    expect(rows.last).not_to_have_text(re.compile(re.escape(found[1].split()[-3])))
    whole(blank)
    assert unlinked(lane_scene(blank))["map"]["search"] == {"side": 4, "seed": 3}
    assert blank.evaluate(MARKS) != picture
