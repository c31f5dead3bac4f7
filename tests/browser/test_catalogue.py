"""What the catalogue asks of the page in general: lists, methods around others, schedules drawn, a formula that is typed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import WIDE
from tests.browser.hand import drawn, ink, ink_at_rest, lane_scene, open_scene, still, watched
from tests.browser.server import Server


def one_lane(optimizer: str = "gradient_descent", **more: Any) -> dict[str, Any]:
    """Return a scene with one lane."""
    surface = more.pop("surface", {"key": "ellipse"})
    return {"version": 1, "surface": surface, "steps": 100, "lanes": [{"optimizer": {"key": optimizer}, **more}]}


def spark(page: Page) -> str:
    """Return what the first lane's schedule looks like."""
    return str(page.locator("#rail .spark canvas").first.evaluate("canvas => canvas.toDataURL()"))


def path(page: Page) -> str:
    """Return a fingerprint of the first lane's picture."""
    return ink(page, 0)


def redrawn(page: Page, look: Callable[[Page], str], before: str) -> str:
    """Return what is seen once it differs; a kernel that nobody has asked for yet is compiled first."""
    still(page)
    after = look(page)
    assert after != before, "the picture stayed as it was"
    return after


def settings(page: Page) -> None:
    """Open the rail."""
    page.get_by_role("button", name="settings").click()


@pytest.fixture
def own(blank: Page, server: Server) -> Page:
    """A page that shows a formula of one's own, no lesson."""
    open_scene(blank, server, one_lane(surface={"key": "formula", "formula": "x^2 + 3 y^2", "domain": [[-3, 3], [-2, 2]]}))
    return blank


def ticks(page: Page, axis: str) -> list[str]:
    """Return what is written at an axis of the first panel."""
    return page.locator(f"#lanes .plot .{axis}tick text").all_text_contents()


@pytest.mark.thorough
def test_a_list_is_typed_and_a_bad_one_is_named_below_it(blank: Page, server: Server) -> None:
    open_scene(blank, server, one_lane(schedule={"key": "piecewise"}))
    settings(blank)
    field = blank.locator("#rail-lanes-0-schedule-knobs-boundaries")
    control = blank.locator(".number", has=field)
    expect(field).to_have_value("10, 20")
    expect(control.locator("input[type=range]")).to_have_count(0)
    still(blank)
    before, curve = ink_at_rest(blank, 0), spark(blank)
    field.fill("30 60")
    good = redrawn(blank, spark, curve)
    assert path(blank) != before
    expect(blank.locator("#rail")).not_to_contain_text("not a list")
    field.fill("30, soon")
    expect(control).to_contain_text("not a list of numbers")
    field.fill("30, -5")
    expect(control).to_contain_text("boundaries 1 must be")
    still(blank)
    assert spark(blank) == good


@pytest.mark.thorough
def test_another_schedule_is_drawn_at_once(blank: Page, server: Server) -> None:
    open_scene(blank, server, one_lane())
    settings(blank)
    still(blank)
    last = spark(blank)
    seen = {last}
    for key in ("cosine", "step", "sawtooth"):
        blank.locator("#rail-lane-0-schedule").select_option(key)
        last = redrawn(blank, spark, last)
        seen.add(last)
    assert len(seen) == 4
    expect(blank.locator("#rail .spark figcaption")).to_contain_text("between")


def test_a_wrapper_takes_another_method_inside(blank: Page, server: Server) -> None:
    open_scene(blank, server, one_lane("lookahead"))
    settings(blank)
    name = blank.locator("#lanes .lane-name")
    expect(name).to_contain_text("Lookahead(Momentum)")
    before = ink_at_rest(blank, 0)
    inner = blank.locator("#rail-lane-0-inner")
    offered = inner.locator("option").evaluate_all("options => options.map((each) => each.value)")
    assert "adam" in offered
    assert not {"lookahead", "newton", "bfgs"} & set(offered)
    inner.select_option("adam")
    expect(name).to_contain_text("Lookahead(Adam)")
    expect(blank.locator("#rail-lanes-0-optimizer-inner-knobs-beta2")).to_have_value("0.999")
    expect(blank.locator("#rail-lanes-0-optimizer-inner-knobs-lr")).to_have_count(0)
    redrawn(blank, path, before)
    blank.locator("#rail-lane-0-optimizer").select_option("momentum")
    expect(inner).to_have_count(0)
    still(blank)


