"""Help lists the keys as they are bound, and changes how the page looks."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import drawn


def test_every_key_is_listed_once_and_does_what_it_says(page: Page) -> None:
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Help")
    expect(help_.locator("section kbd").first).to_be_visible()
    for section in help_.locator("section").all():
        keys = section.locator("kbd").all_inner_texts()
        assert len(keys) == len(set(keys)), keys
    row = help_.locator("dl div").filter(has_text="One step forward")
    expect(row.locator("kbd")).to_have_text("→")
    expect(help_).to_contain_text("Reveal, then the lesson's question, then the next lesson")
    page.keyboard.press("Escape")
    expect(help_).to_have_count(0)


def test_keys_mean_nothing_to_the_page_behind_a_dialog(page: Page) -> None:
    page.get_by_role("button", name="Help").click()
    for key in ("ArrowRight", "z", "p", "s"):
        page.keyboard.press(key)
    expect(page.locator("dialog")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".position input")).to_have_value("34")


def test_the_theme_is_chosen_and_the_link_remembers_it(page: Page) -> None:
    page.get_by_role("button", name="Help").click()
    theme = page.get_by_label("Theme")
    html = page.locator("html")
    for key, look, size in (("dark", "dark", "desk"), ("projector", "light", "projector"), ("light", "light", "desk")):
        theme.select_option(key)
        expect(html).to_have_attribute("data-theme", look)
        expect(html).to_have_attribute("data-size", size)
    theme.select_option("dark")
    page.wait_for_url("**theme=dark**")
    page.reload()
    drawn(page)
    expect(html).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Help").click()
    theme.select_option("system")
    page.wait_for_url(lambda url: "theme" not in url)


@pytest.mark.thorough
def test_a_click_beside_closes_and_marking_text_beyond_the_edge_does_not(page: Page) -> None:
    page.get_by_role("button", name="Share").click()
    box = page.get_by_label("Link", exact=True).bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(5, box["y"] + 10, steps=4)
    page.mouse.up()
    expect(page.locator("dialog")).to_be_visible()
    page.mouse.click(5, box["y"] + 10)
    expect(page.locator("dialog")).to_have_count(0)
