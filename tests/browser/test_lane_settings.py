"""Settings go from walker to walker, walkers change places, and one slider moves a knob of all."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.hand import drawn, middle


def opened(page: Page) -> Locator:
    """Open all settings; return the blocks of the walkers."""
    page.get_by_role("button", name="All settings").click()
    return page.locator("#rail .lane")


def colors(lanes: Locator) -> list[str]:
    """Return the colours of the walkers in order."""
    found: list[str] = lanes.locator("h3 .swatch").evaluate_all("all => all.map((each) => each.style.color)")
    return found


def rate(lane: Locator) -> Locator:
    """Return the field of a walker's learning rate."""
    return lane.locator("input[id$=optimizer-knobs-lr]")


def test_settings_are_pasted_and_it_is_said_what_was_taken(page: Page) -> None:
    lanes = opened(page)
    rate(lanes.nth(0)).fill("0.123")
    lanes.nth(0).get_by_role("button", name="Copy settings").click()
    expect(page.locator("#rail .said")).to_contain_text("Settings copied: Walker 1")
    lanes.nth(2).get_by_role("button", name="Paste settings").click()
    expect(rate(lanes.nth(2))).to_have_value("0.123")
    expect(page.locator("#rail .said")).to_contain_text("took η")
    page.locator("body").press("z")
    expect(rate(lanes.nth(2))).not_to_have_value("0.123")
    lanes.nth(0).get_by_role("button", name="Settings to all walkers").click()
    for lane in (1, 2):
        expect(rate(lanes.nth(lane))).to_have_value("0.123")
    drawn(page)


def test_keys_move_a_walker_with_its_colour_and_are_told(page: Page) -> None:
    lanes = opened(page)
    before, titles = colors(lanes), lanes.locator("h3").all_inner_texts()
    hero = page.locator("#hero .owner").first.inner_text()
    lanes.nth(2).locator(".grip").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(lanes.nth(1).locator("h3")).to_have_text(titles[2])
    assert colors(lanes) == [before[0], before[2], before[1]]
    expect(lanes.nth(1).locator(".grip")).to_be_focused()
    expect(page.locator("#rail .said")).to_contain_text("is now walker 2 of 3")
    expect(page.locator("#hero .owner").first).to_have_text(hero)  # the lesson's knob is that of its own walker
    expect(page).to_have_url(re.compile(r"#1\."))
    once = page.url
    page.keyboard.press("Alt+ArrowUp")
    expect(lanes.nth(0).locator("h3")).to_have_text(titles[2])
    expect(page).not_to_have_url(once)  # the address is written a moment later
    page.reload()
    drawn(page)
    assert colors(opened(page)) == [before[2], before[0], before[1]]


def test_a_drag_of_the_handle_moves_a_walker_and_is_undone(page: Page) -> None:
    lanes = opened(page)
    titles = lanes.locator("h3").all_inner_texts()
    lanes.nth(0).locator(".grip").scroll_into_view_if_needed()
    x, y = middle(lanes.nth(0).locator(".grip"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 6)
    x, y = middle(lanes.nth(1).locator(".grip"))
    page.mouse.move(x, y)
    expect(lanes.nth(1)).to_have_attribute("data-target", "")
    page.mouse.up()
    expect(lanes.nth(1).locator("h3")).to_have_text(titles[0])
    expect(lanes.nth(0).locator("h3")).to_have_text(titles[1])
    page.locator("body").press("z")
    expect(lanes.nth(0).locator("h3")).to_have_text(titles[0])


def test_one_slider_moves_a_linked_knob_of_all_walkers(page: Page) -> None:
    lanes = opened(page)
    chain = lanes.nth(1).get_by_role("button", name="One slider for all 3 walkers").first
    chain.click()
    expect(chain).to_have_attribute("aria-pressed", "true")
    rate(lanes.nth(1)).fill("0.2")
    for lane in (0, 2):
        expect(rate(lanes.nth(lane))).to_have_value("0.2")
    expect(page.locator("#hero .owner").first).to_have_text("3 walkers")
    expect(page).to_have_url(re.compile(r"#1\."))
    page.reload()
    drawn(page)
    page.locator("#hero input[type=range]").first.press("ArrowRight")
    opened(page)
    values = {rate(lanes.nth(lane)).input_value() for lane in range(3)}
    assert len(values) == 1
    assert values != {"0.2"}
    chain.click()
    expect(chain).to_have_attribute("aria-pressed", "false")
    rate(lanes.nth(0)).fill("0.3")
    assert rate(lanes.nth(1)).input_value() != "0.3"
    drawn(page)