@pytest.mark.thorough
def test_a_coupled_method_has_no_rate_for_a_coordinate(blank: Page, server: Server) -> None:
    open_scene(blank, server, one_lane("newton"))
    blank.locator("#charts select").first.select_option("lr_x")
    still(blank)
    drawn(blank)


@pytest.mark.thorough
def test_what_a_unit_is_can_be_read(blank: Page, server: Server) -> None:
    open_scene(blank, server, one_lane("adamw"))
    settings(blank)
    about = blank.locator("#rail .lane .choice", has=blank.locator("#rail-lane-0-optimizer"))
    expect(about.locator("math")).to_have_count(0)
    about.get_by_text("About").click()
    expect(about.locator("math").first).to_be_visible()
    expect(about).to_contain_text("torch.optim.AdamW")


def test_a_formula_is_drawn_while_it_is_typed(own: Page) -> None:
    field = own.locator("#hero-formula")
    expect(field).to_have_value("x^2 + 3 y^2")
    expect(own.locator("#hero .echo math")).to_have_count(1)
    address, before = own.url, ink_at_rest(own, 0)
    field.press("End")
    field.press_sequentially(" + ")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert ink_at_rest(own, 0) == before  # there is no formula yet
    field.press_sequentially("x")
    redrawn(own, path, before)
    expect(field).to_have_attribute("aria-invalid", "false")
    expect(own.locator("#hero .echo")).to_contain_text("understood as")
    assert lane_scene(own) != address
    expect(own.locator("#notice")).to_be_empty()


def test_a_bad_formula_names_the_column_and_the_picture_stays(own: Page) -> None:
    field = own.locator("#hero-formula")
    before = ink_at_rest(own, 0)
    address = lane_scene(own)
    field.fill("x^2 + foo")
    expect(own.locator("#hero .fault").first).to_contain_text("column 7")
    assert own.locator("#hero .caret").text_content() == "      ^"
    assert ink_at_rest(own, 0) == before
    assert lane_scene(own) == address  # a link never holds what cannot be drawn
    field.fill("x^2 + y^2")
    expect(own.locator("#hero .caret")).to_be_empty()
    redrawn(own, path, before)


@pytest.mark.thorough
def test_the_domain_is_the_view(own: Page) -> None:
    assert ticks(own, "x")[-1] == "3"
    end = own.locator("#hero-surface-domain-0-1")
    end.fill("8")
    still(own)
    assert ticks(own, "x")[-1] == "8"
    end.fill("-7")
    expect(own.locator("#hero .domain .fault").filter(has_text="must")).to_have_count(1)
    assert ticks(own, "x")[-1] == "8"


@pytest.mark.thorough
def test_a_link_with_a_formula_opens_elsewhere(own: Page, browser: Browser) -> None:
    own.locator("#hero-formula").fill("sin(3 x) + x^2 + y^2")
    address = lane_scene(own)
    complaints: list[str] = []
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    other = watched(context, complaints)
    other.goto(address)
    drawn(other)
    expect(other.locator("#hero-formula")).to_have_value("sin(3 x) + x^2 + y^2")
    assert ticks(other, "y")[-1] == "2"
    assert ink_at_rest(other, 0) == ink_at_rest(own, 0)
    assert complaints == []
    context.close()


def test_a_start_that_is_not_shown_is_an_arrow_with_its_place(blank: Page, server: Server) -> None:
    surface = {"key": "formula", "formula": "x^2 + 3 y^2", "domain": [[-3, 3], [-2, 2]]}
    open_scene(blank, server, {**one_lane(surface=surface), "start": [9, 7.5]})
    start = blank.locator("#lanes .start").first
    expect(start).to_have_class(re.compile(r"\boutside\b"))
    expect(start.locator("b")).to_have_text("the start lies outside, at (9.00, 7.50)")
    box, panel = start.locator("i").bounding_box(), blank.locator("#lanes .stage").first.bounding_box()
    assert box
    assert panel
    assert panel["x"] - 30 < box["x"] < panel["x"] + panel["width"] + 30
