"""What an eye reads off the panels, and what the page asks for meanwhile."""

import json
from typing import Any

import numpy as np
from playwright.sync_api import Page, WebSocket, expect

from tests.browser.hand import ink, quiet, still
from tests.replies.test_wire import decode


class Wire:
    """What a page that shows nothing yet will ask for, and the pictures that it gets; the newest last."""

    def __init__(self, page: Page) -> None:
        self.views: list[dict[str, Any]] = []
        self.frames: list[bytes] = []
        page.on("websocket", self.opened)

    def opened(self, socket: WebSocket) -> None:
        socket.on("framesent", self.sent)
        socket.on("framereceived", self.received)

    def sent(self, data: str | bytes) -> None:
        asked = json.loads(data)
        if "view" in asked:
            self.views.append(asked["view"])

    def received(self, data: str | bytes) -> None:
        if isinstance(data, bytes):
            self.frames.append(data)

    def span(self, axis: str = "x", lane: int = 0) -> float:
        """Return how much of an axis a panel shows."""
        low, high = self.views[-1]["panels"][lane][axis]
        return float(high - low)

    def steps(self) -> list[float]:
        """Return what the charts show."""
        return list(self.views[-1]["chart"]["steps"])

    def header(self) -> Any:
        """Return the header of the newest picture."""
        return decode(self.frames[-1])[0]

    def ball(self, lane: int, step: int) -> tuple[float, float]:
        """Return where a lane stands at a step, in pixels of its panel."""
        x, y = decode(self.frames[-1])[2][lane]["balls"].reshape(-1, 2)[step]
        return float(x), float(y)

    def vertices(self, lane: int, x: list[float], y: list[float]) -> int:
        """Return how many vertices of a path lie in a part of the plane."""
        panel = self.views[-1]["panels"][lane]
        px, py = decode(self.frames[-1])[2][lane]["path"].reshape(-1, 2).T
        at_x = panel["x"][0] + px / panel["width"] * (panel["x"][1] - panel["x"][0])
        at_y = panel["y"][1] - py / panel["height"] * (panel["y"][1] - panel["y"][0])
        return int(np.sum((at_x >= x[0]) & (at_x <= x[1]) & (at_y >= y[0]) & (at_y <= y[1])))


def ticks(page: Page, axis: str) -> list[str]:
    """Return what is written at an axis of the first panel."""
    return page.locator(f"#lanes .panel:first-child .plot .{axis}tick text").all_text_contents()


def at_rest(page: Page) -> list[str]:
    """Return what all panels show once contours and paths are at rest."""
    quiet(page)
    expect(page.locator("#lanes canvas.raster:not([hidden])")).to_have_count(0)
    still(page)
    return [ink(page, lane) for lane in range(page.locator("#lanes canvas.overlay").count())]


def stage(page: Page, lane: int = 0, across: float = 0.5, down: float = 0.5) -> tuple[float, float]:
    """Return a place of a panel."""
    box = page.locator("#lanes .stage").nth(lane).bounding_box()
    assert box
    return box["x"] + across * box["width"], box["y"] + down * box["height"]


def wheel(page: Page, at: tuple[float, float], by: float, times: int = 1) -> None:
    """Turn the wheel over a place; up is below zero."""
    page.mouse.move(*at)
    for _ in range(times):
        page.mouse.wheel(0, by)
