"""A formula of one's own, chosen within a lesson: its own title, charts that it can fill, and a preview that shows all of it."""

from playwright.sync_api import Page, expect

from tests.browser.hand import drawn, open_scene, quiet, still
from tests.browser.server import Server

LONG = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2 + 3 sin(4 x y) + 0.25 cos(x - y)^2 + exp(-x^2 - y^2) + 12 x^4 - 8 x^3 y + 1.5 x^2 y^2 + 7 y^6"


def test_it_has_its_own_title_and_a_loss_chart(blank: Page, server: Server) -> None:
    """`across the valley` needs axes of the surface's own, which a formula does not have."""
    blank.goto(f"{server.url}?lesson=adagrad_blow_up")
    drawn(blank)
    title = blank.locator("h1").inner_text()
    blank.get_by_role("button", name="All settings").click()
    blank.locator("#rail-surface").select_option("formula")
    still(blank)
    expect(blank.locator("h1")).to_have_text("Your own formula")
    expect(blank.locator(".sentence")).to_contain_text("Any formula that you type")
    charts = blank.locator("#charts select").evaluate_all("all => all.map((each) => each.value)")
    assert charts == ["loss", "ratio_y"]
    blank.get_by_role("button", name="Undo").click()
    expect(blank.locator("h1")).to_have_text(title)


def test_the_preview_of_a_long_formula_wraps_down_to_its_last_exponent(blank: Page, server: Server) -> None:
    surface = {"key": "formula", "formula": LONG, "domain": [[-3, 3], [-2, 2]]}
    open_scene(blank, server, {"version": 1, "surface": surface, "steps": 20, "lanes": [{"optimizer": {"key": "gradient_descent"}}]})
    for width in (1440, 1024):
        blank.set_viewport_size({"width": width, "height": 900})
        quiet(blank)
        echo = blank.locator("#hero .echo")
        box, last = echo.bounding_box(), echo.locator("msup").last.bounding_box()
        assert box
        assert last
        assert last["x"] + last["width"] <= box["x"] + box["width"]
        assert last["y"] + last["height"] <= box["y"] + box["height"] + 1
        canvas = blank.locator("#charts").bounding_box()
        assert canvas
        assert box["y"] + box["height"] <= canvas["y"]
