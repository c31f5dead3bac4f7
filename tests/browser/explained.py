"""The tab that explains a step, as a hand opens it and an eye reads it."""

import json
import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from app.engine.run import fresh
from app.web.messages import message

KIN = {
    "version": 1,
    "surface": {"key": "ellipse", "knobs": {}},
    "steps": 60,
    "lanes": [
        {"optimizer": {"key": "adamw", "knobs": {}}},
        {"optimizer": {"key": "momentum", "knobs": {}}},
        {"optimizer": {"key": "nesterov_lookahead", "knobs": {}}},
        {"optimizer": {"key": "gradient_descent", "knobs": {"lr": 0.1}}},
    ],
}


def opened(page: Page) -> Locator:
    """Open the side panel by its key; return the tab."""
    page.locator("body").press("i")
    expect(page.get_by_role("tab", name="Step")).to_have_attribute("aria-selected", "true")
    tab = page.locator(".step-view")
    expect(tab.locator(".now")).to_have_attribute("aria-busy", "false")
    return tab


def put(page: Page, step: int) -> None:
    """Type a step into the timeline."""
    field = page.locator(".position input")
    field.fill(str(step))
    field.press("Enter")
    page.locator(".sentence").click()
    at(page, step)


def at(page: Page, step: int) -> None:
    """Wait until the tab tells the step that begins at a position."""
    expect(page.locator(".step-view h2")).to_have_text(re.compile(rf"from position {step:,} to "))
    expect(page.locator(".step-view .now")).to_have_attribute("aria-busy", "false")


def cells(tab: Locator, name: str) -> list[float]:
    """Return the numbers of a row of the table with all their digits: x then y, each before and after where there are both."""
    titles = tab.locator(f'.values tr[data-name="{name}"] td').evaluate_all("cells => cells.map(cell => cell.title)")
    return [float(number) for title in titles if title for number in title.split(" → ")]


def chosen(value: float) -> str:
    """Return a number between 0.01 and 9999 as the page writes one that is set: at most three digits."""
    return f"{value:.3g}"


def exact(scene: dict[str, Any], t: int, lane: int) -> dict[str, Any]:
    """Return what the server answers for a step of a lane."""
    (answer,) = message({"id": 1, "scene": scene, "inspect": {"step": t}}).answers(fresh())
    lanes: list[dict[str, Any]] = json.loads(answer)["inspect"]["lanes"]
    return lanes[lane]
