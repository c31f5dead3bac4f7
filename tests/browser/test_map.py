"""The Map view: what is drawn, put into the scene, hidden, refused and kept in a link."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hand import drawn, lane_scene, link, middle, quiet, unlinked
from tests.browser.maps import RATES, START, Asked, number, opened, place, scene, tiles, whole
from tests.browser.server import Server


def test_a_key_opens_the_map_beside_the_surface_and_it_is_the_largest_thing(page: Page) -> None:
    page.locator("body").press("m")
    field, stage = page.locator(".field .tiles"), page.locator("#lanes .panel:visible .stage")
    expect(field).to_be_visible()
    expect(stage).to_have_count(1)
    quiet(page)
    one, other = field.bounding_box(), stage.bounding_box()
    assert one
    assert other
    assert one["width"] * one["height"] > 1.2 * other["width"] * other["height"]
    expect(page.locator("#charts .chart")).to_have_count(0)
    page.get_by_text("View", exact=True).click()
    page.get_by_role("button", name="Contour", exact=True).click()
    expect(field).to_have_count(0)
    expect(page.locator("#charts .chart").first).to_be_visible()


def test_the_map_has_letters_shares_and_printed_bounds(blank: Page, server: Server) -> None:
    opened(blank, server, scene(START))
    ends = blank.locator(".map-legend .ends li").all_text_contents()
    assert {re.sub(r"\s+", " ", each).strip()[0] for each in ends[:4]} == set("ABCD")
    assert 99 < sum(float(found[1]) for each in ends if (found := re.search(r"([\d.]+) %", each))) < 101
    low, high = (int(each) for each in blank.locator(".scale-bar p span").all_text_contents())
    assert 0 <= low < high <= 100
    expect(blank.locator(".map-legend .progress")).to_contain_text("4,096 runs")


def test_a_click_puts_just_these_numbers_into_the_scene_and_its_run_ends_as_the_map_said(asked: Asked, blank: Page, server: Server) -> None:
    opened(blank, server, scene(START))
    said = len(asked.messages)
    blank.mouse.move(*place(blank, 0.8, 0.9))
    told = blank.locator(".map-at")
    expect(told).to_contain_text("minimum")
    text = told.inner_text()
    blank.mouse.click(*place(blank, 0.8, 0.9))
    found = unlinked(lane_scene(blank))
    assert found["start"] == [number(text, "x₀"), number(text, "y₀")]
    assert len(asked.messages) == said  # what varies on a map does not change it
    letter, since = re.findall(r"minimum (\w), there from step (\d+)", text)[0]
    minima = blank.request.get(f"{server.url}api/catalog").json()["surfaces"]["himmelblau"]["minima"]
    x, y = minima["ABCD".index(letter)]
    (lane,) = blank.request.post(f"{server.url}api/runs", data={k: v for k, v in found.items() if k != "map"}).json()["lanes"]
    near = [(u - x) ** 2 + (v - y) ** 2 <= 0.1**2 for u, v in zip(lane["x"], lane["y"], strict=True)]
    assert all(near[int(since) :])
    assert not near[int(since) - 1]


def test_a_map_follows_a_dragged_start(asked: Asked, blank: Page, server: Server) -> None:
    opened(blank, server, scene(RATES))
    before = tiles(blank)
    x, y = middle(blank.locator("#lanes .start:visible i"))
    blank.mouse.move(x, y)
    blank.mouse.down()
    blank.mouse.move(x + 60, y + 120, steps=12)
    blank.wait_for_function("before => document.querySelector('.field .tiles').toDataURL() !== before", arg=before)
    assert any(each["draft"] for each in asked.messages)
    blank.mouse.up()
    whole(blank)
    last = asked.messages[-1]
    assert not last["draft"]
    assert last["scene"]["start"] == unlinked(lane_scene(blank))["start"]


def test_nothing_beyond_the_hidden_future_is_shown(asked: Asked, blank: Page, server: Server) -> None:
    opened(blank, server, scene(START), more="&step=20")
    shown = tiles(blank)
    blank.locator("body").press("h")
    whole(blank)
    assert asked.messages[-1]["until"] == 20
    assert tiles(blank) != shown
    blank.mouse.move(*place(blank, 0.75, 0.7))
    expect(blank.locator(".map-at")).to_be_visible()
    steps = [int(each) for each in re.findall(r"step (\d+)", blank.locator(".map-at").inner_text())]
    assert all(step <= 20 for step in steps)
    quiet(blank)
    blank.mouse.move(5, 5)
    blank.locator("body").press("h")
    whole(blank)
    assert asked.messages[-1]["until"] is None
    blank.get_by_role("button", name="Rescale").click()
    quiet(blank)
    assert tiles(blank) == shown


def test_a_link_and_a_reload_show_the_same_map_and_undo_goes_back(asked: Asked, blank: Page, server: Server) -> None:
    opened(blank, server, scene(START))
    blank.get_by_role("button", name="Numbers", exact=True).click()
    blank.get_by_label("What the colours show").select_option("loss")
    whole(blank)
    address, shown = lane_scene(blank), tiles(blank)
    assert unlinked(address)["map"]["measure"] == "loss"
    blank.reload()
    drawn(blank)
    whole(blank)
    assert tiles(blank) == shown
    assert [axis["path"] for axis in asked.messages[-1]["map"]["axes"]] == ["knobs.lr", "knobs.mu"]
    blank.get_by_label("What the colours show").select_option("best")
    whole(blank)
    blank.get_by_role("button", name="Undo").click()
    expect(blank.get_by_label("What the colours show")).to_have_value("loss")
    whole(blank)
    assert tiles(blank) == shown


def test_a_refusal_stands_beside_the_map_and_the_map_stays(blank: Page, server: Server) -> None:
    opened(blank, server, scene(START))
    before = tiles(blank)
    blank.get_by_text("Ranges", exact=True).click()
    field = blank.get_by_label(re.compile("^x₀.* from$"))
    field.fill("7")
    field.press("Enter")
    expect(blank.locator(".map > .fault")).to_contain_text("must rise")
    field.fill("-5")
    field.press("Enter")
    expect(blank.locator(".map > .fault")).to_be_hidden()
    blank.keyboard.press("Escape")
    whole(blank)
    assert tiles(blank) == before


def test_a_pinned_map_is_seen_while_the_button_is_held(blank: Page, server: Server) -> None:
    opened(blank, server, scene(START))
    before = tiles(blank)
    blank.get_by_role("button", name="Pin A").click()
    blank.get_by_label("What the colours show").select_option("steps")
    whole(blank)
    after = tiles(blank)
    assert after != before
    blank.mouse.move(*middle(blank.get_by_role("button", name="Hold: A")))
    blank.mouse.down()
    quiet(blank)
    assert tiles(blank) == before
    blank.mouse.up()
    quiet(blank)
    assert tiles(blank) == after


def test_on_a_phone_the_map_comes_first_and_a_touch_puts_a_start(pocket: Page, server: Server) -> None:
    opened(pocket, server, scene(START))
    field, panel = pocket.locator(".field .tiles").bounding_box(), pocket.locator("#lanes .stage:visible").bounding_box()
    assert field
    assert panel
    assert field["width"] > 290
    assert panel["y"] > field["y"] + field["height"]
    assert pocket.evaluate("document.documentElement.scrollWidth") == 390
    pocket.touchscreen.tap(*place(pocket, 0.8, 0.2))
    found = unlinked(lane_scene(pocket))["start"]
    assert found == pytest.approx([3, -3], abs=0.2)


def test_the_bar_leaves_the_map_its_room_on_a_phone_and_on_a_projector(pocket: Page, blank: Page, server: Server) -> None:
    opened(pocket, server, scene(START))
    field = pocket.locator(".field").bounding_box()
    assert field
    assert field["y"] + field["height"] < 844 - 100  # all of it before the play bar
    pocket.get_by_text("Map settings").click()
    expect(pocket.get_by_label("What the colours show")).to_be_visible()
    opened(blank, server, scene(START))
    expect(blank.locator(".map-bar")).to_be_visible()
    blank.keyboard.press("p")
    expect(blank.locator(".map-bar")).to_be_hidden()


def test_the_legend_adds_up_the_minima_and_shows_no_sample_that_tells_nothing(blank: Page, server: Server) -> None:
    opened(blank, server, scene(START))
    expect(blank.locator(".ends li:not(.sum) i.none")).to_have_count(0)
    blank.get_by_label("What the colours show").select_option("loss")
    expect(blank.locator(".scale-bar figcaption")).to_contain_text("loss")
    expect(blank.locator(".ends li:not(.sum) i:not(.none)")).to_have_count(0)


def test_a_long_map_is_cancelled_and_started_again(asked: Asked, blank: Page, server: Server) -> None:
    plane = [{**axis, "count": 256} for axis in START]
    long = {**scene(plane), "surface": {"key": "rosenbrock"}, "steps": 40_000, "lanes": [{"optimizer": {"key": "adam"}}]}
    blank.goto(f"{server.url}?see=map{link(long)}")
    said = blank.locator(".map-legend .progress")
    expect(said).to_contain_text(" of 65,536 runs")
    blank.get_by_role("button", name="Cancel").click()
    expect(said).to_contain_text("stopped: ")
    assert asked.messages[-1]["map"] is None
    before = len(asked.messages)
    blank.get_by_role("button", name="Start again").click()
    expect(said).to_have_text(re.compile(r"^[\d,]+ (of 65,536 runs|runs begin)"))  # what was stopped says another thing
    assert len(asked.messages) == before + 1
    blank.get_by_role("button", name="Cancel").click()
    expect(said).to_contain_text("stopped: ")
