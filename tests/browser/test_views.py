"""What of the surface and of the run is shown: zoom and pan, by mouse, finger and key."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.eye import Wire, at_rest, stage, ticks, wheel
from tests.browser.hand import drawn, lane_scene, middle, open_scene, still
from tests.browser.server import Server


def test_the_wheel_zooms_all_panels_and_the_way_back_is_exact(wire: Wire, page: Page) -> None:
    before, plot = at_rest(page), page.locator("#lanes .plot .cartesianlayer").first.inner_html()
    first, labels, address = wire.views[-1], ticks(page, "x"), page.url
    whole = wire.span(), wire.span("y")
    wheel(page, stage(page, 1), -200, 3)
    after = at_rest(page)
    assert len({wire.span(lane=lane) for lane in range(3)}) == 1
    assert wire.span() < whole[0] / 2
    assert wire.span("y") / whole[1] == pytest.approx(wire.span() / whole[0])
    assert all(new != old for new, old in zip(after, before, strict=True))
    assert ticks(page, "x") != labels
    assert page.url == address  # the scene is the same
    page.mouse.move(5, 5)
    page.get_by_role("button", name="Whole view").nth(1).click()
    assert at_rest(page) == before
    assert wire.views[-1] == first
    assert page.locator("#lanes .plot .cartesianlayer").first.inner_html() == plot
    expect(page.locator("#lanes .whole:visible")).to_have_count(0)


@pytest.mark.thorough
def test_a_zoomed_path_is_finer(blank: Page, server: Server) -> None:
    """A spiral into (0, 0): its last turns lie in one pixel of the whole view, and fill the panel 57 times closer."""
    surface = {"key": "formula", "formula": "x^2 + y^2", "domain": [[-4, 4], [-4, 4]]}
    lane = {"optimizer": {"key": "momentum", "knobs": {"lr": 0.05, "mu": 0.9}}}
    wire = Wire(blank)
    open_scene(blank, server, {"version": 1, "surface": surface, "start": [3, 2], "steps": 300, "lanes": [lane]})
    whole, frame = wire.views[-1], wire.frames[-1]
    for _ in range(10):
        blank.keyboard.press("+")
    at_rest(blank)
    part = wire.views[-1]["panels"][0]
    finer = wire.vertices(0, part["x"], part["y"])
    wire.views.append(whole)
    wire.frames.append(frame)
    assert finer > 2 * wire.vertices(0, part["x"], part["y"])


@pytest.mark.thorough
def test_deep_down_the_ticks_count_from_an_offset(blank: Page, server: Server) -> None:
    """Sixty turns of the wheel end at panels of less than 1e-9."""
    lane = {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.01}}}
    wire = Wire(blank)
    open_scene(blank, server, {"version": 1, "surface": {"key": "ellipse"}, "start": [-8, 2], "steps": 100, "lanes": [lane]})
    wheel(blank, stage(blank, 0, 0.37, 0.61), -280, 60)
    at_rest(blank)
    assert wire.span() < 1e-9
    assert wire.views[-1]["panels"][0]["x"][0] != 0
    expect(blank.locator("#lanes .ruler")).to_contain_text(" in 10⁻")
    labels = ticks(blank, "x") + ticks(blank, "y")
    assert len(set(labels)) > 5
    assert max(map(len, labels)) <= 5
    blank.keyboard.press("0")
    at_rest(blank)
    expect(blank.locator("#lanes .ruler")).to_be_hidden()


@pytest.mark.thorough
def test_dragging_with_shift_or_another_button_pans_and_leaves_the_start(wire: Wire, page: Page) -> None:
    at_rest(page)
    whole = wire.views[-1]["panels"][0]
    address = page.url
    x, y = stage(page, 2)
    for button in ("shift", "right", "middle"):
        before = wire.views[-1]["panels"][2]
        page.mouse.move(x, y)
        if button == "shift":
            page.keyboard.down("Shift")
        page.mouse.down(button="left" if button == "shift" else button)  # type: ignore[arg-type]
        page.mouse.move(x + 40, y + 20, steps=5)
        page.mouse.up(button="left" if button == "shift" else button)  # type: ignore[arg-type]
        page.keyboard.up("Shift")
        at_rest(page)
        panel = wire.views[-1]["panels"][2]
        assert (before["x"][0] - panel["x"][0]) / wire.span() == pytest.approx(40 / panel["width"], rel=0.02)
        assert (panel["y"][0] - before["y"][0]) / wire.span("y") == pytest.approx(20 / panel["height"], rel=0.02)
    assert lane_scene(page) == address
    page.keyboard.press("0")
    at_rest(page)
    assert wire.views[-1]["panels"][0] == whole


@pytest.mark.thorough
def test_keys_and_the_menu_zoom_and_a_double_click_goes_back(wire: Wire, page: Page) -> None:
    address, whole = page.url, wire.span()
    page.keyboard.press("+")
    page.keyboard.press("+")
    at_rest(page)
    assert wire.span() == pytest.approx(whole / 1.5**2)
    page.keyboard.press("-")
    page.get_by_text("View", exact=True).click()
    page.get_by_role("button", name="Zoom in").click()
    at_rest(page)
    assert wire.span() == pytest.approx(whole / 1.5**2)
    page.keyboard.press("Escape")
    page.mouse.dblclick(*stage(page, 0, 0.5, 0.3))
    at_rest(page)
    assert wire.span() == whole
    assert lane_scene(page) == address  # the start is where it was


@pytest.mark.thorough
def test_all_charts_are_zoomed_together_and_the_timeline_is_not(wire: Wire, page: Page) -> None:
    charts = page.locator("#charts .front")
    seen = [chart.evaluate("c => c.toDataURL()") for chart in charts.all()]
    wheel(page, middle(charts.first), -250, 4)
    still(page)
    low, high = wire.steps()
    assert 0 < low < high < 400
    assert high - low < 250
    expect(page.locator(".scrubber input")).to_have_attribute("max", "400")
    assert all(chart.evaluate("c => c.toDataURL()") != old for chart, old in zip(charts.all(), seen, strict=True))
    x, y = middle(charts.nth(1))
    page.keyboard.down("Shift")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=4)
    page.mouse.up()
    page.keyboard.up("Shift")
    still(page)
    assert wire.steps()[0] < low
    assert wire.steps()[1] - wire.steps()[0] == pytest.approx(high - low)
    expect(page.locator(".position input")).to_have_value("34")
    page.mouse.click(x, y)  # the marker goes to a step that is shown
    marker = int(page.locator(".position input").input_value())
    assert wire.steps()[0] <= marker <= wire.steps()[1]
    page.mouse.dblclick(x, y)
    still(page)
    assert wire.steps() == [0, 400]


@pytest.mark.thorough
def test_two_fingers_zoom_and_one_still_swipes(pocket: Page, server: Server) -> None:
    wire = Wire(pocket)
    pocket.goto(server.url)
    drawn(pocket)
    whole, address = wire.span(), pocket.url
    x, y = stage(pocket, 1)
    touch = pocket.context.new_cdp_session(pocket)

    def put(kind: str, *fingers: tuple[float, float]) -> None:
        touch.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b, "id": i} for i, (a, b) in enumerate(fingers)]}
        )

    put("touchStart", (x - 20, y), (x + 20, y))
    for i in range(1, 21):
        put("touchMove", (x - 20 - 2 * i, y), (x + 20 + 2 * i, y))
    put("touchEnd")
    at_rest(pocket)
    assert wire.span() == pytest.approx(whole / 3, rel=0.1)
    assert pocket.evaluate("visualViewport.scale") == 1
    assert lane_scene(pocket) == address
    pocket.locator("#lanes .whole:visible").nth(1).tap()
    at_rest(pocket)
    assert wire.span() == whole
    assert lane_scene(pocket) == address
