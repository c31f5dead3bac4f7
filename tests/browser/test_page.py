"""The page in a real browser, used as a lecturer and a student use it."""

import json
import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import WIDE, Server, drawn, ink, lane_scene, watched

SIX = {
    "version": 1,
    "surface": {"key": "crescent", "knobs": {}},
    "steps": 100_000,
    "lanes": [
        {"optimizer": {"key": key, "knobs": {"lr": 0.01}}}
        for key in ("gradient_descent", "momentum", "adagrad_mean", "rmsprop", "adam", "adagrad")
    ],
}


def link(page: Page, scene: object) -> str:
    """Return the fragment of a scene, made in the page itself."""
    return str(page.evaluate("async scene => (await import('/js/link.js')).encodeScene(scene)", scene))


def open_scene(page: Page, server: Server, scene: object) -> None:
    """Open a scene by its link."""
    fragment = link(page, scene).lstrip("#")
    page.goto("about:blank")
    page.goto(f"{server.url}#{fragment}")
    drawn(page)


def middle(part: Locator) -> tuple[float, float]:
    """Return the middle of an element."""
    box = part.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, begin: tuple[float, float], by: tuple[float, float], lane: int, moves: int = 30) -> list[str]:
    """Drag with the mouse; return what the lane's canvas showed after every move, the button still down."""
    page.mouse.move(*begin)
    page.mouse.down()
    seen = []
    for i in range(1, moves + 1):
        page.mouse.move(begin[0] + by[0] * i / moves, begin[1] + by[1] * i / moves)
        page.wait_for_timeout(30)
        seen.append(ink(page, lane))
    return seen


def thumb(slider: Locator) -> tuple[float, float]:
    """Return where the thumb of a slider stands."""
    box = slider.bounding_box()
    assert box
    share = slider.evaluate("s => (s.value - s.min) / (s.max - s.min)")
    return box["x"] + 11 + (box["width"] - 22) * share, box["y"] + box["height"] / 2


def test_the_first_lesson_is_drawn_without_a_click(page: Page) -> None:
    expect(page.locator("#lesson h1")).to_contain_text("AdaGrad arrives")
    expect(page.locator("#lanes .stage")).to_have_count(3)
    expect(page.locator("#lanes")).to_contain_text("Gradient descent")
    expect(page.locator("#hero input[type=range]")).to_have_count(1)
    expect(page.locator("#charts canvas")).not_to_have_count(0)
    expect(page.locator(".position input")).to_have_value("34")
    assert len({ink(page, lane) for lane in range(3)}) == 3


def test_paths_change_during_the_drag_of_the_slider(page: Page) -> None:
    """At least two in three of the moves are seen while the button is still down."""
    seen = drag(page, thumb(page.locator("#hero input[type=range]")), (-300, 0), 1)
    assert len(set(seen)) >= 20
    page.mouse.up()


def test_six_lanes_of_100_000_steps_follow_the_finger(page: Page, server: Server) -> None:
    frames: list[int] = []
    page.on(
        "websocket", lambda socket: socket.on("framereceived", lambda data: frames.append(len(data)) if isinstance(data, bytes) else None)
    )
    open_scene(page, server, SIX)
    page.get_by_role("button", name="All settings").click()
    slider = page.locator(".number:has(#rail-lanes-0-optimizer-knobs-lr) input[type=range]")
    slider.scroll_into_view_if_needed()
    before = len(frames)
    seen = drag(page, thumb(slider), (60, 0), 0)
    page.mouse.up()
    assert len(set(seen)) >= 10
    assert len(frames) - before >= 10
    assert max(frames) < 100_000


def test_the_start_is_dragged_on_any_panel_and_all_paths_move(page: Page) -> None:
    before = [ink(page, lane) for lane in range(3)]
    seen = drag(page, middle(page.locator("#lanes .start i").nth(2)), (60, 40), 0)
    page.mouse.up()
    assert len(set(seen)) >= 20
    page.wait_for_timeout(300)
    assert all(ink(page, lane) != old for lane, old in enumerate(before))


def test_a_click_puts_the_start_there(page: Page) -> None:
    box = page.locator("#lanes .stage").nth(1).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.2)
    page.wait_for_timeout(300)
    x, y = middle(page.locator("#lanes .start i").nth(1))
    assert abs(x - box["x"] - box["width"] * 0.6) < 3
    assert abs(y - box["y"] - box["height"] * 0.2) < 3


