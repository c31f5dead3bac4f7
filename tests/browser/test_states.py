"""States of the page that one meets by chance: a narrow and low window, a reload while presenting, a refused scene, forced colours."""

from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.eye import Wire
from tests.browser.hand import drawn, open_scene, quiet
from tests.browser.lecturer import CHOICE, Lecturer
from tests.browser.server import Server
from tests.browser.test_data import LINE, WALKER, counts

WHOLE = """share => {
  const plot = document.querySelector("#lanes .panel .overlay").getBoundingClientRect();
  const line = document.querySelector("#timeline").getBoundingClientRect();
  const whole = line.width >= innerWidth - 1 && document.documentElement.scrollWidth <= innerWidth;
  return whole && plot.width >= share * innerWidth && plot.height >= 90;
}"""
"""Has the plot its share of the window's width, and is the timeline as wide as the window?"""
GROUND = """() => [...document.querySelectorAll("#lanes .plot .contourlayer path")].map((line) => line.getAttribute("d")).join()"""
"""The contours of all panels."""


WINDOWS = [
    ("?lesson=early_stopping", (320, 256), 0.6),
    ("?lesson=saddle", (568, 320), 0.35),
    ("embed?lesson=saddle", (480, 300), 0.35),
    ("embed?lesson=early_stopping", (400, 300), 0.6),
]


@pytest.mark.parametrize(("address", "size", "share"), WINDOWS, ids=str)
def test_a_low_window_shows_its_plot(blank: Page, server: Server, address: str, size: tuple[int, int], share: float) -> None:
    """1280 x 1024 at 400 %, a small phone on its side, a frame in slides: the timeline is beside nothing, and the plot has its room."""
    blank.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
    blank.goto(server.url + address)
    drawn(blank)
    blank.wait_for_function(WHOLE, arg=share)


def test_a_reload_while_presenting_keeps_many_walkers_on_one_panel(blank: Page, server: Server) -> None:
    lanes = [{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.01 * (i + 1)}}} for i in range(8)]
    open_scene(blank, server, {"surface": {"key": "ellipse"}, "steps": 40, "lanes": lanes})
    blank.keyboard.press("p")
    expect(blank.locator("#lanes .panel:visible")).to_have_count(1)
    quiet(blank, 450)  # the address is written
    blank.reload()
    expect(blank.locator("body")).to_have_attribute("data-presenting", "on")
    expect(blank.locator("#lanes .panel:visible")).to_have_count(1)


def test_the_word_beside_the_first_example_stays_in_its_panel(blank: Page, server: Server) -> None:
    blank.set_viewport_size(ViewportSize(width=667, height=331))
    open_scene(blank, server, LINE)
    expect(blank.locator(".held-example b")).to_be_visible()
    blank.wait_for_function("""() => {
      const [word, stage] = [".held-example b", ".data .stage"].map((each) => document.querySelector(each).getBoundingClientRect());
      return word.left >= stage.left && word.right <= stage.right;
    }""")


def test_forced_colours_tell_training_examples_from_those_of_validation(blank: Page, server: Server) -> None:
    blank.emulate_media(forced_colors="active")
    open_scene(blank, server, LINE)
    counts(blank, 6)
    blank.wait_for_function("""() => {
      const [full, open] = [".sign.full", ".sign.open"].map((each) => getComputedStyle(document.querySelector(each)).backgroundColor);
      return full === getComputedStyle(document.body).color && open === "rgba(0, 0, 0, 0)";
    }""")


def test_a_refused_scene_keeps_the_surface_that_its_paths_go_down(wire: Wire, blank: Page, server: Server) -> None:
    """Fewer examples than a mini-batch: the paths of the last good picture stay, and so does the ground under them."""
    scene: dict[str, Any] = {**LINE, "lanes": [{**WALKER, "batch": 6}]}
    open_scene(blank, server, scene)
    quiet(blank)
    before = blank.evaluate(GROUND)
    blank.get_by_role("button", name="All settings").click()
    field = blank.locator("#rail-surface-knobs-n")
    field.fill("4")
    field.press("Enter")
    expect(blank.locator("#notice")).to_contain_text("its mini-batch of 6 is more than the 4 examples: make it smaller")
    blank.get_by_role("button", name="Hide settings").click()
    quiet(blank)
    blank.wait_for_function(f"before => ({GROUND})() === before", arg=before)


@pytest.mark.parametrize("lesson", ["dropout", "weight_penalty"])
def test_a_question_is_not_answered_by_the_mark_of_the_lowest_loss(blank: Page, server: Server, lesson: str) -> None:
    blank.goto(f"{server.url}?lesson={lesson}")
    key = blank.locator(".marks-key")
    expect(key).to_contain_text("training loss is lowest")
    blank.get_by_role("button", name="Ask first").click()
    expect(key).to_contain_text("validation loss is lowest")
    expect(key).not_to_contain_text("training loss is lowest")
    blank.locator(".options button").first.click()
    blank.locator(".options").get_by_role("button", name="Reveal").click()
    expect(key).to_contain_text("training loss is lowest")


def test_the_gallery_does_not_answer_the_question_that_stands(page: Page) -> None:
    page.get_by_role("button", name="Ask first").click()
    expect(page.locator("h1")).to_contain_text("What do the next steps do?")
    page.keyboard.press("g")
    card = page.locator(".gallery [aria-current=page]")
    expect(card).to_contain_text("What do the next steps do?")
    expect(card).not_to_contain_text("blows up")


HEARD = """() => {
  window.heard = [];
  const look = () => {
    const says = document.querySelector(".said")?.textContent ?? "";
    if (says && window.heard.at(-1) !== says) window.heard.push(says);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}"""
"""Keeps what a screen reader is told, each once."""


def chosen(choice: int, tally: dict[str, Any]) -> bool:
    """Is it what has been answered?"""
    return [i for i, votes in enumerate(tally.get("counts", [])) if votes] == [choice]


def test_the_question_is_heard_once_however_often_it_is_answered(joined: Page, lecturer: Lecturer) -> None:
    joined.evaluate(HEARD)
    lecturer.ask()
    spoken = joined.locator(".said")
    expect(spoken).to_have_text(CHOICE["title"])
    for number, choice in enumerate((0, 2, 1)):
        joined.locator(".choice").nth(choice).click()
        lecturer.until(partial(chosen, choice))
        expect(joined.locator(".choice").nth(choice), str(number)).to_have_attribute("aria-pressed", "true")
        expect(spoken).to_have_text("Your answer is in. You can change it.")
    assert joined.evaluate("heard") == [CHOICE["title"], "Your answer is in. You can change it."]
