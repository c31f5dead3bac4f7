"""A fork at the marker: a walker that goes on from a step with changed settings."""

from playwright.sync_api import Page, expect

from tests.browser.hand import drawn, ink_at_rest, pause


def test_a_fork_goes_on_from_the_marker_and_a_reload_keeps_it(page: Page) -> None:
    page.get_by_role("button", name="All settings").click()
    lanes = page.locator("#rail .lane")
    lanes.nth(1).get_by_role("button", name="Fork here (step 34)").click()
    expect(lanes).to_have_count(4)
    expect(page.locator("#rail .said")).to_contain_text("Walker 4 leaves Walker 2")
    expect(page.locator("#lanes .lane-name").nth(3)).to_contain_text("from step 34")
    lanes.nth(3).locator("input[id$=optimizer-knobs-lr]").fill("0.1")
    expect(page.locator("#rail .fault:not(:empty)")).to_have_count(0)
    page.locator(".sentence").click()
    page.keyboard.press("End")
    drawn(page)
    before = ink_at_rest(page, 3)
    lanes.nth(3).get_by_label("schedule and warm-up begin again").check()
    lanes.nth(3).locator("select[id$=schedule]").select_option("linear")
    drawn(page)
    after = ink_at_rest(page, 3)
    assert after != before
    pause(page, 800)  # longer than an address waits before it is written
    page.reload()
    drawn(page)
    page.get_by_role("button", name="All settings").click()
    expect(lanes.nth(3).get_by_label("schedule and warm-up begin again")).to_be_checked()
    assert ink_at_rest(page, 3) == after


def test_a_method_that_cannot_go_on_is_named(page: Page) -> None:
    page.get_by_role("button", name="All settings").click()
    lanes = page.locator("#rail .lane")
    lanes.nth(1).get_by_role("button", name="Fork here").click()
    lanes.nth(3).locator("select[id$=-optimizer]").select_option("adam")
    expect(lanes.nth(3)).to_contain_text("Adam cannot go on with the state of AdaGrad (mean)")
    lanes.nth(3).get_by_role("button", name="Remove").click()
    expect(page.locator("#rail .fault:not(:empty)")).to_have_count(0)
