"""The panel of the examples: what it shows follows the marker, and who moves an example moves the surface."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.eye import Wire
from tests.browser.hand import drag, ink, lane_scene, middle, open_scene, still, unlinked
from tests.browser.server import Server

WALKER = {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.1}}}
LINE = {"surface": {"key": "linear_regression", "knobs": {"sample": 154}}, "start": [0, 0], "steps": 60, "lanes": [WALKER]}
CLASSES = {"surface": {"key": "logistic_regression", "knobs": {"sample": 16}}, "start": [0, 0], "steps": 60, "lanes": [WALKER]}

RASTER = "() => document.querySelector('#lanes canvas.raster').toDataURL()"
GROUNDS = """() => [...document.querySelectorAll('#lanes canvas.raster:not([hidden])')].map((canvas) => {
  const pen = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
  pen.drawImage(canvas, 0, 0);
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  return { shown: canvas.toDataURL(), bands: new Set(new Uint32Array(data.buffer)).size };
})"""
"""What the ground of each panel shows while a hand drags, and how many colours it has."""
DATA = "() => document.querySelector('.data canvas').toDataURL()"


def held(page: Page) -> Locator:
    """Return the example that the keyboard holds, the first one as the page opens."""
    return page.locator(".data .held-example")


def counts(page: Page, training: int, validation: int = 64) -> None:
    """Wait until the panel says that it shows so many examples."""
    expect(page.locator(".data h2")).to_contain_text(f"{training} training")
    expect(page.locator(".data h2")).to_contain_text(f"{validation} validation")


def surface(page: Page) -> Any:
    """Return the surface of the link."""
    return unlinked(lane_scene(page))["surface"]


def free(page: Page, across: float, down: float) -> tuple[float, float]:
    """Return a place of the panel."""
    box = page.locator(".data .stage").bounding_box()
    assert box
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


@pytest.fixture
def line(wire: Wire, blank: Page, server: Server) -> Page:
    """A line through six examples."""
    open_scene(blank, server, LINE)
    counts(blank, 6)
    return blank


def test_an_example_is_dragged_and_the_surface_moves_under_the_hand(wire: Wire, line: Page) -> None:
    before = line.evaluate(DATA)
    seen = drag(line, middle(held(line)), (-120, -90), 0, moves=8)
    assert len(set(seen)) == 8  # path and minimum move with every move
    assert wire.views[-1]["draft"]
    line.mouse.up()
    still(line)
    assert not wire.views[-1]["draft"]
    assert line.evaluate(DATA) != before
    examples = surface(line)["examples"]
    assert examples[0][0] < 0.9
    assert examples[0][2] > 1.72
    assert examples[0][1] == pytest.approx(0.6346060234273878, abs=1e-15)  # what the picture does not show stays
    assert len(examples) == 6
    assert "held" not in surface(line)


def test_panels_share_the_pixels_of_their_ground_and_only_those(wire: Wire, blank: Page, server: Server) -> None:
    """Under the hand the ground is enlarged once for all panels that show it; a walker with knobs of its own has its own."""
    open_scene(blank, server, {**LINE, "lanes": [WALKER, {**WALKER, "knobs": {"l2": 2}}, WALKER]})
    counts(blank, 6)
    drag(blank, middle(held(blank)), (-120, -90), 0, moves=4)
    grounds = []
    for size in [(1440, 900), (1200, 760)]:  # other panels, another enlargement of the same mesh
        blank.set_viewport_size({"width": size[0], "height": size[1]})
        still(blank)
        grounds.append(blank.evaluate(GROUNDS))
    blank.mouse.up()
    for one, own, other in grounds:
        assert one == other
        assert one["bands"] > 3
        assert own["bands"] > 3
        assert one["shown"] != own["shown"]
    assert grounds[0][0]["shown"] != grounds[1][0]["shown"]
    still(blank)
    expect(blank.locator("#lanes canvas.raster:visible")).to_have_count(0)  # at rest contour lines stand there


def test_a_drag_is_one_change_that_undo_takes_back(line: Page) -> None:
    address = lane_scene(line)
    drag(line, middle(held(line)), (-60, -60), 0, moves=6)
    line.mouse.up()
    expect(line.locator(".data h2")).to_contain_text("Your examples")
    line.keyboard.press("Control+z")
    expect(line.locator(".data h2")).not_to_contain_text("Your examples")
    assert lane_scene(line) == address
    line.keyboard.press("Control+Shift+z")
    expect(line.locator(".data h2")).to_contain_text("Your examples")


def test_link_and_reload_bring_the_examples_back(line: Page) -> None:
    drag(line, middle(held(line)), (-60, -60), 0, moves=4)
    line.mouse.up()
    said = surface(line)
    line.reload()
    counts(line, 6)
    assert surface(line) == said


def test_a_double_click_adds_an_example_and_delete_removes_it(line: Page) -> None:
    line.mouse.dblclick(*free(line, 0.3, 0.3))
    counts(line, 7)
    expect(line.locator(".data [role=status]")).to_contain_text("Example 7 was added")
    held(line).focus()
    line.keyboard.press("Delete")
    counts(line, 6)
    line.mouse.click(*free(line, 0.3, 0.3))  # a single click adds nothing
    counts(line, 6)


def test_tools_add_and_remove_by_click(wire: Wire, blank: Page, server: Server) -> None:
    open_scene(blank, server, CLASSES)
    counts(blank, 10)
    blank.get_by_role("button", name="Add examples of class 1 by click").click()
    blank.mouse.click(*free(blank, 0.3, 0.8))
    blank.mouse.click(*free(blank, 0.35, 0.85))
    counts(blank, 12)
    assert [row[2] for row in surface(blank)["examples"][-2:]] == [1, 1]
    blank.get_by_role("button", name="Remove examples by click").click()
    blank.mouse.click(*free(blank, 0.3, 0.8))
    counts(blank, 11)
    blank.keyboard.press("Escape")
    expect(blank.get_by_role("button", name="Remove examples by click")).to_have_attribute("aria-pressed", "false")


def test_two_examples_at_least_stay(wire: Wire, blank: Page, server: Server) -> None:
    two = {**LINE, "surface": {"key": "linear_regression", "examples": [[1, 0, 1], [0, 1, 2]]}}
    open_scene(blank, server, two)
    counts(blank, 2)
    held(blank).press("Delete")
    expect(blank.locator("#notice")).to_contain_text("There must be at least 2 examples.")
    counts(blank, 2)


def test_keys_walk_through_the_examples_and_move_them(line: Page) -> None:
    held(line).focus()
    expect(held(line)).to_have_attribute("aria-label", "Example 1 of 6: a = 0.899, b = 0.635, t = 1.72. Move it with the arrow keys. "
        "Space takes the next one, Enter adds one beside it, Delete removes it.")  # fmt: skip
    line.keyboard.press("Space")
    expect(held(line)).to_have_attribute("aria-label", re.compile("^Example 2 of 6"))
    line.keyboard.press("Shift+ArrowUp")
    expect(line.locator(".data h2")).to_contain_text("Your examples")
    moved = surface(line)["examples"][1]
    assert moved[0] == pytest.approx(-1.514809556309734, abs=0.01)
    assert moved[2] > -3.356
    line.keyboard.press("Enter")
    counts(line, 7)


def test_a_finger_drags_an_example(pocket: Page, server: Server) -> None:
    open_scene(pocket, server, LINE)
    counts(pocket, 6)
    x, y = middle(held(pocket))
    before = ink(pocket, 0)
    session = pocket.context.new_cdp_session(pocket)
    for kind, points in (("touchStart", [(x, y)]), *(("touchMove", [(x - 10 * i, y - 5 * i)]) for i in range(1, 6)), ("touchEnd", [])):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]})
    expect(pocket.locator(".data h2")).to_contain_text("6 training")
    still(pocket)
    assert ink(pocket, 0) != before
    assert surface(pocket)["examples"][0][0] < 0.8
    assert json.dumps(pocket.evaluate("scrollY")) == "0"