def test_the_start_is_dragged_with_a_finger(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    complaints: list[str] = []
    page = watched(context, complaints)
    page.goto(server.url)
    drawn(page)
    start = page.locator("#lanes .start i").nth(1)  # the lesson's main lane is the one that is shown
    x, y = middle(start)
    before = page.url
    touch = context.new_cdp_session(page)
    point = {"x": x, "y": y}
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    for i in range(1, 15):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x + 4 * i, "y": y + 3 * i}]})
        page.wait_for_timeout(16)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    moved = middle(start)
    assert abs(moved[0] - x - 56) < 4
    assert abs(moved[1] - y - 42) < 4
    assert lane_scene(page) != before
    assert complaints == []
    context.close()


def test_one_timeline_moves_every_marker(page: Page) -> None:
    step = page.locator(".position input")
    before = [ink(page, lane) for lane in range(3)]
    page.get_by_role("button", name="One step back").click()
    expect(step).to_have_value("33")
    page.wait_for_timeout(200)
    assert all(ink(page, lane) != old for lane, old in enumerate(before))
    page.get_by_role("button", name="One step forward").click()
    expect(step).to_have_value("34")
    page.wait_for_timeout(400)
    assert [ink(page, lane) for lane in range(3)] == before
    page.get_by_role("button", name="To the end").click()
    expect(step).to_have_value("400")
    page.get_by_role("button", name="To the start").click()
    expect(step).to_have_value("0")
    page.locator(".pace").select_option(label="100 steps/s")
    page.get_by_role("button", name="Play").click()
    expect(step).to_have_value(re.compile(r"[2-9]\d|\d{3}"))
    page.get_by_role("button", name="Pause").click()
    held = step.input_value()
    page.wait_for_timeout(300)
    expect(step).to_have_value(held)
    page.locator(".scrubber input").fill("200")
    expect(step).to_have_value("200")
    step.fill("77")
    step.press("Enter")
    expect(step).to_have_value("77")
    expect(page.locator("#lanes .readout").nth(1)).to_contain_text("77")


def test_the_keyboard_steps_and_plays(page: Page) -> None:
    step = page.locator(".position input")
    page.locator("body").press("ArrowRight")
    expect(step).to_have_value("35")
    page.locator("body").press("Home")
    expect(step).to_have_value("0")
    page.locator("body").press("End")
    expect(step).to_have_value("400")


def test_reload_and_back_bring_the_scene_back(page: Page) -> None:
    field = page.locator("#hero input[type=text], #hero input:not([type=range])").first
    first = field.input_value()
    field.fill("0.3")
    field.press("Enter")
    changed = lane_scene(page)
    assert "#1." in changed
    picture = ink(page, 1)
    page.reload()
    drawn(page)
    expect(page.locator("#lanes")).to_contain_text("0.3")
    page.locator(".position input").fill("34")
    page.locator(".position input").press("Enter")
    page.wait_for_timeout(500)
    assert ink(page, 1) == picture
    page.go_back()
    drawn(page)
    expect(field).to_have_value(first)


def test_a_link_opens_the_same_scene_elsewhere(page: Page, browser: Browser, server: Server) -> None:
    page.locator("#hero input:not([type=range])").first.fill("0.3")
    page.locator("#hero input:not([type=range])").first.press("Enter")
    address = lane_scene(page)
    other = browser.new_context(viewport=WIDE, reduced_motion="reduce").new_page()
    other.goto(address)
    drawn(other)
    expect(other.locator("#lanes")).to_contain_text("0.3")
    other.context.close()


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("#1.garbage", "link"),
        ("#9.abc", "newer"),
        ("#hello", "link"),
        ("?lesson=nowhere", "nowhere"),
    ],
)
def test_a_broken_link_says_so_and_shows_the_lesson(
    context: BrowserContext, server: Server, complaints: list[str], address: str, says: str
) -> None:
    page = watched(context, complaints)
    page.goto(f"{server.url}{address}")
    drawn(page)
    expect(page.locator("#notice")).to_contain_text(says)
    expect(page.locator("#lesson h1")).to_contain_text("AdaGrad arrives")
    assert complaints == []


def test_bad_values_are_named_at_their_control_and_the_picture_stays(page: Page) -> None:
    field = page.locator("#hero input:not([type=range])").first
    before = ink(page, 1)
    field.fill("-3")
    field.press("Enter")
    expect(page.locator("#hero")).to_contain_text("lr must be at least 0")
    assert ink(page, 1) == before
    field.fill("fast")
    expect(page.locator("#hero")).to_contain_text("not a number")
    assert ink(page, 1) == before
    field.fill("0.6")
    field.press("Enter")
    expect(page.locator("#hero")).not_to_contain_text("must be")


