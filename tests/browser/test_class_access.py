"""A phone in a class for everybody: with a screen reader, by keyboard, in every language, on its side."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from app.catalog.link import link_to
from app.catalog.translations import LANGUAGES
from tests.browser.axe import violations
from tests.browser.conftest import PHONE
from tests.browser.lecturer import CHOICE, PLACE, STEP, Lecturer, said
from tests.browser.test_languages import LEFT, OUT_OF_PLACE
from tests.scenes import EVERYTHING

DRESSED = "() => [...document.querySelectorAll('link[rel=stylesheet]')].every(each => each.sheet)"
"""Have the sheets arrived that came with the first answers?"""
MOMENTS: list[tuple[str, dict[str, Any]]] = [("choice", {}), ("click", PLACE), ("step", STEP)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_moment_can_be_used_by_everybody(joined: Page, lecturer: Lecturer, scheme: Any) -> None:
    joined.emulate_media(color_scheme=scheme)
    wrong = {"follow": violations(joined)}
    for kind, question in MOMENTS:
        lecturer.ask(**question)
        expect(joined.locator(".phone")).to_have_attribute("data-kind", kind)
        wrong[f"{kind} open"] = violations(joined)
        for turn in ("close", "show", "reveal"):
            lecturer.do(turn)
            expect(joined.locator(".phone")).to_have_attribute("data-phase", "closed" if turn == "close" else "shown")
            joined.wait_for_function(DRESSED)
            wrong[f"{kind} {turn}"] = violations(joined)
        lecturer.do("drop")
    lecturer.do("mode", mode="free")
    expect(joined.get_by_role("link", name="Explore on your own")).to_be_visible()
    wrong["free"] = violations(joined)
    lecturer.do("end")
    expect(joined.get_by_role("status")).to_be_visible()
    wrong["ended"] = violations(joined)
    joined.goto(f"{lecturer.url}class")
    joined.get_by_text("What is kept").click()
    wrong["door"] = violations(joined)
    assert {moment: found for moment, found in wrong.items() if found} == {}


SAID = {"close": "Voting is closed.", "show": "The answers are shown.", "reveal": "The right answer is shown. Not as you said."}


def test_a_screen_reader_hears_phases_and_never_counts(joined: Page, lecturer: Lecturer) -> None:
    heard = joined.locator('[aria-live="polite"]')
    expect(heard).to_have_text("")
    lecturer.ask()
    expect(heard).to_have_text("What do the next steps do?")
    joined.locator(".choice").first.click()
    said(joined, "Your answer is in.")
    expect(heard).to_have_text("Your answer is in. You can change it.")
    for turn, says in (
        ("close", "Voting is closed."),
        ("show", "The answers are shown."),
        ("reveal", "The right answer is shown. Not as you said."),
    ):
        lecturer.do(turn)
        expect(heard).to_have_text(says)


SHOWS = {"close": ".status", "show": ".numbers", "reveal": ".truth"}
"""What stands on the phone only after this turn."""


def walked(page: Page, lecturer: Lecturer) -> Iterator[str]:
    """Lead a class from the first look to the end; yield the name of each moment once the phone shows it."""
    shell = page.locator(".phone")
    for mode, moment in (("paused", "paused"), ("free", "free"), ("follow", "follow")):
        lecturer.do("mode", mode=mode)
        expect(shell).to_have_attribute("data-moment", moment)
        yield moment
    for kind, question in MOMENTS:
        lecturer.ask(**question)
        expect(shell).to_have_attribute("data-kind", kind)
        yield f"{kind} open"
        answer(page, kind)
        yield f"{kind} answered"
        for turn in ("close", "show", "reveal"):
            lecturer.do(turn)
            expect(
                page.locator(".answer-table, .status" if turn == "close" else ".truth" if turn == "reveal" else ".numbers").first
            ).to_be_attached()
            yield f"{kind} {turn}"
        lecturer.do("drop")
        expect(shell).to_have_attribute("data-moment", "follow")


def answer(page: Page, kind: str) -> None:
    """Give an answer by keyboard, and wait until it is stored."""
    if kind == "choice":
        page.locator(".choice").nth(1).press("Enter")
    elif kind == "click":
        page.locator(".pad").press("ArrowUp")
    else:
        page.get_by_role("slider").press("ArrowRight")
    expect(page.locator(".sure")).to_be_visible()
    page.locator(".sure button").nth(1).press("Enter")


SIZES = {"upright": PHONE, "on its side": ViewportSize(width=844, height=390), "small": ViewportSize(width=320, height=568)}


@pytest.mark.parametrize("language", LANGUAGES if EVERYTHING else ["vi", "th"])
def test_every_word_fits_in_every_language_at_every_size(pocket: Page, lecturer: Lecturer, language: str) -> None:
    lecturer.show("saddle", 30)
    pocket.goto(lecturer.link.replace("class#", f"class?lang={language}#"))
    expect(pocket.locator(".phone")).to_have_attribute("data-picture", "on")
    expect(pocket.locator("html")).to_have_attribute("lang", "zh-Hans" if language == "zh" else language)
    wrong = {}
    for moment in walked(pocket, lecturer):
        pocket.wait_for_function(DRESSED)
        for name, size in SIZES.items():
            pocket.set_viewport_size(size)
            wrong[f"{moment}, {name}"] = pocket.evaluate(OUT_OF_PLACE)
    pocket.goto(f"{lecturer.url}class?lang={language}")
    pocket.locator(".kept summary").click()
    for name, size in SIZES.items():
        pocket.set_viewport_size(size)
        wrong[f"door, {name}"] = pocket.evaluate(OUT_OF_PLACE)
    pocket.set_viewport_size(PHONE)
    assert {moment: found for moment, found in wrong.items() if found} == {}


def test_eight_lanes_with_long_labels_leave_the_picture_its_room(joined: Page, lecturer: Lecturer) -> None:
    labels = [f"{i} has a label that somebody has typed for a whole minute, and then some more"[:80] for i in range(8)]
    lanes = [{"optimizer": {"key": "adam", "knobs": {"lr": 0.01 * (i + 1)}}} for i in range(8)]
    scene = {"surface": {"key": "canyon"}, "steps": 400, "lanes": lanes}
    lecturer.do("set", scene=link_to(scene)[1:], labels=labels, steps=400, step=9)
    expect(joined.locator(".tabs button")).to_have_count(8)
    for size in SIZES.values():
        joined.set_viewport_size(size)
        joined.wait_for_function("height => document.querySelector('.stage').clientHeight >= 0.45 * height", arg=size["height"])
    joined.set_viewport_size(PHONE)


def test_no_word_of_a_phone_stays_english(pocket: Page, lecturer: Lecturer) -> None:
    """The lecturer's own words apart."""
    lecturer.show("saddle", 30)
    pocket.goto(lecturer.link.replace("class#", "class?lang=zh#"))
    expect(pocket.locator(".phone")).to_have_attribute("data-picture", "on")
    theirs = " ".join(
        [*CHOICE["options"], CHOICE["title"], CHOICE["answer"], PLACE["title"], STEP["title"], *lecturer.room["labels"]]
    ).lower()
    left: set[str] = set()
    for _ in walked(pocket, lecturer):
        left.update(each for each in pocket.evaluate(LEFT) if each.split(" ")[0] not in theirs)
    assert left == set()


def test_the_language_is_chosen_at_the_door(pocket: Page, lecturer: Lecturer) -> None:
    pocket.goto(f"{lecturer.url}class")
    pocket.get_by_label("Language").select_option("vi")
    expect(pocket.get_by_label("Mã lớp")).to_be_visible()
    pocket.get_by_label("Mã lớp").fill(lecturer.code)
    pocket.get_by_role("button", name="Vào lớp").click()
    said(pocket, "Bạn đã vào lớp. Hãy nhìn lên: sắp bắt đầu rồi.")


def test_what_is_typed_into_does_not_make_a_phone_zoom(joined: Page, lecturer: Lecturer) -> None:
    """Safari zooms into a field whose letters are smaller than 16 pixels."""
    sizes = "() => [...document.querySelectorAll('input, select')].map((each) => parseFloat(getComputedStyle(each).fontSize))"
    lecturer.ask(**STEP)
    expect(joined.get_by_role("slider")).to_be_visible()
    found = joined.evaluate(sizes)
    joined.goto(f"{lecturer.url}class")
    expect(joined.get_by_label("Class code")).to_be_visible()
    assert min([*found, *joined.evaluate(sizes)]) >= 16
