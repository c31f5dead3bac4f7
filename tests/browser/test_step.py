"""The tab that explains a step: its rule with the numbers, and the code; step by step at once, however long the run."""

import json
import re

import pytest
from playwright.sync_api import Page, WebSocket, expect

from app.scene.scene import Scene
from tests.browser.explained import KIN, at, cells, exact, opened, put
from tests.browser.hand import drawn, open_scene, still
from tests.browser.server import Server

FRAME = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
LONG = {**KIN, "surface": {"key": "crescent", "knobs": {}}, "steps": 100_000}


def test_the_numbers_are_those_of_the_step_in_the_chosen_lane(blank: Page, server: Server) -> None:
    open_scene(blank, server, KIN)
    tab = opened(blank)
    put(blank, 7)
    for lane, name in ((0, "AdamW"), (1, "Momentum")):
        tab.get_by_role("button", name=name, exact=True).click()
        told = exact(KIN, 8, lane)
        assert cells(tab, "gradient") == told["g"]
        assert cells(tab, "position") == [told["x"], told["to"][0], told["y"], told["to"][1]]
        before, after = told["state"]["before"]["v"], told["state"]["after"]["v"]
        assert cells(tab, "state v") == [before[0], after[0], before[1], after[1]]
        assert cells(tab, "move") == told["move"]
    lines = tab.locator(".worked li")
    expect(lines).to_have_count(2)
    x, to = exact(KIN, 8, 1)["x"], exact(KIN, 8, 1)["to"][0]
    last = lines.last.locator(".numbers").first
    expect(last.locator(".filled")).to_contain_text(f"{x:.3g}"[1:])
    expect(last.locator(".result")).to_have_text(f"={to:#.3g}".replace("-", "−"))


@pytest.mark.thorough
def test_all_lanes_stand_side_by_side_in_the_same_rows(blank: Page, server: Server) -> None:
    open_scene(blank, server, KIN)
    tab = opened(blank)
    put(blank, 3)
    tab.get_by_role("button", name="All walkers").click()
    expect(tab.locator(".values thead tr").first.locator("th")).to_have_text(
        ["AdamW", "Momentum", "Nesterov (look-ahead)", "Gradient descent"]
    )
    told = [exact(KIN, 4, lane) for lane in range(4)]
    assert cells(tab, "move") == [part for each in told for part in each["move"]]
    assert cells(tab, "probe") == told[2]["probe"]
    tab.get_by_role("button", name="All walkers").click()
    expect(tab.locator(".values thead tr")).to_have_count(1)


@pytest.mark.thorough
def test_the_code_marks_what_differs_from_the_method_that_it_varies(blank: Page, server: Server) -> None:
    open_scene(blank, server, KIN)
    tab = opened(blank)
    tab.get_by_role("button", name="AdamW").click()
    expect(tab.locator(".differs")).to_contain_text("What differs from Adam")
    expect(tab.locator(".differs")).to_contain_text("weight decay")
    new = tab.locator('.code [data-kind="new"]')
    expect(new).to_have_count(2)
    expect(new.last).to_contain_text("x = x - lr * weight_decay * x")
    expect(tab.locator('.code [data-kind="gone"]')).to_have_text(re.compile("def step"))
    tab.get_by_role("button", name="Gradient descent").click()
    expect(tab.locator(".code")).to_contain_text("return x - lr * g")
    expect(tab.locator('.code [data-kind="new"]')).to_have_count(0)
    expect(tab.locator(".differs")).to_have_count(0)


@pytest.mark.thorough
def test_a_hundred_thousand_steps_one_by_one_without_a_rest(blank: Page, server: Server) -> None:
    """Held down, the arrow key is followed: many steps are asked for while it repeats, and the last one is told exactly."""
    asked: list[int] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda data: asked.append(json.loads(data)["inspect"]["step"]) if '"inspect"' in str(data) else None)

    blank.on("websocket", listen)
    open_scene(blank, server, LONG)
    tab = opened(blank)
    put(blank, 61_233)
    tab.get_by_role("button", name="AdamW").click()
    asked.clear()
    last = 61_233
    while len(set(asked)) < 10:  # the next one is asked for once the server, which may be slow, has answered the one before
        assert last < 64_000
        blank.keyboard.down("ArrowRight")  # without a release in between: a key that repeats
        blank.evaluate(FRAME)
        last += 1
    blank.keyboard.up("ArrowRight")
    at(blank, last)
    told = exact(LONG, last + 1, 0)
    assert cells(tab, "position") == [told["x"], told["to"][0], told["y"], told["to"][1]]
    blank.get_by_role("button", name="One step back").click()
    at(blank, last - 1)
    assert cells(tab, "gradient") == exact(LONG, last, 0)["g"]


@pytest.mark.thorough
def test_a_run_that_has_ended_says_so(blank: Page, server: Server) -> None:
    """Gradient descent at 0.3 on curvature 10 doubles y at every step: it is beyond 1e9 at step 29."""
    flies = {**KIN, "lanes": [{"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.3}}}]}
    assert Scene.model_validate(flies).run()[0].step == 29
    open_scene(blank, server, flies)
    tab = opened(blank)
    put(blank, 40)
    expect(tab).to_contain_text("This run had ended before step 41.")
    put(blank, 12)
    assert cells(tab, "move") == exact(flies, 13, 0)["move"]


@pytest.mark.thorough
def test_a_hall_sees_three_lines_of_one_lane(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(server.url + "?theme=projector")
    drawn(page)
    tab = opened(page)
    at(page, 34)
    expect(page.locator("#lanes .panel:visible")).to_have_count(1)
    three = tab.locator(".brief > div")
    expect(three).to_have_count(3)
    told = page.evaluate(
        """() => [...document.querySelectorAll('.brief > div')].map(line => parseFloat(getComputedStyle(line).fontSize))"""
    )
    assert min(told) >= 36
    first = three.last.text_content()
    tab.get_by_role("button", name="y", exact=True).click()
    expect(three.last).not_to_have_text(first or "")
    tab.get_by_role("button", name="Gradient descent").click()
    expect(page.locator("#lanes .panel:visible .lane-name")).to_contain_text("Gradient descent")
    page.locator("body").press("i")
    expect(page.locator("#lanes .panel:visible")).to_have_count(3)
    still(page)