def test_lanes_are_added_duplicated_removed_and_reset(page: Page) -> None:
    page.get_by_role("button", name="All settings").click()
    lanes = page.locator("#lanes .stage")
    page.get_by_role("button", name="Add").first.click()
    expect(lanes).to_have_count(4)
    page.get_by_role("button", name="Duplicate").first.click()
    expect(lanes).to_have_count(5)
    for count in (4, 3, 2, 1):
        page.get_by_role("button", name="Remove").first.click()
        expect(lanes).to_have_count(count)
    expect(page.get_by_role("button", name="Remove").first).to_be_disabled()
    page.get_by_role("button", name="Reset").first.click()
    expect(lanes).to_have_count(3)


def test_every_surface_and_optimizer_can_be_chosen(page: Page) -> None:
    catalog = page.evaluate("async () => (await fetch('/api/catalog')).json()")
    page.get_by_role("button", name="All settings").click()
    surface = page.locator("#rail-surface")
    for key in catalog["surfaces"]:
        surface.select_option(key)
        page.wait_for_timeout(250)
    optimizer = page.locator("#rail select").filter(has=page.locator("option[value=adam_uncorrected]")).first
    for key in catalog["optimizers"]:
        optimizer.select_option(key)
        page.wait_for_timeout(100)
    drawn(page)


def test_every_lesson_opens(page: Page) -> None:
    catalog = page.evaluate("async () => (await fetch('/api/catalog')).json()")
    for lesson in catalog["lessons"].values():
        expect(page.locator("#lesson h1")).to_have_text(lesson["title"])
        expect(page.locator("#lanes .stage")).to_have_count(len(lesson["scene"]["lanes"]))
        drawn(page)
        page.get_by_role("button", name="Next").click()
    expect(page.locator("#lesson h1")).to_contain_text("AdaGrad arrives")


def test_a_lost_connection_says_so_tries_again_and_loses_nothing(page: Page, server: Server, complaints: list[str]) -> None:
    server.stop()
    expect(page.locator("#notice")).to_contain_text("onnection")
    field = page.locator("#hero input:not([type=range])").first
    field.fill("0.2")
    field.press("Enter")
    before = ink(page, 1)
    server.start()
    expect(page.locator("#notice")).not_to_contain_text("onnection")
    page.wait_for_timeout(500)
    assert ink(page, 1) != before
    expect(field).to_have_value("0.2")
    complaints.clear()  # the browser itself complains of every attempt that finds nobody


def test_divergence_is_told_in_the_panel(page: Page, server: Server) -> None:
    scene = {
        "version": 1,
        "surface": {"key": "ellipse", "knobs": {}},
        "start": [-8, 2],
        "steps": 100,
        "lanes": [
            {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.3}}},
            {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.1}}},
        ],
    }
    open_scene(page, server, scene)
    expect(page.locator("#lanes .fate").first).to_contain_text("diverged at step 29")
    expect(page.locator("#lanes .fate").nth(1)).to_be_hidden()
    expect(page.locator(".mark")).to_have_count(1)


def test_the_page_asks_for_nothing_from_outside(context: BrowserContext, server: Server, complaints: list[str]) -> None:
    asked: list[str] = []
    page = watched(context, complaints)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.url)
    drawn(page)
    assert asked
    assert all(url.startswith((server.url, server.url.replace("http", "ws"), "data:", "blob:")) for url in asked)
    assert complaints == []


def test_the_opening_replays_once_and_stops_at_the_first_touch(browser: Browser, server: Server) -> None:
    """With motion: the marker runs by itself; one press ends it, and the start has not moved for good."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(server.url)
    drawn(page)
    page.wait_for_timeout(1500)
    first = page.locator(".position input").input_value()
    page.wait_for_timeout(400)
    second = page.locator(".position input").input_value()
    assert first != second
    page.mouse.click(5, 400)
    page.wait_for_timeout(300)
    held = page.locator(".position input").input_value()
    page.wait_for_timeout(600)
    assert page.locator(".position input").input_value() == held
    assert "#" not in page.url
    context.close()


def test_plotly_and_the_canvas_agree_on_where_things_are(page: Page) -> None:
    """The path's canvas stands exactly over Plotly's plotting area, in every panel."""
    places = page.evaluate(
        """() => [...document.querySelectorAll("#lanes .stage")].map((stage) => {
            const canvas = stage.querySelector("canvas.overlay").getBoundingClientRect();
            const plot = stage.querySelector(".plot .bglayer .bg").getBoundingClientRect();
            return [canvas, plot].map(({ left, top, width, height }) => [left, top, width, height]);
        })"""
    )
    assert len(places) == 3
    for canvas, plot in places:
        assert canvas == pytest.approx(plot, abs=1.0), json.dumps(places)
