"""The picture comes first: how much of the screen is plotted on, how small the type is, and what a phone's first screen holds."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hand import link, quiet, watched
from tests.browser.server import Server

LANGUAGES = ["en", "zh", "vi", "th", "id"]

PLOTTED = """() => [...document.querySelectorAll('#lanes canvas.overlay')].reduce((sum, canvas) => {
    const { left, right, top, bottom } = canvas.getBoundingClientRect();
    const [width, height] = [Math.min(right, innerWidth) - Math.max(left, 0), Math.min(bottom, innerHeight) - Math.max(top, 0)];
    return sum + Math.max(0, width) * Math.max(0, height);
}, 0) / (innerWidth * innerHeight)"""
"""The share of the window that is plotted on."""

OVERFLOW = "() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth"

OUTSIDE = """() => {
    const box = (element) => element.getBoundingClientRect();
    const charts = box(document.querySelector('#charts'));
    return [...document.querySelectorAll('#lanes .panel')].filter((panel) => {
        const stage = box(panel.querySelector('.stage'));
        const written = [...panel.querySelectorAll('.lane-name, .readout')].map(box);
        return box(panel).bottom > charts.top + 1 || written.some(({ top, bottom, left, right }) =>
            top < stage.top - 1 || bottom > stage.bottom + 1 || left < stage.left - 1 || right > stage.right + 1);
    }).length;
}"""
"""How many panels reach into the charts, or have a name or numbers that leave their panel."""

READ = "h1, .sentence, .lane-name span, .readout, .hero .owner, .hero .knob-name, .position, .told"
SMALLEST = """(read) => Math.min(...[...document.querySelectorAll(read)]
    .filter((element) => element.checkVisibility() && element.textContent.trim())
    .map((element) => parseFloat(getComputedStyle(element).fontSize))) / innerHeight"""
"""The smallest type that a class must read, as a share of the window's height."""

BOTTOMS = """() => {
    const edge = (name, side) => document.querySelector(name).getBoundingClientRect()[side];
    const parts = ['.sentence', '#hero', '#lanes .grid'];
    return { ...Object.fromEntries(parts.map((name) => [name, edge(name, 'bottom')])), fold: edge('#timeline', 'top') };
}"""


def opened(browser: Browser, server: Server, size: tuple[int, int], query: str = "") -> Page:
    """Return the first lesson in a window of this size, at rest."""
    width, height = size
    page = watched(browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce"), [])
    page.goto(server.url + query)
    expect(page.locator("#lanes .plot .contourlayer path").first).to_be_attached()
    quiet(page)
    return page


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1024, 768)])
def test_half_of_a_projector_is_plotted_on(browser: Browser, server: Server, size: tuple[int, int]) -> None:
    page = opened(browser, server, size)
    page.keyboard.press("p")
    page.wait_for_selector("body[data-presenting]")
    quiet(page)
    assert page.evaluate(PLOTTED) >= 0.5
    assert page.evaluate(SMALLEST, READ) >= 0.024
    assert page.evaluate(OVERFLOW) <= 0
    page.context.close()


def test_the_wide_page_plots_on_45_percent(browser: Browser, server: Server) -> None:
    for query in ("", "?lesson=adagrad_blow_up"):
        page = opened(browser, server, (1440, 900), query)
        assert page.evaluate(PLOTTED) >= 0.45, query
        page.context.close()


@pytest.mark.parametrize("size", [(1440, 900), (1920, 950), (1280, 720), (1024, 768), (820, 1180), (390, 844), (844, 390), (600, 400)])
def test_nothing_is_wider_than_the_window(browser: Browser, server: Server, size: tuple[int, int]) -> None:
    page = opened(browser, server, size)
    assert page.evaluate(OVERFLOW) <= 0
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_shows_sentence_picture_and_hero_on_its_first_screen(browser: Browser, server: Server, language: str) -> None:
    page = opened(browser, server, (390, 844), f"?lang={language}")
    bottoms = page.evaluate(BOTTOMS)
    assert max(bottoms.values()) == bottoms["fold"]
    assert page.evaluate(PLOTTED) >= 0.28
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_on_its_side_shows_them_too(browser: Browser, server: Server, language: str) -> None:
    page = opened(browser, server, (844, 390), f"?lang={language}")
    bottoms = page.evaluate(BOTTOMS)
    assert max(bottoms.values()) <= bottoms["fold"] + 1
    assert page.evaluate(PLOTTED) >= 0.35
    page.context.close()


def test_large_type_is_a_choice_and_no_matter_of_the_window(browser: Browser, server: Server) -> None:
    page = opened(browser, server, (1920, 950))
    assert page.locator("html").get_attribute("data-size") == "desk"
    page.context.close()


def test_who_comes_without_a_lesson_reads_what_this_is(browser: Browser, server: Server) -> None:
    page = opened(browser, server, (1440, 900))
    expect(page.locator(".purpose")).to_have_text("See why optimizers blow up, brake, stall or arrive.")
    page.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_symbol_on_the_screen_has_a_line(browser: Browser, server: Server, language: str) -> None:
    page = opened(browser, server, (1440, 900), f"?lang={language}")
    page.locator(".symbols summary").click()
    assert page.locator(".symbols dt").all_text_contents() == ["f", "|g|", "η", "σ", "h", "v"]
    english = "the position across the valley"
    assert (page.locator(".symbols dd").last.text_content() == english) == (language == "en")
    page.context.close()


def test_eight_lanes_beside_the_settings_stay_in_their_room(browser: Browser, server: Server) -> None:
    keys = ("gradient_descent", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw", "lion")
    scene = {"surface": {"key": "crescent"}, "steps": 300, "lanes": [{"optimizer": {"key": key}} for key in keys]}
    page = opened(browser, server, (1440, 900), link(scene))
    page.get_by_role("button", name="All settings").click()
    expect(page.locator("#rail")).to_be_visible()
    quiet(page)
    assert page.locator("#lanes .panel:visible").count() == len(keys)
    assert page.evaluate(OUTSIDE) == 0
    assert page.evaluate(OVERFLOW) <= 0
    page.context.close()
