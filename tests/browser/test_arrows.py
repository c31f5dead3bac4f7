"""What is drawn of a step: arrows, the curvature as an ellipse, and the rate that is too much, on its slider."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.explained import KIN, at, chosen, exact, opened
from tests.browser.hand import drawn, ink_at_rest, open_scene
from tests.browser.server import Server


def test_arrows_and_curvature_are_drawn_on_every_panel_and_go_again(blank: Page, server: Server) -> None:
    open_scene(blank, server, KIN)
    put_field = blank.locator(".position input")
    put_field.fill("4")
    put_field.press("Enter")
    blank.locator(".sentence").click()
    tab = opened(blank)
    at(blank, 4)
    arrows, curvature = tab.get_by_role("button", name="Arrows"), tab.get_by_role("button", name="Curvature")
    expect(arrows).to_have_attribute("aria-pressed", "true")
    with_arrows = [ink_at_rest(blank, lane) for lane in range(4)]
    blank.locator("body").press("a")
    expect(arrows).to_have_attribute("aria-pressed", "false")
    bare = [ink_at_rest(blank, lane) for lane in range(4)]
    assert all(drawn != plain for drawn, plain in zip(with_arrows, bare, strict=True))
    curvature.click()
    assert all(ink_at_rest(blank, lane) != plain for lane, plain in enumerate(bare))
    curvature.click()
    assert [ink_at_rest(blank, lane) for lane in range(4)] == bare
    arrows.click()
    assert [ink_at_rest(blank, lane) for lane in range(4)] == with_arrows


@pytest.mark.thorough
def test_the_eigenvalues_are_those_of_the_surface(blank: Page, server: Server) -> None:
    """The ellipse has curvatures h = 1 and kappa h = 10 everywhere."""
    open_scene(blank, server, KIN)
    tab = opened(blank)
    numbers = tab.locator(".curvature dd").all_text_contents()
    assert [float(number.replace("−", "-")) for number in numbers] == [10, 1, 1, 0, 10]
    expect(tab).to_contain_text("A bowl")
    tab.get_by_role("button", name="Gradient descent").click()
    expect(tab).to_contain_text("above 2/λ₁ = 0.200000")


@pytest.mark.thorough
def test_the_limit_stands_on_the_slider_of_methods_that_have_one(blank: Page, server: Server) -> None:
    """2/L = 0.2 for gradient descent on the ellipse, 2 (1 + mu)/L = 0.38 for momentum, none for AdamW; and it stays while eta is set."""
    open_scene(blank, server, KIN)
    blank.get_by_role("button", name="All settings").click()
    marks = [blank.locator(f".number:has(#rail-lanes-{lane}-optimizer-knobs-lr) .limit") for lane in range(4)]
    expect(marks[3]).to_have_text("2/L")
    expect(marks[3]).to_have_attribute("title", re.compile("^above 0.2 "))
    expect(marks[1]).to_have_text("3.8/L")
    expect(marks[1]).to_have_attribute("title", re.compile("^above 0.38 "))
    expect(marks[0]).to_have_count(0)
    blank.locator("#rail-lanes-3-optimizer-knobs-lr").fill("0.21")
    expect(marks[3]).to_have_attribute("title", re.compile("^above 0.2 "))


def test_a_lesson_shows_the_limit_on_its_large_slider(page: Page, server: Server) -> None:
    """The first lesson, told of gradient descent's rate instead: on the walls of the canyon 2/L follows the marker."""

    def told(route: Route) -> None:
        catalog = route.fetch().json()
        catalog["lessons"]["adagrad_blow_up"]["hero"] = [{"path": "lanes.0.optimizer.knobs.lr", "low": 1e-4, "high": 10, "scale": "log"}]
        route.fulfill(json=catalog)

    page.route("**/api/catalog*", told)
    page.goto(server.url)
    drawn(page)
    mark = page.locator("#hero .limit")
    scene = page.evaluate("fetch('/api/catalog').then(answer => answer.json()).then(it => it.lessons.adagrad_blow_up.scene)")
    for t in (35, 36):
        expect(mark).to_have_attribute("title", re.compile(f"^above {chosen(exact(scene, t, 0)['limit']['rate'])} "))
        page.locator("body").press("ArrowRight")
    expect(mark).to_have_text("2/L")


@pytest.mark.thorough
def test_every_surface_offers_the_ratio_of_rate_and_curvature(blank: Page, server: Server) -> None:
    for surface in ("rosenbrock", "saddle"):
        open_scene(blank, server, {**KIN, "surface": {"key": surface, "knobs": {}}})
        menu = blank.locator("#charts select").first
        expect(menu.locator('option[value="ratio_x"]')).to_have_count(1)
        expect(menu.locator('option[value="ratio_y"]')).to_have_count(1)
