"""A lane that is run many times: switched on in the settings, drawn, counted, refused, kept by the link."""

from playwright.sync_api import Page, expect

from tests.browser.hand import drawn, ink_at_rest, pause
from tests.browser.server import Server


def test_a_lane_is_run_many_times_and_a_reload_keeps_it(page: Page, server: Server) -> None:
    page.goto(f"{server.url}?lesson=warm_up")
    drawn(page)
    page.keyboard.press("End")
    tally = page.locator("#lanes .tally").nth(2)
    expect(tally).to_contain_text("173 of 200 at (1.48, 0):")  # as the lesson opens
    page.get_by_role("button", name="All settings").click()
    lanes = page.locator("#rail .lane")
    lanes.nth(2).get_by_label("Run it").select_option("")
    drawn(page)
    before = ink_at_rest(page, 2)
    expect(tally).to_be_empty()
    lanes.nth(2).get_by_label("Run it").select_option("seeds")
    drawn(page)
    expect(tally).to_contain_text("of 100 at (1.48, 0):")
    often = ink_at_rest(page, 2)
    assert often != before
    count = lanes.nth(2).locator("input[id$=many-count]")
    count.fill("200")
    count.press("Enter")
    drawn(page)
    expect(tally).to_contain_text("of 200 at (1.48, 0):")
    page.locator(".sentence").click()
    page.keyboard.press("Home")
    expect(tally).to_be_empty()  # it tells the end
    page.keyboard.press("End")
    pause(page, 800)  # longer than an address waits before it is written
    page.reload()
    drawn(page)
    expect(tally).to_contain_text("of 200 at (1.48, 0):")
    page.get_by_role("button", name="All settings").click()
    lanes.nth(2).get_by_label("Run it").select_option("starts")
    expect(lanes.nth(2).locator("input[id$=many-spread]")).to_be_visible()
    lanes.nth(2).get_by_label("Run it").select_option("")
    drawn(page)
    expect(tally).to_be_empty()


def test_more_runs_than_the_server_makes_are_refused_at_the_field(page: Page, server: Server) -> None:
    page.goto(f"{server.url}?lesson=warm_up")
    drawn(page)
    page.get_by_role("button", name="All settings").click()
    lane = page.locator("#rail .lane").nth(0)
    count = lane.locator("input[id$=many-count]")
    count.fill("300")
    expect(lane.locator(".fault:not(:empty)")).to_contain_text("256")
    count.press("Enter")
    expect(count).to_have_value("200")


def test_the_table_tells_where_all_runs_end(page: Page, server: Server) -> None:
    page.goto(f"{server.url}?lesson=warm_up")
    drawn(page)
    page.keyboard.press("End")
    page.get_by_role("button", name="Behind the picture").click()
    page.get_by_role("tab", name="Table").click()
    table = page.locator("#side table")
    expect(table.locator("thead")).to_contain_text("all runs")
    expect(table.locator("tbody tr").nth(2)).to_contain_text("173 of 200 at (1.48, 0): 81–91 %; 20 of 200")
    page.locator(".sentence").click()
    page.keyboard.press("Home")
    expect(table.locator("tbody tr").nth(2)).not_to_contain_text("of 200")
